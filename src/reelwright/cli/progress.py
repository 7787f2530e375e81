"""Progress on standard error: a live table on a terminal, plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from reelwright.cli.stop import stopping
from reelwright.model.progress import SCENE_STEPS, Progress, Step

_DOING = {
    Step.CHECK: "checking the brief",
    Step.PLAN: "planning the storyboard",
    Step.SPEAK: "speaking",
    Step.ILLUSTRATE: "painting",
    Step.ANIMATE: "animating",
    Step.SCORE: "choosing the music",
    Step.ARRANGE: "arranging the timeline",
    Step.FILM: "filming",
    Step.DELIVER: "delivering",
}

_STOPPING = "stopping; what is being painted or spoken ends first"
_BAR = 40  # columns
_AROUND = 4  # lines of a terminal that the scenes' own rows leave free

Listener = Callable[[Progress], None]


@contextmanager
def watching(*, quiet: bool) -> Iterator[Listener]:
    """Give a listener for a film's progress, which shows it in the way that fits the output."""
    console = Console(stderr=True)
    if quiet:
        yield lambda _news: None
    elif console.is_terminal:
        board = Board(console)
        with Live(
            console=console, refresh_per_second=8, transient=True, get_renderable=board.shown
        ):
            yield board.hear
    else:
        yield Lines(console).hear


class Lines:
    """A plain line for each thing begun or done."""

    def __init__(self, console: Console) -> None:
        self._console, self._lock, self._tenth = console, Lock(), 0

    def hear(self, news: Progress) -> None:
        """Print what is worth a line."""
        with self._lock:
            if line := self._line(news):
                self._console.print(line, highlight=False, markup=False, soft_wrap=True)

    def _line(self, news: Progress) -> str:
        place = f"{news.scene}: " if news.scene else ""
        note = f" ({news.note})" if news.note else ""
        if news.step is Step.FILM and 0 < news.done < 1:
            return self._filming(news)
        if news.step in (Step.SPEAK, Step.SCORE) and not news.note:
            return ""  # nobody speaks, nothing plays
        if news.step in SCENE_STEPS:
            return f"{place}{_DOING[news.step]} done{note}" if news.done == 1 else ""
        return "" if news.done < 1 else f"{_DOING[news.step]} done{note}"

    def _filming(self, news: Progress) -> str:
        if int(news.done * 10) == self._tenth:
            return ""
        self._tenth = int(news.done * 10)
        return f"{_DOING[Step.FILM]}: {news.note}"


@dataclass
class _Row:
    done: dict[Step, float] = field(default_factory=dict)
    notes: dict[Step, str] = field(default_factory=dict)


class Board:
    """A live table: the scenes with what is done of each, what is going on, and a bar for filming.

    Where there are more scenes than the terminal has room for, those begun last are shown.
    """

    def __init__(self, console: Console) -> None:
        self._console, self._lock = console, Lock()
        self._scenes: dict[str, _Row] = {}
        self._doing, self._filmed = "", 0.0

    def hear(self, news: Progress) -> None:
        """Take the news in and show it."""
        with self._lock:
            if news.scene:
                row = self._scenes.setdefault(news.scene, _Row())
                row.done[news.step], row.notes[news.step] = news.done, news.note
                self._doing = "speaking and painting"
            elif news.done < 1:
                self._doing = f"{_DOING[news.step]} {news.note}".strip()
            if news.step is Step.FILM:
                self._filmed = news.done

    def shown(self) -> RenderableType:
        """Return the board as it stands."""
        with self._lock:
            parts: list[RenderableType] = [self._table()] if self._scenes else []
            parts.append(Text(_STOPPING if stopping() else self._doing, style="bold"))
            if self._filmed:
                parts.append(ProgressBar(total=1, completed=self._filmed, width=_BAR))
            return Group(*parts)

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False)
        for heading in ("scene", "voice", "picture", "motion"):
            table.add_column(heading, min_width=12)
        room = max(1, self._console.height - _AROUND)
        for scene, row in list(self._scenes.items())[-room:]:
            table.add_row(scene, *(_mark(row, step) for step in SCENE_STEPS))
        return table


def _mark(row: _Row, step: Step) -> Text:
    if step not in row.done:
        return Text("waiting", style="dim")
    if row.done[step] < 1:
        return Text("…", style="yellow")
    if step is Step.SPEAK and not row.notes[step]:
        return Text("silent", style="dim")
    return Text(f"done {row.notes[step]}".strip(), style="green")
