"""A picture that the asker brought covers the frame, and what is less than asked is said."""

import asyncio

import cv2
import numpy as np
import pytest

from reelwright.model.asset import Picture
from reelwright.model.brief import Brief, Size
from reelwright.model.errors import Broken
from reelwright.model.ids import Key, content_key, scene_id
from reelwright.model.storyboard import Scene
from reelwright.model.time import Time
from reelwright.pipeline.animate import animate
from reelwright.pipeline.brought import PROVENANCE, brought
from reelwright.pipeline.illustrate import illustrate

WIDE = Size(width=160, height=90)


def a_picture(crew, width: int, height: int) -> Key:
    """Keep a picture that is darker from left to right, and bluer from top to bottom."""
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[..., 0] = np.linspace(0, 255, height)[:, None]
    pixels[..., 2] = np.linspace(255, 0, width)
    key = content_key("test", width, height)
    asyncio.run(crew.blobs.put(key, cv2.imencode(".png", pixels)[1].tobytes()))
    return key


def fitted(crew, width: int, height: int, size: Size = WIDE) -> Picture:
    return asyncio.run(brought(a_picture(crew, width, height), size, crew.blobs))


def pixels_of(crew, picture: Picture) -> np.ndarray:
    png = asyncio.run(crew.blobs.get(picture.blob))
    return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)


def told(picture: Picture) -> list[str]:
    return [str(one) for one in picture.degradations]


@pytest.mark.parametrize("height", [1, 7, 89, 91, 300])
@pytest.mark.parametrize("width", [1, 13, 159, 161, 500])
def test_any_picture_covers_the_frame(crew, width, height):
    picture = fitted(crew, width, height)
    assert pixels_of(crew, picture).shape == (90, 160, 3)
    assert (picture.width, picture.height) == (160, 90)


def test_picture_of_the_frame_s_size_is_untouched(crew):
    key = a_picture(crew, 160, 90)
    picture = asyncio.run(brought(key, WIDE, crew.blobs))
    before = cv2.imdecode(np.frombuffer(asyncio.run(crew.blobs.get(key)), np.uint8), -1)
    assert np.array_equal(pixels_of(crew, picture), before)
    assert told(picture) == []


def test_sides_are_cut_alike(crew):
    pixels = pixels_of(crew, fitted(crew, 360, 90))
    reds = pixels[45, [0, -1], 2].astype(int)
    assert reds.tolist() == pytest.approx([255 * 260 / 360, 255 * 100 / 360], abs=2)


def test_more_is_cut_below_than_above(crew):
    pixels = pixels_of(crew, fitted(crew, 160, 390))
    blues = pixels[[0, -1], 80, 0].astype(int)
    assert blues.tolist() == pytest.approx([255 * 100 / 390, 255 * 190 / 390], abs=2)


@pytest.mark.parametrize(
    ("size", "sentences"),
    [
        ((107, 60), []),
        ((320, 180), []),
        (
            (80, 45),
            ["picture: of 80 x 45 pixels, it is enlarged 2.0 times and looks soft"],
        ),
        ((320, 90), []),
        (
            (400, 90),
            ["picture: it has another shape than the film, which shows 40% of it"],
        ),
        (
            (90, 160),
            [
                "picture: of 90 x 160 pixels, it is enlarged 1.8 times and looks soft",
                "picture: it has another shape than the film, which shows 32% of it",
            ],
        ),
    ],
)
def test_what_is_less_than_asked_is_told(crew, size, sentences):
    assert told(fitted(crew, *size)) == sentences


def test_scene_with_a_picture_is_not_painted(crew):
    scene = Scene(
        id=scene_id(1),
        visual="a red door",
        picture=a_picture(crew, 704, 396),
        duration=Time.of(2),
    )
    picture = asyncio.run(illustrate(scene, Brief(prompt="a", resolution="360p"), crew))
    assert crew.visual.asked == []
    assert (picture.width, picture.height, picture.life) == (704, 396, None)
    assert (picture.provenance, picture.provenance.licence) == (PROVENANCE, "yours")


def test_brought_picture_comes_alive_by_a_guess(crew):
    picture = fitted(crew, 160, 90)
    brief = Brief(prompt="a", animator="twice")
    assert len(asyncio.run(animate(picture, brief, crew)).stack) == 3
    assert crew.animator.asked[0].life is None


def test_lost_picture_is_told(crew):
    asyncio.run(crew.blobs.put(Key("0" * 64), b"no picture"))
    with pytest.raises(Broken, match="A picture that was kept cannot be read"):
        asyncio.run(brought(Key("0" * 64), WIDE, crew.blobs))
