"""The opener: a process in a sandbox that decodes one stranger's file, and ends.

`python -I -m reelwright.wiring.opener FILE OUT [--strict]` writes what is good of FILE to OUT,
which is there and empty, and one line of JSON to its standard output.
"""

import json
import sys
from pathlib import Path
from typing import Any

from reelwright.model.errors import Invalid
from reelwright.wiring.sandbox import Bounds, confine

MEMORY = "It needs more memory to be decoded than a file may have; make it smaller."


def main() -> None:
    """Do it. Nothing that could start threads, or meet the file, is imported before it is safe."""
    path, out = Path(sys.argv[1]), Path(sys.argv[2])
    gaps = confine([path], [out], Bounds())
    if gaps and "--strict" in sys.argv:
        answer: dict[str, Any] = {"unavailable": gaps}
    else:
        answer = {**_found(path, out), "gaps": gaps}
    sys.stdout.write(json.dumps(answer))


def _found(path: Path, out: Path) -> dict[str, Any]:
    import cv2  # noqa: PLC0415 - see above

    from reelwright.pipeline.intake import taken  # noqa: PLC0415 - see above

    cv2.setNumThreads(1)
    try:
        found = taken(path, out)
    except Invalid as wrong:
        return {"refused": str(wrong).replace(str(path), "The file")}
    except (MemoryError, cv2.error):
        return {"refused": MEMORY}
    return {"kind": found.kind, "facts": found.facts}


if __name__ == "__main__":
    main()
