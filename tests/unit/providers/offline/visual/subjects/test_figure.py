"""Drawn things as figures."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects import figure
from reelwright.providers.offline.visual.subjects.figure import Figure
from reelwright.providers.offline.visual.subjects.things import things

ALL = things()
DRAWN = [name for name, thing in ALL.items() if thing.art.startswith(("emoji:", "own:"))]


def shape(name: str, height: int = 48) -> Figure:
    return figure.figure(ALL[name], height)


@pytest.mark.parametrize("name", DRAWN)
def test_every_drawing_becomes_a_figure(name: str) -> None:
    made = shape(name, 24)
    rows, columns = made.cover.shape
    assert rows == 24
    assert 3 <= columns <= 156
    assert made.colour.shape == (24, columns, 3)
    assert made.right.shape == made.up.shape == made.cover.shape
    assert 0 <= made.cover.min() <= made.cover.max() <= 1.001
    assert 0.03 < (made.cover > 0.5).mean() < 0.98
    solid = made.colour[made.cover > 0.5]
    assert 0.015 < solid.min() < solid.max() < 0.9


@pytest.mark.parametrize("name", DRAWN)
def test_figures_fill_their_height_and_width(name: str) -> None:
    cover = shape(name, 24).cover
    assert max(cover[0].max(), cover[1].max()) > 0.03
    assert max(cover[-1].max(), cover[-2].max()) > 0.03
    assert max(cover[:, 0].max(), cover[:, 1].max()) > 0.01
    assert max(cover[:, -1].max(), cover[:, -2].max()) > 0.01


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["deer", "sailboat", "lion", "candle"]), st.integers(6, 200))
def test_figures_are_as_tall_as_asked(name: str, height: int) -> None:
    made, model = shape(name, height), shape(name, 200)
    assert made.cover.shape[0] == height
    wide = model.cover.shape[1] * height / 200
    assert made.cover.shape[1] == pytest.approx(wide, abs=1.5 + 0.15 * wide)


def test_what_is_not_the_thing_is_cut_off() -> None:
    whole = figure.figure(replace(ALL["canoe"], keep=1.0), 100)
    part = figure.figure(replace(ALL["canoe"], keep=0.66), 100)
    assert part.cover.shape[1] > 1.1 * whole.cover.shape[1]


def test_what_lies_is_turned_and_pressed_flat() -> None:
    stood = replace(ALL["scissors"], turn=0.0, flat=1.0)
    turned, pressed = replace(stood, turn=90.0), replace(stood, flat=0.5)
    tall = figure.width(stood)
    assert figure.width(turned) == pytest.approx(1 / tall, rel=0.1)
    assert figure.width(pressed) == pytest.approx(2 * tall, rel=0.02)


def test_what_lies_flat_faces_up() -> None:
    ups = []
    for flat in (1.0, 0.5):
        made = figure.figure(replace(ALL["starfish"], flat=flat), 60)
        ups.append(float(made.up[made.cover > 0.9].mean()))
        assert np.hypot(made.right, made.up).max() < 1
    assert ups[1] > ups[0] + 0.5


@pytest.mark.parametrize("name", ["deer", "hammer", "starfish", "bullet_train"])
def test_widths_are_those_of_figures(name: str) -> None:
    rows, columns = shape(name, 96).cover.shape
    assert figure.width(ALL[name]) == pytest.approx(columns / rows, rel=0.05)


def test_what_is_not_drawn_counts_as_square() -> None:
    assert {figure.width(ALL[name]) for name in ("cottage", "oak", "rainbow")} == {1.0}


def test_colours_survive_small_sizes() -> None:
    means = []
    for height in (16, 120):
        made = shape("fire_engine", height)
        means.append((made.colour * made.cover[..., None]).sum(axis=(0, 1)) / made.cover.sum())
    assert means[0] == pytest.approx(means[1], abs=0.1)
    assert means[1][0] > 1.4 * means[1][2]


@pytest.mark.parametrize("name", ["fish", "fox", "teapot", "pumpkin"])
def test_bodies_are_round(name: str) -> None:
    made = shape(name, 96)
    rows, columns = made.cover.shape
    solid = made.cover > 0.9
    third = columns // 3
    assert made.right[:, :third][solid[:, :third]].mean() < -0.05
    assert made.right[:, -third:][solid[:, -third:]].mean() > 0.05
    assert made.up[: rows // 3][solid[: rows // 3]].mean() > 0.05
    assert np.hypot(made.right, made.up).max() < 1


@pytest.mark.parametrize("name", ["deer", "bicycle"])
def test_mirroring_is_seen_in_a_mirror(name: str) -> None:
    made = shape(name)
    other = made.mirrored()
    assert np.array_equal(other.cover, made.cover[:, ::-1])
    assert np.array_equal(other.colour, made.colour[:, ::-1])
    assert np.array_equal(other.right, -made.right[:, ::-1])
    again = other.mirrored()
    assert all(
        np.array_equal(getattr(again, part), getattr(made, part))
        for part in ("colour", "cover", "right", "up")
    )


@pytest.mark.parametrize("side", [-1, 1])
def test_sunny_side_is_lighter(staged: Callable[..., Stage], side: int) -> None:
    made = shape("pumpkin", 96)
    towards, away = (
        luma(figure.lit(made, staged((16, 16), sun=(turn, 0.4)).light))
        for turn in (side * 1.4, -side * 1.4)
    )
    solid = made.cover > 0.9
    half = made.right * side > 0.3
    assert towards[solid & half].mean() > 1.25 * away[solid & half].mean()


def test_low_sun_behind_rims_the_edges(staged: Callable[..., Stage]) -> None:
    made = shape("bear", 96)
    behind, before = (
        luma(figure.lit(made, staged((16, 16), sun=(turn, 0.15)).light)) for turn in (0.2, 2.9)
    )
    solid = made.cover > 0.95
    edge = solid & (np.hypot(made.right, made.up) > 0.8) & (made.right > 0.3)
    heart = solid & (np.hypot(made.right, made.up) < 0.2)
    assert behind[edge].mean() / behind[heart].mean() > before[edge].mean() / before[heart].mean()


def test_bright_ground_lights_from_below(staged: Callable[..., Stage]) -> None:
    made, light = shape("bear", 96), staged((16, 16), sun=(0.3, 0.4)).light
    dark, sand = (
        luma(figure.lit(made, light, ground=np.full(3, level, np.float32))) for level in (0.0, 0.8)
    )
    more, solid = sand - dark, made.cover > 0.9
    assert more[solid].min() > 0
    belly, back = solid & (made.up < -0.3), solid & (made.up > 0.3)
    assert (more / dark)[belly].mean() > 1.5 * (more / dark)[back].mean()


def test_dark_ground_lies_in_the_shade(staged: Callable[..., Stage]) -> None:
    made, light = shape("bear", 96), staged((16, 16), sun=(2.6, 0.8)).light
    shady, sunny = (
        luma(figure.lit(made, light, ground=np.full(3, level, np.float32)))[made.up > 0.5].mean()
        for level in (0.02, 0.6)
    )
    assert sunny > 1.2 * shady


def test_feet_are_darker_than_what_hovers(staged: Callable[..., Stage]) -> None:
    made, light = shape("bear", 96), staged((16, 16)).light
    hovers = luma(figure.lit(made, light))
    stands = luma(figure.lit(made, light, ground=np.zeros(3, np.float32)))
    share = (stands / hovers)[:, made.cover[-1].argmax()]
    assert share[-1] < 0.8 * share[20]


def test_night_is_darker_than_day(staged: Callable[..., Stage]) -> None:
    made = shape("sheep")
    sums = [
        luma(figure.lit(made, staged((16, 16), hour=hour).light)).sum()
        for hour in (Hour.DAY, Hour.DUSK, Hour.NIGHT)
    ]
    assert sums[0] > sums[1] > 0
    assert sums[0] > sums[2] > 0


@pytest.mark.parametrize("hour", Hour)
def test_glowing_things_shine_of_themselves(staged: Callable[..., Stage], hour: Hour) -> None:
    made, light = shape("campfire"), staged((16, 16), hour=hour).light
    dull, dim, bright = (figure.lit(made, light, glow) for glow in (0.0, 0.4, 0.9))
    assert (dim >= dull - 1e-5).all()
    assert bright - dull == pytest.approx((dim - dull) * 0.9 / 0.4, rel=1e-3, abs=1e-4)
    assert bright.sum() > 1.1 * dull.sum()


def test_fire_shines_most_at_night(staged: Callable[..., Stage]) -> None:
    made = shape("campfire")
    more = {
        hour: (figure.lit(made, light, 0.9) - figure.lit(made, light)).sum()
        for hour in Hour
        for light in [staged((16, 16), hour=hour).light]
    }
    assert max(more, key=lambda hour: more[hour]) is Hour.NIGHT
    assert min(more, key=lambda hour: more[hour]) is Hour.DAY


def test_figures_are_made_the_same_again() -> None:
    first = shape("owl")
    figure.figure.cache_clear()
    again = shape("owl")
    assert first is not again
    assert np.array_equal(first.colour, again.colour)
    assert np.array_equal(first.cover, again.cover)
