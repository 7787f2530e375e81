"""What of a painted picture can move: how far away it all is, and what is in the air."""

import numpy as np

from reelwright.model.stack import Particles
from reelwright.model.stack import Weather as Air
from reelwright.ports.visual import RELIEF, MadeLife
from reelwright.providers.offline import png
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather
from reelwright.providers.offline.visual.brush.canvas import FAR, Canvas
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.order import Order

NEAREST = 0.5
"""Metres at which the relief begins."""

WOODED = (Setting.FOREST, Setting.JUNGLE)
GROWN = (*WOODED, Setting.MEADOW, Setting.LAKE, Setting.RIVER, Setting.FARMLAND)
"""Where leaves and blades close by sway."""

INDOORS = (Setting.ROOM, Setting.LIBRARY, Setting.LABORATORY, Setting.CAVE)
SEALED = (*INDOORS, Setting.UNDERWATER, Setting.SPACE, Setting.PLANET)
"""Where no weather falls and no clouds drift."""

SHAFTED = (*WOODED, Setting.WATERFALL)
"""Where light falls in shafts, when the sun stands in the picture."""

_BEHIND = 0.9
"""How far rays follow the camera: what is nearest stands before them."""

_BESIDE = 0.6
"""Radians from straight ahead at which the sun stands at the edge of a picture, or nearly."""

FALLING = (Weather.RAIN, Weather.STORM, Weather.SNOW)

LIGHT = (Hour.DAWN, Hour.DAY, Hour.SUNSET)


def life(order: Order, canvas: Canvas, light: Light) -> MadeLife:
    """Return what can move in a picture that has been painted."""
    return MadeLife(
        relief=png.encoded(_relief(canvas.depth)),
        water=png.encoded(canvas.water.astype(np.uint8) * 255) if canvas.water.any() else None,
        air=(*_rays(order, light), *_air(order)),
        mist=_mist(order),
        sky=order.setting not in SEALED and light.stars == 0,
        wind=order.setting in GROWN,
    )


def _relief(depth: np.ndarray) -> np.ndarray:
    share = np.log(np.maximum(depth, NEAREST) / np.float32(NEAREST)) / np.float32(np.log(RELIEF))
    share[depth >= FAR * 0.9] = 1
    return np.asarray(np.clip(share, 0, 1) * 65535, np.uint16)


def _rays(order: Order, light: Light) -> list[Particles]:
    moment = order.moment
    if moment.hour not in LIGHT or moment.weather not in {Weather.CLEAR, Weather.FOG}:
        return []
    if order.setting is Setting.UNDERWATER:
        return [Particles(weather=Air.RAYS, depth=_BEHIND, seed=order.seed)]
    if order.setting not in SHAFTED or not light.sun.seen:
        return []
    side = float(np.clip(light.sun.azimuth / _BESIDE, -1, 1))
    return [Particles(weather=Air.RAYS, amount=0.7, depth=_BEHIND, seed=order.seed, side=side)]


def _air(order: Order) -> list[Particles]:
    """Return what falls or floats: the weather's own, or what a place has on a fair day."""
    weather, seed = order.moment.weather, order.seed
    if order.setting in SEALED:
        return _indoors(order)
    if order.setting is Setting.SKY and weather in FALLING:
        return []  # it falls from the clouds below
    if weather is Weather.SNOW or (order.setting is Setting.SNOW_PEAKS and weather in FALLING):
        return [Particles(weather=Air.SNOW, seed=seed)]
    if weather in {Weather.RAIN, Weather.STORM}:
        strong = 1.6 if weather is Weather.STORM else 1.0
        return [Particles(weather=Air.RAIN, amount=strong, seed=seed)]
    if order.moment.hour is Hour.NIGHT and weather is Weather.CLEAR:
        twinkling = Particles(weather=Air.STARS, amount=0.35, depth=0, seed=seed)
        return [twinkling, *_fair(order)]
    return _fair(order)


def _fair(order: Order) -> list[Particles]:
    moment, seed = order.moment, order.seed
    if any(thing.name == "campfire" for thing in order.things) or order.setting is Setting.VOLCANO:
        return [Particles(weather=Air.EMBERS, amount=0.5, seed=seed)]
    if order.setting not in WOODED or moment.white:
        return []
    if moment.season is Season.AUTUMN:
        return [Particles(weather=Air.LEAVES, amount=0.5, seed=seed)]
    if moment.hour in LIGHT:
        return [Particles(weather=Air.DUST, amount=0.5, seed=seed)]
    return []


def _indoors(order: Order) -> list[Particles]:
    kinds = {
        Setting.UNDERWATER: Particles(weather=Air.BUBBLES, amount=0.6, seed=order.seed),
        Setting.SPACE: Particles(weather=Air.STARS, amount=0.6, depth=0, seed=order.seed),
    }
    if order.setting in kinds:
        return [kinds[order.setting]]
    if order.setting in INDOORS and order.moment.hour in LIGHT:
        return [Particles(weather=Air.DUST, amount=0.35, seed=order.seed)]
    return []


def _mist(order: Order) -> float:
    if order.setting in SEALED:
        return 0.0
    if order.moment.weather is Weather.FOG:
        return 1.0
    early = order.moment.hour is Hour.DAWN and order.setting in GROWN
    return 0.45 if early or order.moment.weather is Weather.STORM else 0.0
