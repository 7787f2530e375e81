"""The compiled loops as functions to call, loaded from the machine code that is kept of them.

Importing numba and loading what it keeps by itself takes 0.3 s and 106 MB, LLVM's loader alone 0.04
s and 47 MB, and this nearly nothing. So numba is imported only where there is something to compile,
and LLVM where `image` does not know the kind of file.
"""

import ctypes
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Protocol, TypeAlias

from numpy.typing import NDArray

from reelwright.model.errors import Broken
from reelwright.render.kernels import kept, shipped
from reelwright.render.kernels.image import Memory, Unfit, taken
from reelwright.render.kernels.kept import LIBRARY, Code

Function: TypeAlias = Callable[..., None]
"""Takes whole numbers of 64 bits, addresses among them; others may run meanwhile."""

_BROKEN = (
    "The compiled kernels cannot be loaded: {}. Choose the opencv kernels, and please report this."
)
_loaded: list[object] = []
"""What must live for as long as the functions are called."""


@cache
def functions() -> Mapping[str, Function]:
    """Return the loops by their names: as they come with the package, or else compiled here once.

    `ImportError` where neither is possible.
    """
    ready = shipped.best()
    return linked(ready.code if ready else kept.kept(kept.folders(), kept.current(), _compiled))


def _compiled() -> Code:
    from reelwright.render.kernels import compiling  # noqa: PLC0415 - it imports numba

    return compiling.code()


def linked(code: Code) -> Mapping[str, Function]:
    """Load code; `Broken` where it asks for what is neither in it nor in `LIBRARY`."""
    try:
        image = taken(code.image)
        if foreign := set(image.calls) - set(LIBRARY):
            raise Broken(_BROKEN.format(f"it needs {', '.join(sorted(foreign))}"))
        memory = Memory(image, _library())
    except (Unfit, OSError):
        return linked_by_llvm(code)
    return _called(code, memory)


def linked_by_llvm(code: Code) -> Mapping[str, Function]:
    """Load code of any kind that LLVM knows, for 47 MB; `Broken` as `linked` says."""
    import llvmlite.binding as llvm  # type: ignore[import-untyped]  # noqa: PLC0415 - seldom needed

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    builder = llvm.JITLibraryBuilder().add_object_img(code.image)
    for name, where in _library().items():
        builder.import_symbol(name, where)
    for name in code.functions:
        builder.export_symbol(name)
    try:
        compiler = llvm.create_lljit_compiler(suppress_errors=True)
        return _called(code, builder.link(compiler, "loops"), compiler)
    except RuntimeError as wrong:
        raise Broken(_BROKEN.format(wrong)) from wrong


class _Addresses(Protocol):
    def __getitem__(self, name: str, /) -> int: ...


def _called(code: Code, made: _Addresses, *also: object) -> Mapping[str, Function]:
    """Return functions, keeping alive what they need."""
    _loaded.append((made, also))
    return {
        name: ctypes.CFUNCTYPE(None, *[ctypes.c_int64] * count)(made[name])
        for name, count in code.functions.items()
    }


def _library() -> dict[str, int]:
    process = ctypes.CDLL(None)
    found = {name: ctypes.cast(getattr(process, name), ctypes.c_void_p).value for name in LIBRARY}
    return {name: where for name, where in found.items() if where}


def address(array: NDArray[Any]) -> int:
    """Return where an array's first number is; the array must be kept while that is used."""
    where: int = array.__array_interface__["data"][0]
    return where
