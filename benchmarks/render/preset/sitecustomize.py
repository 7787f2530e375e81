"""Our medium quality at the bare encoder's preset, in every Python started with this on its path.

Workers are processes of their own; this is how the benchmark reaches them without a door in the
product that nobody else would use. With `BENCH_KERNELS=opencv` they find neither machine code nor
numba, as on a processor that has neither.
"""

import os
import sys

from benchmarks.render.settings import X264

from reelwright.model.brief import Quality
from reelwright.model.output import Codec
from reelwright.render.encode import codecs
from reelwright.render.kernels import shipped

if os.environ.get("BENCH_KERNELS") == "opencv":
    sys.modules["numba"] = None  # type: ignore[assignment]  # what import takes for missing
    shipped.LEVELS.clear()

h264 = codecs.SOFTWARE[Codec.H264]
if not isinstance(h264.qualities, dict):
    raise TypeError("The encoder's table of qualities cannot be changed; the benchmark must be.")
h264.qualities[Quality.MEDIUM] = X264
