"""Orders: what a request for a picture comes to, once its words are read and its gaps filled."""

from dataclasses import dataclass

from reelwright.model.brief import Size, Style
from reelwright.model.errors import choices
from reelwright.model.provenance import Degradation
from reelwright.ports.visual import PictureRequest
from reelwright.providers.offline import lexicon
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Sight, Weather
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Moment
from reelwright.providers.offline.visual.subjects.things import Thing, things

MOST = 4
"""As many things are set into one picture."""
ANYWHERE = (Setting.MEADOW, Setting.MOUNTAINS, Setting.FOREST, Setting.LAKE)
"""What is painted where the words name nothing at all."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to paint: where, when, and what stands there; and what cannot be had of it."""

    setting: Setting
    moment: Moment
    things: tuple[Thing, ...]
    style: Style
    size: Size
    seed: int
    film_seed: int
    degradations: tuple[Degradation, ...]
    living: bool = False


def order(request: PictureRequest) -> Order:
    """Return the order that a request comes to."""
    sight = lexicon.read(request.words)
    wanted = tuple(things()[name] for name in sight.subjects)
    setting = _setting(sight, wanted, request.film_seed)
    return Order(
        setting=setting,
        moment=_moment(sight),
        things=wanted[:MOST],
        style=request.style,
        size=request.size,
        seed=request.seed,
        film_seed=request.film_seed,
        degradations=tuple(_shortfalls(sight, wanted, setting)),
        living=request.living,
    )


def _setting(sight: Sight, wanted: tuple[Thing, ...], film_seed: int) -> Setting:
    """Return the setting named, or the home of the first thing; who stands needs a shore."""
    if sight.setting is None:
        if wanted:
            return wanted[0].home
        return ANYWHERE[noise.generator(film_seed, "anywhere").integers(len(ANYWHERE))]
    grounded = any(
        thing.place is Place.LAND and Place.WATER not in thing.places for thing in wanted
    )
    if sight.setting is Setting.OCEAN and grounded:
        return Setting.BEACH
    if (
        sight.setting is Setting.OCEAN
        and wanted
        and all(thing.place is Place.DEEP for thing in wanted)
    ):
        return Setting.UNDERWATER
    if sight.setting is Setting.SKY and grounded:
        return Setting.MEADOW
    return sight.setting


def _moment(sight: Sight) -> Moment:
    weather = sight.weather or Weather.CLEAR
    season = sight.season or (Season.WINTER if weather is Weather.SNOW else Season.SUMMER)
    return Moment(sight.hour or Hour.DAY, weather, season)


def _shortfalls(sight: Sight, wanted: tuple[Thing, ...], setting: Setting) -> list[Degradation]:
    told, painted = [], f"it painted {SCENES[setting]}"
    if sight.lacking:
        told.append(f"cannot draw {_quoted(sight.lacking)}; {painted}")
    elif sight.setting is None and not wanted:
        told.append(f"knows no place or thing in these words; {painted}")
    if len(wanted) > MOST:
        left = _quoted([_spoken(thing) for thing in wanted[MOST:]])
        told.append(f"sets at most {MOST} things into a picture; it left out {left}")
    return [_shortfall(why) for why in told]


def _shortfall(why: str) -> Degradation:
    return Degradation(what="picture", why=f"the offline painter {why}.")


def _quoted(words: tuple[str, ...] | list[str]) -> str:
    return choices(repr(word) for word in words).replace(" or ", " and ")


def _spoken(thing: Thing) -> str:
    return thing.name.replace("_", " ")


def unplaced(left: list[Thing], setting: Setting) -> Degradation:
    """Return what to say of things for which a setting has no place."""
    names = _quoted([_spoken(thing) for thing in left])
    return _shortfall(f"found no place for {names} in {SCENES[setting]}; it left them out")


SCENES = {
    Setting.FOREST: "a forest",
    Setting.MOUNTAINS: "mountains",
    Setting.OCEAN: "the open sea",
    Setting.BEACH: "a beach",
    Setting.LAKE: "a lake",
    Setting.DESERT: "a desert",
    Setting.MEADOW: "a meadow",
    Setting.CITY: "a city",
    Setting.VILLAGE: "a village",
    Setting.CASTLE: "a castle",
    Setting.SPACE: "space",
    Setting.UNDERWATER: "the sea floor",
    Setting.SKY: "the sky above the clouds",
    Setting.ROOM: "a room",
    Setting.JUNGLE: "a jungle",
    Setting.SNOW_PEAKS: "the snowy peaks",
    Setting.RIVER: "a river",
    Setting.WATERFALL: "a waterfall",
    Setting.STREET: "a street",
    Setting.FARMLAND: "the fields of a farm",
    Setting.CAVE: "a cave",
    Setting.VOLCANO: "a volcano",
    Setting.PLANET: "a strange planet",
    Setting.LIBRARY: "a library",
    Setting.LABORATORY: "a laboratory",
}
"""Settings as one speaks of them."""
