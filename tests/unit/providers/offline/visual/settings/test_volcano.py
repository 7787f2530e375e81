"""A volcano's cone rises over dark ground, and burns by night where it is awake."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

STREAMS, ASLEEP, FIELD, LAKE = 6, 2, 3, 5
"""Seeds of some plans."""


def glowing(picture) -> float:
    """Return the share of a picture that is far more red than blue, and light."""
    pixels = picture.pixels.astype(int)
    return float(((pixels[..., 0] - pixels[..., 2] > 90) & (pixels[..., 0] > 150)).mean())


@pytest.mark.parametrize("seed", [STREAMS, FIELD])
def test_lava_glows_at_night(paint, seed):
    assert glowing(paint(Setting.VOLCANO, Hour.NIGHT, seed=seed)) > 0.004


def test_sleepers_do_not_glow(paint):
    assert glowing(paint(Setting.VOLCANO, Hour.NIGHT, seed=ASLEEP)) == 0


def test_lava_fields_glow_close_by(paint):
    field, sand = (
        glowing(paint(Setting.VOLCANO, Hour.NIGHT, seed=seed).rows(0.7, 1))
        for seed in (FIELD, STREAMS)
    )
    assert field > 2 * sand


@pytest.mark.parametrize("seed", [STREAMS, ASLEEP, FIELD])
def test_ground_is_darker_than_the_sky(paint, seed):
    volcano = paint(Setting.VOLCANO, seed=seed)
    assert volcano.rows(0.8, 1).mean < 0.75 * volcano.rows(0, 0.2).mean


def test_cones_stand_against_the_sky(paint):
    """The row of the first dark pixel is highest over the cone and low at its feet."""
    light = paint(Setting.VOLCANO, Weather.FOG, seed=ASLEEP, size=(192, 108))
    assert light.rows(0.2, 0.6).spread > 3


def test_lakes_mirror_the_sky(paint):
    day, sunset = (
        paint(Setting.VOLCANO, hour, seed=LAKE).rows(0.85, 1) for hour in (Hour.DAY, Hour.SUNSET)
    )
    assert sunset.warmth > day.warmth + 40


def test_winter_whitens_sleepers(paint):
    winter, summer = (
        paint(Setting.VOLCANO, one, seed=ASLEEP) for one in (Season.WINTER, Season.SUMMER)
    )
    assert winter.white > summer.white + 0.2


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_dry_ground_is_found(paint, seed):
    placed = paint(Setting.VOLCANO, seed=seed, names="camel eagle shark")
    assert placed.unplaced == ("shark",)


@pytest.mark.parametrize("seed", [1, 2])
def test_boats_find_a_lake(paint, seed):
    assert paint(Setting.VOLCANO, seed=seed, names="sailboat").unplaced == ()


def test_films_keep_their_cone(paint):
    cones = [paint(Setting.VOLCANO, seed=ASLEEP, film=film) for film in (1, 2, 3, 4)]
    assert max(np.max(cones[0].apart(other).mean()) for other in cones[1:]) > 3


@pytest.mark.parametrize("seed", range(6))
def test_rain_finds_the_volcano_awake(paint, seed):
    """Whatever it would be in fair weather: rain would hide the steam of one asleep."""
    assert glowing(paint(Setting.VOLCANO, Hour.DUSK, Weather.STORM, seed=seed)) > 0.0005
