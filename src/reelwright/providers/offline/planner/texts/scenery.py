"""What can be shown: places and their shots, subjects, arcs and tales, in English for the painter.

The same for every language; read once and checked. Nothing is chosen here, and nothing is said.
"""

from functools import cache
from typing import Any

from pydantic import model_validator

from reelwright.model.storyboard import Camera
from reelwright.model.value import Value
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather
from reelwright.providers.offline.planner.texts import shelf
from reelwright.providers.offline.planner.texts.tongue import Lines

ANYWHERE = "anywhere"
OUTDOORS = "outdoors"


class Shot(Value):
    """Something a place shows: words for the picture, and the light and weather it belongs to."""

    show: str
    only: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    camera: Camera | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, row: str | dict[str, Any]) -> dict[str, Any]:
        return {"show": row} if isinstance(row, str) else row


class Locale(Value):
    """A setting as pictures are asked for it, the settings near it, and its usual hours."""

    words: str
    near: tuple[Setting, ...]
    hours: tuple[Hour, ...]
    outdoors: bool = True


class Places(Value):
    """The settings, and the English of light, weather and season."""

    again: tuple[str, ...]
    settings: dict[Setting, Locale]
    hours: dict[Hour, str]
    weathers: dict[Weather, str]
    seasons: dict[Season, str]


class Subject(Value):
    """What kind of thing a subject is, where it is at home, and the hour it needs, if any.

    `like` is the lexicon's word for it, where the lexicon knows no finer one.
    """

    kind: str
    home: Setting
    hour: Hour | None = None
    like: str | None = None
    many: bool = False


class Goal(Value):
    """What somebody sets out for: where and when its five beats are, and how they are shown."""

    places: tuple[Setting, ...]
    hours: tuple[Hour, ...]
    shows: dict[str, str]
    bound: bool = False
    toward: tuple[Setting, ...] = ()
    heroes: tuple[str, ...]


class Arc(Value):
    """The beats of a film whose subject is known by name only, and how each is shown.

    Those in `own` keep their place, without the subject, wherever the film is set.
    """

    beats: tuple[str, ...]
    ranks: tuple[int, ...]
    places: tuple[Setting, ...] = ()
    hours: tuple[Hour, ...] = ()
    own: frozenset[str] = frozenset()
    shows: Lines

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, row: dict[str, Any]) -> dict[str, Any]:
        named = {name: row[name] for name in cls.model_fields if name in row}
        return {**named, "shows": {name: row[name] for name in row if name not in named}}


class Picture(Value):
    """One scene of a tale: how needed it is, 0 most, and what it shows."""

    rank: int
    show: str


class Tale(Value):
    """A tale as it is shown: its mood, its scenes, and the place it looks at while it pauses."""

    mood: str
    rest: Setting
    scenes: tuple[Picture, ...]


@cache
def shots(pool: str) -> dict[str, dict[str, Shot]]:
    """Return the shots of a setting, of `ANYWHERE` or of `OUTDOORS`, by beat and name."""
    rows = shelf.table("shots", f"{pool.replace(' ', '-')}.toml")
    return {
        beat: {name: Shot.read(row) for name, row in named.items()} for beat, named in rows.items()
    }


@cache
def places() -> Places:
    """Return the settings and the English of light and weather."""
    return Places.read(shelf.table("places.toml"))


@cache
def subjects() -> dict[str, Subject]:
    """Return what is known of every subject that can be named."""
    return {name: Subject.read(row) for name, row in shelf.table("nouns.toml").items()}


@cache
def poses() -> dict[str, Lines]:
    """Return how subjects are shown, by their kind and beat."""
    return shelf.table("subjects.toml")


@cache
def goals() -> dict[str, Goal]:
    """Return what somebody may set out for, by name."""
    return {name: Goal.read(row) for name, row in shelf.table("goals.toml").items()}


@cache
def arcs() -> dict[str, Arc]:
    """Return the arcs, by name."""
    return {name: Arc.read(row) for name, row in shelf.table("arcs.toml").items()}


@cache
def tales(book: str) -> dict[str, Tale]:
    """Return the tales of a book as they are shown."""
    return {name: Tale.read(row) for name, row in shelf.table("tales", f"{book}.toml").items()}


@cache
def cameras() -> Lines:
    """Return the words of a picture by which a camera knows what is close and what is tall."""
    return {kind: tuple(words) for kind, words in shelf.table("cameras.toml").items()}


@cache
def moods() -> dict[str, list[tuple[Setting, Hour]]]:
    """Return where a film of each mood is set when its words do not say."""
    rows = shelf.table("moods.toml").items()
    return {mood: [(Setting(setting), Hour(hour)) for setting, hour in row] for mood, row in rows}
