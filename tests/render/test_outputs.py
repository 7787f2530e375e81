"""Every output is opened again and measured: it shows, says and sounds what the timeline does."""

import wave
from fractions import Fraction
from pathlib import Path
from threading import Event

import av
import cv2
import numpy as np
import pytest

from reelwright.model.errors import Cancelled, Invalid
from reelwright.model.output import PICTURES, Kind, Output
from reelwright.model.time import Rate, Time
from reelwright.model.timeline import Timeline
from reelwright.render.outputs import gif, poster, sheet
from reelwright.render.outputs.picture import coded, scaled, to_bgr, within
from reelwright.render.plan import plan
from reelwright.render.planes import Planes, from_bgr
from reelwright.render.produce import Written, produce
from reelwright.render.sources.sound import RATE
from reelwright.render.watch import Watch

COLOURS = {"red": (0, 0, 255), "blue": (220, 40, 30), "grey": (100, 100, 100)}


def a_timeline(**changes) -> Timeline:
    """Return three seconds of red, three of a detailed picture and two of grey, with two fades."""
    fading = {"transition": "crossfade", "fade": 1}
    asked = {
        "width": 320,
        "height": 180,
        "rate": 30,
        "length": 8,
        "pictures": [
            {"start": 0, "length": 3, "source": "red.png"},
            {"start": 2, "length": 4, "source": "one.png", **fading},
            {"start": 5, "length": 3, "source": "grey.png", **fading},
        ],
        "captions": {"cues": [{"start": 0.5, "stop": 7.5, "text": "Words, words"}]},
        "sounds": [{"start": 0, "length": 8, "source": "tone.wav", "role": "effect"}],
    }
    return Timeline.read({**asked, **changes})


@pytest.fixture
def make(media, tmp_path):
    """Give a function that makes a file from a timeline and returns its path."""

    def made(name: str, timeline: Timeline | None = None, **asked) -> Path:
        out = tmp_path / name
        output = Output(kind=Kind.of(out), **asked)
        written = produce(timeline or a_timeline(), out, media.joinpath, output=output)
        assert written == Written(out, out.stat().st_size)
        assert list(tmp_path.iterdir()) == [out]
        return out

    return made


def frames_of(path: Path) -> list[tuple[Fraction, np.ndarray]]:
    with av.open(str(path)) as container:
        return [
            (frame.pts * frame.time_base, frame.to_ndarray(format="bgr24"))
            for frame in container.decode(video=0)
        ]


def test_gif_is_the_film_smaller_and_as_long(make):
    path = make("film.gif", a_timeline(width=960, height=540))
    frames = frames_of(path)
    assert {picture.shape for _, picture in frames} == {(270, 480, 3)}
    assert [float(at) for at, _ in frames] == pytest.approx([n / 15 for n in range(120)], abs=0.006)
    with av.open(str(path)) as container:
        assert container.duration == 8_000_000


def test_gif_shows_the_colours_of_the_film(make):
    frames = frames_of(make("film.gif"))
    for number, colour in ((5, "red"), (110, "grey")):
        middle = frames[number][1][20:60].reshape(-1, 3).mean(axis=0)
        assert middle == pytest.approx(COLOURS[colour], abs=6)


def test_gif_stands_still_where_the_film_does(make):
    frames = frames_of(make("film.gif", a_timeline(captions=None)))
    assert all((frames[number][1] == frames[0][1]).all() for number in range(28))


def test_gif_repeats_for_ever(make):
    assert b"NETSCAPE2.0\x03\x01\x00\x00" in make("film.gif").read_bytes()


@pytest.mark.parametrize(
    ("rate", "frames"), [(12, 1), (15, 1), (24, 2), (30, 2), ("30000/1001", 2), (60, 4), (240, 16)]
)
def test_gif_leaves_out_every_other_frame_of_fast_films(rate, frames):
    assert gif.step(Rate.of(rate)) == frames


def test_poster_is_the_frame_with_most_to_see_without_captions(make, media):
    found = cv2.imread(str(make("poster.png")))
    whole = cv2.imread(str(media / "one.png"))
    shown = cv2.resize(whole, (320, 180), interpolation=cv2.INTER_AREA)
    assert np.abs(found.astype(int) - shown).mean() < 6


def test_poster_is_never_amid_a_transition():
    planned = plan(a_timeline())
    fading = {n for one in planned.segments if one.takeover for n in range(one.first, one.stop)}
    chosen = poster.candidates(planned)
    assert len(fading) == 60
    assert len(chosen) == 3
    assert fading.isdisjoint(chosen)


def test_poster_of_one_frame_is_that_frame(make):
    one = [{"start": 0, "length": "1/30", "source": "red.png"}]
    timeline = a_timeline(length="1/30", pictures=one, captions=None, sounds=[])
    found = cv2.imread(str(make("poster.png", timeline)))
    assert found.reshape(-1, 3).mean(axis=0) == pytest.approx(COLOURS["red"], abs=2)


def test_few_frames_are_looked_at_for_the_poster_of_a_long_film():
    clips = [{"start": n, "length": 1, "source": "red.png"} for n in range(100)]
    chosen = poster.candidates(plan(a_timeline(length=100, pictures=clips)))
    assert len(chosen) == poster.LOOKED_AT
    assert (chosen[0], chosen[-1]) == (15, 99 * 30 + 15)


def test_detail_is_none_in_one_colour_and_grows_with_edges():
    grey = np.full((180, 320, 3), 90, np.uint8)
    lines = grey.copy()
    lines[::20] = 200
    chequered = lines.copy()
    chequered[:, ::20] = 200
    measured = [poster.detail(from_bgr(one)) for one in (grey, lines, chequered)]
    assert measured[0] == pytest.approx(0, abs=1e-3)
    assert measured == sorted(measured)


def test_sheet_has_every_shot_with_its_time(make):
    found = cv2.imread(str(make("sheet.png", sheet=True)))
    # Three pictures of 320 x 180 make a good shape as two rows of two.
    assert found.shape == (2 * (180 + 40) + 24, 2 * (320 + 24) + 24, 3)
    middles = [found[24 + 60, 24 + 50].astype(int), found[24 + 220 + 60, 24 + 50].astype(int)]
    assert middles[0] == pytest.approx(COLOURS["red"], abs=4)
    assert middles[1] == pytest.approx(COLOURS["grey"], abs=4)
    labels = [found[24 + 180 : 24 + 220, left : left + 320] for left in (24, 24 + 344)]
    assert [int(label.max()) > 180 for label in labels] == [True, True]
    assert not (labels[0] == labels[1]).all()


def test_sheet_names_the_middle_of_each_shot_and_its_beginning():
    timeline = a_timeline()
    assert sheet.places(timeline, plan(timeline)) == [
        sheet.Place(30, Time.of(0)),
        sheet.Place((90 + 150) // 2, Time.of(2)),
        sheet.Place((180 + 240) // 2, Time.of(5)),
    ]


def test_sheet_of_very_many_shots_is_spread_over_the_film():
    clips = [{"start": n, "length": 1, "source": "red.png"} for n in range(500)]
    timeline = a_timeline(length=500, pictures=clips)
    chosen = sheet.places(timeline, plan(timeline))
    assert len(chosen) == sheet.MOST
    assert (chosen[0].start, chosen[-1].start) == (Time.of(0), Time.of(499))


def test_film_that_is_all_transition_has_a_sheet_and_a_poster(make):
    clips = [
        {"start": 0, "length": 1, "source": "red.png"},
        {"start": 0, "length": 1, "source": "one.png", "transition": "crossfade", "fade": 1},
    ]
    timeline = a_timeline(length=1, pictures=clips, captions=None, sounds=[])
    assert cv2.imread(str(make("sheet.png", timeline, sheet=True))).shape == (244, 368, 3)
    assert len(poster.candidates(plan(timeline))) == 1


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0:00"), (59.9, "0:59"), (65, "1:05"), (3_725, "1:02:05")]
)
def test_times_are_written_as_players_write_them(seconds, told):
    assert sheet.clock(Time.of(seconds)) == told


@pytest.mark.parametrize("kind", PICTURES)
def test_picture_is_of_the_kind_its_name_says(make, kind):
    content = make(f"poster.{kind}").read_bytes()
    begins = {Kind.PNG: b"\x89PNG", Kind.JPEG: b"\xff\xd8\xff", Kind.WEBP: b"RIFF"}
    assert content.startswith(begins[kind])
    assert cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR).shape == (180, 320, 3)


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (30, 200, 90), (250, 20, 120)])
def test_colours_come_back_from_planes(colour):
    flat = np.full((20, 30, 3), colour, np.uint8)
    assert np.abs(to_bgr(from_bgr(flat)).astype(int) - flat).max() <= 2


def test_chroma_comes_back_where_it_was():
    """Chroma samples lie on even columns, between rows: a ramp of them stays a ramp."""
    ramp = np.tile(np.arange(60, 188, 2, dtype=np.uint8), (32, 1))
    grey = Planes(np.full((64, 128), 120, np.uint8), np.full_like(ramp, 128), ramp)
    red = to_bgr(grey)[10, :, 2].astype(float)
    expected = (120 - 16) * 255 / 219 + 1.5748 * 255 / 224 * (np.arange(60, 188) - 128)
    inside = (expected > 1) & (expected < 254) & (np.arange(128) < 126)
    assert np.abs(red - expected)[inside].max() <= 2


@pytest.mark.parametrize(
    ("size", "found"),
    [
        ((1920, 1080), (480, 270)),
        ((1080, 1920), (270, 480)),
        ((64, 64), (64, 64)),
        ((8192, 64), (480, 4)),
    ],
)
def test_small_pictures_keep_their_shape(size, found):
    assert within(size, 480) == found
    planes = scaled(Planes.empty(*size), found)
    assert (planes.size, planes.u.shape) == (found, (found[1] // 2, found[0] // 2))


def click(folder: Path, write) -> None:
    samples = np.zeros(RATE)
    samples[CLICK] = 0.9
    write(folder / "click.wav", samples, RATE)


CLICK = 12_345
CLICKED = [{"start": 1, "length": 1, "source": "click.wav", "role": "effect"}]


@pytest.fixture
def sound(media, tmp_path, write):
    """Give a function that makes a sound file of a click and returns its path."""

    def made(name: str, **asked) -> Path:
        folder = tmp_path / "media"
        folder.mkdir()
        click(folder, write)
        out = tmp_path / name
        pictures = [{"start": 0, "length": 3, "source": "red.png"}]
        timeline = a_timeline(length=3, pictures=pictures, captions=None, sounds=CLICKED)
        produce(timeline, out, folder.joinpath, output=Output(kind=Kind.of(out), **asked))
        return out

    return made


def test_wav_is_every_sample(sound):
    path = sound("sound.wav")
    with wave.open(str(path), "rb") as file:
        facts = file.getnchannels(), file.getsampwidth(), file.getframerate(), file.getnframes()
    assert facts == (2, 2, RATE, 3 * RATE)
    with av.open(str(path)) as container:
        samples = np.concatenate(
            [frame.to_ndarray()[0, ::2] for frame in container.decode(audio=0)]
        )
    assert int(np.abs(samples.astype(np.int64)).argmax()) == RATE + CLICK


@pytest.mark.parametrize(("quality", "bits"), [("low", 128), ("medium", 192), ("high", 320)])
def test_mp3_is_as_long_and_in_step(sound, quality, bits):
    path = sound("sound.mp3", quality=quality)
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.rate, stream.channels) == ("mp3float", RATE, 2)
        assert stream.codec_context.bit_rate == pytest.approx(bits * 1_000, rel=0.02)
        samples = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(stream)])
    assert len(samples) == 3 * RATE
    assert abs(int(np.abs(samples).argmax()) - RATE - CLICK) <= 1


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("film.srt", "1\n00:00:00,500 --> 00:00:07,500\n"),
        ("film.vtt", "WEBVTT\n"),
        ("film.ass", "[Script Info]"),
    ],
)
def test_words_are_written_as_subtitles(make, name, begins):
    text = make(name).read_text(encoding="utf-8")
    assert text.startswith(begins)
    assert "Words, words" in text


@pytest.mark.parametrize("name", ["film.srt", "film.vtt", "film.ass"])
@pytest.mark.parametrize("captions", [None, {"cues": []}])
def test_no_captions_make_no_subtitles(media, tmp_path, name, captions):
    with pytest.raises(Invalid, match="The timeline has no captions to write; add some, or ask"):
        make_from(a_timeline(captions=captions), media, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["film.wav", "film.mp3"])
def test_no_sounds_make_no_sound_file(media, tmp_path, name):
    with pytest.raises(Invalid, match="The timeline has no sounds to write; add some, or ask"):
        make_from(a_timeline(sounds=[]), media, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def make_from(timeline: Timeline, media: Path, out: Path, **more) -> None:
    produce(timeline, out, media.joinpath, output=Output(kind=Kind.of(out)), **more)


@pytest.mark.parametrize("name", ["film.gif", "film.png", "film.wav", "film.mp3"])
def test_stopped_work_leaves_nothing(media, tmp_path, name):
    stop = Event()
    stop.set()
    with pytest.raises(Cancelled, match="stopped before the film was finished"):
        make_from(a_timeline(), media, tmp_path / name, watch=Watch(stop=stop))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "of"), [("film.gif", 120), ("film.png", 3)])
def test_progress_is_told(media, tmp_path, name, of):
    told = []
    watch = Watch(told=lambda done, number: told.append((done, number)))
    make_from(a_timeline(), media, tmp_path / name, watch=watch)
    assert told == [(done, of) for done in range(1, of + 1)]


@pytest.mark.parametrize("name", ["film.gif", "film.png", "film.webp", "film.wav", "film.mp3"])
def test_same_timeline_is_the_same_bytes(media, tmp_path, name):
    (tmp_path / "again").mkdir()
    for out in (tmp_path / name, tmp_path / "again" / name):
        make_from(a_timeline(), media, out)
    assert (tmp_path / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_coded_picture_is_the_picture():
    picture = np.random.default_rng(1).integers(0, 256, (40, 60, 3), np.uint8)
    back = cv2.imdecode(np.frombuffer(coded(picture, Kind.PNG), np.uint8), cv2.IMREAD_COLOR)
    assert (back == picture).all()
