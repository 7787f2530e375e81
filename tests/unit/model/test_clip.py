"""A clip shows one thing, and what a timeline lays over it lies within the timeline."""

import pytest

from reelwright.model.clip import PictureClip
from reelwright.model.errors import Invalid
from reelwright.model.overlay import Overlay, Title
from reelwright.model.stack import Layer, Particles, Weather
from reelwright.model.time import ZERO, Time
from reelwright.model.timeline import Timeline

ONE = Time.of(1)


def a_clip(**given) -> PictureClip:
    return PictureClip(start=ZERO, length=ONE, **given)


def test_sources_are_those_of_the_layers():
    snow = Particles(weather=Weather.SNOW)
    clip = a_clip(layers=(Layer(source="sky.png"), snow, Layer(source="hill.png")))
    assert clip.sources == ("sky.png", "hill.png")
    assert a_clip(source="a.png").sources == ("a.png",)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "either a source or layers"),
        ({"source": "a.png", "layers": (Layer(source="b.png"),)}, "either a source or layers"),
        ({"layers": (Particles(weather=Weather.RAIN),)}, "first layer of a stack is a picture"),
        ({"source": "a.mp4", "offset": Time.of(-1)}, "offset is 0 seconds or more"),
        ({"source": "a.png", "direction": "sideways"}, "no direction 'sideways'"),
        ({"source": "a.png", "motion": {"end": {"zoom": float("nan")}}}, "finite number"),
        ({"source": "a.png", "motion": {"end": {"angle": 200}}}, "at most 180"),
    ],
)
def test_clip_that_shows_nothing_plain_is_told(given, told):
    with pytest.raises(Invalid, match=told):
        a_clip(**given)


def test_layers_and_weather_come_back_from_json():
    clip = a_clip(
        layers=(
            Layer(source="sky.png", depth=0, drift={"x": 0.01}),
            Particles(weather="snow", seed=2**62),
        )
    )
    assert PictureClip.read_json(clip.write_json()) == clip


@pytest.mark.parametrize("name", ["overlays", "titles"])
def test_what_is_laid_over_lies_within_the_timeline(name):
    laid = {
        "overlays": Overlay(start=ONE, length=ONE, source="logo.png"),
        "titles": Title(start=ONE, length=ONE, text="Hello"),
    }[name]
    with pytest.raises(Invalid, match=rf"{name}\[0\] does not lie within"):
        Timeline(
            width=64, height=64, length=ONE, pictures=(a_clip(source="a.png"),), **{name: (laid,)}
        )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"fade_in": Time.of(1), "fade_out": Time.of(1)}, "fades are longer"),
        ({"fade_in": Time.of(-1), "fade_out": ZERO}, "0 seconds or more"),
    ],
)
@pytest.mark.parametrize("kind", [Overlay, Title])
def test_fades_fit_into_what_they_fade(kind, given, told):
    own = {"source": "logo.png"} if kind is Overlay else {"text": "Hello"}
    with pytest.raises(Invalid, match=told):
        kind(start=ZERO, length=ONE, **own, **given)


def an_overlaid(number: int, length=ONE, start=lambda n: ZERO) -> Timeline:
    overlays = tuple(
        Overlay(start=start(n), length=length, source="logo.png") for n in range(number)
    )
    pictures = (a_clip(source="a.png").model_copy(update={"length": Time.of(100)}),)
    return Timeline(width=64, height=64, length=Time.of(100), pictures=pictures, overlays=overlays)


def test_many_overlays_may_follow_each_other():
    timeline = an_overlaid(5_000, Time.of("0.02"), lambda n: Time.of(n) / 50)
    assert len(timeline.overlays) == 5_000


def test_too_many_overlays_at_once_are_refused():
    assert len(an_overlaid(64).overlays) == 64
    with pytest.raises(Invalid, match="More than 64 overlays stand at 0 s; show fewer at once"):
        an_overlaid(65)
