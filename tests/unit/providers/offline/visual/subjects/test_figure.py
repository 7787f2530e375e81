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
    assert 4 <= columns <= 80
    assert made.colour.shape == (24, columns, 3)
    assert made.right.shape == made.up.shape == made.cover.shape
    assert 0 <= made.cover.min() <= made.cover.max() <= 1.001
    assert 0.08 < (made.cover > 0.5).mean() < 0.98
    assert made.colour.min() >= -1e-3
    assert made.colour[made.cover > 0.9].max() <= 1.01
    assert made.colour[made.cover > 0.9].max() > 0.02


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
    whole = figure.figure(replace(ALL["sailboat"], keep=1.0), 100)
    part = figure.figure(replace(ALL["sailboat"], keep=0.8), 100)
    assert part.cover.shape[1] > 1.1 * whole.cover.shape[1]


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
