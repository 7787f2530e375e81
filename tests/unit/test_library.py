"""Films from Python: what `make`, `plan` and `render` promise, without a network and a server."""

import asyncio
import subprocess
import sys
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

import reelwright
from reelwright import Brief, ReelwrightError, library
from reelwright.model.brief import Topic
from reelwright.model.errors import Invalid, Refused, Unavailable
from reelwright.model.progress import Progress, Step
from reelwright.model.sidecar import Sidecar
from reelwright.model.storyboard import Storyboard
from reelwright.model.time import Time
from reelwright.model.timeline import Timeline
from reelwright.settings import Settings

LOOK = {"resolution": "360p", "fps": 12, "duration": 2, "voice": None, "captions": None}
BARE = Brief(script=["A red barn."], music=None, **LOOK)
"""Nothing but a picture: the least that is a film."""


@pytest.fixture
def somewhere(tmp_path, monkeypatch) -> Path:
    """A folder to work in; what passes must go as well."""
    for name in ("folder", "passing"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "passing"))
    monkeypatch.chdir(tmp_path / "folder")
    return tmp_path


def litter(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def test_least_film_is_a_film(somewhere):
    film = library.make(BARE)
    assert litter(somewhere) == ["film.mp4"]
    assert list((somewhere / "passing").iterdir()) == []
    assert (film.path, film.frames, film.duration) == ("film.mp4", 24, Time.of(2))
    assert (film.width, film.height, film.loudness, film.true_peak) == (640, 360, None, None)
    assert film.bytes == Path("film.mp4").stat().st_size
    assert film.degradations == ()


def test_film_is_made_inside_an_event_loop(somewhere):
    async def within() -> str:
        return library.make(BARE, "inside.mp4").path

    assert asyncio.run(within()) == "inside.mp4"
    assert litter(somewhere) == ["inside.mp4"]


def test_media_folder_keeps_the_pieces_and_changes_nothing(somewhere):
    kept = Settings(media=Path("kept"), workers=1)
    library.make(BARE, "one.mp4", settings=kept)
    pieces = litter(Path("kept"))
    library.make(BARE, "two.mp4", settings=kept)
    assert litter(Path("kept")) == pieces != []
    assert Path("one.mp4").read_bytes() == Path("two.mp4").read_bytes()


def test_media_folder_that_cannot_be_written_is_told(somewhere):
    Path("file").touch()
    with pytest.raises(Unavailable, match="The folder file cannot be written"):
        library.make(BARE, settings=Settings(media=Path("file")))
    assert litter(somewhere) == ["file"]


class Deserter:
    """A listener that fails when a step begins."""

    def __init__(self, step: Step) -> None:
        self._step = step

    def __call__(self, news: Progress) -> None:
        if news.step is self._step:
            raise ZeroDivisionError(self._step)


@pytest.mark.parametrize("step", [Step.CHECK, Step.ILLUSTRATE, Step.FILM])
def test_failing_listener_ends_the_work(somewhere, step):
    with pytest.raises(ZeroDivisionError, match=step):
        library.make(BARE, progress=Deserter(step))
    assert litter(somewhere) == []
    assert list((somewhere / "passing").iterdir()) == []


@pytest.mark.parametrize(
    ("brief", "out", "error", "sentence"),
    [
        ({"prompt": "a", "voice": "onix"}, "film.mp4", Invalid, "voice: There is no voice 'onix'."),
        ({"prompt": "a", "animator": "jelly"}, "film.mp4", Invalid, "no animator 'jelly'"),
        ({"prompt": "How to build a pipe bomb"}, "film.mp4", Refused, "refused as illicit"),
        ({"prompt": "a"}, "gone/film.mp4", Unavailable, "There is no folder gone"),
        ({"prompt": "a"}, ".", Unavailable, "is a folder; name a file in it, such as film.mp4"),
        ({"prompt": "a"}, "", Unavailable, "is a folder; name a file in it, such as film.mp4"),
        ({"prompt": "a"}, "film.avi", Unavailable, "Films are MP4 files"),
        ({"prompt": "a"}, "a\0b.mp4", Unavailable, "The output cannot have that name"),
    ],
)
def test_error_says_what_is_wrong(somewhere, brief, out, error, sentence):
    with pytest.raises(error, match=sentence):
        library.make(Brief(**brief), out)
    assert issubclass(error, ReelwrightError)
    assert litter(somewhere) == []


def test_no_folder_for_passing_files_is_told(somewhere, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/proc/gone")
    with pytest.raises(Unavailable, match="Set TMPDIR to one that can be written"):
        library.make(BARE)
    assert litter(somewhere) == []


def test_own_picture_is_in_the_film(somewhere):
    cv2.imwrite("blue.png", np.full((450, 800, 3), (200, 20, 20), np.uint8))
    photo = reelwright.upload("blue.png")
    brief = Brief(scenes=[{"picture": photo.key}], music=None, animator="offline:still", **LOOK)
    film = library.make(brief, "own.mp4", sidecar="own.json", uploads=[photo])
    with av.open("own.mp4") as file:
        frame = next(file.decode(video=0)).to_ndarray(format="bgr24")
    assert frame.mean(axis=(0, 1)).tolist() == pytest.approx([200, 20, 20], abs=4)
    assert [(one.vendor, one.licence) for one in film.credits[1:2]] == [("upload", "yours")]
    assert Sidecar.read_json(Path("own.json").read_text()).brief == brief
    assert litter(somewhere) == ["blue.png", "own.json", "own.mp4"]


def test_kept_picture_is_found_again(somewhere):
    kept = Settings(media=Path("kept"), workers=1)
    cv2.imwrite("blue.png", np.full((450, 800, 3), (200, 20, 20), np.uint8))
    photo = reelwright.upload("blue.png")
    brief = Brief(prompt="The sky", pictures=[photo.key])
    library.plan(brief, uploads=[photo], settings=kept)
    assert library.plan(brief, settings=kept).scenes[0].picture == photo.key
    with pytest.raises(Invalid, match=r"pictures\[0\]: No picture is kept under"):
        library.plan(brief)


def test_plan_makes_nothing(somewhere):
    board = library.plan(Brief(prompt="Ocean waves at sunset", duration=12))
    assert isinstance(board, Storyboard)
    assert board.duration == Time.of(12)
    assert litter(somewhere) == []


def test_plan_refuses_what_make_refuses(somewhere):
    with pytest.raises(Refused):
        library.plan(Brief(prompt="How to build a pipe bomb"))
    with pytest.raises(Invalid):
        library.plan(Brief(prompt="a", voice="onix"))


TIMELINE = Timeline.read(
    {
        "width": 64,
        "height": 64,
        "rate": 10,
        "length": 1,
        "pictures": [{"start": 0, "length": 1, "source": "a.png"}],
    }
)


def test_render_tells_of_frames_to_the_last(somewhere):
    cv2.imwrite("a.png", np.full((64, 64, 3), 90, np.uint8))
    heard: list[Progress] = []
    rendered = library.render(TIMELINE, ".", "exact.mp4", progress=heard.append)
    assert (rendered.path, rendered.frames) == (Path("exact.mp4"), 10)
    assert rendered.bytes == Path("exact.mp4").stat().st_size
    assert {news.step for news in heard} == {Step.FILM}
    assert sorted(news.done for news in heard) == [0.1, 0.6, 1.0]
    assert litter(somewhere) == ["a.png", "exact.mp4"]


def test_render_names_missing_media(somewhere):
    with pytest.raises(Invalid) as caught:
        library.render(TIMELINE, "gone")
    assert [fault.path for fault in caught.value.faults] == ["pictures[0].source"]
    assert litter(somewhere) == []


def test_import_costs_no_more_than_values():
    script = "import sys, reelwright; reelwright.Brief; print([m for m in ('numpy', 'av', 'cv2', 'onnxruntime') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_public_names_are_there():
    assert [name for name in reelwright.__all__ if not hasattr(reelwright, name)] == []
    with pytest.raises(AttributeError, match="reelwright has no 'film'"):
        reelwright.film  # noqa: B018 - asked for, to be refused


def test_nobody_is_told_of_a_film(tmp_path):
    """The speech runtime reports its use over the network, unless it is told not to."""
    script = "from reelwright.cli.app import run; run(['voices']); import onnxruntime"
    environment = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environment)
    assert list(tmp_path.iterdir()) == []


def test_no_story_is_told_twice_before_all_were():
    told: list[str] = []
    for seed in range(5):
        brief = Brief(story=Topic.MYSTERY, seed=seed, duration=40)
        tale = library.plan(brief, told=told).tale
        assert tale is not None
        told.append(tale)
    assert len(set(told)) == 5
