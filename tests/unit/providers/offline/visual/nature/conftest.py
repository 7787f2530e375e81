"""Stages to paint nature on, small and with the light the test wants."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reelwright.model.brief import Size
from reelwright.providers.offline.lexicon import Hour, Season, Weather
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.light import Sun, light
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.nature import sky
from reelwright.providers.offline.visual.nature.terrain import Land
from reelwright.providers.offline.visual.stage import Moment, Stage

WHITE = np.ones(3, np.float32)


@pytest.fixture(scope="session")
def staged() -> Callable[..., Stage]:
    """Return a stage with a view, a sky and air; `sun` says azimuth, elevation and whether seen."""

    def build(
        size: tuple[int, int] = (96, 64),
        *,
        seed: int = 1,
        film: int = 1,
        hour: Hour = Hour.DAY,
        weather: Weather = Weather.CLEAR,
        season: Season = Season.SUMMER,
        look: Look | None = None,
        sun: tuple[float, float, bool] | None = None,
        horizon: float = 0.5,
        eye: float = 1.7,
        clear: float = 4_000.0,
    ) -> Stage:
        lit = light(hour, weather, noise.generator(seed, "light"))
        if sun is not None:
            lit = replace(lit, sun=Sun(sun[0], sun[1], lit.sun.colour, sun[2]))
        moment = Moment(hour, weather, season)
        stage = Stage(Size(width=size[0], height=size[1]), seed, film, moment, lit, look or Look())
        stage.stand(horizon, 1.0, eye)
        sky.paint(stage.canvas, stage.view, stage.light)
        stage.breathe(clear)
        return stage

    return build


@pytest.fixture(scope="session")
def landed() -> Callable[..., Land]:
    """Return a strip of land, one value of each field a pixel, level and near unless said."""

    def build(width: int = 32, height: int = 24, texture: float = 1.0, **fields: object) -> Land:
        down, across = np.mgrid[0:height, 0:width].astype(np.float32)
        planes = {
            "cover": np.ones_like(down),
            "across": across,
            "ahead": np.float32(60) - down,
            "up": 0 * down,
            "east": 0 * down,
            "north": 0 * down,
            "lit": np.ones_like(down),
        }
        planes |= {name: np.asarray(value, np.float32) + 0 * down for name, value in fields.items()}
        box = Box(0, 0, width, height)
        return Land(box=box, focal=1_000.0, texture=texture, **planes)

    return build


@pytest.fixture(scope="session")
def hidden() -> Callable[[Callable[[Stage], object], Stage, Stage], np.ndarray]:
    """Return how much of what was there a painter hides: seen against black and against white."""

    def share(paint: Callable[[Stage], object], black: Stage, white: Stage) -> np.ndarray:
        black.canvas.light[:], white.canvas.light[:] = 0.0, 1.0
        paint(black)
        paint(white)
        return np.asarray(1 - (white.canvas.light - black.canvas.light).mean(axis=-1))

    return share
