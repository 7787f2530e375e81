"""Stacks: layers over each other as the camera's parallax has them, the same pixels either way."""

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelwright.model.clip import PictureClip
from reelwright.model.errors import Invalid, NotFound
from reelwright.model.motion import Ease, Framing, Motion
from reelwright.model.stack import Drift, Layer, Particles, Sway
from reelwright.model.time import ZERO, Rate, Time
from reelwright.render.canvas import Canvas
from reelwright.render.kernels.drawing import drawing
from reelwright.render.plan import Moment
from reelwright.render.planes import Planes
from reelwright.render.sampling import COPIED, MIXED, Place
from reelwright.render.sources.footage import footage
from reelwright.render.sources.stack import Stack
from reelwright.render.sources.still import Still
from reelwright.render.waves import Waves

CANVAS = Canvas(320, 180, Rate.of(30))
WAYS = ["numba", "opencv"]


def textured(width: int, height: int, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).random((height, width, 3), np.float32)
    scales = (2.0, 5.0, 14.0)
    mixed = sum(cv2.GaussianBlur(noise, (0, 0), scale) * scale * 3.2 for scale in scales) / 3
    return np.clip((mixed - mixed.mean()) / mixed.std() * 38 + 128, 0, 255).astype(np.uint8)


def with_alpha(bgr: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    return np.dstack([bgr, np.clip(np.rint(alpha), 0, 255).astype(np.uint8)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A sky, hills with soft ridges, a clear layer with one disc, and grass, all 640 x 360."""
    folder = tmp_path_factory.mktemp("layers")
    rows, columns = np.indices((360, 640)).astype(float)
    ridge = 180 + 40 * np.sin(columns / 45) + 9 * np.sin(columns / 7)
    disc = 255 * np.clip(60 - np.hypot(columns - 320, rows - 180), 0, 1)
    blades = np.where(rows > 250 + 30 * np.abs(np.sin(columns / 5)), 255.0, 0.0)
    cv2.imwrite(str(folder / "sky.png"), textured(640, 360, 1))
    hills = with_alpha(textured(640, 360, 2) // 2, 255 * np.clip(rows - ridge, 0, 1))
    cv2.imwrite(str(folder / "hills.png"), hills)
    cv2.imwrite(str(folder / "disc.png"), with_alpha(textured(640, 360, 3), disc))
    grass = with_alpha(textured(640, 360, 4) // 3, cv2.GaussianBlur(blades, (0, 0), 0.8))
    cv2.imwrite(str(folder / "grass.png"), grass)
    return folder


def clip(*layers: Layer | Particles, motion: Motion | None = None) -> PictureClip:
    long = Time.of(4)
    return PictureClip(start=ZERO, length=long, layers=layers, motion=motion or Motion())


def opened(folder: Path, shown: PictureClip, way: str = "numba", canvas: Canvas = CANVAS) -> Stack:
    return Stack.load(shown, canvas, lambda source: folder / source, drawing(way))


def frame(stack: Stack, progress: float = 0.0, seconds: float = 0.0, size=(320, 180)) -> Planes:
    into = Planes.empty(*size)
    for plane in into:
        plane[:] = 77
    stack.show(Moment(progress, Time.of(round(seconds, 6))), into)
    return into


def shift(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return by how many pixels, right and down, a plane has moved: least squares on gradients."""
    one, two = (cv2.GaussianBlur(one.astype(float), (0, 0), 2) for one in (before, after))
    down, across = np.gradient((one + two) / 2)
    inner = np.s_[12:-12, 12:-12]
    slopes = np.stack([across[inner].ravel(), down[inner].ravel()], axis=1)
    return -np.linalg.lstsq(slopes, (two - one)[inner].ravel(), rcond=None)[0]


def slid(before: np.ndarray, after: np.ndarray) -> float:
    """Return by how many pixels a row has moved to the right, of 8 at most, to a twentieth."""
    places, ways = np.arange(10, len(before) - 10), np.arange(-160, 161) / 20
    errors = [
        np.abs(np.interp(places - by, range(len(before)), before) - after[10:-10]).sum()
        for by in ways
    ]
    return float(ways[np.argmin(errors)])


def jitter(frames: list[np.ndarray], step: list[float]) -> float:
    """Return the root mean square by which steps from frame to frame differ from `step`."""
    steps = np.array([shift(*pair) for pair in pairwise(frames)])
    return float(np.sqrt(np.mean((steps - step) ** 2)))


def furthest(one: Planes, two: Planes) -> int:
    return max(int(np.abs(a.astype(int) - b).max()) for a, b in zip(one, two, strict=True))


SCENE = (
    Layer(source="sky.png", depth=0),
    Layer(source="hills.png", depth=0.7, drift=Drift(x=0.03)),
    Particles(weather="snow", seed=5),
    Layer(source="disc.png", depth=1.2, opacity=0.6),
    Layer(source="hills.png", depth=1.4, sway=Sway(reach=0.01, period=2, horizon=0.3)),
    Layer(source="grass.png", depth=2.0, sway=Sway(reach=0.02, period=3)),
)
PUSH = Motion(begin=Framing(x=0.45, zoom=1.1), end=Framing(x=0.55, y=0.52, zoom=1.3))


def test_layers_lie_over_each_other_as_their_alpha_says(folder):
    shown = frame(opened(folder, clip(Layer(source="sky.png"), Layer(source="hills.png"))))
    sky, hills = (cv2.imread(str(folder / name), -1) for name in ("sky.png", "hills.png"))
    alpha = hills[..., 3:] / 255
    over = sky * (1 - alpha) + hills[..., :3] * alpha
    luma = over @ [0.0722, 0.7152, 0.2126] * 219 / 255 + 16
    expected = cv2.resize(luma, (320, 180), interpolation=cv2.INTER_AREA)
    # Where both change within a pixel, the mean of a product is not the product of means.
    assert np.abs(shown.y - expected).max() <= 4
    assert np.abs(shown.y - expected).mean() < 0.5


def test_colours_lie_where_luma_does(folder, tmp_path):
    # A red and blue edge: where the chroma changes is where the luma does, by H.264's siting.
    edge = np.zeros((360, 640, 3), np.uint8)
    edge[:, :301] = (200, 40, 40)
    edge[:, 301:] = (40, 40, 220)
    cv2.imwrite(str(tmp_path / "edge.png"), edge)
    motion = Motion(begin=Framing(x=0.5, zoom=1.25), end=Framing(x=0.5, zoom=1.25))
    shown = frame(opened(tmp_path, clip(Layer(source="edge.png"), motion=motion)))

    def crossing(plane: np.ndarray) -> float:
        row = plane[plane.shape[0] // 2].astype(float)
        part = (row - row[0]) / (row[-1] - row[0])
        return float(np.sum(1 - part))

    # Luma sample i lies at i, chroma sample j at 2 j.
    luma, chroma = crossing(shown.y) - 0.5, 2 * (crossing(shown.v) - 0.5)
    assert chroma == pytest.approx(luma, abs=0.1)


@pytest.mark.parametrize("way", WAYS)
def test_one_layer_at_depth_one_is_a_plain_picture(folder, way):
    motion = Motion(begin=Framing(x=0.4, zoom=1.3), end=Framing(x=0.6, y=0.6, zoom=1.6))
    stack = opened(folder, clip(Layer(source="sky.png"), motion=motion), way)
    still = Still.load(folder / "sky.png", motion, CANVAS.size)
    for progress in (0.0, 0.4, 1.0):
        plain = Planes.empty(*CANVAS.size)
        still.show(Moment(progress, ZERO), plain)
        shown = frame(stack, progress)
        assert np.abs(shift(plain.y, shown.y)).max() < 0.02
        assert np.abs(plain.y.astype(int) - shown.y).mean() < 1.5


@pytest.mark.parametrize("depth", [0.0, 0.5, 1.0, 2.0, 3.0])
def test_near_layers_move_in_proportion(folder, depth):
    # Three pixels across the frame at depth 1, at zoom 1.5, in steps of a twentieth.
    begin, end = Framing(x=0.5, zoom=1.5), Framing(x=0.5 + 3 / 320 / 1.5, zoom=1.5)
    motion = Motion(begin=begin, end=end, ease=Ease.LINEAR)
    stack = opened(folder, clip(Layer(source="sky.png", depth=depth), motion=motion))
    frames = [frame(stack, step / 20).y for step in range(21)]
    assert jitter(frames, [-0.15 * depth, 0]) < 0.02


@pytest.mark.parametrize("depth", [0.0, 0.5, 1.0, 2.0])
def test_a_push_grows_near_layers_faster(tmp_path, depth):
    rows, columns = np.indices((360, 640))
    disc = 255 * np.clip(80 - np.hypot(columns - 319.5, rows - 179.5), 0, 1)
    white = with_alpha(np.full((360, 640, 3), 255, np.uint8), disc)
    cv2.imwrite(str(tmp_path / "white.png"), white)
    motion = Motion(end=Framing(zoom=1.3), ease=Ease.LINEAR)
    stack = opened(tmp_path, clip(Layer(source="white.png", depth=depth), motion=motion))
    radii = [np.sqrt(((frame(stack, part).y - 16.0) / 219).sum() / np.pi) for part in (0, 0.5, 1)]
    zooms = np.array([1, 1.3**0.5, 1.3])
    assert radii == pytest.approx(39.75 * (1 + (zooms - 1) * depth), rel=0.004)


@given(
    depth=st.floats(0, 4),
    x=st.floats(0, 1),
    y=st.floats(0, 1),
    zoom=st.floats(1, 3),
    angle=st.sampled_from([0.0, 0.0, 7.0, -90.0]),
    wide=st.sampled_from([(640, 360), (900, 300), (300, 500)]),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_layer_always_fills_the_frame(tmp_path, depth, x, y, zoom, angle, wide):
    cv2.imwrite(str(tmp_path / "white.png"), np.full((wide[1], wide[0], 3), 255, np.uint8))
    motion = Motion(begin=Framing(x=y, y=x), end=Framing(x=x, y=y, zoom=zoom, angle=angle))
    canvas = Canvas(160, 90 // 2 * 2, Rate.of(30))
    stack = opened(
        tmp_path, clip(Layer(source="white.png", depth=depth), motion=motion), canvas=canvas
    )
    for progress in (0.0, 0.3, 1.0):
        shown = frame(stack, progress, size=canvas.size)
        assert shown.y.min() >= 234
        assert set(np.unique([shown.u, shown.v])) == {128}


@pytest.mark.parametrize("seconds", [0.0, 0.7, 3.9])
def test_both_ways_draw_the_same(folder, seconds):
    shown = clip(*SCENE, motion=PUSH)
    one, two = (frame(opened(folder, shown, way), seconds / 4, seconds) for way in WAYS)
    assert furthest(one, two) <= 1


@given(
    x=st.floats(0, 1),
    zoom=st.sampled_from([1.0, 1.2, 1.7]),
    drift=st.floats(-4, 4),
    reach=st.sampled_from([0.0, 0.05, 0.2]),
    horizon=st.sampled_from([None, 0.3]),
    seconds=st.floats(0, 4),
    size=st.sampled_from([(64, 64), (98, 66), (130, 74)]),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_ways_draw_any_place_the_same(folder, x, zoom, drift, reach, horizon, seconds, size):
    motion = Motion(begin=Framing(x=x, zoom=zoom), end=Framing(x=1 - x, zoom=1.2))
    sway = Sway(reach=reach, horizon=horizon)
    grass = Layer(source="grass.png", depth=1.5, drift=Drift(x=drift), sway=sway)
    shown = clip(Layer(source="disc.png", depth=0.5), grass, motion=motion)
    canvas = Canvas(*size, Rate.of(30))
    one, two = (
        frame(opened(folder, shown, way, canvas), seconds / 4, seconds, size) for way in WAYS
    )
    assert furthest(one, two) <= 1


@pytest.mark.parametrize("lean", [0.0, 0.013])
@pytest.mark.parametrize("steps", [(1.0, 1.0), (0.83, 0.83), (1.37, 1.37)])
@pytest.mark.parametrize("state", [MIXED, COPIED])
def test_both_ways_draw_the_hardest_contrasts_the_same(steps, lean, state):
    # Cubic weights shoot over at single pixels of black and white, across and down.
    stored = np.random.default_rng(8).choice(np.array([0, 255], np.uint8), (200, 400))
    tiles = np.full((8, 3), state, np.uint8)
    place = Place(steps, (40.4, 20.6), lean, 100)
    one, two = np.full((64, 192), 90, np.uint8), np.full((64, 192), 90, np.uint8)
    for plane, way in ((one, "numba"), (two, "opencv")):
        drawing(way).layer((plane,), stored, (stored,), tiles, place)
    assert int(np.abs(one.astype(int) - two).max()) <= 1
    assert one.max() == 255


def test_a_frame_alone_is_as_in_sequence(folder):
    shown = clip(*SCENE, motion=PUSH)
    sequence = opened(folder, shown)
    for number in range(0, 60, 7):
        drawn = frame(sequence, number / 119, number / 30)
        assert furthest(drawn, frame(opened(folder, shown), number / 119, number / 30)) == 0


def test_what_is_hidden_need_not_be_drawn(folder):
    # A wholly opaque top hides whatever lies below it, particles and all.
    below = (Layer(source="hills.png"), Particles(weather="rain"), Layer(source="disc.png"))
    over = frame(opened(folder, clip(*below, Layer(source="sky.png"), motion=PUSH)), 0.5)
    assert (
        furthest(over, frame(opened(folder, clip(Layer(source="sky.png"), motion=PUSH)), 0.5)) == 0
    )


def test_what_no_layer_covers_is_black(folder):
    shown = frame(opened(folder, clip(Layer(source="disc.png"))))
    assert set(np.unique(shown.y[:20])) == {16}
    assert set(np.unique(shown.u[:10])) == {128}
    assert shown.y[90, 160] > 30


def test_opacity_lets_through(folder):
    sky = Layer(source="sky.png")
    full, half = (
        frame(opened(folder, clip(sky, Layer(source="hills.png", opacity=part)))).y.astype(float)
        for part in (1.0, 0.5)
    )
    alone = frame(opened(folder, clip(sky))).y
    assert np.abs(half - (full + alone) / 2).max() <= 1.5


@pytest.mark.parametrize("way", [{"x": 0.25}, {"x": -0.25}, {"y": 0.25}, {"x": 0.5, "y": -0.25}])
def test_drift_goes_round(folder, way):
    stack = opened(folder, clip(Layer(source="sky.png", drift=Drift(**way))))
    first = frame(stack, 0, 0.0).y
    steps = [round(way.get(axis, 0) * size) for axis, size in (("y", 180), ("x", 320))]
    quarter = frame(stack, 0, 1.0).y
    inner = np.s_[4:-4, 4:-4]
    assert np.abs(np.roll(first, steps, (0, 1)).astype(int) - quarter)[inner].mean() < 1.0
    assert np.array_equal(first, frame(stack, 0, 4.0).y)


@pytest.mark.parametrize("way", [(1.0, 0.0), (0.0, 1.0), (0.7, 0.4)])
@pytest.mark.parametrize("depth", [0.3, 1.0, 2.0])
def test_slow_pans_are_even(folder, way, depth):
    # Six pixels at depth 1, in steps of a tenth.
    begin = Framing(x=0.5, y=0.5, zoom=1.5)
    end = Framing(x=0.5 + 4 * way[0] / 320, y=0.5 + 4 * way[1] / 180, zoom=1.5)
    motion = Motion(begin=begin, end=end, ease=Ease.LINEAR)
    stack = opened(folder, clip(Layer(source="sky.png", depth=depth), motion=motion))
    frames = [frame(stack, step / 60).y for step in range(61)]
    assert jitter(frames, [-0.1 * depth * part for part in way]) < 0.012


@pytest.mark.parametrize("way", [0.1, -0.1, 3.7, -3.7])
def test_mirrored_drift_goes_on_as_a_mirror_image(folder, way):
    stack = opened(folder, clip(Layer(source="sky.png", drift=Drift(x=way, mirrored=True))))
    first, later = frame(stack).y, frame(stack, 0, 2.0).y
    both = np.hstack([first, first[:, ::-1]])
    expected = np.roll(both, round(2 * way * 320), axis=1)[:, :320]
    assert np.abs(expected.astype(int) - later)[4:-4, 4:-4].mean() < 1.0


@pytest.mark.parametrize("mirrored", [False, True])
def test_no_more_is_stored_than_comes_by(folder, mirrored):
    slow = Drift(x=0.01, mirrored=mirrored)
    drifting, still = (
        opened(folder, clip(Layer(source="sky.png", drift=drift))) for drift in (slow, None)
    )
    assert still.bytes < drifting.bytes < still.bytes * 1.1


def test_slow_drift_is_even(folder):
    stack = opened(folder, clip(Layer(source="sky.png", drift=Drift(x=0.01))))
    frames = [frame(stack, 0, number / 30).y for number in range(20)]
    assert jitter(frames, [3.2 / 30, 0]) < 0.02


def test_sway_swings_the_top_and_leaves_the_foot(folder):
    stack = opened(folder, clip(Layer(source="sky.png", sway=Sway(reach=0.02, period=4))))
    rest = frame(stack, 0, 0.0).y
    for seconds, share in ((1.0, 1.0), (0.5, np.sin(np.pi / 4)), (3.0, -1.0), (2.0, 0.0)):
        swung = frame(stack, 0, seconds).y
        for row in (2, 60, 120, 177):
            reach = 0.02 * 320 * share * (1 - (row + 0.5) / 180)
            assert slid(rest[row], swung[row]) == pytest.approx(reach, abs=0.06)


def test_waves_grow_from_their_horizon(folder):
    waves = Sway(reach=0.02, period=4, horizon=0.5)
    stack = opened(folder, clip(Layer(source="sky.png", sway=waves)))
    shown = np.array([frame(stack, 0, seconds).y.astype(int) for seconds in (0.0, 0.9, 2.3)])
    plain = frame(opened(folder, clip(Layer(source="sky.png")))).y
    assert np.abs(shown[:, :89] - plain[:89]).max() <= 1
    moved = np.abs(shown - plain).mean(axis=(0, 2))
    assert moved[90:100].mean() < moved[105:130].mean() < moved[145:180].mean()


def test_waves_carry_rows_as_far_as_they_say(folder):
    waves = Sway(reach=0.02, period=4, horizon=0.25)
    stack = opened(folder, clip(Layer(source="sky.png", sway=waves)))
    drawn, rest = frame(stack, 0, 1.3).y, frame(opened(folder, clip(Layer(source="sky.png")))).y
    right, down = Waves(45 - 0.5, 179.5, 0.02 * 320, 1.3 / 4).at(np.arange(180))
    for row in (70, 110, 150):
        below = row + down[row]
        part = below - int(below)
        expected = rest[int(below)] * (1 - part) + rest[int(below) + 1] * part
        assert slid(expected, drawn[row].astype(float)) == pytest.approx(-right[row], abs=0.15)


@given(rows=st.lists(st.floats(-50, 250), min_size=1), turn=st.floats(0, 20))
def test_waves_never_go_farther_than_they_reach(rows, turn):
    right, down = Waves(40, 180, 6, turn).at(rows)
    assert max(np.abs(right).max(), np.abs(down).max()) <= 6


@pytest.mark.parametrize("angle", [0.0, 6.0])
def test_waves_do_not_uncover_the_frame(folder, tmp_path, angle):
    cv2.imwrite(str(tmp_path / "white.png"), np.full((360, 640, 3), 255, np.uint8))
    waves = Sway(reach=0.03, period=2, horizon=0.1)
    still = Framing(zoom=1.2, angle=angle)
    stack = opened(
        tmp_path,
        clip(Layer(source="white.png", sway=waves), motion=Motion(begin=still, end=still)),
    )
    assert min(int(frame(stack, 0, number / 7).y.min()) for number in range(14)) >= 234


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "There is no file"), (b"", "grass"), (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "grass")],
)
def test_layer_that_is_no_picture_is_named(tmp_path, content, sentence):
    if content is not None:
        (tmp_path / "grass.png").write_bytes(content)
    with pytest.raises((NotFound, Invalid), match=sentence):
        opened(tmp_path, clip(Layer(source="grass.png")))


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (900, 5), (5, 900)])
def test_odd_pictures_fill_the_frame(tmp_path, size):
    cv2.imwrite(str(tmp_path / "a.png"), np.full((size[1], size[0], 4), 255, np.uint8))
    shown = frame(opened(tmp_path, clip(Layer(source="a.png", depth=2), motion=PUSH)), 0.5)
    assert shown.y.min() >= 234


@pytest.mark.parametrize("kind", ["grey", "grey16", "clear", "colour16", "webp"])
def test_every_kind_of_picture_is_taken(tmp_path, kind):
    made = {
        "grey": np.full((90, 160), 200, np.uint8),
        "grey16": np.full((90, 160), 200 * 257, np.uint16),
        "clear": np.zeros((90, 160, 4), np.uint8),
        "colour16": np.full((90, 160, 4), (200 * 257,) * 3 + (65535,), np.uint16),
        "webp": np.full((90, 160, 4), (200, 200, 200, 255), np.uint8),
    }[kind]
    name = "a.webp" if kind == "webp" else "a.png"
    cv2.imwrite(str(tmp_path / name), made)
    shown = frame(opened(tmp_path, clip(Layer(source=name))))
    assert set(np.unique(shown.y)) <= ({16} if kind == "clear" else {187, 188, 189})


def test_many_layers_stay_within_their_room(folder):
    motion = Motion(end=Framing(zoom=8))
    stack = opened(folder, clip(*[Layer(source="sky.png", depth=4)] * 32, motion=motion))
    stored = sum(one._cutout.ink.y.size for one in stack._things)
    assert stored <= 60 * 320 * 180


def test_a_clip_with_layers_opens_a_stack(folder):
    shown = clip(*SCENE, motion=PUSH)
    made = footage(shown, CANVAS, lambda source: folder / source)
    into = Planes.empty(*CANVAS.size)
    made.show(Moment(0.5, Time.of(2)), into)
    assert furthest(into, frame(opened(folder, shown), 0.5, 2)) == 0


def test_it_fills_planes_that_are_part_of_wider_ones(folder):
    # Encoders' planes have rows longer than the frame is wide.
    wide = [np.full((side, 400), 5, np.uint8) for side in (180, 90, 90)]
    into = Planes(wide[0][:, :320], wide[1][:, :160], wide[2][:, :160])
    shown = clip(*SCENE, motion=PUSH)
    opened(folder, shown).show(Moment(0.5, Time.of(2)), into)
    assert furthest(into, frame(opened(folder, shown), 0.5, 2)) == 0
    assert {int(plane[:, -80:].min()) for plane in wide} == {5}
    assert {int(plane[:, 320:].max()) for plane in wide} == {5}
