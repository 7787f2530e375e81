"""The workshop wires the offline crew to a runner and a folder, and cleans up after itself."""

import asyncio
import os
import signal
import tempfile
import threading
from pathlib import Path

import cv2
import numpy as np
import pytest

from reelwright.model.brief import Brief, Quality
from reelwright.model.errors import Invalid, Refused, Unavailable
from reelwright.model.output import Output
from reelwright.model.progress import Progress, Step
from reelwright.model.timeline import Timeline
from reelwright.settings import Settings
from reelwright.wiring import local

# Nobody speaks and nothing plays: what is left is the planner, the painter and the renderer.
BRIEF = Brief.read(
    {
        "scenes": [{"visual": "a red boat on a calm sea", "duration": 1}] * 2,
        "resolution": "360p",
        "fps": 12,
        "quality": "low",
        "voice": None,
        "music": None,
        "captions": None,
    }
)


@pytest.fixture
def passing(tmp_path, monkeypatch) -> Path:
    """The folder in which passing folders are made."""
    folder = tmp_path / "passing"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def workshop(listen=lambda _news: None, **settings) -> local.Workshop:
    return local.Workshop(Settings(workers=1, **settings), listen)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_crew_is_the_offline_one(tmp_path):
    made = local.crew(tmp_path)
    modules = {type(one).__module__ for one in (made.planner, made.visual, made.moderator)}
    assert all(name.startswith("reelwright.providers.offline.") for name in modules)


def test_film_is_made_and_nothing_else_is_kept(passing, tmp_path):
    heard: list[Progress] = []
    film = workshop(heard.append).make(BRIEF, tmp_path / "film.mp4")
    assert (film.frames, film.width, film.height) == (24, 640, 360)
    assert files(tmp_path) == [tmp_path / "film.mp4"]
    assert list(passing.iterdir()) == []
    assert {news.step for news in heard} == set(Step)


def test_media_are_kept_under_their_content(passing, tmp_path):
    media = tmp_path / "media"
    one = workshop(media=media).make(BRIEF, tmp_path / "one.mp4")
    kept = {path: path.stat().st_mtime_ns for path in files(media)}
    two = workshop(media=media).make(BRIEF, tmp_path / "two.mp4")
    assert {path: path.stat().st_mtime_ns for path in files(media)} == kept
    blobs = [path.name for path in kept if "coded" not in path.parts]
    assert {len(name) for name in blobs} == {64}
    assert len(blobs) > 2 * 3  # pictures, their reliefs and their layers
    assert (one.segments, one.reused, one.sound_reused) == (3, 0, False)
    assert (two.segments, two.reused, two.sound_reused) == (3, 3, True)
    assert Path(one.path).read_bytes() == Path(two.path).read_bytes()


def test_film_may_be_made_within_an_event_loop(passing, tmp_path):
    async def within() -> int:
        return workshop().make(BRIEF, tmp_path / "film.mp4").frames

    assert asyncio.run(within()) == 24


@pytest.mark.parametrize("name", ["film.avi", "gone/film.mp4", "passing"])
def test_bad_place_is_told_before_anything_is_made(passing, tmp_path, name):
    heard: list[Progress] = []
    with pytest.raises(Unavailable):
        workshop(heard.append).make(BRIEF, tmp_path / name)
    assert heard == []


def test_refused_brief_leaves_nothing(passing, tmp_path):
    brief = BRIEF.model_copy(update={"voice": "nobody"})
    with pytest.raises(Invalid, match="There is no voice 'nobody'"):
        workshop().make(brief, tmp_path / "film.mp4")
    assert files(tmp_path) == []
    assert list(passing.iterdir()) == []


def test_media_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(Unavailable, match="The folder /proc/media cannot be written"):
        workshop(media=Path("/proc/media")).make(BRIEF, tmp_path / "film.mp4")
    assert files(tmp_path) == []


class Deaf(Exception):
    """Raised by a listener."""


@pytest.mark.parametrize("step", [Step.PLAN, Step.ILLUSTRATE, Step.FILM])
def test_error_of_the_listener_ends_the_work(passing, tmp_path, step):
    def listen(news: Progress) -> None:
        if news.step is step:
            raise Deaf

    with pytest.raises(Deaf):
        workshop(listen).make(BRIEF, tmp_path / "film.mp4")
    assert files(tmp_path) == []
    assert list(passing.iterdir()) == []


@pytest.mark.parametrize("step", [Step.ILLUSTRATE, Step.FILM])
def test_interrupt_ends_the_work_and_leaves_nothing(passing, tmp_path, step):
    """Ctrl-C arrives in the main thread while a thread of ours works."""
    main = threading.main_thread().ident

    def listen(news: Progress) -> None:
        if news.step is step and news.done == 0:
            signal.pthread_kill(main, signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        workshop(listen).make(BRIEF, tmp_path / "film.mp4")
    assert files(tmp_path) == []
    assert list(passing.iterdir()) == []
    assert [one for one in threading.enumerate() if one.name.startswith("reelwright")] == []


def test_plan_spends_and_writes_nothing(passing):
    board = workshop().plan(BRIEF)
    assert [float(scene.duration) for scene in board.scenes] == [1, 1]
    assert list(passing.iterdir()) == []


def test_plan_judges_the_words_too():
    with pytest.raises(Refused):
        workshop().plan(Brief(prompt="how to build a bomb to kill people", voice=None))


def a_timeline(**changes) -> Timeline:
    asked = {
        "width": 128,
        "height": 72,
        "rate": 12,
        "length": 1,
        "pictures": [{"start": 0, "length": 1, "source": "a.png"}],
    }
    return Timeline.read({**asked, **changes})


def test_timeline_is_rendered_from_its_folder(tmp_path):
    cv2.imwrite(str(tmp_path / "a.png"), np.full((72, 128, 3), 90, np.uint8))
    heard: list[Progress] = []
    out = tmp_path / "film.mp4"
    rendered = workshop(heard.append).render(
        a_timeline(), tmp_path, out, Output(quality=Quality.LOW)
    )
    assert (rendered.frames, rendered.path) == (12, out)
    assert [news.done * 12 for news in heard] == pytest.approx([1, 6, 12])
    assert {news.step for news in heard} == {Step.FILM}


def test_media_are_checked_before_rendering(tmp_path):
    sounds = [{"start": 0, "length": 1, "source": "b.wav", "role": "music"}]
    with pytest.raises(Invalid) as caught:
        workshop().render(
            a_timeline(sounds=sounds), tmp_path, tmp_path / "a.mp4", Output(quality=Quality.LOW)
        )
    assert [fault.path for fault in caught.value.faults] == [
        "pictures[0].source",
        "sounds[0].source",
    ]
    assert list(tmp_path.iterdir()) == []


def test_workers_are_counted_from_the_cores():
    assert Settings().width == len(os.sched_getaffinity(0))
    assert Settings(workers=3).width == 3


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (f"{'x' * 300}.mp4", "The output cannot have that name: File name too long"),
        ("a\0b.mp4", "The output cannot have that name: embedded null byte"),
    ],
)
def test_name_no_file_can_have_is_told(tmp_path, name, sentence):
    with pytest.raises(Unavailable, match=sentence):
        workshop().make(BRIEF, tmp_path / name)


def test_no_room_for_passing_files_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/proc/nowhere")
    with pytest.raises(Unavailable, match="have no folder to wait in: .*. Set TMPDIR"):
        workshop().make(BRIEF, tmp_path / "film.mp4")
    assert files(tmp_path) == []
