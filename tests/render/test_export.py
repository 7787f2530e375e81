"""A film is whole, tagged, in step and as long as it says, and nothing else is left behind."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from threading import Event

import av
import cv2
import numpy as np
import pytest

from reelwright.model.brief import Quality
from reelwright.model.errors import Broken, Cancelled, NotFound, Unavailable
from reelwright.model.output import Output
from reelwright.model.report import Stretch
from reelwright.model.time import Time
from reelwright.model.timeline import Timeline
from reelwright.render.export import export
from reelwright.render.inspect import examine
from reelwright.render.means import Means
from reelwright.render.picturetrack import PictureTrack
from reelwright.render.watch import Watch
from reelwright.render.whole import writable


def a_timeline(rate=30, seconds=3, **changes) -> Timeline:
    half = seconds / 2
    asked = {
        "width": 160,
        "height": 90,
        "rate": rate,
        "length": seconds,
        "pictures": [
            {
                "start": 0,
                "length": half,
                "source": "one.png",
                "motion": {"end": {"zoom": 1.2}, "ease": "linear"},
            },
            {
                "start": half - 0.25,
                "length": half + 0.25,
                "source": "two.png",
                "motion": {
                    "begin": {"x": 0.3, "zoom": 1.3},
                    "end": {"x": 0.7, "zoom": 1.3},
                    "ease": "linear",
                },
                "transition": "crossfade",
                "fade": 0.25,
            },
        ],
        "captions": {
            "cues": [
                {
                    "start": 0.2,
                    "stop": 1.2,
                    "text": "Hello there",
                    "words": [
                        {"begin": 0, "end": 5, "start": 0.3, "stop": 0.6},
                        {"begin": 6, "end": 11, "start": 0.6, "stop": 1.0},
                    ],
                }
            ]
        },
        "sounds": [
            {"start": 0, "length": seconds, "source": "noise.wav", "role": "music"},
            {"start": 0.5, "length": 1, "source": "tone.wav", "role": "speech"},
        ],
    }
    return Timeline.read({**asked, **changes})


@pytest.fixture(scope="module")
def film(media, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("film") / "film.mp4"
    export(a_timeline(), out, lambda name: media / name)
    return out


def packets(path: Path, kind: str) -> list[bytes]:
    with av.open(str(path)) as container:
        stream = getattr(container.streams, kind)[0]
        return [bytes(packet) for packet in container.demux(stream) if packet.size]


def frames(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="yuv420p") for frame in container.decode(video=0)]


def test_nothing_is_beside_the_film(film):
    assert list(film.parent.iterdir()) == [film]


def test_pictures_are_h264_high_in_tagged_bt709(film):
    with av.open(str(film)) as container:
        context = container.streams.video[0].codec_context
        frame = next(container.decode(video=0))
        assert (context.name, context.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (frame.colorspace, frame.color_range) == (1, 1)
        assert (context.color_primaries, context.color_trc) == (1, 1)


def test_sound_is_aac_stereo(film):
    with av.open(str(film)) as container:
        context = container.streams.audio[0].codec_context
        assert (context.name, context.sample_rate, context.channels) == ("aac", 48_000, 2)


def test_index_comes_before_the_content(film):
    content = film.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")


def test_every_frame_has_its_time(film):
    with av.open(str(film)) as container:
        times = [frame.time for frame in container.decode(video=0)]
    assert times == pytest.approx([n / 30 for n in range(90)], abs=1e-6)


@pytest.mark.parametrize("rate", [12, 24, 30, 60, "30000/1001"])
def test_tracks_are_as_long_as_each_other(media, tmp_path, rate):
    out = tmp_path / "film.mp4"
    timeline = a_timeline(rate=rate)
    rendered = export(timeline, out, lambda name: media / name, output=Output(quality=Quality.LOW))
    found = examine(out)
    assert found.frames == rendered.frames == timeline.rate.frame(timeline.length)
    assert float(found.pictures.length) == pytest.approx(
        float(timeline.rate.time(found.frames).seconds), abs=1e-3
    )
    late = found.sound.stop - found.pictures.stop
    assert abs(late.seconds) <= 1 / timeline.rate.per_second


def test_sound_is_as_loud_as_asked(film):
    found = examine(film)
    assert found.loudness == pytest.approx(-14, abs=0.5)
    assert found.true_peak <= -1


def test_film_is_neither_black_nor_frozen_nor_silent(film):
    found = examine(film)
    assert (found.black, found.frozen, found.silent) == ((), (), ())


def test_sound_is_in_step_with_the_pictures(media, tmp_path):
    # A click half a second into its file, placed at one second.
    sounds = [{"start": 1, "length": 1, "source": "click.wav", "role": "effect"}]
    out = tmp_path / "film.mp4"
    export(a_timeline(sounds=sounds), out, lambda name: media / name)
    with av.open(str(out)) as container:
        heard = np.concatenate([f.to_ndarray()[0] for f in container.decode(audio=0)])
    assert abs(int(np.abs(heard).argmax()) - 72_000) < 48


@pytest.mark.slow
def test_sound_is_in_step_after_an_hour(media, tmp_path):
    """A white flash and a click, one second before the end of an hour at 24000/1001 a second."""
    cv2.imwrite(str(tmp_path / "white.png"), np.full((64, 64, 3), 255, np.uint8))
    places = {"white.png": tmp_path / "white.png"}
    frame = Fraction(1001, 24_000)
    flash = 86_200 * frame
    pictures = [
        {"start": 0, "length": str(flash), "source": "one.png"},
        {"start": str(flash), "length": str(86_313 * frame - flash), "source": "white.png"},
    ]
    click = {"length": 1, "source": "click.wav", "role": "effect"}
    sounds = [{"start": 0.5, **click}, {"start": str(flash - Fraction(1, 2)), **click}]
    timeline = Timeline.read(
        {"width": 64, "height": 64, "rate": "24000/1001", "length": str(86_313 * frame)}
        | {"pictures": pictures, "sounds": sounds}
    )
    out = tmp_path / "film.mp4"
    export(timeline, out, lambda name: places.get(name, media / name), means=Means(2))
    with av.open(str(out)) as container:
        white = next(f.time for f in container.decode(video=0) if f.to_ndarray()[:64].mean() > 200)
    heard: tuple[float, float] = (0, 0)
    with av.open(str(out)) as container:
        container.seek(int(float(flash - 20) * 1_000_000))
        for sound in container.decode(audio=0):
            level = np.abs(sound.to_ndarray()[0])
            heard = max(heard, (float(level.max()), sound.time + int(level.argmax()) / 48_000))
    assert white == pytest.approx(float(flash), abs=float(frame) / 2)
    assert heard[1] == pytest.approx(white, abs=float(frame))


def test_bad_film_does_not_replace_a_good_one(media, tmp_path, monkeypatch):
    """What is delivered is inspected first: a coder that leaves frames out is found out."""
    out = tmp_path / "film.mp4"
    export(a_timeline(), out, lambda name: media / name)
    good = out.read_bytes()
    whole = PictureTrack.coded

    def short(track, farm, told, check):
        for segment, coded in whole(track, farm, told, check):
            yield segment, coded[: len(coded) // 2]

    monkeypatch.setattr(PictureTrack, "coded", short)
    with pytest.raises(Broken, match="frames"):
        export(a_timeline(), out, lambda name: media / name)
    assert out.read_bytes() == good
    assert list(tmp_path.iterdir()) == [out]


def test_same_film_from_any_number_of_workers(media, tmp_path):
    timeline = a_timeline(width=320, height=180)
    for workers in (1, 3):
        export(
            timeline, tmp_path / f"{workers}.mp4", lambda name: media / name, means=Means(workers)
        )
    one, three = tmp_path / "1.mp4", tmp_path / "3.mp4"
    assert packets(one, "video") == packets(three, "video")
    assert packets(one, "audio") == packets(three, "audio")


def test_cut_falls_on_its_frame(media, tmp_path):
    cut = [
        {"start": 0, "length": 1.02, "source": "one.png"},
        {"start": 1.02, "length": 1.98, "source": "red.png"},
    ]
    out = tmp_path / "film.mp4"
    export(a_timeline(pictures=cut, captions=None), out, lambda name: media / name)
    redness = [float(frame[-22:].mean()) for frame in frames(out)]
    # 1.02 s is frame 30.6, so frame 31 is the first red one.
    assert [abs(value - redness[-1]) < 3 for value in redness[29:33]] == [False, False, True, True]


def test_word_is_lit_on_its_frame(media, tmp_path):
    # The second word is lit from 0.6 s on, frame 18; over a grey picture only it has colour.
    grey = [{"start": 0, "length": 3, "source": "grey.png"}]
    out = tmp_path / "film.mp4"
    export(
        a_timeline(pictures=grey, sounds=[], width=320, height=180), out, lambda name: media / name
    )
    blueness = [frame[180:225].reshape(90, 160).astype(int) for frame in frames(out)[:40]]
    lit = [np.nonzero((picture < 100).any(axis=0))[0] for picture in blueness]
    left, right = (lit[17].min(), lit[17].max()), (lit[18].min(), lit[18].max())
    assert right[0] >= left[1]
    assert all((cols.min(), cols.max()) == pytest.approx(left, abs=2) for cols in lit[9:18])
    assert all((cols.min(), cols.max()) == pytest.approx(right, abs=2) for cols in lit[18:36])
    assert [len(cols) for cols in lit[:6]] == [0] * 6


def test_frames_before_and_after_a_fade_are_whole(film):
    sharp = [float(np.abs(np.diff(frame[:90].astype(float))).mean()) for frame in frames(film)]
    assert min(sharp) > 0.5


def test_progress_rises_to_the_last_frame(media, tmp_path):
    told = []
    watch = Watch(told=lambda done, of: told.append((done, of)))
    export(a_timeline(), tmp_path / "film.mp4", lambda name: media / name, watch=watch)
    done = sorted(done for done, _ in told)
    assert (len(set(done)), done[-1], {of for _, of in told}) == (len(told), 90, {90})
    # Three segments, each told of at its first frame, every few more, and its last.
    assert max(np.diff([0, *done])) <= 6


def test_stopped_work_leaves_nothing(media, tmp_path):
    stop = Event()
    watch = Watch(told=lambda done, _of: stop.set() if done > 5 else None, stop=stop)
    with pytest.raises(Cancelled, match="stopped before the film was finished"):
        export(a_timeline(), tmp_path / "film.mp4", lambda name: media / name, watch=watch)
    assert list(tmp_path.iterdir()) == []


def test_failed_work_leaves_the_old_film(media, tmp_path):
    out = tmp_path / "film.mp4"
    out.write_bytes(b"the old film")
    gone = a_timeline(pictures=[{"start": 0, "length": 3, "source": "gone.png"}])
    with pytest.raises(NotFound, match="There is no file .*gone.png"):
        export(gone, out, lambda name: media / name)
    assert list(tmp_path.iterdir()) == [out]
    assert out.read_bytes() == b"the old film"


def test_film_replaces_the_old_one(media, tmp_path):
    out = tmp_path / "film.mp4"
    out.write_bytes(b"the old film")
    rendered = export(a_timeline(), out, lambda name: media / name)
    assert out.stat().st_size == rendered.bytes > 10_000


def test_silent_timeline_makes_a_silent_film(media, tmp_path):
    out = tmp_path / "film.mp4"
    rendered = export(a_timeline(sounds=[]), out, lambda name: media / name)
    assert rendered.sound.integrated is None
    assert examine(out).silent == (Stretch(start=Time.of(0), stop=Time.of(3)),)


def test_missing_glyphs_are_told(media, tmp_path):
    cues = {"cues": [{"start": 0, "stop": 1, "text": "a𓀀b"}]}
    rendered = export(a_timeline(captions=cues), tmp_path / "a.mp4", lambda name: media / name)
    assert rendered.missing_glyphs == ("𓀀",)


@pytest.mark.parametrize("quality", Quality)
def test_better_quality_is_nearer_to_the_picture(media, tmp_path, quality, film):
    out = tmp_path / "film.mp4"
    export(a_timeline(sounds=[]), out, lambda name: media / name, output=Output(quality=quality))
    sizes = {Quality.LOW: (0, 0.99), Quality.MEDIUM: (0.99, 1.01), Quality.HIGH: (1.1, 9)}
    share = sum(map(len, packets(out, "video"))) / sum(map(len, packets(film, "video")))
    assert sizes[quality][0] < share < sizes[quality][1]


LIMITED = """
import json, resource, sys
from pathlib import Path
from reelwright.model.errors import Unavailable
from reelwright.model.timeline import Timeline
from reelwright.render.export import export
timeline, media, out = Timeline.read_json(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]),) * 2)
try:
    export(timeline, out, lambda name: media / name)
except Unavailable as told:
    print(told)
"""


def test_full_disk_gets_a_sentence_and_leaves_nothing(media, tmp_path):
    # A limit on the size of files fails writes as a full disk does (EFBIG for ENOSPC).
    out = tmp_path / "film.mp4"
    arguments = [a_timeline().write_json(), str(media), str(out), "20000"]
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, *arguments], capture_output=True, text=True, check=True
    )
    assert run.stdout == (
        f"There is no room left for {out}. Free some space, or choose another --output.\n"
    )
    assert list(tmp_path.iterdir()) == []


PEAK = """
import resource, sys
from pathlib import Path
from reelwright.model.timeline import Timeline
from reelwright.render.export import export
from reelwright.render.means import Means
from reelwright.render.picturetrack import PictureTrack
timeline, media, out = Timeline.read_json(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
export(timeline, out, lambda name: media / name, means=Means(2))
ours, workers = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
print(*(resource.getrusage(whose).ru_maxrss for whose in (ours, workers)))
"""


def peak_memory(media, tmp_path, seconds) -> int:
    """Return the peak memory, in KiB, of exporting a film with a picture every five seconds.

    It is that of the exporting process and of its only child, where two workers are at home.
    """
    pictures = [
        {"start": at, "length": 5, "source": ("one.png", "two.png")[at // 5 % 2]}
        for at in range(0, seconds, 5)
    ]
    loop = {"start": 0.5, "end": 3.5, "crossfade": 0.1}
    sounds = [{"start": 0, "length": seconds, "source": "noise.wav", "role": "music", "loop": loop}]
    cues = [{"start": at, "stop": at + 4, "text": f"Picture {at}"} for at in range(0, seconds, 5)]
    captions = {"cues": cues}
    timeline = a_timeline(seconds=seconds, pictures=pictures, captions=captions, sounds=sounds)
    arguments = [timeline.write_json(), str(media), str(tmp_path / f"{seconds}.mp4")]
    run = subprocess.run(
        [sys.executable, "-c", PEAK, *arguments], capture_output=True, text=True, check=True
    )
    ours, theirs = map(int, run.stdout.split())
    return ours + theirs


def test_memory_does_not_grow_with_the_film(media, tmp_path):
    short, long = (peak_memory(media, tmp_path, seconds) for seconds in (20, 110))
    # 90 s more of stereo samples alone would be 35 MB, of frames 58 MB.
    assert long - short < 12_000


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("film.avi", "Films are MP4 files; name the output .*film.mp4"),
        ("folder.mp4", "is a folder; name a file in it"),
        ("nowhere/film.mp4", "There is no folder .*nowhere; make it, or choose another output"),
    ],
)
def test_place_that_cannot_take_a_film_is_told(tmp_path, name, sentence):
    (tmp_path / "folder.mp4").mkdir()
    with pytest.raises(Unavailable, match=sentence):
        writable(tmp_path / name)


def test_place_is_tried_without_a_trace(tmp_path):
    assert writable(tmp_path / "film.MP4") == tmp_path / "film.MP4"
    assert list(tmp_path.iterdir()) == []
