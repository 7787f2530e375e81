"""A filmed still moves as its motion says, frame by frame, to hundredths of a pixel."""

from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from reelwright.model.motion import Ease, Framing, Motion
from reelwright.model.timeline import Timeline
from reelwright.render.canvas import Canvas
from reelwright.render.compose import Composer
from reelwright.render.export import export
from reelwright.render.means import Means
from reelwright.render.motion.framing import framing_at, luma_map
from reelwright.render.plan import plan
from reelwright.render.planes import Planes

FRAME, PICTURE = (320, 180), (512, 288)
MOVES = {
    "pan": Motion(begin=Framing(x=0.45, zoom=1.2), end=Framing(x=0.52, zoom=1.2), ease=Ease.LINEAR),
    "tilt": Motion(
        begin=Framing(y=0.55, zoom=1.2), end=Framing(y=0.47, zoom=1.2), ease=Ease.LINEAR
    ),
    "slant": Motion(begin=Framing(x=0.45, y=0.45, zoom=1.3), end=Framing(x=0.5, y=0.5, zoom=1.3)),
    "push": Motion(end=Framing(zoom=1.08), ease=Ease.LINEAR),
    "crawl": Motion(
        begin=Framing(x=0.5, zoom=1.2), end=Framing(x=0.505, zoom=1.2), ease=Ease.LINEAR
    ),
}


def a_timeline(motion: Motion, rate=30, seconds=2) -> Timeline:
    clip = {"start": 0, "length": seconds, "source": "one.png", "motion": motion.write()}
    size = {"width": FRAME[0], "height": FRAME[1]}
    return Timeline.read({**size, "length": seconds, "rate": rate, "pictures": [clip]})


def displacement(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return how far a picture moved, in pixels across and down, by phase correlation.

    The phase of the cross-spectrum is a plane whose slope is the displacement (Stone, Orchard,
    Chang and Martucci 2001); fitted over low frequencies, weighted by their strength.
    """
    window = np.outer(np.hanning(FRAME[1]), np.hanning(FRAME[0]))
    one, two = (np.fft.fft2((plane - plane.mean()) * window) for plane in (before, after))
    cross = one * np.conj(two)
    down, across = np.meshgrid(*(np.fft.fftfreq(side) for side in FRAME[::-1]), indexing="ij")
    low = (np.hypot(across, down) < 0.12) & (np.hypot(across, down) > 0.01)
    strength = np.sqrt(np.abs(cross[low]))
    slopes = 2 * np.pi * np.stack([across[low], down[low]], axis=1) * strength[:, None]
    return np.linalg.lstsq(slopes, np.angle(cross[low]) * strength, rcond=None)[0]


def displacements(lumas: list[np.ndarray]) -> np.ndarray:
    return np.array([displacement(*pair) for pair in pairwise(lumas)])


def expected(motion: Motion, frames: int) -> np.ndarray:
    """Return how far what is at the frame's centre moves between successive frames."""
    centre = np.array([(FRAME[0] - 1) / 2, (FRAME[1] - 1) / 2, 1])
    maps = [luma_map(framing_at(motion, n / (frames - 1)), PICTURE, FRAME) for n in range(frames)]
    seen = [(one @ centre - two[:, 2]) / np.diag(two) - centre[:2] for one, two in pairwise(maps)]
    return np.array(seen)


def opened(media: Path, timeline: Timeline) -> tuple[Composer, int]:
    """Return a composer of a timeline that is one segment, and its number of frames."""
    (segment,) = plan(timeline).segments
    canvas = Canvas(timeline.width, timeline.height, timeline.rate)
    return Composer(segment, canvas, None, lambda name: media / name), segment.frames


def composed(media: Path, timeline: Timeline) -> list[np.ndarray]:
    composer, frames = opened(media, timeline)
    lumas = []
    for frame in range(frames):
        planes = Planes.empty(*FRAME)
        composer.compose(frame, planes)
        lumas.append(planes.y.astype(float))
    return lumas


@pytest.mark.parametrize("move", MOVES)
def test_composed_still_is_steady(media, move):
    lumas = composed(media, a_timeline(MOVES[move]))
    off = displacements(lumas) - expected(MOVES[move], len(lumas))
    assert float(np.abs(off).max()) < 0.02


@pytest.mark.parametrize("rate", [12, 24, 60])
def test_steps_are_even_at_any_rate(media, rate):
    lumas = composed(media, a_timeline(MOVES["pan"], rate))
    steps = displacements(lumas)[:, 0]
    assert float(steps.std()) < 0.01
    assert float(steps.mean()) == pytest.approx(-0.07 * 1.2 * FRAME[0] / (2 * rate - 1), abs=0.005)


@pytest.mark.parametrize("move", ["pan", "tilt", "push"])
def test_encoded_still_is_steady(media, tmp_path, move):
    out = tmp_path / "film.mp4"
    export(a_timeline(MOVES[move]), out, lambda name: media / name)
    with av.open(str(out)) as container:
        frames = [f.to_ndarray(format="yuv420p") for f in container.decode(video=0)]
    off = displacements([frame[: FRAME[1]].astype(float) for frame in frames])
    off -= expected(MOVES[move], len(frames))
    assert float(np.sqrt(np.mean(off**2, axis=0)).max()) < 0.05


def test_held_still_does_not_move_at_all(media):
    first, *rest = composed(media, a_timeline(Motion()))
    assert all(np.array_equal(first, one) for one in rest)


def test_still_held_for_a_minute_does_not_change_by_a_bit(media, tmp_path):
    """Within a segment no frame differs once the encoder has settled; nor do the segments."""
    held = a_timeline(Motion(), seconds=60)
    out = tmp_path / "film.mp4"
    export(held, out, lambda name: media / name, means=Means(2))
    with av.open(str(out)) as container:
        shown = [hash(f.to_ndarray().tobytes()) for f in container.decode(video=0)]
    begins = [segment.first for segment in plan(held).segments]
    assert len(shown) == 60 * 30
    assert len({shown[first + 30] for first in begins}) == 1
    settled = [len(set(shown[first + 30 : first + 110])) for first in begins]
    assert settled == [1] * len(begins)


def test_chroma_moves_with_luma(media):
    """Chroma is half as large, so it moves half as far; else colours would fringe in a pan."""
    composer, frames = opened(media, a_timeline(MOVES["slant"]))
    early, late = Planes.empty(*FRAME), Planes.empty(*FRAME)
    composer.compose(20, early)
    composer.compose(26, late)
    moved = expected(MOVES["slant"], frames)[20:26].sum(axis=0)
    assert displacement(early.y.astype(float), late.y.astype(float)) == pytest.approx(
        moved, abs=0.02
    )
    enlarged = [
        plane.repeat(2, axis=0).repeat(2, axis=1).astype(float) for plane in (early.u, late.u)
    ]
    assert displacement(*enlarged) == pytest.approx(moved, abs=0.1)
