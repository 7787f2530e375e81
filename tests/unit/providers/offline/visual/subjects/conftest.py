"""Stages for things to stand on, small and with the light the test wants."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from reelwright.model.brief import Size
from reelwright.providers.offline.lexicon import Hour, Season, Weather
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.light import Sun, light
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.nature import sky
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Moment, Stage


@pytest.fixture(scope="session")
def staged() -> Callable[..., Stage]:
    """Return a stage with a view, a sky and air; `ground` is how far its lower half is away."""

    def build(
        size: tuple[int, int] = (160, 120),
        *,
        seed: int = 1,
        film: int = 1,
        hour: Hour = Hour.DAY,
        sun: tuple[float, float] | None = None,
        horizon: float = 0.5,
        eye: float = 1.7,
        clear: float = 4_000.0,
        ground: float | None = None,
        places: frozenset[Place] = frozenset(),
    ) -> Stage:
        lit = light(hour, Weather.CLEAR, noise.generator(seed, "light"))
        if sun is not None:
            lit = replace(lit, sun=Sun(*sun, lit.sun.colour, seen=False))
        moment = Moment(hour, Weather.CLEAR, Season.SUMMER)
        frame = Size(width=size[0], height=size[1])
        stage = Stage(frame, seed, film, moment, lit, Look(), places)
        stage.stand(horizon, 1.0, eye)
        sky.paint(stage.canvas, stage.view, stage.light)
        stage.breathe(clear)
        if ground is not None:
            stage.canvas.depth[int(stage.view.horizon) :] = ground
        return stage

    return build
