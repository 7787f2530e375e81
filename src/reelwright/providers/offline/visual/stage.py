"""The stage: all that a setting paints on and with, for one picture."""

from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from reelwright.model.brief import Size
from reelwright.providers.offline.lexicon import Hour, Season, Weather
from reelwright.providers.offline.visual import air
from reelwright.providers.offline.visual.air import Air
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box, Canvas
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.view import View, unit


@dataclass(frozen=True, slots=True)
class Moment:
    """When it is: the hour, the weather and the season; where it is `dry` nothing falls or lies."""

    hour: Hour
    weather: Weather
    season: Season
    dry: bool = False

    @property
    def white(self) -> bool:
        """Whether snow lies."""
        cold = self.season is Season.WINTER or self.weather is Weather.SNOW
        return cold and not self.dry


class Seen(Protocol):
    """What of land the stage must know to paint it (`nature.terrain.Land` knows more)."""

    @property
    def box(self) -> Box:
        """Where it is in the picture."""
        ...

    @property
    def cover(self) -> Plane:
        """1 where there is land."""
        ...

    @property
    def ahead(self) -> Plane:
        """How far away it is, in metres."""
        ...

    @property
    def up(self) -> Plane:
        """How high it is, in metres."""
        ...


@dataclass(slots=True)
class Stage:
    """What a setting paints on and with. `view` and `air` are the setting's to choose.

    `places` are those in which the things of the scene want to be.
    """

    size: Size
    seed: int
    film_seed: int
    moment: Moment
    light: Light
    look: Look
    places: frozenset[Place] = frozenset()
    canvas: Canvas = field(init=False)
    view: View = field(init=False)
    air: Air = field(init=False)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.size.width, self.size.height)

    @property
    def stood(self) -> bool:
        """Whether something of the scene stands on the ground."""
        return not self.places.isdisjoint({Place.LAND, Place.TABLE, Place.FLOOR})

    def stand(self, horizon: float, zoom: float, eye: float, aside: float = 0.0) -> None:
        """Choose the view.

        The horizon is a share of the picture's height, a little more in a tall one; `zoom` is the
        focal length in units, `eye` a height in metres; straight ahead lies `aside` of the middle.
        """
        row = (horizon + 0.04 * self.portrait) * self.size.height
        focal = unit(self.size) * zoom
        self.view = View(self.size.width, self.size.height, row, focal, eye, aside)

    def rng(self, name: str) -> np.random.Generator:
        """Return this picture's generator for what is called `name`."""
        return noise.generator(self.seed, name)

    def film_rng(self, name: str) -> np.random.Generator:
        """Return the generator that all pictures of the film share for what is called `name`."""
        return noise.generator(self.film_seed, name)

    @property
    def portrait(self) -> bool:
        """Whether the picture is taller than wide."""
        return self.size.height > self.size.width

    def lay(self, land: Seen, lit: Plane, cover: Plane | None = None) -> None:
        """Paint land in its colours, through the air."""
        share = land.cover if cover is None else cover
        hazed = self.air.veil(lit, land.ahead, land.up, slice(None))
        self.canvas.lay(hazed, np.asarray(share, np.float32), land.box, land.ahead)

    def breathe(self, clear: float, mist: float = 0.0, top: float = 100.0) -> None:
        """Fill the space with air that lets a third through `clear` metres on a clear day."""
        taken = air.of(self.canvas, self.view, clear / self.light.haze, self.light.ambient)
        self.air = replace(taken, mist=mist, top=top)
