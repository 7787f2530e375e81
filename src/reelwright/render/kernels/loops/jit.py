"""How loops become machine code: inlined into each other, and those that are called from outside.

A loop that is called from outside takes whole numbers of 64 bits and nothing else: sizes, and
addresses of arrays, which `array` finds. So its code needs nothing of numba's when it runs. It can
neither allocate nor raise: all it works on is handed to it.
"""

from collections.abc import Callable
from inspect import signature
from typing import Any

import numba
import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]  # ships no types
from numba.extending import intrinsic
from numba.np.numpy_support import carray

_OPTIONS: dict[str, Any] = {"boundscheck": False, "error_model": "numpy"}

Loop = Callable[..., None]


def inlined(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function into those that call it."""
    made: Callable[..., Any] = numba.njit(forceinline=True, **_OPTIONS)(function)
    return made


def compiled(loop: Loop) -> tuple[str, str]:
    """Return a loop as a C function in LLVM's intermediate language, and the function's name."""
    parameters = [numba.int64] * len(signature(loop).parameters)
    made = numba.cfunc(numba.void(*parameters), **_OPTIONS)(loop)
    return made.inspect_llvm(), made.native_name


def _typed(_context: object, address: numba.types.Integer) -> tuple[object, Callable[..., object]]:
    def cast(_target: object, builder: Any, _signature: object, values: Any) -> object:  # noqa: ANN401 - numba's
        return builder.inttoptr(values[0], ir.IntType(8).as_pointer())

    return numba.types.voidptr(address), cast


_pointer: Any = intrinsic(_typed)


@inlined
def array(address: int, shape: Any, kind: type[np.generic]) -> Any:  # noqa: ANN401 - any array
    """Return the array of some shape and kind whose first number is at `address`."""
    return carray(_pointer(address), shape, kind)


@inlined
def smaller(one: Any, other: Any) -> Any:  # noqa: ANN401 - any number
    """Return the smaller of two; numba's own `min` can raise, as far as LLVM sees."""
    return one if one < other else other  # noqa: FURB136 - said above


@inlined
def larger(one: Any, other: Any) -> Any:  # noqa: ANN401 - any number
    """Return the larger of two; numba's own `max` can raise, as far as LLVM sees."""
    return one if one > other else other  # noqa: FURB136 - said above
