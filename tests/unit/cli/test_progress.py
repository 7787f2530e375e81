"""Progress is lines where nobody watches, and a table where somebody does."""

import io

from rich.console import Console
from rich.live import Live

from reelwright.cli.progress import Board, Lines
from reelwright.model.ids import scene_id
from reelwright.model.progress import Progress, Step

ONE, TWO = scene_id(1), scene_id(2)


def news(step, done, scene=None, note="") -> Progress:
    return Progress(step=step, scene=scene, done=done, note=note)


def lines(*heard: Progress) -> list[str]:
    file = io.StringIO()
    shown = Lines(Console(file=file, width=80))
    for one in heard:
        shown.hear(one)
    return file.getvalue().splitlines()


def test_done_steps_get_a_line():
    assert lines(
        news(Step.PLAN, 0),
        news(Step.PLAN, 1, note="Waves, 3 scenes"),
        news(Step.SPEAK, 0, ONE),
        news(Step.SPEAK, 1, ONE, "4.2 s"),
        news(Step.ILLUSTRATE, 1, ONE),
    ) == [
        "planning the storyboard done (Waves, 3 scenes)",
        "scene-1: speaking done (4.2 s)",
        "scene-1: painting done",
    ]


def test_filming_tells_every_tenth():
    heard = [news(Step.FILM, n / 100, note=f"frame {n} of 100") for n in range(1, 100)]
    told = lines(*heard)
    assert told == [f"filming: frame {n} of 100" for n in range(10, 100, 10)]


def test_table_has_a_row_for_each_scene():
    console = Console(file=io.StringIO(), width=80, force_terminal=True)
    with Live(console=console, auto_refresh=False) as live:
        board = Board(live)
        board.hear(news(Step.SPEAK, 1, ONE, "4.2 s"))
        board.hear(news(Step.SPEAK, 0, TWO))
        board.hear(news(Step.FILM, 0.5))
        shown = Console(file=io.StringIO(), width=80, record=True)
        shown.print(live.renderable)
    rows = shown.export_text().splitlines()
    assert rows[0].split() == ["scene", "voice", "picture"]
    assert rows[1].split() == ["scene-1", "done", "4.2", "s", "waiting"]
    assert rows[2].split() == ["scene-2", "…", "waiting"]
    assert rows[3].split() == ["filming"]
