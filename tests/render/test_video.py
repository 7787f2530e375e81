"""Videos of any rate, size, rotation and colour show the right frame, upright, in BT.709."""

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.clip import PictureClip
from reelwright.model.errors import Invalid
from reelwright.model.time import Rate, Time
from reelwright.render.canvas import Canvas
from reelwright.render.colour import Gamut
from reelwright.render.plan import Moment
from reelwright.render.planes import Planes
from reelwright.render.sources.footage import footage
from reelwright.render.sources.reel import Reel
from reelwright.render.sources.video import Video

CANVAS = Canvas(128, 72, Rate.of(30))
BITS = 9


def numbered(number: int, size: int = 64) -> np.ndarray:
    """Return a grey picture in which `number` can be read, however it is coded."""
    picture = np.full((size, size), 16, np.uint8)
    for bit in range(BITS):
        if number >> bit & 1:
            row, column = (bit // 3) * 21, (bit % 3) * 21
            picture[row : row + 21, column : column + 21] = 235
    return picture


def number_in(luma: np.ndarray) -> int:
    places = ((bit, (bit // 3) * 21 + 10, (bit % 3) * 21 + 10) for bit in range(BITS))
    return sum(1 << bit for bit, row, column in places if luma[row, column] > 120)


def record(path: Path, codec: str, frames, *, pts=None, rate=30, tick=None, **stream_facts) -> Path:
    """Write frames, PyAV's or grey arrays, into a video; `pts` are in ticks."""
    options = stream_facts.pop("options", {})
    turned = stream_facts.pop("turned", None)
    tick = tick or 1 / Fraction(rate)
    form = "apng" if codec == "apng" else None
    with av.open(str(path), "w", format=form) as container:
        stream = container.add_stream(codec, rate=Fraction(rate), options=options)
        stream.time_base = stream.codec_context.time_base = tick
        if turned:
            stream.set_display_rotation(*turned)
        for name, value in stream_facts.items():
            setattr(stream.codec_context, name, value)
        for number, one in enumerate(frames):
            grey = isinstance(one, np.ndarray)
            frame = av.VideoFrame.from_ndarray(one, "gray") if grey else one
            if number == 0:
                stream.width, stream.height = frame.width, frame.height
                stream.pix_fmt = stream_facts.get("pix_fmt", "yuv420p")
            if grey:
                frame = frame.reformat(format=stream.pix_fmt)
            frame.pts, frame.time_base = (pts[number] if pts else number), tick
            frame.pict_type = 0
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def a_clip(path: Path, **changes) -> PictureClip:
    return PictureClip.read({"start": 0, "length": 600, "source": str(path), **changes})


def shown(path: Path, time=0, canvas=CANVAS, progress=0.5, **changes) -> Planes:
    planes = Planes.empty(*canvas.size)
    clip = a_clip(path, **changes)
    video = footage(clip, canvas, Path)
    assert isinstance(video, Video)
    video.show(Moment(progress, Time.of(time)), planes)
    return planes


# Which frame


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """Give videos of 150 numbered frames, 30 a second, by the name of the file."""
    folder = tmp_path_factory.mktemp("counted")

    def made(name: str, codec: str, **facts) -> Path:
        if not (folder / name).exists():
            record(folder / name, codec, (numbered(n) for n in range(150)), **facts)
        return folder / name

    return made


KINDS = [
    ("h264.mp4", "libx264", {"options": {"g": "48", "bf": "3"}}),
    ("open.mp4", "libx264", {"options": {"x264-params": "open-gop=1:keyint=48:bframes=3"}}),
    ("h264.mkv", "libx264", {"options": {"g": "250"}}),
    ("h264.ts", "libx264", {"options": {"g": "40"}}),
    ("h264.flv", "libx264", {"options": {"g": "40"}}),
    ("hevc.mp4", "libx265", {"options": {"x265-params": "keyint=50:log-level=none"}}),
    ("vp9.webm", "libvpx-vp9", {"options": {"g": "60", "cpu-used": "8", "deadline": "realtime"}}),
    ("mpeg4.avi", "mpeg4", {"options": {"g": "50", "bf": "2"}}),
    ("mpeg2.mpg", "mpeg2video", {"options": {"g": "15", "bf": "2"}}),
    ("runs.mov", "qtrle", {"pix_fmt": "rgb24"}),
    ("drawn.gif", "gif", {"pix_fmt": "rgb8", "rate": 25}),
]


@pytest.mark.parametrize(("name", "codec", "facts"), KINDS, ids=[name for name, _, _ in KINDS])
def test_any_frame_is_found_from_anywhere(counted, name, codec, facts):
    rate = facts.get("rate", 30)
    reel = Reel(counted(name, codec, **facts))
    forwards = [number_in(luma(reel.at(Fraction(n, rate)).frame)) for n in range(0, 150, 7)]
    assert forwards == list(range(0, 150, 7))
    jumps = [140, 3, 149, 60, 59, 61, 0, 1, 148, 47, 48, 49, 100, 20, 200]
    found = [number_in(luma(reel.at(Fraction(n, rate)).frame)) for n in jumps]
    assert found == [min(n, 149) for n in jumps]
    assert reel.length == Fraction(150, rate)


def luma(frame: av.VideoFrame) -> np.ndarray:
    return frame.to_ndarray(format="gray")


TICKS = [Fraction(1, 90_000), Fraction(1, 600), Fraction(1, 1_000), Fraction(1, 30)]


@settings(max_examples=40)
@given(
    tick=st.sampled_from(TICKS),
    gaps=st.lists(st.integers(1, 2_000), min_size=1, max_size=12),
    start=st.integers(-500, 5_000),
    rate=st.fractions(1, 240, max_denominator=1001),
    asked=st.lists(st.integers(0, 3_000), min_size=1, max_size=20),
)
def test_frame_shown_is_the_last_that_has_begun(tick, gaps, start, rate, asked):
    pts = [start + sum(gaps[:n]) for n in range(len(gaps) + 1)]
    with TemporaryDirectory() as folder:
        frames = (np.full((16, 16), 8 * n, np.uint8) for n in range(len(pts)))
        path = Path(folder) / "a.nut"
        record(path, "rawvideo", frames, pts=pts, tick=tick, pix_fmt="gray")
        reel = Reel(path)
        begins = [(at - start) * tick for at in pts]
        for frame in asked:
            time = frame / rate
            # Within the rounding of the file's clock, half a tick and no more than half a
            # millisecond, a frame is on time.
            on_time = [at for at in begins if at <= time + min(tick / 2, Fraction(1, 2_000))]
            assert luma(reel.at(time).frame)[8, 8] == 8 * max(0, len(on_time) - 1)


def test_no_frame_is_lost_to_matroska_s_milliseconds(counted):
    reel = Reel(counted("h264.mkv", "libx264", options={"g": "250"}))
    found = [number_in(luma(reel.at(Fraction(n, 30)).frame)) for n in range(150)]
    assert found == list(range(150))


@pytest.mark.parametrize("rate", [24, 25, "24000/1001", 50, 60, "60000/1001", 120])
def test_video_of_another_rate_keeps_its_time(counted, rate):
    reel = Reel(counted("h264.mp4", "libx264", options={"g": "48", "bf": "3"}))
    per_second = Rate.of(rate).per_second
    for n in range(0, int(5 * per_second), 5):
        frame = number_in(luma(reel.at(n / per_second).frame))
        assert 0 <= n / per_second - Fraction(frame, 30) < Fraction(1, 30)


def test_clip_begins_at_its_offset(counted):
    path = counted("h264.mp4", "libx264", options={"g": "48", "bf": "3"})
    canvas = Canvas(64, 64, Rate.of(30))
    assert number_in(shown(path, 1, canvas, offset=2).y) == 90


def test_last_frame_stands_after_the_end(counted):
    path = counted("h264.mp4", "libx264", options={"g": "48", "bf": "3"})
    canvas = Canvas(64, 64, Rate.of(30))
    assert [number_in(shown(path, at, canvas).y) for at in (4.99, 5, 500)] == [149, 149, 149]


@pytest.mark.parametrize("name", ["h264.mp4", "vp9.webm", "drawn.gif"])
def test_repeated_video_goes_on_from_its_beginning(counted, name):
    codec, facts = next((codec, facts) for kind, codec, facts in KINDS if kind == name)
    rate = facts.get("rate", 30)
    reel = Reel(counted(name, codec, **facts))
    frames = [148, 149, 150, 151, 299, 300, 301, 15_000]
    found = [number_in(luma(reel.at(Fraction(n, rate), repeat=True).frame)) for n in frames]
    assert found == [n % 150 for n in frames]


def test_segment_opened_in_the_middle_shows_the_same(counted):
    path = counted("open.mp4", "libx264", options=KINDS[1][2]["options"])
    clip, canvas = a_clip(path), Canvas(64, 64, Rate.of(30))
    through, planes = Video.load(path, clip, canvas), Planes.empty(64, 64)
    for n in range(100):
        through.show(Moment(0, canvas.rate.time(n)), planes)
    alone = shown(path, canvas.rate.time(99), canvas)
    assert all(np.array_equal(a, b) for a, b in zip(planes, alone, strict=True))


def test_pictures_begin_when_they_do_in_the_sound(tmp_path):
    """The first frame, half a second after the sound, stands from the start."""
    path = tmp_path / "late.mkv"
    with av.open(str(path), "w") as container:
        video = container.add_stream("ffv1", rate=10)
        video.width = video.height = 64
        video.pix_fmt = "gray"
        sound = container.add_stream("pcm_s16le", rate=8_000, layout="mono")
        for n in range(10):
            block = av.AudioFrame.from_ndarray(np.zeros((1, 800), np.int16), "s16", "mono")
            block.sample_rate, block.pts = 8_000, n * 800
            container.mux(sound.encode(block))
            frame = av.VideoFrame.from_ndarray(numbered(n), "gray")
            frame.pts, frame.time_base = n + 5, Fraction(1, 10)
            container.mux(video.encode(frame))
        container.mux([*video.encode(None), *sound.encode(None)])
    reel = Reel(path)
    times = [Fraction(n, 10) for n in (0, 4, 5, 6, 14, 20)]
    assert [number_in(luma(reel.at(at).frame)) for at in times] == [0, 0, 0, 1, 9, 9]


# Which way up, and which part


def quartered(width: int = 64, height: int = 32) -> av.VideoFrame:
    """Return four grey fields: 40, 100 above 160, 220."""
    picture = np.zeros((height, width), np.uint8)
    top, left = height // 2, width // 2
    picture[:top, :left], picture[:top, left:] = 40, 100
    picture[top:, :left], picture[top:, left:] = 160, 220
    frame = av.VideoFrame(width, height, "yuv420p")
    for plane, values in zip(frame.planes, (picture, 128, 128), strict=True):
        rows = np.frombuffer(plane, np.uint8).reshape(plane.height, -1)
        rows[:, : plane.width] = values
    return frame


def fields(planes: Planes) -> list[int]:
    height, width = planes.y.shape
    places = [(height // 4, width // 4), (height // 4, -width // 4)]
    places += [(-height // 4, width // 4), (-height // 4, -width // 4)]
    return [round(int(planes.y[place]) / 20) * 20 for place in places]


TURNS = [
    ((0.0,), [40, 100, 160, 220]),
    ((90.0,), [100, 220, 40, 160]),
    ((180.0,), [220, 160, 100, 40]),
    ((270.0,), [160, 40, 220, 100]),
    ((0.0, True, False), [100, 40, 220, 160]),
    ((0.0, False, True), [160, 220, 40, 100]),
    ((90.0, True, False), [220, 100, 160, 40]),
    ((90.0, False, True), [40, 160, 100, 220]),
    ((80.0,), [100, 220, 40, 160]),
]


@pytest.mark.parametrize(("turned", "upright"), TURNS)
def test_turned_and_mirrored_video_stands_upright(tmp_path, turned, upright):
    path = record(tmp_path / "a.mp4", "mpeg4", [quartered()] * 2, turned=turned, qmax=2)
    lying = abs(turned[0]) in (90, 80, 270)
    canvas = Canvas(*((64, 128) if lying else (128, 64)), Rate.of(30))
    assert fields(shown(path, canvas=canvas)) == upright


def test_stored_pixels_that_are_wide_show_wide(tmp_path):
    """A disc in 4:3 anamorphic pixels is as wide as high."""
    disc = np.full((90, 120), 16, np.uint8)
    cv2.ellipse(disc, (60, 45), (24, 32), 0, 0, 360, 235, -1)
    frame = av.VideoFrame.from_ndarray(disc, "gray").reformat(format="yuv420p")
    path = record(tmp_path / "a.mp4", "mpeg4", [frame], sample_aspect_ratio=Fraction(4, 3), qmax=2)
    found = shown(path, canvas=Canvas(160, 90, Rate.of(30))).y > 125
    assert found.any(axis=0).sum() == pytest.approx(found.any(axis=1).sum(), abs=1)


@pytest.mark.parametrize("size", [(64, 64), (65, 33), (2, 2), (17, 200), (300, 20)])
def test_video_of_any_shape_covers_the_frame(tmp_path, size):
    frame = av.VideoFrame.from_ndarray(np.full(size[::-1], 200, np.uint8), "gray")
    path = record(tmp_path / "a.mkv", "ffv1", [frame], pix_fmt="gray")
    planes = shown(path)
    assert set(np.unique(planes.y)) <= {187, 188, 189}
    assert set(np.unique(planes.u)) == {128}


def test_contained_video_lies_on_black(tmp_path):
    path = record(tmp_path / "a.mp4", "mpeg4", [quartered(64, 64)], qmax=2)
    planes = shown(path, fit="contain")
    assert (planes.y[:, :28] == 16).all()
    assert (planes.y[:, 100:] == 16).all()
    assert (planes.u[:, :14] == 128).all()
    assert planes.y[:, 30:98].min() > 30


@pytest.mark.parametrize("fit", ["cover", "contain"])
def test_framing_at_rest_shows_what_a_moving_one_does(tmp_path, fit):
    """A crop scaled once is the same picture as planes sampled through the motion's map."""
    frame = av.VideoFrame.from_ndarray(textured(320, 180), "bgr24").reformat(format="yuv444p")
    path = record(tmp_path / "a.mkv", "ffv1", [frame], pix_fmt="yuv444p")
    begin = {"x": 0.4, "y": 0.55, "zoom": 1.5}
    rests = shown(path, fit=fit, motion={"begin": begin, "end": begin})
    moves = shown(path, fit=fit, motion={"begin": begin, "end": begin | {"zoom": 1.5001}})
    for one, two in zip(rests, moves, strict=True):
        assert np.abs(one.astype(int) - two)[2:-2, 2:-2].mean() < 2.5


def textured(width: int, height: int) -> np.ndarray:
    noise = np.random.default_rng(1).random((height, width, 3), np.float32)
    mixed = cv2.GaussianBlur(noise, (0, 0), 6)
    mixed = (mixed - mixed.mean()) / mixed.std() * 38 + 128
    return np.clip(mixed, 0, 255).astype(np.uint8)


# Which colours

WEIGHTS = {"601": (0.299, 0.114), "709": (0.2126, 0.0722), "2020": (0.2627, 0.0593)}
BARS = np.array(
    [
        *([1, 1, 1], [1, 1, 0], [0, 1, 1], [0, 1, 0], [1, 0, 1], [1, 0, 0], [0, 0, 1], [0, 0, 0]),
        *([0.5, 0.5, 0.5], [0.8, 0.4, 0.3], [0.2, 0.6, 0.4], [0.3, 0.3, 0.7]),
        *([0.9, 0.8, 0.7], [0.1, 0.2, 0.1], [0.6, 0.2, 0.6], [0.75, 0.75, 0.25]),
    ],
    np.float64,
)


def coded(rgb: np.ndarray, matrix: str = "709", *, full: bool = False, bits: int = 8) -> np.ndarray:
    """Return Y', Cb, Cr codes of R'G'B' as ITU-R BT.601, 709 and 2020 define them."""
    red, blue = WEIGHTS[matrix]
    luma = rgb @ [red, 1 - red - blue, blue]
    differences = [(rgb[:, 2] - luma) / (2 - 2 * blue), (rgb[:, 0] - luma) / (2 - 2 * red)]
    finer, most = 2 ** (bits - 8), 2**bits - 1
    if full:
        codes = [luma * most, *(one * most + 128 * finer for one in differences)]
    else:
        codes = [(16 + 219 * luma) * finer, *((128 + 224 * one) * finer for one in differences)]
    return np.clip(np.stack(codes, axis=1), 0, most)


def barred(codes: np.ndarray, form: str, *, colours=(2, 2, 2), full: bool = False) -> av.VideoFrame:
    """Return bars of 16 pixels, 64 high; `colours` are matrix, primaries, transfer of H.273."""
    frame = av.VideoFrame(16 * len(codes), 64, form)
    kind = np.uint16 if form.endswith("le") else np.uint8
    for number, plane in enumerate(frame.planes):
        rows = np.frombuffer(plane, kind).reshape(plane.height, -1)
        bars = np.rint(codes[:, number]).astype(kind)
        rows[:, : plane.width] = np.repeat(bars, plane.width // len(codes))
    frame.colorspace, frame.color_primaries, frame.color_trc = colours
    frame.color_range = 2 if full else 1
    return frame


def bars_of(planes: Planes) -> np.ndarray:
    middles = [plane[plane.shape[0] // 2] for plane in planes]
    columns = [row[len(row) // 32 :: len(row) // 16] for row in middles]
    return np.stack(columns, axis=1).astype(int)


def shown_bars(folder: Path, frame: av.VideoFrame, **changes) -> np.ndarray:
    facts = {
        "pix_fmt": frame.format.name,
        "colorspace": frame.colorspace,
        "color_primaries": frame.color_primaries,
        "color_trc": frame.color_trc,
        "color_range": frame.color_range,
    }
    path = record(folder / "bars.mkv", "ffv1", [frame] * 2, **facts)
    canvas = Canvas(frame.width, frame.height, Rate.of(30))
    return bars_of(shown(path, canvas=canvas, **changes))


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("form", ["yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv444p12le"])
@pytest.mark.parametrize(("matrix", "code"), [("601", 5), ("601", 6), ("709", 1), ("2020", 9)])
def test_every_matrix_and_range_becomes_bt709(tmp_path, matrix, code, form, full):
    bits = int(form[7:-2]) if form.endswith("le") else 8
    codes = coded(BARS, matrix, full=full, bits=bits)
    frame = barred(codes, form, colours=(code, 1, 1), full=full)
    assert np.abs(shown_bars(tmp_path, frame) - coded(BARS)).max() <= 2


@pytest.mark.parametrize(("height", "matrix"), [(64, "601"), (576, "601"), (720, "709")])
def test_unsaid_matrix_is_that_of_the_size(tmp_path, height, matrix):
    frame = av.VideoFrame(256, height, "yuv420p")
    for number, plane in enumerate(frame.planes):
        bars = np.rint(coded(BARS, matrix)[:, number]).astype(np.uint8)
        rows = np.frombuffer(plane, np.uint8).reshape(plane.height, -1)
        rows[:, : plane.width] = np.repeat(bars, plane.width // 16)
    frame.colorspace = frame.color_range = 2 if height < 0 else 0
    path = record(tmp_path / "a.nut", "rawvideo", [frame])
    got = bars_of(shown(path, canvas=Canvas(256, 64, Rate.of(30))))
    assert np.abs(got - coded(BARS)).max() <= 2


@pytest.mark.parametrize("form", ["rgb24", "bgr0", "gbrp", "gbrp10le", "rgba", "gbrap"])
def test_rgb_of_every_kind_becomes_bt709(tmp_path, form):
    rows = np.repeat(np.repeat(np.rint(BARS * 255).astype(np.uint8)[None], 64, 0), 16, 1)
    codecs = {"rgb24": "png", "rgba": "png", "gbrp": "utvideo", "gbrap": "utvideo"}
    frame = av.VideoFrame.from_ndarray(rows, "rgb24").reformat(format=form)
    path = record(tmp_path / "a.nut", codecs.get(form, "ffv1"), [frame], pix_fmt=form)
    got = bars_of(shown(path, canvas=Canvas(256, 64, Rate.of(30))))
    assert np.abs(got - coded(BARS)).max() <= 2


def test_grey_stays_grey(tmp_path):
    ramp = np.tile(np.repeat(np.arange(0, 256, 16, np.uint8), 16), (64, 1))
    path = record(tmp_path / "a.mkv", "ffv1", [ramp], pix_fmt="gray")
    got = bars_of(shown(path, canvas=Canvas(256, 64, Rate.of(30))))
    assert np.abs(got[:, 0] - (16 + np.arange(0, 256, 16) * 219 / 255)).max() <= 1
    assert (got[:, 1:] == 128).all()


INSIDE = np.clip(BARS, 0.2, 0.9)
"""Away from the edge of BT.709's gamut, where ten bits of a wider one are too few to tell."""


@pytest.mark.parametrize(("gamut", "primaries"), [(Gamut.BT2020, 9), (Gamut.P3, 12)])
def test_colours_of_wide_gamuts_are_kept(tmp_path, gamut, primaries):
    wide = from_709(INSIDE, gamut)
    matrix, code = ("2020", 9) if gamut is Gamut.BT2020 else ("709", 1)
    frame = barred(coded(wide, matrix, bits=10), "yuv444p10le", colours=(code, primaries, 1))
    assert np.abs(shown_bars(tmp_path, frame) - coded(INSIDE)).max() <= 2


def from_709(rgb: np.ndarray, gamut: Gamut) -> np.ndarray:
    """Return R'G'B' of a wider gamut, powers of 2.2; for BT.2020 by ITU-R BT.2087-0, 4."""
    matrices = {
        Gamut.BT2020: [[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.088, 0.8956]],
        Gamut.P3: [[0.8225, 0.1774, 0], [0.0332, 0.9669, 0], [0.0171, 0.0724, 0.9108]],
    }
    return np.asarray((rgb**2.2 @ np.transpose(matrices[gamut])) ** (1 / 2.2))


NITS = np.array([0, 0.5, 2, 5, 10, 20, 40, 60, 90, 130, 203, 300, 500, 1000, 4000, 10_000])


def pq(nits: np.ndarray) -> np.ndarray:
    power = (nits / 10_000) ** (2610 / 16384)
    c1, c2, c3 = 3424 / 4096, 2413 / 128, 2392 / 128
    return ((c1 + c2 * power) / (1 + c3 * power)) ** (2523 / 32)


def test_hdr_is_brought_to_the_range_of_a_screen(tmp_path):
    """Dim light stays what it is, a page is nearly white, and the sun is."""
    frame = barred(
        coded(np.repeat(pq(NITS)[:, None], 3, axis=1), "2020", bits=10),
        "yuv420p10le",
        colours=(9, 9, 16),
    )
    got = shown_bars(tmp_path, frame)
    dim = NITS <= 60
    screen = 16 + 219 * (NITS[dim] / 203) ** (1 / 2.4)
    assert np.abs(got[dim, 0] - screen).max() <= 2
    assert (np.diff(got[:, 0]) >= 0).all()
    assert 205 <= got[10, 0] <= 225
    assert got[13:, 0].tolist() == pytest.approx([235] * 3, abs=2)
    assert np.abs(got[:, 1:] - 128).max() <= 1


def test_hlg_is_brought_to_the_range_of_a_screen(tmp_path):
    codes = np.repeat(np.linspace(0, 1, 16)[:, None], 3, axis=1)
    frame = barred(coded(codes, "2020", bits=10), "yuv420p10le", colours=(9, 9, 18))
    got = shown_bars(tmp_path, frame)[:, 0]
    assert (np.diff(got) >= 0).all()
    assert (got[0], got[-1]) == (pytest.approx(16, abs=1), pytest.approx(235, abs=2))
    # ITU-R BT.2408: HLG's reference white is at 75 % of its range.
    assert 205 <= np.interp(0.75, np.linspace(0, 1, 16), got) <= 225


def test_matrix_that_nothing_converts_is_refused(tmp_path):
    frame = barred(coded(BARS), "yuv444p", colours=(14, 9, 16))
    path = record(tmp_path / "a.mkv", "ffv1", [frame], pix_fmt="yuv444p", colorspace=14)
    with pytest.raises(Invalid, match=r"matrix 14 of H.273\); convert it to BT.709"):
        shown(path)


def test_transparent_video_lies_on_black(tmp_path):
    rgba = np.zeros((72, 128, 4), np.uint8)
    rgba[:] = (255, 255, 255, 0)
    rgba[:, 64:, 3] = 128
    path = record(
        tmp_path / "a.mov", "qtrle", [av.VideoFrame.from_ndarray(rgba, "rgba")], pix_fmt="argb"
    )
    planes = shown(path)
    assert (planes.y[:, :60] == 16).all()
    assert planes.y[36, 100] == pytest.approx(16 + 219 * 128 / 255, abs=1)
    assert (planes.u == 128).all()


@pytest.mark.parametrize("scale", [0.5, 1, 2, 3])
@pytest.mark.parametrize("moves", [False, True])
def test_chroma_stays_under_its_luma(tmp_path, scale, moves):
    """A ramp of colour, sited on the left as H.264 sites it, lies where luma's ramp does."""
    frame = av.VideoFrame(192, 108, "yuv420p")
    for number, plane in enumerate(frame.planes):
        columns = np.arange(plane.width) * (0.8 if number == 0 else 1.6)
        # Rounded differently in each row, so that the mean of a column is exact.
        fractions = np.arange(plane.height) * 7 % 10 / 10
        rows = np.frombuffer(plane, np.uint8).reshape(plane.height, -1)
        rows[:, : plane.width] = (columns + 30 + fractions[:, None]).astype(np.uint8)
    frame.colorspace, frame.color_range = 1, 1
    facts = {"colorspace": 1, "color_range": 1}
    path = record(tmp_path / "a.mkv", "ffv1", [frame], **facts)
    canvas = Canvas(int(192 * scale), int(108 * scale), Rate.of(30))
    motion = {"end": {"x": 0.5, "zoom": 1.0001}} if moves else {}
    planes = shown(path, canvas=canvas, motion=motion, progress=0)
    inner = slice(int(20 * scale), int(-20 * scale))
    # Chroma sample n lies at luma column 2n.
    away = (planes.y.mean(axis=0)[::2] - planes.u.mean(axis=0))[inner].mean()
    assert abs(away) / 0.8 < 0.15  # of a stored pixel; the wrong side is a quarter or more


def test_video_of_the_canvas_s_own_kind_is_copied(tmp_path):
    frame = av.VideoFrame.from_ndarray(textured(*CANVAS.size), "bgr24").reformat(format="yuv420p")
    given = [np.frombuffer(one, np.uint8).reshape(one.height, -1) for one in frame.planes]
    kept = [rows[:, : one.width].copy() for rows, one in zip(given, frame.planes, strict=True)]
    path = record(tmp_path / "a.mkv", "ffv1", [frame], colorspace=1, color_range=1)
    planes = shown(path)
    assert all(np.array_equal(a, b) for a, b in zip(planes, kept, strict=True))


def test_interlaced_video_shows_no_comb(tmp_path):
    """A bar that moves between the fields of a frame is one bar, not two halves of every row."""
    path = tmp_path / "a.mkv"
    frames = []
    for n in range(8):
        picture = np.full((72, 128), 40, np.uint8)
        picture[0::2, 10 + 8 * n : 26 + 8 * n] = 220
        picture[1::2, 14 + 8 * n : 30 + 8 * n] = 220
        frames.append(av.VideoFrame.from_ndarray(picture, "gray").reformat(format="yuv420p"))
    options = {"flags": "+ildct+ilme", "top": "1", "field_order": "tt", "qmax": "2"}
    record(path, "mpeg2video", frames, options=options)
    assert Reel(path).interlaced
    rows = shown(path, Time.of("4/30")).y.astype(int)
    combed = np.abs(rows[1:-1] * 2 - rows[:-2] - rows[2:])[20:50].mean()
    assert combed < 3


# What is hostile


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    noisy = (numbered(n) ^ (n * 37 % 5) for n in range(150))
    return record(folder / "a.mkv", "libx264", noisy, options={"g": "25", "crf": "1"})


def test_truncated_video_plays_as_far_as_it_goes(whole, tmp_path):
    content = whole.read_bytes()
    (tmp_path / "a.mkv").write_bytes(content[: len(content) // 2])
    canvas = Canvas(64, 64, Rate.of(30))
    assert number_in(shown(tmp_path / "a.mkv", 1, canvas).y) == 30
    assert 50 < number_in(shown(tmp_path / "a.mkv", 400, canvas).y) < 100


def test_damage_in_the_middle_is_passed_over(whole, tmp_path):
    content = bytearray(whole.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 400] = bytes(np.random.default_rng(5).integers(0, 256, 400, np.uint8))
    (tmp_path / "a.mkv").write_bytes(content)
    canvas = Canvas(64, 64, Rate.of(30))
    found = [number_in(shown(tmp_path / "a.mkv", at, canvas).y) for at in (0, 1, 4.5)]
    assert found == [0, 30, 135]


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\0\0\0\x18ftypmp42" + bytes(60), b"\x1a\x45\xdf\xa3" * 40]
)
def test_what_is_no_video_is_refused(tmp_path, content):
    (tmp_path / "a.mp4").write_bytes(content)
    with pytest.raises(Invalid, match=r"a\.mp4 "):
        Reel(tmp_path / "a.mp4")


def test_video_without_a_frame_is_refused(tmp_path):
    whole = record(tmp_path / "a.mkv", "ffv1", [numbered(0)], pix_fmt="gray").read_bytes()
    (tmp_path / "b.mkv").write_bytes(whole[: whole.index(b"\x1f\x43\xb6\x75")])  # no cluster
    with pytest.raises(Invalid, match=r"b\.mkv (holds no picture|cannot be read)"):
        Reel(tmp_path / "b.mkv")


def test_sound_is_no_video(media):
    with pytest.raises(Invalid, match=r"tone\.wav holds no picture"):
        Reel(media / "tone.wav")


def test_frames_may_change_size_on_the_way(tmp_path):
    """As live streams do: each frame is fitted by its own size."""
    parts = [
        record(tmp_path / f"{n}.ts", "mpeg2video", [quartered(*size)] * 5, qmax=2)
        for n, size in enumerate([(64, 32), (128, 64)])
    ]
    joined = tmp_path / "a.ts"
    joined.write_bytes(b"".join(part.read_bytes() for part in parts))
    canvas = Canvas(128, 64, Rate.of(30))
    video, planes = Video.load(joined, a_clip(joined), canvas), Planes.empty(128, 64)
    for at in ("0", "0.1", "0.5", "3"):
        video.show(Moment(0, Time.of(at)), planes)
        assert fields(planes) == [40, 100, 160, 220]


@pytest.mark.parametrize(
    ("name", "codec", "form"), [("a.gif", "gif", "rgb8"), ("a.png", "apng", "rgb24")]
)
def test_animated_pictures_are_videos(tmp_path, name, codec, form):
    frames = (numbered(n) for n in range(20))
    path = record(tmp_path / name, codec, frames, rate=10, pix_fmt=form)
    canvas = Canvas(64, 64, Rate.of(30))
    assert [number_in(shown(path, at, canvas).y) for at in (1, 0.55, 9)] == [10, 5, 19]
    assert number_in(shown(path, 2.35, canvas, repeat=True).y) == 3
