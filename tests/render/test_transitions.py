"""Every transition follows its curve, begins at one clip and ends at the other."""

from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.clip import Direction, Transition
from reelwright.render.planes import Planes, from_bgr
from reelwright.render.transitions import TRANSITIONS
from reelwright.render.transitions.dissolve import SOFTNESS, arrival

LEFT, RIGHT, UP, DOWN = Direction
MOVING = [Transition.WIPE, Transition.SLIDE, Transition.PUSH]
SHARES = np.linspace(0.02, 0.98, 25)


def flat(luma: int, blue: int, red: int, size: tuple[int, int] = (320, 180)) -> Planes:
    planes = Planes.empty(*size)
    for plane, level in zip(planes, (luma, blue, red), strict=True):
        plane[:] = level
    return planes


def textured(seed: int, size: tuple[int, int] = (320, 180), softness: float = 3) -> Planes:
    noise = np.random.default_rng(seed).random((size[1], size[0], 3), np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), softness) - 0.5
    return from_bgr(np.clip(smooth * softness * 300 + 128, 0, 255).astype(np.uint8))


def blended(kind: Transition, below: Planes, above: Planes, share: float, way=LEFT) -> Planes:
    into = Planes(*(plane.copy() for plane in below))
    kept = [plane.copy() for plane in above]
    TRANSITIONS[kind](into, above, share, way)
    assert all(np.array_equal(*pair) for pair in zip(kept, above, strict=True))
    return into


def equal(one: Planes, two: Planes) -> bool:
    return all(np.array_equal(*pair) for pair in zip(one, two, strict=True))


def smooth(share: np.ndarray) -> np.ndarray:
    return share * share * (3 - 2 * share)


def picture(planes: Planes) -> np.ndarray:
    chroma = [cv2.resize(plane, planes.size) for plane in (planes.u, planes.v)]
    luma, blue, red = (plane.astype(float) for plane in (planes.y, *chroma))
    matrix = np.array([[1.1644, 2.1124, 0], [1.1644, -0.2132, -0.5329], [1.1644, 0, 1.7927]])
    bgr = np.dstack([luma - 16, blue - 128, red - 128]) @ matrix.T
    return np.clip(np.rint(bgr), 0, 255).astype(np.uint8)


def test_all_but_the_cut_are_there():
    assert set(TRANSITIONS) == set(Transition) - {Transition.CUT}


@pytest.mark.parametrize("way", Direction)
@pytest.mark.parametrize("kind", TRANSITIONS)
def test_ends_are_the_pure_frames(kind, way):
    below, above = textured(1), textured(2)
    assert equal(blended(kind, below, above, 0.0, way), below)
    assert equal(blended(kind, below, above, 1.0, way), above)


def test_crossfade_is_even():
    levels = [
        blended("crossfade", flat(40, 90, 90), flat(200, 170, 150), s).y.mean() for s in SHARES
    ]
    assert levels == pytest.approx(40 + 160 * SHARES, abs=0.51)


@pytest.mark.parametrize(("kind", "level"), [("fade-black", 16), ("fade-white", 235)])
def test_fades_pass_their_colour_half_way(kind, level):
    below, above = flat(60, 90, 170), flat(180, 160, 100)
    shown = [blended(kind, below, above, share) for share in SHARES]
    keep = np.abs(1 - 2 * SHARES)
    luma = np.where(SHARES < 0.5, 60, 180) * keep + level * (1 - keep)
    chroma = np.where(SHARES < 0.5, 90, 160) * keep + 128 * (1 - keep)
    assert [one.y.mean() for one in shown] == pytest.approx(luma, abs=0.51)
    assert [one.u.mean() for one in shown] == pytest.approx(chroma, abs=0.51)
    assert equal(blended(kind, below, above, 0.5), flat(level, 128, 128))


@pytest.mark.parametrize("way", Direction)
@pytest.mark.parametrize("kind", MOVING)
def test_edge_is_where_its_curve_has_it(kind, way):
    # What has come in, as a share of the frame, says where the edge is, by fractions of a pixel.
    below, above = flat(16, 28, 28), flat(216, 228, 228)
    shown = [blended(kind, below, above, share, way) for share in SHARES]
    length = 320 if way in {LEFT, RIGHT} else 180
    soft = 2.0  # pixels, the least there is
    promised = {
        "wipe": np.clip((SHARES * (length + soft) - soft / 2) / length, 0, 1),
        "slide": smooth(SHARES),
        "push": smooth(SHARES),
    }[kind]
    luma = [(one.y.mean() - 16) / 200 for one in shown]
    chroma = [(one.u.mean() - 28) / 200 for one in shown]
    assert luma == pytest.approx(promised, abs=0.1 / length)
    assert chroma == pytest.approx(promised, abs=0.8 / length)
    assert all(before < after for before, after in pairwise(luma))


@pytest.mark.parametrize("way", Direction)
@pytest.mark.parametrize("kind", MOVING)
def test_edge_moves_the_way_it_is_told(kind, way):
    shown = blended(kind, flat(16, 128, 128), flat(216, 128, 128), 0.4, way).y.astype(float)
    edges = {LEFT: shown[:, -8:], RIGHT: shown[:, :8], UP: shown[-8:], DOWN: shown[:8]}
    others = {LEFT: shown[:, :8], RIGHT: shown[:, -8:], UP: shown[:8], DOWN: shown[-8:]}
    assert edges[way].min() == 216
    assert others[way].max() == 16


@pytest.mark.parametrize("way", Direction)
@pytest.mark.parametrize(("kind", "moves"), [("slide", (False, True)), ("push", (True, True))])
def test_clips_move_as_wholes(kind, moves, way):
    share = 0.3
    below, above = textured(1), textured(2)
    shown = blended(kind, below, above, share, way)
    axis, sign = (
        (1, -1) if way is LEFT else (1, 1) if way is RIGHT else (0, -1) if way is UP else (0, 1)
    )
    length = below.y.shape[axis]
    gone = smooth(np.array(share)) * length
    for clip, moving, by in (
        (below, moves[0], sign * gone),
        (above, moves[1], sign * (gone - length)),
    ):
        matrix = np.float64([[1, 0, by if axis else 0], [0, 1, 0 if axis else by]]) * [1, 1, moving]
        matrix[0, 0] = matrix[1, 1] = 1
        expected = cv2.warpAffine(clip.y, matrix, clip.size, flags=cv2.INTER_CUBIC)
        seen = cv2.warpAffine(np.full_like(clip.y, 255), matrix, clip.size)
        new = cv2.warpAffine(
            np.full_like(clip.y, 255),
            np.float64(
                [[1, 0, sign * (gone - length) * axis], [0, 1, sign * (gone - length) * (1 - axis)]]
            ),
            clip.size,
        )
        mine = cv2.erode(
            ((seen == 255) & ((new == 255) if clip is above else (new == 0))).astype(np.uint8),
            np.ones((9, 9)),
        )
        mine[:5] = mine[-5:] = mine[:, :5] = mine[:, -5:] = 0
        difference = np.abs(expected.astype(int) - shown.y)[mine > 0]
        assert len(difference) > 8_000
        assert difference.max() <= 4


def test_slow_push_does_not_shimmer():
    # Steps of a sixteenth of a pixel: sharpness may not come and go as it does when neighbours are
    # merely averaged, where it falls to 0.89 of what it is on whole pixels.
    below, above = textured(1), textured(2)
    shares = [np.roots([-2, 3, 0, -(40 + step / 16) / 320]) for step in range(17)]
    inside = [float(next(r for r in roots.real if 0 < r < 1)) for roots in shares]
    sharp = [
        np.diff(blended("push", below, above, s).y[:, 4:270].astype(float)).std() for s in inside
    ]
    assert min(sharp) > 0.975 * max(sharp)


def test_dissolve_brings_the_brightest_first():
    below, above = flat(16, 128, 128), textured(2, softness=12)
    shown = blended("dissolve", below, above, 0.45)
    around = above.y.astype(float)
    arrived = (shown.y.astype(float) - 16) / np.maximum(1, above.y.astype(float) - 16)
    bright, dark = around > np.percentile(around, 85), around < np.percentile(around, 15)
    assert arrived[bright].mean() > 0.85
    assert arrived[dark].mean() < 0.15


@given(st.floats(0, 1), st.floats(16, 120), st.floats(1, 115))
def test_dissolve_follows_its_curve(share, darkest, more):
    come = arrival(share, darkest, darkest + more).astype(float) / 255
    waits = np.clip((darkest + more - np.arange(256)) / more, 0, 1) * (1 - SOFTNESS)
    assert come == pytest.approx(smooth(np.clip((share - waits) / SOFTNESS, 0, 1)), abs=0.002)
    assert (np.diff(come) >= 0).all()


def test_dissolve_does_not_show_noise():
    # Two frames of a video that differ by grain alone: what comes in must not flicker.
    below, above = flat(16, 128, 128), textured(2)
    grain = np.random.default_rng(3).normal(0, 3, above.y.shape)
    grainy = Planes(np.clip(np.rint(above.y + grain), 16, 235).astype(np.uint8), above.u, above.v)
    one, two = (blended("dissolve", below, clip, 0.5).y.astype(float) for clip in (above, grainy))
    arrived = (one - 16) / np.maximum(1, above.y.astype(float) - 16)
    assert np.abs(two - one - grain * arrived).mean() < 1.0


@given(
    st.sampled_from(sorted(TRANSITIONS)),
    st.sampled_from(list(Direction)),
    st.floats(0, 1),
    st.integers(32, 60),
    st.integers(32, 60),
)
def test_any_share_of_any_size_lies_between(kind, way, share, width, height):
    size = (2 * width, 2 * height)
    shown = blended(kind, flat(60, 90, 110, size), flat(180, 160, 140, size), share, way)
    lowest, highest = (16, 235) if "fade-" in kind else (60, 180)
    assert lowest <= shown.y.min()
    assert shown.y.max() <= highest
    assert equal(
        shown, blended(kind, flat(60, 90, 110, size), flat(180, 160, 140, size), share, way)
    )


@pytest.mark.parametrize("kind", TRANSITIONS)
def test_it_looks_as_it_did(kind, golden):
    ways = Direction if kind in MOVING else [LEFT]
    shown = [blended(kind, textured(1), textured(2), 0.37, way) for way in ways]
    golden(f"transition-{kind}", np.vstack([picture(one)[::2, ::2] for one in shown]))
