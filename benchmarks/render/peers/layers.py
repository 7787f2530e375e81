"""OpenCV and skia laying layers over each other, in the peers' Python.

    python -m benchmarks.render.peers.layers FRAMES LAYER.png...

Prints, as JSON, the CPU milliseconds a 1080p frame takes in each: the median over the frames.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from math import cos, sin
from typing import Any

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

_SIZE = (1920, 1080)


def main() -> None:
    frames, layers = int(sys.argv[1]), [_premultiplied(file) for file in sys.argv[2:]]
    cv2.setNumThreads(1)
    ways = {"OpenCV": _opencv(layers), "skia": _skia(layers)}
    print(json.dumps({name: _cost(draw, frames) for name, draw in ways.items()}))


def _premultiplied(file: str) -> Pixels:
    drawn = np.asarray(cv2.imread(file, cv2.IMREAD_UNCHANGED))
    alpha = drawn[..., 3:].astype(np.uint16)
    return np.dstack([drawn[..., :3] * alpha // 255, alpha]).astype(np.uint8)


def _place(frame: int, number: int) -> tuple[float, float]:
    """Return the pixel of a layer that lies in the frame's corner: it moves by parts of pixels."""
    return 120 + (20 + 15 * number) * sin(frame / 90 + number), 60 + 6 * cos(frame / 70 + number)


def _opencv(layers: list[Pixels]) -> Callable[[int], Any]:
    def draw(frame: int) -> Any:  # noqa: ANN401
        below: Any = None
        for number, layer in enumerate(layers):
            x, y = _place(frame, number)
            moved = cv2.warpAffine(
                layer,
                np.array([[1, 0, x], [0, 1, y]]),
                _SIZE,
                flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            )
            if below is None:
                below = moved
                continue
            keep = cv2.merge([255 - moved[..., 3]] * 4)
            below = cv2.add(cv2.multiply(below, keep, scale=1 / 255), moved)
        return cv2.cvtColor(below, cv2.COLOR_BGRA2YUV_I420)

    return draw


def _skia(layers: list[Pixels]) -> Callable[[int], Any]:
    kind = {"colorType": skia.kBGRA_8888_ColorType}
    images = [
        skia.Image.fromarray(layer, alphaType=skia.kPremul_AlphaType, copy=True, **kind)
        for layer in layers
    ]
    into = np.zeros((_SIZE[1], _SIZE[0], 4), np.uint8)
    canvas = skia.Surface(into, **kind).getCanvas()
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear)

    def draw(frame: int) -> Any:  # noqa: ANN401
        for number, image in enumerate(images):
            x, y = _place(frame, number)
            canvas.drawImage(image, -x, -y, sampling)
        return cv2.cvtColor(into, cv2.COLOR_BGRA2YUV_I420)

    return draw


def _cost(draw: Callable[[int], Any], frames: int) -> float:
    draw(0)
    costs = []
    for frame in range(frames):
        begun = time.process_time()
        draw(frame)
        costs.append(time.process_time() - begun)
    return 1e3 * statistics.median(costs)


if __name__ == "__main__":
    main()
