"""The inner loops of composing, twice: in machine code that numba made, and in OpenCV alone.

Both give the same pixels within one code value. The choice is made once for a process, by `use`,
and can be asked for; `kernels.stack` and what else stands beside it choose by `current().name`.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from reelwright.model.errors import Invalid, Unavailable, unknown
from reelwright.render.kernels import shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from reelwright.render.bordered import Bordered
    from reelwright.render.pixels import Pixels


class Kernels(Protocol):
    """One way of doing them. Planes may be parts of wider ones; rows are contiguous."""

    name: str

    def sample(self, plane: "Pixels", affine: "NDArray[np.float64]", into: "Pixels") -> None:
        """Fill `into` with `plane`, in straight lines between its four nearest pixels.

        `affine` takes pixel centres of `into` to those of `plane`, which goes on at its edges with
        the pixels that are there.
        """
        ...

    def resample(self, plane: "Bordered", affine: "NDArray[np.float64]", into: "Pixels") -> None:
        """Fill `into` with `plane` by Lanczos's kernel, as wide as `lanczos.width` says.

        `affine` is as for `sample`, but does not turn, and its steps are more than 0 and no more
        than `lanczos.WIDEST`.
        """
        ...

    def mix(self, below: "Pixels", above: "Pixels", share: float) -> None:
        """Let `above` into `below`, in place: `share` of it, the rest what was there."""
        ...

    def lay(self, under: "Pixels", ink: "Pixels", keep: "Pixels") -> None:
        """Keep `keep` 255ths of `under` and add `ink`, in place, 255 at most."""
        ...


_PLACES = {"numba": "compiled", "opencv": "plain"}
_chosen: dict[str, str] = {}
_loaded: dict[str, Kernels] = {}
_loading = Lock()


_COMPILERS = ("numba", "llvmlite")
_MISSING = (
    "Frames are composed by OpenCV alone, which takes five times as long, and twenty in rain or "
    "snow: the package holds no machine code for this processor, and nothing here can make it. "
    "Install what can with `pip install 'reelwright[kernels]'`"
)


def compiled_for() -> str | None:
    """Return what there is machine code for: a level of x86-64, or "this processor"; or None.

    Code for this processor is there once it has been compiled, by `current` at the latest.
    """
    if ready := shipped.best():
        return ready.level
    return "this processor" if all(find_spec(one) for one in _COMPILERS) else None


def fastest() -> str:
    """Return the name of the fastest kernels that can be had; nothing is loaded."""
    return "numba" if compiled_for() else "opencv"


def less(name: str) -> list[str]:
    """Return, in a sentence at most, what is less where the kernels called `name` had to do."""
    return [f"{_MISSING}."] if name == fastest() == "opencv" else []


def choose(name: str) -> None:
    """Choose the kernels of this process without loading them yet."""
    if name not in _PLACES:
        raise Invalid(unknown("kernels", name, _PLACES))
    _chosen["all"] = name


def use(name: str | None = None) -> Kernels:
    """Choose the kernels of this process, by default the fastest there are, and return them.

    What has to be compiled is compiled now, or loaded from where it was kept. `Unavailable` where
    they are asked for by name and cannot be had.
    """
    choose(name or fastest())
    return current()


def current() -> Kernels:
    """Return the kernels of this process, loaded now if nobody has; the fastest if none are chosen.

    Threads that ask while they are being loaded wait.
    """
    name = _chosen.get("all") or _chosen.setdefault("all", fastest())
    return _loaded.get(name) or _first(name)


def _first(name: str) -> Kernels:
    with _loading:
        if name not in _loaded:
            _loaded[name] = _load(name)
        return _loaded[name]


def _load(name: str) -> Kernels:
    try:
        module = import_module(f"{__name__}.{_PLACES[name]}")
    except ImportError as missing:
        raise Unavailable(
            f"The {name} kernels cannot be loaded on {sys.platform}: {missing}. Install "
            "them with `pip install 'reelwright[kernels]'`, or choose opencv."
        ) from missing
    made: Kernels = module.KERNELS
    return made
