"""Every kind of fault is found where it is, and none in films that are as they should be.

Faults are put in by holding a film against another timeline than its own, or into its file.
"""

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from reelwright.model.errors import Broken, Cancelled, Invalid, NotFound
from reelwright.model.report import Finding, Flaw, Report, Severity
from reelwright.model.time import Time
from reelwright.model.timeline import Timeline
from reelwright.render import probe
from reelwright.render.audio.mastering import mastered
from reelwright.render.canvas import Canvas
from reelwright.render.compose import Composer
from reelwright.render.encode import FrameBuffer
from reelwright.render.inspect import certified, examine, inspect
from reelwright.render.media import Media
from reelwright.render.plan import plan
from reelwright.render.sources.sound import RATE

MOVING = {"begin": {"x": 0.3, "zoom": 1.2}, "end": {"x": 0.7, "zoom": 1.4}, "ease": "linear"}
CRAWL = {"begin": {"zoom": 1.04}, "end": {"zoom": 1.05}, "ease": "linear"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, media, write) -> Path:
    folder = tmp_path_factory.mktemp("inspect")
    cv2.imwrite(str(folder / "black.png"), np.zeros((72, 128, 3), np.uint8))
    for name in ("one.png", "two.png", "red.png", "noise.wav"):
        (folder / name).symlink_to(media / name)
    noise = np.random.default_rng(2).standard_normal(RATE * 8) * 0.2
    noise = np.convolve(noise, np.full(12, 1 / 12), "same")  # what AAC would leave out, left out
    write(folder / "whole.wav", noise, RATE)
    noise[2 * RATE : 4 * RATE] = 0
    write(folder / "gap.wav", noise, RATE)
    return folder


def filmed(timeline: Timeline, out: Path, media: Media) -> Path:
    """Compose and code a film here and now, which for so small a one is quicker than an export."""
    canvas = Canvas(timeline.width, timeline.height, timeline.rate)
    with av.open(str(out), "w", options={"movflags": "+faststart"}) as container:
        video = container.add_stream("libx264", rate=timeline.rate.per_second)
        video.width, video.height, video.pix_fmt = *canvas.size, "yuv420p"
        audio = container.add_stream("aac", rate=RATE, layout="stereo", bit_rate=192_000)
        for segment in plan(timeline).segments:
            composer = Composer(segment, canvas, timeline.captions, media)
            buffer = FrameBuffer(*canvas.size)
            for number in range(segment.frames):
                composer.compose(number, buffer.planes)
                buffer.frame.pts = segment.first + number
                container.mux(video.encode(buffer.frame))
        container.mux(video.encode(None))
        for packet in coded_sound(timeline, media, audio):
            container.mux(packet)
    return out


def coded_sound(timeline: Timeline, media: Media, audio: av.AudioStream):
    heard = np.concatenate(list(mastered(timeline, media, timeline.length.samples(RATE))))
    for first in range(0, len(heard), 1_024):
        planes = np.ascontiguousarray(heard[first : first + 1_024].T)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, first, Fraction(1, RATE)
        yield from audio.encode(frame)
    yield from audio.encode(None)


@pytest.fixture(scope="module")
def film(folder, tmp_path_factory):
    """Give a function that renders a timeline, each once."""
    made: dict[Timeline, Path] = {}

    def render(timeline: Timeline) -> Path:
        if timeline not in made:
            out = tmp_path_factory.mktemp("film") / "film.mp4"
            made[timeline] = filmed(timeline, out, lambda name: folder / name)
        return made[timeline]

    return render


@pytest.fixture
def report(folder):
    """Give a function that holds a film against a timeline."""

    def hold(path: Path, timeline: Timeline) -> Report:
        return inspect(path, timeline, lambda name: folder / name)

    return hold


def a_timeline(*clips, sound="whole.wav", **more) -> Timeline:
    """Return clips of two seconds each: the names of pictures, with their motion if they move."""
    pictures = [
        {"start": 2 * n, "length": 2, "source": source, "motion": motion}
        for n, (source, motion) in enumerate(clips)
    ]
    length = 2 * len(clips)
    heard = [{"start": 0, "length": length, "source": sound, "role": "effect"}] if sound else []
    frame = {"width": 128, "height": 72, "rate": 12, "length": length}
    return Timeline.read({**frame, "pictures": pictures, "sounds": heard, **more})


THREE = (("one.png", MOVING), ("two.png", MOVING), ("one.png", MOVING))


def told(found: tuple[Finding, ...]) -> list[tuple[Flaw, float | None, float | None]]:
    """Return what was found, and from when to when, in tenths of a second."""
    return [
        (
            one.flaw,
            None if one.start is None else round(float(one.start), 1),
            None if one.stop is None else round(float(one.stop), 1),
        )
        for one in found
    ]


FADE = {"transition": "fade-black", "fade": 6}
GOOD = {
    "moving": a_timeline(*THREE),
    "held": a_timeline(("one.png", {}), ("two.png", {})),
    "crawling": a_timeline(("one.png", CRAWL)),
    "moving over one colour": a_timeline(("red.png", MOVING)),
    "silent, without sounds": a_timeline(("one.png", MOVING), sound=None),
    "silent, its sound muted": a_timeline(("one.png", MOVING)).model_copy(
        update={
            "sounds": (a_timeline(("one.png", {})).sounds[0].model_copy(update={"muted": True}),)
        }
    ),
    "with a pause in its sound": a_timeline(*THREE, sound="gap.wav"),
    "sounds in its middle": a_timeline(
        *THREE, sounds=[{"start": 2, "length": 2, "source": "whole.wav", "role": "effect"}]
    ),
    "captioned": a_timeline(
        ("one.png", MOVING),
        captions={"style": "classic", "cues": [{"start": 0, "stop": 2, "text": "It was calm."}]},
    ),
    "through black": a_timeline(
        *THREE[:2],
        pictures=[
            {"start": 0, "length": 8, "source": "one.png", "motion": MOVING},
            {"start": 2, "length": 6, "source": "two.png", "motion": MOVING, **FADE},
        ],
        length=8,
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_nothing_is_found_in_a_good_film(film, report, name):
    assert report(film(GOOD[name]), GOOD[name]).findings == ()


def test_figures_are_the_film_s_own(film, report):
    timeline = a_timeline(*THREE, sound="gap.wav")
    figures = report(film(timeline), timeline).figures
    assert figures == examine(film(timeline))
    assert (figures.frames, figures.pictures.start, figures.pictures.stop) == (
        72,
        Time.of(0),
        Time.of(6),
    )
    assert float(figures.sound.stop) == pytest.approx(6, abs=0.05)
    assert figures.loudness == pytest.approx(-14, abs=2)
    assert [float(edge) for one in figures.silent for edge in (one.start, one.stop)] == [2, 4]


def test_black_that_should_not_be_fails(film, report):
    dark = a_timeline(THREE[0], ("black.png", {}), THREE[2])
    found = report(film(dark), a_timeline(*THREE))
    assert told(found.failures) == [(Flaw.BLACK, 2.0, 4.0), (Flaw.FROZEN, 2.0, 4.0)]
    assert found.failures[0].says == "The film is black from 2.00 s to 4.00 s; its timeline is not."


def test_black_that_should_only_have_begun_so_fails(film, report):
    dark = a_timeline(("black.png", {}), ("black.png", {}))
    found = report(film(dark), a_timeline(("black.png", {}), THREE[0]))
    assert (Flaw.BLACK, 0.0, 4.0) in told(found.failures)


def test_fade_through_black_is_black_and_no_fault(film):
    timeline = GOOD["through black"]
    ((start, stop),) = [(one.start, one.stop) for one in examine(film(timeline)).black]
    assert 4 < float(start) < 5 < float(stop) < 6


def test_black_picture_is_worth_a_warning(film, report):
    dark = a_timeline(THREE[0], ("black.png", {}))
    found = report(film(dark), dark)
    assert found.failures == ()
    assert told(found.warnings) == [(Flaw.BLACK, 2.0, 4.0)]


def test_picture_that_stands_still_and_should_move_fails(film, report):
    still = a_timeline(THREE[0], ("two.png", {"begin": MOVING["begin"], "end": MOVING["begin"]}))
    found = report(film(still), a_timeline(*THREE[:2]))
    assert told(found.failures) == [(Flaw.FROZEN, 2.0, 4.0)]


def test_silence_where_sounds_should_be_fails(film, report):
    found = report(film(a_timeline(*THREE, sound="gap.wav")), a_timeline(*THREE))
    assert told(found.failures) == [(Flaw.SILENT, 2.0, 4.0)]


def test_film_without_any_of_its_sound_fails(film, report):
    found = report(film(a_timeline(*THREE, sound=None)), a_timeline(*THREE))
    assert told(found.failures) == [(Flaw.SILENT, 0.0, 6.0)]


def test_film_louder_than_asked_fails(film, report):
    louder = report(film(a_timeline(*THREE)), a_timeline(*THREE, loudness={"integrated": -20}))
    assert told(louder.failures) == [(Flaw.LOUDNESS, None, None)]
    assert louder.failures[0].says.endswith("LUFS; -20 were asked.")


def test_film_softer_or_sharper_than_asked_is_worth_a_warning(film, report):
    asked = a_timeline(*THREE, loudness={"integrated": -10, "true_peak": -15})
    found = report(film(a_timeline(*THREE)), asked)
    assert found.failures == ()
    assert told(found.warnings) == [(Flaw.LOUDNESS, None, None), (Flaw.PEAK, None, None)]


def test_frame_too_few_or_too_many_fails(film, report):
    found = report(film(a_timeline(*THREE)), a_timeline(*THREE[:2]))
    assert told(found.failures) == [(Flaw.LENGTH, None, None)]
    assert found.failures[0].says == "The film has 72 frames; its timeline has 48."


def copied(source: Path, out: Path, *, late: int = 0, without: str = "", cut: int = 0) -> Path:
    """Copy a film: its sound `late` samples, or `without` a track, or its last `cut` samples."""
    with av.open(str(source)) as old, av.open(str(out), "w") as new:
        kept = [stream for stream in old.streams if stream.type != without]
        streams = {stream.index: new.add_stream_from_template(stream) for stream in kept}
        for packet in old.demux(*kept):
            if packet.dts is None:
                continue
            if packet.stream.type == "audio":
                packet.pts, packet.dts = packet.pts + late, packet.dts + late
                if cut and packet.pts > packet.stream.duration - cut:
                    continue
            packet.stream = streams[packet.stream.index]
            new.mux(packet)
    return out


def test_sound_that_comes_late_fails(film, report, tmp_path):
    timeline = a_timeline(*THREE)
    found = report(copied(film(timeline), tmp_path / "a.mp4", late=9_600), timeline)
    assert [one.says for one in found.failures] == [
        "The sound begins 0.178 s after the pictures.",  # with the encoder's 21 ms of run-up
        "The sound ends 0.199 s after the pictures.",
    ]


def test_sound_less_than_a_frame_late_is_in_time(film, report, tmp_path):
    timeline = a_timeline(*THREE)
    late = copied(film(timeline), tmp_path / "a.mp4", late=3_600)
    assert report(late, timeline).findings == ()


def test_sound_that_ends_early_fails(film, report, tmp_path):
    timeline = a_timeline(*THREE)
    found = report(copied(film(timeline), tmp_path / "a.mp4", cut=RATE), timeline)
    assert told(found.failures) == [(Flaw.OFFSET, None, None)]


def test_sound_track_left_out_fails(film, report, tmp_path):
    timeline = a_timeline(*THREE)
    found = report(copied(film(timeline), tmp_path / "a.mp4", without="audio"), timeline)
    assert told(found.failures) == [(Flaw.SILENT, None, None)]


def test_film_cut_short_fails(film, report, tmp_path):
    timeline = a_timeline(*THREE)
    whole = film(timeline).read_bytes()
    (tmp_path / "a.mp4").write_bytes(whole[: len(whole) * 2 // 3])
    found = report(tmp_path / "a.mp4", timeline)
    assert {one.flaw for one in found.failures} & {Flaw.DAMAGE, Flaw.LENGTH}
    assert found.findings[0].severity is Severity.FAILURE


def test_file_that_cannot_be_opened_is_no_film(film, report, tmp_path):
    timeline = a_timeline(*THREE)
    (tmp_path / "a.mp4").write_bytes(film(timeline).read_bytes()[:300])
    with pytest.raises(Invalid, match=r"a\.mp4 holds no pictures, so it is no film"):
        report(tmp_path / "a.mp4", timeline)


def test_damaged_pictures_fail_where_they_are(film, report, tmp_path):
    timeline = a_timeline(*THREE)
    content = bytearray(film(timeline).read_bytes())
    with av.open(str(film(timeline))) as container:
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
    key = [packet for packet in packets if packet.is_keyframe][1]
    content[key.pos + 60 : key.pos + key.size] = np.random.default_rng(1).bytes(key.size - 60)
    (tmp_path / "a.mp4").write_bytes(content)
    damage = report(tmp_path / "a.mp4", timeline).failures[0]
    assert damage.flaw is Flaw.DAMAGE
    assert float(damage.start) == pytest.approx(float(key.pts * key.time_base), abs=0.5)


def test_damaged_sound_fails(film, report, tmp_path):
    timeline = a_timeline(*THREE)
    content = bytearray(film(timeline).read_bytes())
    with av.open(str(film(timeline))) as container:
        packets = [packet for packet in container.demux(audio=0) if packet.pts is not None]
    for packet in packets[100:140]:
        content[packet.pos : packet.pos + packet.size] = b"\xff" * packet.size
    (tmp_path / "a.mp4").write_bytes(content)
    found = report(tmp_path / "a.mp4", timeline)
    assert [one.flaw for one in found.failures] == [Flaw.DAMAGE]
    assert "The sound cannot be decoded" in found.failures[0].says


def test_captions_too_quick_or_without_a_font_are_told(film, report):
    cues = [
        {"start": 0, "stop": 1, "text": "It was a calm and quiet morning on the harbour wall."},
        {"start": 1, "stop": 2, "text": "A 𓀀."},
    ]
    timeline = a_timeline(("one.png", MOVING), captions={"style": "classic", "cues": cues})
    found = report(film(timeline), timeline)
    assert found.failures == ()
    assert [one.says for one in found.warnings] == [
        "The caption “It was a calm and quiet morning on th…” goes by at 52 characters a second.",
        "The caption “A 𓀀.” has signs that no font here has: 𓀀.",
    ]


def test_inspection_can_be_stopped_at_any_time(film, folder):
    timeline, asked = a_timeline(*THREE), []

    def check() -> None:
        asked.append(1)
        if len(asked) == 30:
            raise Cancelled("stop")

    with pytest.raises(Cancelled):
        inspect(film(timeline), timeline, lambda name: folder / name, check=check)
    assert len(asked) == 30


def test_workers_change_nothing(film):
    path = film(a_timeline(THREE[0], ("black.png", {}), THREE[2]))
    assert examine(path, workers=3) == examine(path)


@pytest.mark.parametrize("rate", [24, 30])
def test_frames_passed_over_change_nothing_that_lasts(folder, film, rate):
    """Of films that are not slow only the frames others refer to are decoded."""
    dark = a_timeline(THREE[0], ("black.png", {}), THREE[2], rate=rate)
    figures = examine(film(dark))
    assert figures.frames == 6 * rate
    ((start, stop),) = [(float(one.start), float(one.stop)) for one in figures.black]
    assert (start, stop) == (pytest.approx(2, abs=0.15), pytest.approx(4, abs=0.15))


def test_facts_of_a_film_are_read_from_its_index(film):
    facts = probe.film(film(a_timeline(("one.png", MOVING))))
    assert (facts.width, facts.height, facts.frames) == (128, 72, 24)
    assert (facts.video_seconds, facts.audio_seconds) == (
        pytest.approx(2, abs=1e-3),
        pytest.approx(2, abs=1e-3),
    )


def test_facts_of_pictures_and_sounds(media, folder):
    assert probe.still(media / "one.png") == probe.StillFacts(512, 288)
    assert probe.sound(media / "noise.wav") == probe.SoundFacts(48_000, 2)
    assert probe.sound(media / "tone.wav") == probe.SoundFacts(24_000, 1)


@pytest.mark.parametrize("extension", ["png", "jpg", "webp", "bmp", "tiff"])
def test_still_of_any_usual_kind_has_its_size(tmp_path, extension):
    path = tmp_path / f"a.{extension}"
    cv2.imwrite(str(path), np.full((30, 50, 3), 90, np.uint8))
    assert probe.still(path) == probe.StillFacts(50, 30)


def test_sound_is_no_film(media):
    with pytest.raises(Invalid, match="holds no pictures, so it is no film"):
        probe.film(media / "noise.wav")


@pytest.mark.parametrize("look", [probe.film, probe.still, probe.sound])
@pytest.mark.parametrize("name", ["gone.mp4", "x" * 300, "a\nb", "../..", "."])
def test_what_is_not_there_is_not_found(tmp_path, look, name):
    with pytest.raises(NotFound, match="There is no file"):
        look(tmp_path / name)


@pytest.mark.parametrize("name", ["http:host", "concat:a|b", "-i", "a%03d.png", "file:a.png"])
def test_name_is_never_taken_for_a_protocol(tmp_path, name):
    """A file whose name means something to FFmpeg is only a file."""
    picture = cv2.imencode(".png", np.full((30, 50, 3), 90, np.uint8))[1].tobytes()
    (tmp_path / name).write_bytes(picture)
    assert probe.still(tmp_path / name) == probe.StillFacts(50, 30)


@pytest.mark.parametrize("size", [(16_385, 2), (2, 16_385), (12_000, 9_000)])
def test_picture_too_large_is_refused_by_its_size(tmp_path, size):
    path = tmp_path / "large.png"
    cv2.imwrite(str(path), np.zeros((size[1], size[0]), np.uint8))
    with pytest.raises(Invalid, match=f"is {size[0]} x {size[1]} pixels; the largest picture has"):
        probe.still(path)


def test_good_film_is_certified_with_its_report(film, folder, report):
    timeline = a_timeline(*THREE)
    passed = certified(film(timeline), timeline, lambda name: folder / name)
    assert passed == report(film(timeline), timeline)


def test_film_of_another_timeline_is_not_certified(film, folder):
    dark = film(a_timeline(THREE[0], ("black.png", {}), THREE[2]))
    with pytest.raises(Broken) as refused:
        certified(dark, a_timeline(*THREE), lambda name: folder / name)
    assert str(refused.value).startswith(
        "The film is black from 2.00 s to 4.00 s; its timeline is not."
    )


def test_what_is_no_film_is_not_certified(tmp_path, folder):
    (tmp_path / "film.mp4").write_bytes(b"not a film")
    with pytest.raises(Broken, match="The film cannot be inspected: "):
        certified(tmp_path / "film.mp4", a_timeline(*THREE), lambda name: folder / name)


def test_certifying_can_be_ended(film, folder):
    def ended() -> None:
        raise Cancelled("The work was stopped.")

    timeline = a_timeline(*THREE)
    with pytest.raises(Cancelled):
        certified(film(timeline), timeline, lambda name: folder / name, check=ended)
    assert film(timeline).exists()
