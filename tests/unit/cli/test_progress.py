"""Progress is lines where nobody watches, and a table where somebody does."""

import io

from rich.console import Console

from reelwright.cli.progress import Board, Lines, watching
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


def test_silent_scene_is_not_spoken():
    heard = (news(Step.SPEAK, 1, ONE), news(Step.ILLUSTRATE, 1, ONE))
    assert lines(*heard) == ["scene-1: painting done"]
    assert board(*heard)[1].split() == ["scene-1", "silent", "done", "waiting"]


def test_film_without_music_chooses_none():
    assert lines(news(Step.SCORE, 1)) == []
    assert lines(news(Step.SCORE, 1, note="a waltz")) == ["choosing the music done (a waltz)"]


def test_filming_tells_every_tenth():
    heard = [news(Step.FILM, n / 100, note=f"frame {n} of 100") for n in range(1, 100)]
    told = lines(*heard)
    assert told == [f"filming: frame {n} of 100" for n in range(10, 100, 10)]


def board(*heard: Progress, height: int = 24) -> list[str]:
    """Return what stands on a terminal of 80 columns after the news."""
    console = Console(file=io.StringIO(), width=80, height=height, record=True)
    shown = Board(console)
    for one in heard:
        shown.hear(one)
    console.print(shown.shown())
    return [line.rstrip() for line in console.export_text().splitlines()]


def test_table_has_a_row_for_each_scene():
    rows = board(news(Step.SPEAK, 1, ONE, "4.2 s"), news(Step.SPEAK, 0, TWO))
    assert [row.split() for row in rows] == [
        ["scene", "voice", "picture", "motion"],
        ["scene-1", "done", "4.2", "s", "waiting", "waiting"],
        ["scene-2", "…", "waiting", "waiting"],
        ["speaking", "and", "painting"],
    ]


def test_filming_has_a_bar():
    *_, doing, bar = board(news(Step.FILM, 0), news(Step.FILM, 0.5, note="frame 15 of 30"))
    assert doing == "filming frame 15 of 30"
    assert bar.count("━") == 20  # half of it


def test_planning_has_no_table():
    assert board(news(Step.PLAN, 0)) == ["planning the storyboard"]


def test_many_scenes_show_the_last_begun():
    heard = [news(Step.SPEAK, 0, scene_id(number)) for number in range(1, 101)]
    rows = board(*heard, height=10)
    assert [row.split()[0] for row in rows[1:-1]] == [
        f"scene-{number}" for number in range(95, 101)
    ]
    assert len(rows) < 10


def test_machines_are_told_nothing(capsys):
    with watching(quiet=True) as listen:
        listen(news(Step.PLAN, 1))
    assert capsys.readouterr() == ("", "")


def test_files_are_told_lines(capsys):
    with watching(quiet=False) as listen:
        listen(news(Step.PLAN, 1))
    assert capsys.readouterr() == ("", "planning the storyboard done\n")
