"""Compiling by numba, eagerly, kept beside the source where that can be written."""

from collections.abc import Callable
from typing import Any

import numba

_OPTIONS: dict[str, Any] = {"nogil": True, "boundscheck": False, "error_model": "numpy"}


def compiled(signature: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Compile for a signature now; where the machine code cannot be kept, without keeping it."""

    def made(function: Callable[..., None]) -> Callable[..., None]:
        kept: Any
        try:
            kept = numba.njit(signature, cache=True, **_OPTIONS)(function)
        except (RuntimeError, OSError):  # no folder for it can be written, or the disk is full
            kept = numba.njit(signature, **_OPTIONS)(function)
        called: Callable[..., None] = kept
        return called

    return made


def inlined(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function into those that call it."""
    made: Callable[..., Any] = numba.njit(forceinline=True, **_OPTIONS)(function)
    return made
