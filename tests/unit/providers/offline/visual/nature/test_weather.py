"""What falls and drifts before the scene."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Weather
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.nature import weather
from reelwright.providers.offline.visual.stage import Stage

Hidden = Callable[[Callable[[Stage], object], Stage, Stage], np.ndarray]
SIZE = (160, 120)


def after(stage: Stage, act: Callable[[Stage], object], level: float = 0.3) -> np.ndarray:
    stage.canvas.light[:] = level
    act(stage)
    return stage.canvas.light


@pytest.mark.parametrize("kind", [Weather.CLEAR, Weather.CLOUDY])
def test_fair_weather_lets_nothing_fall(staged: Callable[..., Stage], kind: Weather) -> None:
    assert (after(staged(SIZE, weather=kind), weather.fall) == np.float32(0.3)).all()


@pytest.mark.parametrize(
    ("kind", "falls"),
    [
        (Weather.RAIN, partial(weather.rain, strength=1.0)),
        (Weather.SNOW, weather.snow),
        (Weather.FOG, weather.banks),
    ],
)
def test_every_weather_has_its_fall(
    staged: Callable[..., Stage], kind: Weather, falls: Callable[[Stage], object]
) -> None:
    stages = [staged(SIZE, weather=kind) for _ in range(2)]
    for stage in stages:
        stage.canvas.depth[60:] = 3_000.0
    fallen = after(stages[0], weather.fall)
    assert np.array_equal(fallen, after(stages[1], falls))
    assert np.abs(fallen - 0.3).max() > 0.02


def test_storms_are_lightning_and_more_rain(staged: Callable[..., Stage]) -> None:
    def storm(stage: Stage) -> None:
        weather.lightning(stage)
        weather.rain(stage, 1.5)

    stages = [staged(SIZE, weather=Weather.STORM) for _ in range(2)]
    assert np.array_equal(after(stages[0], weather.fall), after(stages[1], storm))


@pytest.mark.parametrize("kind", Weather)
def test_nothing_that_falls_has_depth(staged: Callable[..., Stage], kind: Weather) -> None:
    stage = staged(SIZE, weather=kind)
    stage.canvas.depth[60:] = 50.0
    weather.fall(stage)
    assert set(np.unique(stage.canvas.depth)) == {np.float32(50), FAR}


@pytest.mark.parametrize("hour", [Hour.DAY, Hour.NIGHT])
@pytest.mark.parametrize("kind", Weather)
def test_fallen_light_is_light(staged: Callable[..., Stage], kind: Weather, hour: Hour) -> None:
    seen = after(staged(SIZE, weather=kind, hour=hour), weather.fall, 0.0)
    assert np.isfinite(seen).all()
    assert seen.min() >= -1e-6


def test_heavier_rain_changes_more(staged: Callable[..., Stage]) -> None:
    changed = [
        np.abs(after(staged(SIZE), partial(weather.rain, strength=strength)) - 0.3).mean()
        for strength in (0.3, 1.0, 2.0)
    ]
    assert 2.5 * changed[0] < 1.4 * changed[1] < changed[2]


def test_rain_falls_all_over(staged: Callable[..., Stage]) -> None:
    seen = after(staged(SIZE), partial(weather.rain, strength=1.0)).mean(axis=-1)
    parts = [seen[i : i + 40, j : j + 40].std() for i in (0, 40, 80) for j in (0, 40, 80, 120)]
    assert min(parts) > 0.003


def test_rain_is_drawn_downwards(staged: Callable[..., Stage]) -> None:
    seen = after(staged((320, 240)), partial(weather.rain, strength=1.0)).mean(axis=-1)
    along, across = (np.abs(np.diff(seen, axis=axis)).mean() for axis in (0, 1))
    assert across > 1.5 * along


def test_rain_shows_the_light_around(staged: Callable[..., Stage]) -> None:
    bright, dark = (
        np.abs(after(staged(SIZE), partial(weather.rain, strength=1.0), level) - level).mean()
        for level in (0.8, 0.02)
    )
    assert bright > 3 * dark


def test_flakes_are_white(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE, weather=Weather.SNOW)
    seen = after(stage, weather.snow, 0.0)
    white = stage.light.ambient * 1.1 + stage.light.sun.colour * 0.35 + 0.02
    assert seen.max() > 0.2 * white.max()
    assert (seen <= white + 1e-4).all()
    there = seen[..., 0] > 0.1 * white[0]
    assert seen[there] / seen[there][:, :1] == pytest.approx(
        np.broadcast_to(white / white[0], seen[there].shape), rel=1e-3
    )


def test_flakes_fall_all_over(staged: Callable[..., Stage]) -> None:
    seen = after(staged(SIZE), weather.snow, 0.0).mean(axis=-1)
    assert min(seen[i : i + 60, j : j + 80].max() for i in (0, 60) for j in (0, 80)) > 0.1


def test_fog_hides_far_more_than_near(staged: Callable[..., Stage], hidden: Hidden) -> None:
    shares = []
    for away in (5.0, 50.0, 1_000.0):
        stages = [staged(SIZE, weather=Weather.FOG, clear=1_000.0) for _ in range(2)]
        for stage in stages:
            stage.canvas.depth[:] = away
        shares.append(hidden(weather.banks, *stages))
    assert shares[0].max() < 1e-4
    assert (shares[2] >= shares[1] - 1e-5).all()
    assert shares[2].mean() > shares[1].mean() + 0.02


def test_denser_air_fogs_more(staged: Callable[..., Stage], hidden: Hidden) -> None:
    shares = []
    for clear in (20_000.0, 2_000.0, 300.0):
        stages = [staged(SIZE, weather=Weather.FOG, clear=clear) for _ in range(2)]
        for stage in stages:
            stage.canvas.depth[:] = 250.0
        shares.append(hidden(weather.banks, *stages).mean())
    assert shares[0] < shares[1] < shares[2] < 1


def test_fog_lies_low(staged: Callable[..., Stage], hidden: Hidden) -> None:
    share = np.mean(
        [
            hidden(
                weather.banks,
                staged(SIZE, seed=seed, weather=Weather.FOG),
                staged(SIZE, seed=seed, weather=Weather.FOG),
            )
            for seed in range(4)
        ],
        axis=0,
    )
    assert share[50:70].mean() > 1.5 * share[:15].mean()


def test_lightning_strikes_three_times_of_four(staged: Callable[..., Stage]) -> None:
    struck = sum(
        bool((after(staged((48, 36), seed=seed), weather.lightning) > 0.301).any())
        for seed in range(60)
    )
    assert 36 <= struck <= 54


def test_lightning_needs_a_sky(staged: Callable[..., Stage]) -> None:
    dark = [
        after(staged((48, 36), seed=seed, horizon=0.05), weather.lightning).max()
        for seed in range(8)
    ]
    assert max(dark) == np.float32(0.3)


def test_bolts_strike_behind_the_land(staged: Callable[..., Stage]) -> None:
    lit = []
    for near in (False, True):
        stage = staged(SIZE, seed=3)
        stage.canvas.depth[:] = 20.0 if near else FAR
        lit.append(after(stage, weather.lightning, 0.0).max())
    assert lit[0] > 0.8
    assert 0 < lit[1] < 0.2


@pytest.mark.parametrize("kind", [Weather.FOG, Weather.RAIN, Weather.SNOW, Weather.STORM])
def test_weather_keeps_its_seed(staged: Callable[..., Stage], kind: Weather) -> None:
    first, again, other = (
        after(staged(SIZE, seed=seed, weather=kind), weather.fall) for seed in (2, 2, 3)
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def struck(stage: Stage) -> np.ndarray:
    """Return how light each column of a dark sky is after lightning."""
    return after(stage, weather.lightning, 0.0).mean(axis=(0, 2))


def test_each_eye_sees_its_own_bolt(staged: Callable[..., Stage]) -> None:
    """Settings of one seed have their eyes at heights of their own."""
    first, again, other = (struck(staged(SIZE, seed=3, eye=eye)) for eye in (1.7, 1.7, 20.0))
    assert np.array_equal(first, again)
    assert abs(int(first.argmax()) - int(other.argmax())) > 5


def test_bolts_seek_the_open_sky(staged: Callable[..., Stage]) -> None:
    """Where a wall fills the left three quarters, they strike beside it."""
    columns = []
    for seed in range(16):
        stage = staged(SIZE, seed=seed)
        stage.canvas.depth[:] = FAR
        stage.canvas.depth[:, :120] = 30.0
        columns.append(int(struck(stage).argmax()) * bool(struck(stage).any()))
    hit = [column for column in columns if column]
    assert len(hit) >= 8
    assert np.mean([column >= 112 for column in hit]) > 0.9
