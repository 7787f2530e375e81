"""What a figure is measured with, and what comes out of it."""

import json
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.render.film import Film, film

T = TypeVar("T")
Say = Callable[[str], None]
"""Tells whoever watches how far it is."""


@dataclass(frozen=True)
class Bench:
    """Where things lie, how often each is run, and how many frames scenes and slow peers get."""

    work: Path
    runs: int = 5
    scene: int = 150
    peer_frames: int = 60

    def film(self, scenes: int) -> Film:
        """Return the film of so many scenes."""
        return film(self.work, scenes, self.scene)

    def short(self) -> Film:
        """Return a film of half a second, for what it costs to start."""
        return film(self.work, 1, 15)

    def place(self, name: str) -> Path:
        """Return the path of a file to write."""
        folder = self.work / "out"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / name


@dataclass(frozen=True)
class Row:
    """One figure: its value in each run, and in the same runs what it is held against."""

    name: str
    unit: str
    values: tuple[float, ...]
    against: tuple[float, ...] = ()
    goal: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def ratio(self) -> float | None:
        """The median, over the runs, of the value against what it is held against."""
        if not self.against:
            return None
        return statistics.median(
            value / other for value, other in zip(self.values, self.against, strict=True)
        )


@dataclass(frozen=True)
class Result:
    """The rows of one figure, with what must be known to read them, and what was left out."""

    title: str
    rows: tuple[Row, ...]
    against: str = ""
    notes: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    machine: str = ""

    def write(self, path: Path) -> None:
        """Write the result as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1))


def read(path: Path) -> Result:
    """Return a result written before."""
    data = json.loads(path.read_text())
    rows = tuple(
        Row(**{**row, "values": tuple(row["values"]), "against": tuple(row["against"])})
        for row in data["rows"]
    )
    told = {name: tuple(data[name]) for name in ("notes", "skipped")}
    return Result(**{**data, **told, "rows": rows})


def interleaved(
    runs: int, contestants: Mapping[str, Callable[[], T]], say: Say
) -> dict[str, list[T]]:
    """Return what each contestant gave in each run; all of them take their turn in every run."""
    given: dict[str, list[T]] = {name: [] for name in contestants}
    for run in range(runs):
        for name, perform in contestants.items():
            given[name].append(perform())
            say(f"  run {run + 1} of {runs}, {name}: {given[name][-1]}")
    return given


def column(found: Sequence[T], read_off: Callable[[T], float]) -> tuple[float, ...]:
    """Return one figure of every run."""
    return tuple(read_off(one) for one in found)
