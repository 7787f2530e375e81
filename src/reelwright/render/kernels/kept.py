"""Machine code kept from process to process, until something it was made from is another."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reelwright.model.ids import content_key
from reelwright.model.value import Json
from reelwright.render.cache import Cache, Entry
from reelwright.render.kernels import processor, sources

LIBRARY = ("memset", "memcpy", "memmove", "floor", "ceil", "floorf", "ceilf")
"""What the code may ask of the C library, where the processor has no instruction for it."""

_ROOM = 4_000_000
"""Bytes that a folder keeps: some fifty versions."""


@dataclass(frozen=True, slots=True)
class Code:
    """An object file, and how many whole numbers of 64 bits each function in it takes."""

    functions: Mapping[str, int]
    image: bytes


def kept(folders: Iterable[Path], made_from: Json, make: Callable[[], Code]) -> Code:
    """Return the code that is `made_from` what is told, made if none of `folders` has it whole.

    Then it is kept in the first of them that can be written, if there is one. The folders hold
    nothing else: what is there and has not been used for longest is let go of.
    """
    key, caches = content_key(made_from), [Cache(folder, _ROOM) for folder in folders]
    for one in caches:
        if (entry := one.get(key)) and (found := _read(entry, made_from)):
            return found
    code = make()
    entry = Entry({"from": made_from, "functions": dict(code.functions)}, (code.image,))
    for one in caches:
        one.put(key, entry)
        if one.get(key) == entry:
            one.trim()
            break
    return code


def _read(entry: Entry, made_from: Json) -> Code | None:
    facts: Any = entry.facts
    return Code(facts["functions"], *entry.parts) if facts["from"] == made_from else None


def current() -> Json:
    """Return all that code made here and now is made from: processor, compilers and loops."""
    return {
        "system": [sys.platform, os.uname().machine],
        "processor": processor.described(),
        "numba": version("numba"),
        "llvmlite": version("llvmlite"),
        "loops": sources.digest(),
    }


def folders() -> Iterator[Path]:
    """Yield the folders for it: beside this file, as Python keeps its own, and the user's."""
    yield Path(__file__).parent / "__pycache__" / "kernels"
    with suppress(RuntimeError):  # nobody's home
        yield Path.home() / ".cache" / "reelwright" / "kernels"
