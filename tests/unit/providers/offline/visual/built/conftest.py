"""Stages to build on, small and with the light the test wants."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reelwright.model.brief import Size
from reelwright.providers.offline.lexicon import Hour, Season, Weather
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.built.chamber import Chamber, Lamp, Opening
from reelwright.providers.offline.visual.light import Sun, light
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.nature import sky
from reelwright.providers.offline.visual.stage import Moment, Stage


@pytest.fixture(scope="session")
def staged() -> Callable[..., Stage]:
    """Return a stage with a view, a sky and air; `sun` says azimuth and elevation."""

    def build(
        size: tuple[int, int] = (160, 120),
        *,
        seed: int = 1,
        film: int = 1,
        hour: Hour = Hour.DAY,
        weather: Weather = Weather.CLEAR,
        season: Season = Season.SUMMER,
        sun: tuple[float, float] | None = None,
        horizon: float = 0.6,
        eye: float = 1.7,
        clear: float = 4_000.0,
    ) -> Stage:
        lit = light(hour, weather, noise.generator(seed, "light"))
        if sun is not None:
            lit = replace(lit, sun=Sun(*sun, lit.sun.colour, seen=False))
        moment = Moment(hour, weather, season)
        stage = Stage(Size(width=size[0], height=size[1]), seed, film, moment, lit, Look())
        stage.stand(horizon, 1.0, eye)
        sky.paint(stage.canvas, stage.view, stage.light)
        stage.breathe(clear)
        return stage

    return build


@pytest.fixture(scope="session")
def walled(staged: Callable[..., Stage]) -> Callable[..., Chamber]:
    """Return a room 5 metres wide, 2.75 high and 5 deep, with a window in the middle."""

    def build(lamp: Lamp | None = None, *, sunny: bool = False, **asked: object) -> Chamber:
        stage = staged(horizon=0.5, eye=1.45, **asked)
        lamps = (lamp,) if lamp else ()
        sun = rgb(2, 2, 2) if sunny else rgb(0, 0, 0)
        opening = Opening(-1.0, 1.0, 0.85, 2.3)
        day, bounce = rgb(1.0, 1.0, 1.0), rgb(0.2, 0.2, 0.2)
        return Chamber(stage, 2.5, 2.75, 5.0, opening, day, sun, bounce, lamps)

    return build


@pytest.fixture(scope="session")
def touched() -> Callable[[Stage, Callable[[], object]], np.ndarray]:
    """Return where an act changes a picture."""

    def where(stage: Stage, act: Callable[[], object]) -> np.ndarray:
        before = stage.canvas.light.copy()
        act()
        return np.asarray(np.abs(stage.canvas.light - before).max(axis=-1) > 1e-3)

    return where
