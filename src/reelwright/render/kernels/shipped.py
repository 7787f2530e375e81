"""Machine code that comes with the package, for three levels of x86-64; `make kernels` writes it.

The best level whose every feature the processor has is taken. All give the same bits: the loops do
nothing that is rounded otherwise by another instruction.
"""

import hashlib
import json
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reelwright.render.kernels import processor, sources
from reelwright.render.kernels.kept import Code

FOLDER = Path(__file__).parent / "images"
INDEX = "index.json"

_SSE4 = ("sse3", "ssse3", "sse4.1", "sse4.2", "popcnt")
_AVX2 = (*_SSE4, "avx", "avx2")
_AVX512 = (*_AVX2, "avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl")
LEVELS = {"avx512": _AVX512, "avx2": _AVX2, "sse4": _SSE4}
"""The features that code of a level may use, by LLVM's names, the best level first."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """Code of one level."""

    level: str
    code: Code


def best(folder: Path = FOLDER, features: AbstractSet[str] | None = None) -> Shipped | None:
    """Return the best code for a processor with `features`, by default this one.

    None where there is none for it, or none that is whole and made from the loops as they are now.
    """
    features = processor.features() if features is None else features
    level = next((one for one, needed in LEVELS.items() if features >= set(needed)), None)
    index = _index(folder)
    if not level or index.get("loops") != sources.digest():
        return None
    image = _read(folder / name(level))
    whole = hashlib.sha256(image).hexdigest() == index["images"][level]
    return Shipped(level, Code(index["functions"], image)) if whole else None


def name(level: str) -> str:
    """Return what the file with the code of a level is called."""
    return f"{level}.o"


def _index(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_read(folder / INDEX) or b"{}")
    return found


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
