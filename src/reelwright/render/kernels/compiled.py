"""The inner loops in machine code; `loops.blending` has them in Python."""

import numpy as np
from numpy.typing import NDArray

from reelwright.render import lanczos
from reelwright.render.bordered import Bordered
from reelwright.render.kernels.machine import address, functions
from reelwright.render.kernels.plain import turned
from reelwright.render.pixels import Pixels

_LOOPS = functions()


class Compiled:
    """Kernels that numba has compiled."""

    name = "numba"

    def sample(self, plane: Pixels, affine: NDArray[np.float64], into: Pixels) -> None:
        """Sample rows and columns apart, in fixed point; turned maps go through OpenCV."""
        if affine[0, 1] or affine[1, 0]:
            turned(plane, affine, into)
            return
        plane, affine = np.ascontiguousarray(plane), np.ascontiguousarray(affine)
        (height, width), stored = into.shape, plane.shape
        room = np.empty(7 * width + 3 * height + stored[1] + 1, np.uint64)
        _LOOPS["sample"](
            address(plane), *stored, address(affine), *_at(into), height, width, address(room)
        )

    def resample(self, plane: Bordered, affine: NDArray[np.float64], into: Pixels) -> None:
        """Resample rows and columns apart, in fixed point."""
        padded = np.ascontiguousarray(plane.padded)
        stride, (wide, high), (height, width) = padded.shape[1], plane.size, into.shape
        steps = float(affine[0, 0]), float(affine[1, 1])
        place = np.array([steps[0], affine[0, 2], steps[1], affine[1, 2]], np.float64)
        across, down = (lanczos.width(step) for step in steps)
        tables = lanczos.weights(across, lanczos.ACROSS), lanczos.weights(down, lanczos.DOWN)
        room = np.empty(58 * -(-width // 16) + 4098, np.uint64)
        _LOOPS["resample"](
            *(address(padded) + lanczos.BORDER * (stride + 1), stride, high, wide, address(place)),
            *(address(tables[0]), address(tables[1]), lanczos.taps(across), lanczos.taps(down)),
            *(*_at(into), height, width, address(room)),
        )

    def mix(self, below: Pixels, above: Pixels, share: float) -> None:
        """Mix by a share rounded to 65535ths."""
        part = np.array([round(share * 65535)], np.uint16)
        _LOOPS["mix"](*_at(below), *_at(above), *below.shape, address(part))

    def lay(self, under: Pixels, ink: Pixels, keep: Pixels) -> None:
        """Lay in one step."""
        _LOOPS["lay"](*_at(under), *_at(ink), *_at(keep), *under.shape)


def _at(plane: Pixels) -> tuple[int, int]:
    """Return where a plane is, maybe part of a wider one, and how far its rows lie apart."""
    return address(plane), plane.strides[0]


KERNELS = Compiled()
