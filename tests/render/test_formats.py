"""Every shape and rate comes out tagged, in step, whole, and the same bytes each time."""

from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from reelwright.model.brief import Aspect, Quality, Resolution, frame_size
from reelwright.model.output import Output
from reelwright.model.timeline import Timeline
from reelwright.render.audio.meter import measure
from reelwright.render.export import export
from reelwright.render.inspect import examine
from reelwright.render.means import Means
from reelwright.render.sources.sound import RATE, Sound

ASPECTS = {aspect: frame_size(aspect, Resolution.P360) for aspect in Aspect}


def a_timeline(seconds=2, rate=30, size=(128, 72), **changes) -> Timeline:
    asked = {
        "width": size[0],
        "height": size[1],
        "rate": rate,
        "length": seconds,
        "pictures": [{"start": 0, "length": seconds, "source": "one.png"}],
        "sounds": [{"start": 0, "length": seconds, "source": "noise.wav", "role": "music"}],
    }
    return Timeline.read({**asked, **changes})


def make(timeline: Timeline, media: Path, out: Path, quality=Quality.LOW) -> Path:
    export(timeline, out, lambda name: media / name, output=Output(quality=quality), means=Means(1))
    return out


def boxes(content: bytes) -> list[bytes]:
    """Return the names of an MP4 file's outermost boxes, in order."""
    names, at = [], 0
    while at < len(content):
        names.append(content[at + 4 : at + 8])
        at += int.from_bytes(content[at : at + 4], "big")
    return names


@pytest.mark.parametrize("aspect", Aspect)
def test_every_aspect_is_tagged_and_faststart(media, tmp_path, aspect):
    size = ASPECTS[aspect]
    timeline = a_timeline(0.5, size=(size.width, size.height))
    out = make(timeline, media, tmp_path / "film.mp4")
    with av.open(str(out)) as container:
        context = container.streams.video[0].codec_context
        frame = next(container.decode(video=0))
        assert (frame.width, frame.height) == (size.width, size.height)
        assert (context.name, context.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (frame.colorspace, frame.color_range) == (1, 1)
        assert (context.color_primaries, context.color_trc) == (1, 1)
        assert container.streams.audio[0].codec_context.name == "aac"
    content = out.read_bytes()
    assert boxes(content).index(b"moov") < boxes(content).index(b"mdat")
    assert content.count(b"colr") == 1


@pytest.mark.parametrize("aspect", Aspect)
def test_picture_fills_every_aspect(media, tmp_path, aspect):
    size = ASPECTS[aspect]
    timeline = a_timeline(0.5, size=(size.width, size.height), sounds=[])
    out = make(timeline, media, tmp_path / "film.mp4")
    with av.open(str(out)) as container:
        luma = next(container.decode(video=0)).to_ndarray(format="yuv420p")[: size.height]
    edges = [luma[0], luma[-1], luma[:, 0], luma[:, -1]]
    assert min(float(edge.std()) for edge in edges) > 5


@pytest.mark.parametrize("rate", [12, 15, 24, 25, 29, 50, 59, "24000/1001", "60000/1001"])
@pytest.mark.parametrize("seconds", [2, "5/3"])
def test_frames_and_tracks_agree_at_every_rate(media, tmp_path, rate, seconds):
    sounds = [{"start": 0, "length": seconds, "source": "noise.wav", "role": "effect"}]
    timeline = a_timeline(seconds, rate, sounds=sounds)
    found = examine(make(timeline, media, tmp_path / "film.mp4"))
    assert found.frames == timeline.rate.frame(timeline.length)
    assert abs(found.pictures.length.seconds - timeline.rate.time(found.frames).seconds) < 1e-3
    late = found.sound.stop - found.pictures.stop
    assert abs(late.seconds) <= 1 / timeline.rate.per_second


def flash(folder: Path, write) -> None:
    cv2.imwrite(str(folder / "black.png"), np.zeros((72, 128, 3), np.uint8))
    cv2.imwrite(str(folder / "white.png"), np.full((72, 128, 3), 255, np.uint8))
    click = np.zeros(RATE // 10)
    click[0:24] = 0.9
    write(folder / "click.wav", click, RATE)


@pytest.mark.parametrize("rate", [12, 24, 30, 60, "30000/1001"])
def test_flash_and_click_meet(tmp_path, write, rate):
    """Picture and sound of one instant leave the decoder within half a frame of each other."""
    flash(tmp_path, write)
    cuts = [(0, "1.3", "black.png"), ("1.3", "0.2", "white.png"), ("1.5", "0.5", "black.png")]
    pictures = [{"start": at, "length": length, "source": name} for at, length, name in cuts]
    sounds = [{"start": "1.3", "length": "0.1", "source": "click.wav", "role": "effect"}]
    timeline = a_timeline(rate=rate, pictures=pictures, sounds=sounds)
    out = make(timeline, tmp_path, tmp_path / "film.mp4")
    with av.open(str(out)) as container:
        seen = next(
            frame.time
            for frame in container.decode(video=0)
            if frame.to_ndarray(format="gray").mean() > 120
        )
    heard = int(np.abs(Sound(out).read(2 * RATE)[:, 0]).argmax()) / RATE
    assert heard == pytest.approx(1.3, abs=0.001)
    assert abs(seen - heard) <= 0.5 / timeline.rate.per_second + 0.001


@pytest.mark.parametrize("quality", Quality)
def test_same_timeline_is_the_same_bytes(media, tmp_path, quality):
    motion = {"begin": {"x": 0.4, "zoom": 1.3}, "end": {"x": 0.6, "zoom": 1.1}}
    pictures = [{"start": 0, "length": 1, "source": "one.png", "motion": motion}]
    captions = {"cues": [{"start": 0, "stop": 1, "text": "Hello there"}]}
    timeline = a_timeline(1, size=(254, 146), pictures=pictures, captions=captions)
    one, two = (make(timeline, media, tmp_path / f"{n}.mp4", quality) for n in (1, 2))
    assert one.read_bytes() == two.read_bytes()


def test_another_timeline_is_other_bytes(media, tmp_path):
    one = make(a_timeline(1), media, tmp_path / "1.mp4")
    two = make(a_timeline(1, loudness={"integrated": -15}), media, tmp_path / "2.mp4")
    assert one.read_bytes() != two.read_bytes()


def test_smallest_film_is_a_film(media, tmp_path):
    out = make(a_timeline("1/12", 12, (64, 64), sounds=[]), media, tmp_path / "film.mp4")
    found = examine(out)
    assert (found.frames, float(found.pictures.length)) == (1, pytest.approx(1 / 12, abs=1e-3))


def test_no_time_of_day_is_in_the_file(media, tmp_path):
    out = make(a_timeline(0.5), media, tmp_path / "film.mp4")
    with av.open(str(out)) as container:
        assert "creation_time" not in container.metadata
    content = out.read_bytes()
    at = content.index(b"mvhd")
    assert content[at + 4 : at + 16] == bytes(12)  # version, flags, created, modified: none


TIMES = np.arange(4 * RATE) / RATE
SOUNDS = {
    "a tone": 0.5 * np.sin(2 * np.pi * 1_000 * TIMES),
    "a tone at full scale": np.sin(2 * np.pi * 1_000 * TIMES),
    "a quiet tone": 0.012 * np.sin(2 * np.pi * 1_000 * TIMES),
    "a deep tone": np.sin(2 * np.pi * 60 * TIMES),
    "a square wave": np.sign(np.sin(2 * np.pi * 220 * TIMES)),
    "clipped music": np.clip(
        3 * sum(np.sin(2 * np.pi * f * TIMES) for f in (220, 277, 330)), -1, 1
    ),
    "a short cry": np.where(TIMES % 2 < 0.4, np.sin(2 * np.pi * 700 * TIMES), 0),
    "one side only": np.stack([np.sin(2 * np.pi * 500 * TIMES), 0 * TIMES], axis=1),
    "a click in a hum": np.where(np.arange(4 * RATE) == 90_000, 1, 0.05 * np.sin(300 * TIMES)),
}


@pytest.mark.parametrize("name", SOUNDS)
def test_odd_sounds_come_out_at_their_loudness(media, tmp_path, write, name):
    write(tmp_path / "odd.wav", SOUNDS[name], RATE)
    (tmp_path / "one.png").symlink_to(media / "one.png")
    sounds = [{"start": 0, "length": 4, "source": "odd.wav", "role": "effect"}]
    timeline = a_timeline(4, 12, (64, 64), sounds=sounds)
    rendered = export(timeline, tmp_path / "film.mp4", lambda source: tmp_path / source)
    heard = measure([Sound(tmp_path / "film.mp4").read(4 * RATE)])
    assert heard.integrated == pytest.approx(-14, abs=1)
    assert heard.true_peak <= -1
    assert rendered.sound.integrated == pytest.approx(heard.integrated, abs=0.3)
    assert rendered.sound.true_peak <= -1


@pytest.mark.parametrize("level", [0, 1e-4])
def test_silence_is_not_made_loud(media, tmp_path, write, level):
    write(tmp_path / "odd.wav", level * np.sin(2 * np.pi * 1_000 * TIMES), RATE)
    (tmp_path / "one.png").symlink_to(media / "one.png")
    sounds = [{"start": 0, "length": 4, "source": "odd.wav", "role": "effect"}]
    timeline = a_timeline(4, 12, (64, 64), sounds=sounds)
    rendered = export(timeline, tmp_path / "film.mp4", lambda source: tmp_path / source)
    assert rendered.sound.integrated is None
    assert float(np.abs(Sound(tmp_path / "film.mp4").read(4 * RATE)).max()) < 0.001


@pytest.mark.parametrize(("integrated", "true_peak"), [(-23, -1), (-16, -3), (-14, -1)])
def test_loudness_asked_for_is_the_file_s(media, tmp_path, integrated, true_peak):
    target = {"integrated": integrated, "true_peak": true_peak}
    timeline, out = a_timeline(3, 12, (64, 64), loudness=target), tmp_path / "film.mp4"
    rendered = export(timeline, out, media.joinpath, output=Output(quality=Quality.HIGH))
    heard = measure([Sound(out).read(3 * RATE)])
    assert rendered.sound.integrated == pytest.approx(integrated, abs=0.05)
    # White noise is the worst case: AAC leaves out its highest part, a fifth of what is heard.
    assert -1.2 <= heard.integrated - integrated <= 0
    assert max(heard.true_peak, rendered.sound.true_peak) <= true_peak


@pytest.mark.parametrize("quality", Quality)
@pytest.mark.parametrize("lengths", [(1,), (2, 2, 2), (3, 1, 5, 2, 2, 1, 9), (40, 1, 2, 30)])
def test_clips_of_a_frame_or_two_are_joined_in_order(media, tmp_path, quality, lengths):
    """Short segments need no reordering, their neighbours do; it collided (EINVAL) once."""
    ends = [sum(lengths[: n + 1]) for n in range(len(lengths))]
    pictures = [
        {
            "start": f"{end - length}/30",
            "length": f"{length}/30",
            "source": ("one.png", "red.png")[n % 2],
        }
        for n, (length, end) in enumerate(zip(lengths, ends, strict=True))
    ]
    timeline = a_timeline(f"{ends[-1]}/30", pictures=pictures, sounds=[])
    out = make(timeline, media, tmp_path / "film.mp4", quality)
    with av.open(str(out)) as container:
        frames = list(container.decode(video=0))
    assert [frame.time for frame in frames] == pytest.approx(
        [n / 30 for n in range(ends[-1])], abs=1e-6
    )
    red = [bool(frame.to_ndarray(format="yuv420p")[-18:].mean() > 200) for frame in frames]
    assert red == [n % 2 == 1 for n, length in enumerate(lengths) for _ in range(length)]


@pytest.mark.parametrize("quality", Quality)
def test_packets_are_in_the_order_of_decoding(media, tmp_path, quality):
    clips = [{"start": f"{n}/10", "length": "1/10", "source": "one.png"} for n in range(20)]
    out = make(a_timeline(pictures=clips), media, tmp_path / "film.mp4", quality)
    with av.open(str(out)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    decoded, shown = [packet.dts for packet in packets], [packet.pts for packet in packets]
    assert decoded == sorted(set(decoded))
    assert sorted(shown) == sorted(set(shown))
    assert all(late <= due for late, due in zip(decoded, shown, strict=True))
    assert sum(packet.is_keyframe for packet in packets) == 20


@pytest.mark.parametrize("rate", [24, "30000/1001"])
def test_sound_does_not_drift_over_many_segments(tmp_path, write, rate):
    """Forty segments, no sample lost or twice between any two of them."""
    flash(tmp_path, write)
    clips = [
        {"start": f"{n}/10", "length": "1/10", "source": ("black.png", "white.png")[n % 2]}
        for n in range(40)
    ]
    sounds = [{"start": "3.9", "length": "0.1", "source": "click.wav", "role": "effect"}]
    timeline = a_timeline(4, rate, pictures=clips, sounds=sounds)
    out = make(timeline, tmp_path, tmp_path / "film.mp4")
    heard = int(np.abs(Sound(out).read(4 * RATE)[:, 0]).argmax())
    assert heard == pytest.approx(3.9 * RATE, abs=30)
    found = examine(out)
    assert float(found.sound.stop - found.pictures.stop) == pytest.approx(0, abs=0.002)
