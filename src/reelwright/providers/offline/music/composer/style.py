"""What moods and genres are made of, as the tables beside this package say."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reelwright.providers.offline.music.score import Place
from reelwright.providers.offline.music.tables import table


@dataclass(frozen=True, slots=True)
class Mood:
    """What a mood asks of a piece; `data/moods.toml` says what each is."""

    name: str
    tempo: tuple[float, float]
    mode: str
    tonics: tuple[int, ...]
    metres: tuple[int, ...]
    motion: str
    touch: int
    low: float
    high: float
    bridge: float
    close: float
    ring: float
    drums: float
    genres: tuple[str, ...]
    verse: tuple[str, ...]
    bridge_chords: tuple[str, ...]
    cadence: tuple[str, ...]
    final: str


@dataclass(frozen=True, slots=True)
class Part:
    """Who accompanies, how, and from how lively a moment on; as `data/genres.toml` has it."""

    name: str
    instruments: tuple[str, ...]
    bass: bool
    place: Place
    centre: int
    voices: int
    rings: bool
    grid: int
    enters: float
    patterns: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Drums:
    """Layers of sixteenths by drum, each from a liveliness on, and what is played before a phrase.

    A mood without drums has `least` of them.
    """

    place: Place
    least: float
    layers: tuple[tuple[float, Mapping[str, str]], ...]
    fill: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Genre:
    """The players of a genre, and the room they are in."""

    name: str
    room: float
    swing: float
    colour: bool
    double: str | None
    leads: tuple[str, ...]
    lead: Place
    centre: int
    parts: tuple[Part, ...]
    drums: Drums | None


@cache
def moods() -> dict[str, Mood]:
    """Return the moods by name."""
    return {name: Mood(name=name, **_frozen(told)) for name, told in table("moods").items()}


@cache
def genres() -> dict[str, Genre]:
    """Return the genres by name."""
    return {name: _genre(name, told) for name, told in table("genres").items()}


@cache
def rhythms(motion: str, metre: int) -> tuple[str, ...]:
    """Return the rhythms that a motif of this motion may have."""
    return tuple(table("melody")[motion][str(metre)])


@cache
def octaves() -> dict[str, int]:
    """Return by how many octaves some instruments sing below or above where others do."""
    return dict(table("octaves"))


def drum_place(drum: str, drums: Place) -> Place:
    """Return where a drum stands, the kit being at `drums`."""
    own = table("drums")[drum.rpartition(":")[2]]
    return Place(drums.level + own["level"], own["pan"], drums.send)


def _frozen(told: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(one) if isinstance(one, list) else one for key, one in told.items()}


def _place(told: dict[str, Any]) -> Place:
    return Place(told["level"], told.get("pan", 0.0), told["send"], told.get("wide", False))


def _genre(name: str, told: dict[str, Any]) -> Genre:
    return Genre(
        name=name,
        room=told["room"],
        swing=told["swing"],
        colour=told["colour"],
        double=told.get("double"),
        leads=tuple(told["leads"]),
        lead=_place(told["lead"]),
        centre=told["lead"]["centre"],
        parts=tuple(_part(part, one) for part, one in told.get("parts", {}).items()),
        drums=_drums(told["drums"]) if "drums" in told else None,
    )


def _part(name: str, told: dict[str, Any]) -> Part:
    ways = ("sparse", "flowing", "driving", "bouncing")
    return Part(
        name=name,
        instruments=tuple(told["instruments"]),
        bass=told["role"] == "bass",
        place=_place(told),
        centre=told["centre"],
        voices=told.get("voices", 1),
        rings=told.get("rings", False),
        grid=told["grid"],
        enters=told["from"],
        patterns={way: tuple(told[way]) for way in ways if way in told},
    )


def _drums(told: dict[str, Any]) -> Drums:
    layers = [
        (one["from"], {drum: one[drum] for drum in one if drum != "from"}) for one in told["layers"]
    ]
    return Drums(
        place=_place(told),
        least=told.get("least", 0.0),
        layers=tuple(layers),
        fill=told["fill"],
    )
