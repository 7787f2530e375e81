"""Our medium quality at the bare encoder's preset, in every Python started with this on its path.

Workers are processes of their own; this is how the benchmark reaches them without a door in the
product that nobody else would use. With `BENCH_KERNELS=opencv` they find no numba, as on a machine
that has none.
"""

import os
import sys

if os.environ.get("BENCH_KERNELS") == "opencv":
    sys.modules["numba"] = None  # type: ignore[assignment]  # what import takes for missing

from benchmarks.render.settings import X264

from reelwright.model.brief import Quality
from reelwright.model.output import Codec
from reelwright.render.encode import codecs

h264 = codecs.SOFTWARE[Codec.H264]
if not isinstance(h264.qualities, dict):
    raise TypeError("The encoder's table of qualities cannot be changed; the benchmark must be.")
h264.qualities[Quality.MEDIUM] = X264
