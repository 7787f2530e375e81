"""A piece as it is to be played: notes at their instants, and who plays them where in the room."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One note of a part: instants in seconds, MIDI pitch (60 is middle C) and velocity 1-127."""

    start: float
    length: float
    pitch: int
    velocity: int
    part: str
    instrument: str


@dataclass(frozen=True, slots=True)
class Place:
    """How a part sits in the mix: level in dB, pan from -1 to 1, dB sent to the room.

    A part that is `wide` is spread, as a section of players is.
    """

    level: float
    pan: float
    send: float
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """A piece of `length` seconds in a room that rings for `room` seconds.

    Its last chord sounds at `final`; a piece that is to be repeated has none.
    """

    notes: tuple[Note, ...]
    places: dict[str, Place]
    length: float
    room: float
    final: float | None = None
