"""Whatever goes wrong, whenever: one sentence, the old film untouched, nothing left behind."""

import subprocess
import sys
from pathlib import Path
from threading import Event, active_count

import cv2
import numpy as np
import pytest

from reelwright.model.errors import Cancelled, Invalid, NotFound, ReelwrightError, Unavailable
from reelwright.model.output import Kind
from reelwright.model.time import Time
from reelwright.model.timeline import Timeline
from reelwright.render.cache import Cache
from reelwright.render.export import export
from reelwright.render.means import Means
from reelwright.render.media import beside, checked
from reelwright.render.watch import Watch
from reelwright.render.whole import whole, writable


def a_timeline(seconds=2, **changes) -> Timeline:
    half = (Time.of(seconds) / 2).write()
    asked = {
        "width": 128,
        "height": 72,
        "rate": 30,
        "length": seconds,
        "pictures": [
            {"start": 0, "length": half, "source": "one.png"},
            {"start": half, "length": half, "source": "two.png"},
        ],
        "sounds": [{"start": 0, "length": seconds, "source": "noise.wav", "role": "music"}],
    }
    return Timeline.read({**asked, **changes})


def picture(source) -> dict:
    return {"pictures": [{"start": 0, "length": 2, "source": source}]}


def sound(source, **more) -> dict:
    return {"sounds": [{"start": 0, "length": 2, "source": source, "role": "music", **more}]}


@pytest.fixture
def out(tmp_path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "film.mp4"


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory, media) -> Path:
    """A folder of media that cannot be used, each in its own way."""
    folder = tmp_path_factory.mktemp("spoilt")
    noise = np.random.default_rng(1).integers(0, 256, (72, 128, 3), np.uint8)
    png = cv2.imencode(".png", noise)[1].tobytes()
    (folder / "half.png").write_bytes(png[: len(png) // 2])
    (folder / "holed.png").write_bytes(png[:5_000] + bytes(200) + png[5_200:])
    (folder / "half.jpg").write_bytes(cv2.imencode(".jpg", noise)[1].tobytes()[:3_000])
    (folder / "empty.png").touch()
    (folder / "words.png").write_text("not a picture")
    (folder / "words.wav").write_text("not a sound")
    (folder / "half.wav").write_bytes((media / "noise.wav").read_bytes()[:20])
    (folder / "folder.png").mkdir()
    for name in ("one.png", "two.png", "noise.wav", "tone.wav"):
        (folder / name).symlink_to(media / name)
    return folder


UNUSABLE = [
    (picture("gone.png"), "There is no file .*gone.png"),
    (picture("folder.png"), "There is no file .*folder.png"),
    (picture("x" * 1_000), "There is no file "),
    (picture("half.png"), "half.png cannot be decoded; use a PNG, JPEG or WebP file"),
    (picture("holed.png"), "holed.png cannot be decoded"),
    (picture("half.jpg"), "half.jpg cannot be decoded"),
    (picture("empty.png"), "empty.png cannot be read"),
    (picture("words.png"), "words.png cannot be read"),
    (picture("tone.wav"), "tone.wav holds no picture"),
    (sound("gone.wav"), "There is no file .*gone.wav"),
    (sound("words.wav"), "words.wav cannot be read"),
    (sound("half.wav"), "half.wav cannot be read"),
    (sound("one.png"), "one.png holds no sound"),
    (sound("tone.wav", loop={"start": 1, "end": "100001/100000"}), "A loop is at least one sample"),
    (sound("tone.wav", loop={"start": 0, "end": 301}), "A loop ends within the first 300 s"),
]


@pytest.mark.parametrize(("changes", "sentence"), UNUSABLE, ids=lambda one: str(one)[-30:])
@pytest.mark.parametrize(("workers", "cached"), [(1, False), (3, True)])
def test_unusable_media_gets_a_sentence_and_leaves_nothing(
    spoilt, out, tmp_path, changes, sentence, workers, cached
):
    out.write_bytes(b"the old film")
    means = Means(workers, Cache(tmp_path / "coded") if cached else None)
    with pytest.raises((NotFound, Invalid), match=sentence):
        export(a_timeline(**changes), out, lambda name: spoilt / name, means=means)
    assert [one.name for one in out.parent.iterdir()] == ["film.mp4"]
    assert out.read_bytes() == b"the old film"


def test_all_unusable_media_are_told_at_once(spoilt):
    timeline = a_timeline(
        pictures=[
            {"start": 0, "length": 1, "source": "one.png"},
            {"start": 1, "length": "1/2", "source": "gone.png"},
            {"start": "3/2", "length": "1/2", "source": "tone.wav"},
        ],
        sounds=[
            {"start": 0, "length": 1, "source": "words.wav", "role": "speech"},
            {"start": 0, "length": 1, "source": "tone.wav", "role": "speech"},
            {"start": 0, "length": 1, "source": "one.png", "role": "music"},
        ],
    )
    with pytest.raises(Invalid) as caught:
        checked(timeline, beside(spoilt))
    told = {fault.path: fault.problem for fault in caught.value.faults}
    assert told == {
        "pictures[1].source": f"There is no file {spoilt / 'gone.png'}.",
        "pictures[2].source": f"{spoilt / 'tone.wav'} holds no picture; use a PNG, JPEG or WebP file, or a video such as an MP4.",
        "sounds[0].source": f"{spoilt / 'words.wav'} cannot be read: Invalid data found when processing input.",
        "sounds[2].source": f"{spoilt / 'one.png'} holds no sound; use a WAV, MP3, M4A, FLAC or Ogg file.",
    }


def test_usable_media_pass(spoilt):
    checked(a_timeline(), beside(spoilt))


def test_media_beside_a_timeline_may_lie_anywhere(tmp_path):
    media = beside(tmp_path)
    assert (media("a/b.png"), media("/c.png")) == (tmp_path / "a/b.png", Path("/c.png"))


@pytest.mark.parametrize("done", [1, 2, 17, 30, 31, 59, 60])
def test_work_stopped_at_any_frame_leaves_nothing(media, out, done):
    stop = Event()
    watch = Watch(told=lambda count, _of: stop.set() if count >= done else None, stop=stop)
    with pytest.raises(Cancelled, match="stopped before the film was finished"):
        export(a_timeline(4), out, lambda name: media / name, means=Means(2), watch=watch)
    assert list(out.parent.iterdir()) == []


def test_work_stopped_before_it_began_leaves_nothing(media, out):
    watch = Watch()
    watch.stop.set()
    with pytest.raises(Cancelled):
        export(a_timeline(), out, lambda name: media / name, watch=watch)
    assert list(out.parent.iterdir()) == []


def test_stopped_work_ends_soon(media, out):
    stop, counted = Event(), []

    def told(done: int, _of: int) -> None:
        counted.append(done)
        if done >= 5:
            stop.set()

    timeline = a_timeline(120, width=1280, height=720, sounds=[])
    with pytest.raises(Cancelled):
        export(timeline, out, lambda name: media / name, means=Means(2), watch=Watch(told, stop))
    assert max(counted) < 1800  # of 3600


def test_after_a_failure_nothing_more_is_rendered(media, out):
    """The third clip is in the making when the second turns out not to be there."""
    counted: list[int] = []
    clips = [("one.png", 0, 1), ("gone.png", 1, 1), ("two.png", 2, 118)]
    pictures = [{"source": name, "start": at, "length": length} for name, at, length in clips]
    watch = Watch(told=lambda done, _of: counted.append(done))
    timeline = a_timeline(120, width=1280, height=720, pictures=pictures, sounds=[])
    with pytest.raises(NotFound):
        export(timeline, out, lambda name: media / name, means=Means(3), watch=watch)
    assert 30 <= max(counted) < 30 + 118 * 30 / 2


def test_no_thread_is_left_running(media, out):
    before = active_count()
    gone = a_timeline(**picture("gone.png"))
    with pytest.raises(NotFound):
        export(gone, out, lambda name: media / name, means=Means(3))
    assert active_count() == before


class Deaf(Exception):
    """Raised by a listener."""


def test_error_of_the_listener_ends_the_work_and_leaves_nothing(media, out):
    def told(done: int, _of: int) -> None:
        if done >= 20:
            raise Deaf

    with pytest.raises(Deaf):
        export(a_timeline(), out, lambda name: media / name, watch=Watch(told))
    assert list(out.parent.iterdir()) == []


LIMITED = """
import resource, sys
from pathlib import Path
from reelwright.model.errors import Unavailable
from reelwright.model.timeline import Timeline
from reelwright.render.export import export
from reelwright.render.means import Means
timeline, media, out = Timeline.read_json(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
size = export(timeline, out, lambda name: media / name, means=Means(1)).bytes
out.unlink()
for room in (0, 1, 40, 1000, size // 2, size - 3000, size - 1):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        export(timeline, out, lambda name: media / name, means=Means(1))
    except Unavailable as told:
        print(told, [path.name for path in out.parent.iterdir()])
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
print(export(timeline, out, lambda name: media / name, means=Means(1)).bytes == size)
"""


def test_disk_full_at_any_byte_leaves_nothing(media, out):
    """From the first byte of the header to the last of the index that is moved to the front."""
    arguments = [a_timeline(1).write_json(), str(media), str(out)]
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, *arguments], capture_output=True, text=True, check=True
    )
    sentence = f"There is no room left for {out}. Free some space, or choose another --output. []"
    assert run.stdout.splitlines() == [sentence] * 7 + ["True"]


def test_folder_that_cannot_be_written_is_told():
    with pytest.raises(Unavailable, match="The folder /proc cannot be written: .* Choose another"):
        writable(Path("/proc/film.mp4"))


def test_name_longer_than_names_can_be_is_told(tmp_path):
    with pytest.raises(
        Unavailable, match="The output cannot have that name: File name too long. Choose another"
    ):
        writable(tmp_path / f"{'x' * 300}.mp4")


@pytest.mark.parametrize("kind", Kind)
def test_file_of_every_kind_can_be_asked_for(tmp_path, kind):
    out = tmp_path / f"film.{kind.upper()}"
    assert writable(out, tuple(Kind)) == writable(out, (kind,)) == out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "kinds", "sentence"),
    [
        ("film.gif", (Kind.MP4,), "Films are MP4 files; name the output .*film.mp4."),
        ("film.mp4", (Kind.WAV,), "A .wav file is asked for; name the output .*film.wav."),
        ("film.mp3", (Kind.PNG, Kind.GIF), "Nothing is made into film.mp3; let the output's name"),
    ],
)
def test_name_of_another_kind_is_told(tmp_path, name, kinds, sentence):
    with pytest.raises(Unavailable, match=sentence):
        writable(tmp_path / name, kinds)


def test_folder_that_went_away_is_told(media, out):
    with pytest.raises(Unavailable, match="cannot be written: No such file or directory"):
        export(a_timeline(1), out.parent / "gone" / "film.mp4", lambda name: media / name)


def test_file_is_there_only_when_it_is_whole(tmp_path):
    out = tmp_path / "film.mp4"
    with whole(out) as aside:
        aside.write_bytes(b"half")
        assert not out.exists()
        aside.write_bytes(b"whole")
    assert (out.read_bytes(), list(tmp_path.iterdir())) == (b"whole", [out])


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, Cancelled, ZeroDivisionError])
def test_any_error_takes_the_part_away_and_goes_on(tmp_path, error):
    out = tmp_path / "film.mp4"
    with pytest.raises(error):
        begin(out, error)
    assert list(tmp_path.iterdir()) == []


def begin(out: Path, error: type[BaseException]) -> None:
    with whole(out) as aside:
        aside.write_bytes(b"half")
        raise error


def test_film_nobody_wrote_is_told(tmp_path):
    with (
        pytest.raises(Unavailable, match="film.mp4 cannot be written: No such file"),
        whole(tmp_path / "film.mp4"),
    ):
        pass


def test_two_films_of_one_name_do_not_meet(tmp_path):
    out = tmp_path / "film.mp4"
    with whole(out) as one, whole(out) as two:
        assert one != two
        one.write_bytes(b"one")
        two.write_bytes(b"two")
    assert (out.read_bytes(), list(tmp_path.iterdir())) == (b"one", [out])


def test_blank_caption_does_not_stop_a_film(media, out):
    captions = {"style": "word", "cues": [{"start": 0, "stop": 1, "text": " \n "}]}
    rendered = export(a_timeline(captions=captions), out, lambda name: media / name)
    assert (rendered.frames, rendered.missing_glyphs) == (60, ())


def test_every_error_of_rendering_is_ours(spoilt, out):
    """No exception of FFmpeg's, OpenCV's or Python's gets out, whatever the media."""
    names = sorted(one.name for one in spoilt.iterdir())
    for name in names:
        for changes in (picture(name), sound(name)):
            raised = attempt(a_timeline("1/4", **shortened(changes)), out, spoilt)
            assert raised is None or isinstance(raised, ReelwrightError)


def shortened(changes: dict) -> dict:
    return {
        track: [{**clip, "length": "1/4"} for clip in clips] for track, clips in changes.items()
    }


def attempt(timeline: Timeline, out: Path, folder: Path) -> Exception | None:
    try:
        export(timeline, out, lambda name: folder / name, means=Means(1))
    except Exception as raised:  # noqa: BLE001 - whichever it is, is the question
        return raised
    return None
