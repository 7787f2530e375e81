"""How stored pictures are turned and mirrored to stand upright, from their display matrix."""

from dataclasses import dataclass
from typing import cast

import numpy as np
from av.sidedata.sidedata import SideDataContainer, Type
from av.video.frame import VideoFrame


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a step to the right and one down in the stored picture lead in the upright one.

    Each is (right, down), one of them 0 and the other 1 or -1.
    """

    right: tuple[int, int] = (1, 0)
    down: tuple[int, int] = (0, 1)

    @property
    def lying(self) -> bool:
        """Whether the width of the stored picture is the height of the upright one."""
        return self.right[0] == 0

    @property
    def degrees(self) -> int:
        """How far the stored picture is turned clockwise, mirrored or not: 0, 90, 180 or 270."""
        return {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}[self.right]

    def upright(self, size: tuple[int, int]) -> tuple[int, int]:
        """Return the size of the upright picture for that of the stored one."""
        return (size[1], size[0]) if self.lying else size

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """FFmpeg's filters, names and options, that do it."""
        if self.lying:
            return (("transpose", f"dir={_TRANSPOSE[self.down[0], self.right[1]]}"),)
        flips = (("hflip", self.right[0]), ("vflip", self.down[1]))
        return tuple((name, "") for name, sign in flips if sign < 0)


# FFmpeg's four transpositions by where a step down and a step to the right lead.
_TRANSPOSE = {(1, 1): "cclock_flip", (-1, 1): "clock", (1, -1): "cclock", (-1, -1): "clock_flip"}

# TIFF 6.0, Orientation: which sides the first row and the first column of a picture are.
_EXIF = {
    1: Turn((1, 0), (0, 1)),
    2: Turn((-1, 0), (0, 1)),
    3: Turn((-1, 0), (0, -1)),
    4: Turn((1, 0), (0, -1)),
    5: Turn((0, 1), (1, 0)),
    6: Turn((0, 1), (-1, 0)),
    7: Turn((0, -1), (-1, 0)),
    8: Turn((0, -1), (1, 0)),
}


def turn_of_exif(orientation: int) -> Turn:
    """Return the turn that an EXIF orientation, 1 to 8, asks for; none for any other number."""
    return _EXIF.get(orientation, Turn())


def turn_of(frame: VideoFrame) -> Turn:
    """Return the turn that a frame's display matrix asks for, to the nearest quarter."""
    matrix = _matrix(frame)
    if matrix is None:
        return Turn()
    across, down = matrix[0:2], matrix[3:5]
    lying = abs(across[1]) > abs(across[0])
    if lying:
        return Turn((0, _sign(across[1])), (_sign(down[0]), 0))
    return Turn((_sign(across[0]), 0), (0, _sign(down[1])))


def _sign(number: np.int32) -> int:
    return -1 if number < 0 else 1


def _matrix(frame: VideoFrame) -> np.ndarray[tuple[int], np.dtype[np.int32]] | None:
    """Return the 3x3 matrix by rows: the first is where a step to the right leads, and so on."""
    try:
        sides = cast("SideDataContainer", frame.side_data)  # PyAV's stub says otherwise
    except ValueError:  # PyAV 18 knows no EXIF side data, and then gives none at all
        return _QUARTERS.get(round(frame.rotation / 90) % 4)
    if Type.DISPLAYMATRIX not in sides:
        return None
    return np.frombuffer(bytes(sides[Type.DISPLAYMATRIX]), np.int32)


# By quarters of a turn, anticlockwise.
_QUARTERS = {
    1: np.array([0, -1, 0, 1, 0, 0, 0, 0, 1], np.int32),
    2: np.array([-1, 0, 0, 0, -1, 0, 0, 0, 1], np.int32),
    3: np.array([0, 1, 0, -1, 0, 0, 0, 0, 1], np.int32),
}
