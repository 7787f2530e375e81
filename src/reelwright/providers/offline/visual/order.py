"""Orders: what a request for a picture comes to, once its words are read and its gaps filled."""

from dataclasses import dataclass, replace

from reelwright.model.brief import Size, Style
from reelwright.model.errors import choices
from reelwright.model.provenance import Degradation
from reelwright.ports.visual import PictureRequest
from reelwright.providers.offline import lexicon
from reelwright.providers.offline.lexicon import Count, Hour, Season, Setting, Sight, Weather
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Moment
from reelwright.providers.offline.visual.subjects.things import Thing, things

MOST = 4
"""As many things are set into one picture."""
CROWD = 7
"""And as many of a kind."""
INDOORS = (Setting.ROOM, Setting.LIBRARY, Setting.LABORATORY)
"""Where what stands on land stands on the floor."""
TOWNS = (Setting.CITY, Setting.STREET)
HOUSES = frozenset({"cottage"})
"""Things that a town is made of: none is set into its road."""
INLAND = (Setting.MOUNTAINS, Setting.MEADOW, Setting.SKY)
"""What may as well be by the sea: a cliff, a hill, the wide sky."""
DRY = (Setting.MOUNTAINS, Setting.MEADOW, Setting.FARMLAND)
"""Where a bridge would span nothing, were there no river."""
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
    named = _named(sight)
    setting = _setting(sight, named, request.film_seed)
    wanted = tuple(_settled(thing, setting) for thing in named if not _housed(thing, setting))
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


def _named(sight: Sight) -> tuple[Thing, ...]:
    """Return the things named, as many of each as the words say."""
    counts = dict(sight.counts)
    return tuple(_counted(things()[name], counts.get(name)) for name in sight.subjects)


def _counted(thing: Thing, told: Count | None) -> Thing:
    """Return a thing in the number told; of what comes in numbers, a plural takes none away."""
    if told is None:
        return thing
    least, most = told
    if least < most:
        least, most = max(least, thing.many[0]), max(most, thing.many[1])
    return replace(thing, many=(min(least, CROWD), min(most, max(CROWD, thing.many[1]))))


def _setting(sight: Sight, wanted: tuple[Thing, ...], film_seed: int) -> Setting:
    """Return the setting named, or the home of the first thing; who stands needs a shore."""
    if sight.setting is None:
        if wanted:
            return wanted[0].home
        return ANYWHERE[noise.generator(film_seed, "anywhere").integers(len(ANYWHERE))]
    places = [thing.place for thing in wanted]
    grounded = any(
        thing.place is Place.LAND and Place.WATER not in thing.places for thing in wanted
    )
    setting = sight.setting
    if setting in INLAND and Place.COAST in places:
        setting = Setting.OCEAN
    if setting in DRY and any(thing.firm for thing in wanted):
        setting = Setting.RIVER
    if setting is Setting.OCEAN and grounded:
        return Setting.BEACH
    if setting is Setting.OCEAN and places and set(places) == {Place.DEEP}:
        return Setting.UNDERWATER
    if setting is Setting.SKY and grounded:
        return Setting.MEADOW
    return setting


def _housed(thing: Thing, setting: Setting) -> bool:
    """Say whether a thing is among the houses of its setting anyway."""
    return setting in TOWNS and thing.name in HOUSES


def _settled(thing: Thing, setting: Setting) -> Thing:
    """Return a thing as it is in its setting: on a floor, on a crate, or swimming under water."""
    if setting in INDOORS and thing.place is Place.LAND:
        return thing.at(Place.FLOOR)
    if setting not in INDOORS and thing.place is Place.TABLE:
        return replace(thing.at(Place.LAND), raised=True)
    if setting is Setting.UNDERWATER and Place.DEEP in thing.places:
        return thing.at(Place.DEEP)
    return thing


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
    if crowds := [name for name, (least, _) in sight.counts if least > CROWD]:
        kinds = _quoted([_spoken(things()[name]) for name in crowds])
        told.append(f"sets at most {CROWD} of a kind into a picture; it painted no more of {kinds}")
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
