"""A timeline's file as frames: which pictures show at each, and how, and which words stand lit.

Read with the standard library alone and apart from our renderer: by our peers, in Pythons of their
own, and by the ideal that all of us are held against.
"""

import json
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

Window = tuple[float, float, float, float]
"""Left, top, width and height of what shows of a picture, in fractions of its sides."""


@dataclass(frozen=True)
class Clip:
    """A picture that plays in frames `[first, stop)`, fading in over its first `fade`."""

    picture: Path
    first: int
    stop: int
    fade: int
    begin: dict[str, float]
    end: dict[str, float]

    @property
    def frames(self) -> int:
        return self.stop - self.first

    def window(self, frame: int) -> Window:
        """Return what shows at a frame of the film: centres move evenly, zooms by even ratios."""
        share = (frame - self.first) / max(1, self.frames - 1)
        zoom = self.begin["zoom"] * (self.end["zoom"] / self.begin["zoom"]) ** share
        x, y = (self.begin[way] + (self.end[way] - self.begin[way]) * share for way in "xy")
        side = 1 / zoom
        left, top = (min(max(centre - side / 2, 0), 1 - side) for centre in (x, y))
        return left, top, side, side


@dataclass(frozen=True)
class Word:
    """A word of a cue as it is shown, lit in frames `[first, stop)`."""

    text: str
    first: int
    stop: int


@dataclass(frozen=True)
class Line:
    """A cue that stands in frames `[first, stop)`."""

    words: tuple[Word, ...]
    first: int
    stop: int


@dataclass(frozen=True)
class Sheet:
    """A film in frames."""

    width: int
    height: int
    rate: int
    frames: int
    clips: tuple[Clip, ...]
    lines: tuple[Line, ...]

    def shown(self, frame: int) -> list[tuple[Clip, float]]:
        """Return the clips that show at a frame, the lower first, and the share of each."""
        playing = [clip for clip in self.clips if clip.first <= frame < clip.stop]
        if len(playing) == 1:
            return [(playing[0], 1.0)]
        below, above = playing
        share = (frame - above.first + 1) / (above.fade + 1)
        return [(below, 1 - share), (above, share)]

    @property
    def alone(self) -> list[list[int]]:
        """The frames at which each clip shows by itself."""
        found: list[list[int]] = []
        for clip in self.clips:
            frames = range(clip.first, clip.stop)
            found.append([frame for frame in frames if self.shown(frame) == [(clip, 1.0)]])
        return found


def upper(height: int) -> int:
    """Return how many rows of a frame are compared: those that captions never reach."""
    return height * 2 // 3


def read(path: Path) -> Sheet:
    """Return the film of a timeline's file, with pictures named beside it."""
    data = json.loads(path.read_text())
    rate = int(data["rate"])
    return Sheet(
        data["width"],
        data["height"],
        rate,
        _frame(data["length"], rate),
        tuple(_clip(clip, rate, path.parent) for clip in data["pictures"]),
        tuple(_line(cue, rate) for cue in data["captions"]["cues"]),
    )


def _time(written: float | str) -> Fraction:
    return Fraction(str(written))


def _frame(written: float | str | Fraction, rate: int) -> int:
    time = written if isinstance(written, Fraction) else _time(written)
    return floor(time * rate + Fraction(1, 2))


def _clip(data: dict[str, Any], rate: int, folder: Path) -> Clip:
    start, motion = _time(data["start"]), data["motion"]
    if motion["ease"] != "linear":
        raise ValueError("Our peers are only told linear motions.")
    first, stop = _frame(start, rate), _frame(start + _time(data["length"]), rate)
    fade = _frame(data["fade"], rate)
    return Clip(folder / data["source"], first, stop, fade, motion["begin"], motion["end"])


def _line(cue: dict[str, Any], rate: int) -> Line:
    text, words = cue["text"], cue["words"]
    begins = [word["begin"] for word in words] + [len(text)]
    starts = [_frame(word["start"], rate) for word in words] + [_frame(cue["stop"], rate)]
    shown = [
        Word(text[begins[number] : begins[number + 1]].strip(), *starts[number : number + 2])
        for number in range(len(words))
    ]
    return Line(tuple(shown), _frame(cue["start"], rate), _frame(cue["stop"], rate))
