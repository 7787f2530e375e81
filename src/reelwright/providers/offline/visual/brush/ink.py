"""Ink: lines where one thing ends and another begins."""

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane, blur, ramp


def outlines(depth: Plane, width: float) -> Plane:
    """Return lines, 1 where they are black, `width` pixels wide, where `depth` jumps."""
    far = np.log(np.maximum(depth, 0.1))
    far = np.asarray(cv2.medianBlur(far, 5), np.float32)
    reach = max(1, round(width)) - 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach * 2 + 1, reach * 2 + 1))
    jump = np.asarray(cv2.dilate(np.maximum(_jumps(far), _jumps(far.T).T), kernel), np.float32)
    least = np.float32(0.14) + np.float32(0.5) * ramp(far, np.log(1_500), np.log(12_000)) * (
        far < np.log(1e5)
    )
    return blur(np.clip((jump - least) / np.float32(0.2), 0, 1), width * 0.35)


def _jumps(far: Plane) -> Plane:
    """Return how much more each row differs from the next than rows beside them do.

    Where a surface only slopes away, even to its horizon, that is next to nothing.
    """
    step = np.pad(np.abs(np.diff(far, axis=0)), ((1, 1), (0, 0)))
    jump = step[1:-1] - np.minimum(step[:-2], step[2:])
    jump = np.pad(np.maximum(jump, 0), ((1, 1), (0, 0)))
    return np.asarray(np.maximum(jump[:-1], jump[1:]), np.float32)


def strokes(grey: Plane, width: float, threshold: float = 0.0) -> Plane:
    """Return lines, 1 where they are black, along the darker side of steps in brightness.

    A difference of Gaussians, sharpened (Winnemoller's XDoG, 2011).
    """
    near, wide = blur(grey, width), blur(grey, width * 1.6)
    edge = near - wide
    return np.clip(np.tanh((-edge - np.float32(threshold)) * np.float32(60)), 0, 1)
