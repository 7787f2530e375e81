"""The same brief and seed make the same file, whoever asks and however many work on it."""

import json

from reelwright import Brief, make
from reelwright.model.progress import SCENE_STEPS, Progress, Step
from reelwright.model.storyboard import Storyboard
from reelwright.settings import Settings

LOOK = {"resolution": "360p", "fps": 12, "quality": "low", "duration": 3, "seed": 7}


def test_library_makes_the_film_of_the_command(painter):
    """From files with one worker, and from Python with three."""
    painter.writes("brief.json", json.dumps({**LOOK, "seed": 8}))
    files = ("--brief", "brief.json", "--script", "barn.txt", "--seed", "7")
    run = painter.types("make", *files, env={"REELWRIGHT_WORKERS": "1"})
    assert run.returncode == 0, run.stderr
    heard: list[Progress] = []
    brief = Brief(script=["A red barn stands by the lake."], **LOOK)
    out = painter.folder / "library.mp4"
    film = make(brief, out, progress=heard.append, settings=Settings(workers=3))
    assert out.read_bytes() == (painter.folder / "film.mp4").read_bytes()
    assert (film.path, film.bytes) == (str(out), out.stat().st_size)
    assert ways(heard).keys() == expected(film.storyboard)
    assert [way for way in ways(heard).values() if way != sorted({0, *way, 1})] == []
    assert [one.step for one in heard if one.done == 1 and not one.scene] == ALONE


ALONE = [step for step in Step if step not in SCENE_STEPS]


def ways(heard: list[Progress]) -> dict[tuple[Step, str | None], list[float]]:
    """Return what was told of each step of each scene, in order."""
    told: dict[tuple[Step, str | None], list[float]] = {}
    for news in heard:
        told.setdefault((news.step, news.scene), []).append(news.done)
    return told


def expected(board: Storyboard) -> set[tuple[Step, str | None]]:
    by_scene = {(step, one.id) for one in board.scenes for step in SCENE_STEPS}
    return by_scene | {(step, None) for step in ALONE}


def test_two_at_a_time_leave_one_film(painter, mute):
    """Two runs into one file leave a whole film, the very one that a run alone makes."""
    runs = [painter.starts(*mute.arguments) for _ in range(2)]
    told = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], told
    assert (painter.folder / "film.mp4").read_bytes() == mute.content
    assert painter.litter == ["folder/barn.txt", "folder/film.json", "folder/film.mp4"]
