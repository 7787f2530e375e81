"""The painter: an order becomes a picture, layer by layer, from the sky to what falls from it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from reelwright.model.brief import Style
from reelwright.ports.visual import MadeLife
from reelwright.providers.offline.lexicon import Hour, Setting, Weather
from reelwright.providers.offline.visual import develop, life
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.light import light
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.nature import weather
from reelwright.providers.offline.visual.order import Order
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.settings import (
    beach,
    castle,
    cave,
    city,
    desert,
    farmland,
    forest,
    jungle,
    laboratory,
    lake,
    library,
    meadow,
    mountains,
    ocean,
    planet,
    river,
    room,
    sky,
    snow_peaks,
    space,
    street,
    underwater,
    village,
    volcano,
    waterfall,
)
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.styles import (
    Finish,
    Proof,
    anime,
    cinematic,
    comic_book,
    documentary,
    noir,
    photorealistic,
    pixar_art,
    watercolor,
)
from reelwright.providers.offline.visual.subjects import cast, footing
from reelwright.providers.offline.visual.subjects.footing import Footing
from reelwright.providers.offline.visual.subjects.things import Thing

SETTINGS: dict[Setting, Callable[[Stage], footing.Setting]] = {
    Setting.FOREST: forest.Forest,
    Setting.MOUNTAINS: mountains.Mountains,
    Setting.OCEAN: ocean.Ocean,
    Setting.BEACH: beach.Beach,
    Setting.LAKE: lake.Lake,
    Setting.DESERT: desert.Desert,
    Setting.MEADOW: meadow.Meadow,
    Setting.CITY: city.City,
    Setting.VILLAGE: village.Village,
    Setting.CASTLE: castle.Castle,
    Setting.SPACE: space.Space,
    Setting.UNDERWATER: underwater.Underwater,
    Setting.SKY: sky.Sky,
    Setting.ROOM: room.Room,
    Setting.JUNGLE: jungle.Jungle,
    Setting.SNOW_PEAKS: snow_peaks.SnowPeaks,
    Setting.RIVER: river.River,
    Setting.WATERFALL: waterfall.Waterfall,
    Setting.STREET: street.Town,
    Setting.FARMLAND: farmland.Farmland,
    Setting.CAVE: cave.Cave,
    Setting.VOLCANO: volcano.Volcano,
    Setting.PLANET: planet.Other,
    Setting.LIBRARY: library.Library,
    Setting.LABORATORY: laboratory.Laboratory,
}
STYLES: dict[Style, tuple[Look, Finish]] = {
    Style.PHOTOREALISTIC: (photorealistic.LOOK, photorealistic.finish),
    Style.CINEMATIC: (cinematic.LOOK, cinematic.finish),
    Style.ANIME: (anime.LOOK, anime.finish),
    Style.COMIC_BOOK: (comic_book.LOOK, comic_book.finish),
    Style.PIXAR_ART: (pixar_art.LOOK, pixar_art.finish),
    Style.WATERCOLOR: (watercolor.LOOK, watercolor.finish),
    Style.DOCUMENTARY: (documentary.LOOK, documentary.finish),
    Style.NOIR: (noir.LOOK, noir.finish),
}
USUAL, IN_FOG = 1.8, 4.5
"""How much longer the dark is exposed, at most: fog at night has no lights, but must be seen."""
TIMELESS = (Hour.DAY, Weather.CLEAR)
"""The light of space, at all hours."""


@dataclass(frozen=True, slots=True)
class Painting:
    """A painted picture, red green blue in bytes, and the things that found no place in it.

    `life` is what can move in it, where it was asked for.
    """

    pixels: np.ndarray
    unplaced: tuple[Thing, ...]
    life: MadeLife | None = None


def paint(order: Order) -> Painting:
    """Return the picture that an order asks for."""
    look, finish = STYLES[order.style]
    stage = _stage(order, look)
    setting = SETTINGS[order.setting](stage)
    placed = {thing.name: _footing(setting, thing) for thing in order.things}
    setting.sky()
    setting.far()
    setting.mid()
    _set(stage, order, placed, laid=False)
    setting.near()
    _set(stage, order, placed, laid=True)
    if order.setting not in life.SEALED:
        weather.fall(stage, moving=order.living)
    unplaced = tuple(thing for thing in order.things if placed[thing.name] is None)
    moving = life.life(order, stage.canvas, stage.light) if order.living else None
    return Painting(_developed(stage, finish, order), unplaced, moving)


def _stage(order: Order, look: Look) -> Stage:
    moment = order.moment
    when = (moment.hour, moment.weather) if order.setting is not Setting.SPACE else TIMELESS
    lit = light(*when, noise.generator(order.seed, "light"))
    places = frozenset(thing.place for thing in order.things)
    return Stage(order.size, order.seed, order.film_seed, moment, look.relit(lit), look, places)


def _footing(setting: footing.Setting, thing: Thing) -> tuple[Place, Footing] | None:
    """Return the first place of a thing that a setting has, and has room for it."""
    for place in thing.places:
        ground = setting.footing(place)
        if ground is not None and thing.tall <= ground.tallest:
            return place, ground
    return None


def _set(
    stage: Stage, order: Order, placed: dict[str, tuple[Place, Footing] | None], *, laid: bool
) -> None:
    """Set the things that lie on a table, or those that do not."""
    seen = [(thing, found) for thing in order.things if (found := placed[thing.name]) is not None]
    ranked = [
        (replace(thing, place=found[0]), found[1], (number, len(seen)))
        for number, (thing, found) in enumerate(seen)
    ]
    cast.company(stage, [part for part in ranked if (part[0].place is Place.TABLE) == laid])


def _developed(stage: Stage, finish: Finish, order: Order) -> np.ndarray:
    canvas = stage.canvas
    del (
        stage.canvas
    )  # a setting and its stage hold on to each other; the picture must not stay with them
    develop.smooth_edges(canvas)
    develop.bloom(canvas.light, 1.0, 0.5)
    exposure = stage.light.exposure
    if order.setting is not Setting.SPACE:
        most = IN_FOG if order.moment.weather is Weather.FOG else USUAL
        exposure = develop.metered(canvas.light, exposure, most)
    picture = develop.expose(canvas.light, exposure, stage.light.blue)
    proof = Proof(picture, canvas.depth, stage.view.unit, stage.rng("finish"))
    return develop.coded(finish(proof), stage.rng("grain"))
