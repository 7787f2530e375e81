"""Compile the loops of `render.kernels` for the levels of x86-64 that ship: `make kernels`.

    python tools/kernels.py [FOLDER]
    python tools/kernels.py FILE LEVEL

Writes into FOLDER, by default where the package looks, an object file for each level and
`index.json`, which says what they were made from. Each level is compiled in a process of its own,
the second form, as numba learns only once what it compiles for. The same bytes each time.
"""

import hashlib
import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from inspect import signature
from pathlib import Path

from reelwright.render.kernels import compiling, shipped, sources


def main() -> None:
    """Make one level, or all."""
    match sys.argv[1:]:
        case [file, _level]:
            Path(file).write_bytes(compiling.code().image)
        case [folder]:
            every(Path(folder))
        case _:
            every(shipped.FOLDER)


def every(folder: Path) -> None:
    """Make all levels, and the index."""
    folder.mkdir(parents=True, exist_ok=True)
    for level, features in shipped.LEVELS.items():
        one(folder / shipped.name(level), level, features)
    (folder / shipped.INDEX).write_text(json.dumps(index(folder), indent=1) + "\n", "utf-8")


def one(file: Path, level: str, features: tuple[str, ...]) -> None:
    """Make the object file of a level."""
    compiled_for = {
        "NUMBA_CPU_NAME": "x86-64",
        "NUMBA_CPU_FEATURES": ",".join(f"+{feature}" for feature in features),
    }
    command = [sys.executable, __file__, str(file), level]
    subprocess.run(command, env=os.environ | compiled_for, check=True)


def index(folder: Path) -> dict[str, object]:
    """Return what is to be known of the files, and what made them."""
    images = {
        level: hashlib.sha256((folder / shipped.name(level)).read_bytes()).hexdigest()
        for level in shipped.LEVELS
    }
    return {
        "loops": sources.digest(),
        "functions": {loop.__name__: len(signature(loop).parameters) for loop in compiling.LOOPS},
        "images": images,
        "made_by": {
            "python": ".".join(platform.python_version_tuple()[:2]),
            "numba": version("numba"),
            "llvmlite": version("llvmlite"),
        },
    }


if __name__ == "__main__":
    main()
