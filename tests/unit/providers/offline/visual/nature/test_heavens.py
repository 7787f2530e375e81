"""The whole sky."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Weather
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.nature import clouds, heavens, murk
from reelwright.providers.offline.visual.stage import Stage

PLAIN = Look(heaps=0.0)


def painted(stage: Stage) -> np.ndarray:
    heavens.paint(stage, "fields")
    return stage.canvas.light


def points(light: np.ndarray) -> int:
    """Return how many places are plainly brighter than their left and right neighbours."""
    grey = light[:40].mean(axis=-1)
    inner = grey[:, 2:-2]
    beside = np.maximum(grey[:, :-4], grey[:, 4:])
    return int((inner > 1.5 * beside + 0.02).sum())


def test_fog_hides_all_but_itself(staged: Callable[..., Stage]) -> None:
    stage, wanted = staged(weather=Weather.FOG, look=Look(heaps=1.0)), staged(weather=Weather.FOG)
    murk.paint(wanted.canvas, wanted.view, wanted.rng("fog over fields"))
    assert np.array_equal(painted(stage), wanted.canvas.light)


@pytest.mark.parametrize("weather", [Weather.CLEAR, Weather.STORM, Weather.FOG])
def test_each_place_has_its_own_sky(staged: Callable[..., Stage], weather: Weather) -> None:
    skies = []
    for under in ("fields", "fields", "sea"):
        stage = staged(weather=weather, look=PLAIN)
        heavens.paint(stage, under)
        skies.append(stage.canvas.light)
    assert np.array_equal(skies[0], skies[1])
    assert np.abs(skies[0] - skies[2]).mean() > 0.01


def test_plain_day_is_air_and_deck(staged: Callable[..., Stage]) -> None:
    stage, wanted = staged(look=PLAIN), staged(look=PLAIN)
    light = wanted.light
    clouds.deck(wanted.canvas, wanted.view, light, light.cover, wanted.rng("deck over fields"))
    assert np.array_equal(painted(stage), wanted.canvas.light)


def test_heaps_stand_where_a_style_likes_them(staged: Callable[..., Stage]) -> None:
    heaped, plain = (painted(staged(look=Look(heaps=likes))) for likes in (1.0, 0.0))
    assert np.abs(heaped[20:32] - plain[20:32]).max() > 0.05


@pytest.mark.parametrize("weather", [Weather.RAIN, Weather.STORM, Weather.SNOW])
def test_no_heaps_in_foul_weather(staged: Callable[..., Stage], weather: Weather) -> None:
    heaped, plain = (
        painted(staged(look=Look(heaps=likes), weather=weather)) for likes in (1.0, 0.0)
    )
    assert np.array_equal(heaped, plain)


@pytest.mark.parametrize("hour", [Hour.DAWN, Hour.DAY, Hour.SUNSET])
def test_stars_come_out_at_night_only(staged: Callable[..., Stage], hour: Hour) -> None:
    night, day = (
        points(painted(staged((256, 128), hour=at, look=PLAIN, sun=(0.1, 0.3, False))))
        for at in (Hour.NIGHT, hour)
    )
    assert night > 10
    assert day <= 1


def test_overcast_nights_have_hardly_any_stars(staged: Callable[..., Stage]) -> None:
    clear, overcast = (
        points(painted(staged((256, 128), hour=Hour.NIGHT, weather=weather, look=PLAIN)))
        for weather in (Weather.CLEAR, Weather.STORM)
    )
    assert overcast < clear / 5


def test_phase_is_the_films(staged: Callable[..., Stage]) -> None:
    night = partial(staged, (512, 384), hour=Hour.NIGHT, weather=Weather.FOG)
    lit = []
    for seed, film in ((1, 1), (2, 1), *((1, film) for film in range(2, 10))):
        moonlit, moonless = (
            painted(night(seed=seed, film=film, sun=(0.1, 0.3, seen))) for seen in (True, False)
        )
        lit.append(int(((moonlit - moonless).max(axis=-1) > 0.3).sum()))
    assert lit[0] == pytest.approx(lit[1], rel=0.05)
    assert max(lit) > 1.2 * min(lit) > 0


def test_nothing_of_it_is_near(staged: Callable[..., Stage]) -> None:
    stage = staged(hour=Hour.NIGHT, look=Look(heaps=1.0))
    painted(stage)
    assert (stage.canvas.depth == FAR).all()


def test_skies_keep_their_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (painted(staged(seed=seed, look=PLAIN)) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
