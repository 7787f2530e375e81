"""The type of a plane of samples."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8]
"""Rows of 8-bit samples, one plane or interleaved channels."""
