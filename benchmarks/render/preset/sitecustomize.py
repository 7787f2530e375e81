"""Our medium quality at the bare encoder's preset, in every Python started with this on its path.

Workers are processes of their own; this is how the benchmark reaches them without a door in the
product that nobody else would use. With `BENCH_KERNELS=opencv` they find neither machine code nor
numba, as on a processor that has neither. Modules are changed when they are imported, and none is
imported for that: it would be counted as our start-up.
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


def preset(codecs: ModuleType) -> None:
    """Have x264 told at our medium quality what the bare encoder's is told."""
    from benchmarks.render.settings import X264  # noqa: PLC0415 - see above

    from reelwright.model.brief import Quality  # noqa: PLC0415
    from reelwright.model.output import Codec  # noqa: PLC0415

    h264 = codecs.SOFTWARE[Codec.H264]
    if not isinstance(h264.qualities, dict):
        raise TypeError("The table of qualities cannot be changed; the benchmark must be.")
    h264.qualities[Quality.MEDIUM] = X264


def unshipped(shipped: ModuleType) -> None:
    """Leave no machine code for any processor."""
    shipped.LEVELS.clear()


CHANGES: dict[str, Callable[[ModuleType], None]] = {"reelwright.render.encode.codecs": preset}
if os.environ.get("BENCH_KERNELS") == "opencv":
    sys.modules["numba"] = None  # type: ignore[assignment]  # what import takes for missing
    CHANGES["reelwright.render.kernels.shipped"] = unshipped


class Changing(MetaPathFinder):
    """Finds the modules to be changed, and changes each as soon as it has run."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        change = CHANGES.pop(fullname, None)
        spec = PathFinder.find_spec(fullname, path, target) if change else None
        if change and spec and spec.loader:
            run = spec.loader.exec_module

            def changed(module: ModuleType) -> None:
                run(module)
                change(module)

            spec.loader.exec_module = changed  # type: ignore[method-assign]  # of this one loader
        return spec


sys.meta_path.insert(0, Changing())
