"""What x264 is told here, and what it was told, read from a film: it writes that into the first
frame.
"""

import re
from pathlib import Path

import av

X264 = {"preset": "veryfast", "crf": "23"}

_WRITTEN = re.compile(rb"x264 - core[^\0]*?options: ([ -~]*)")
_OWN = ("threads", "lookahead_threads", "sliced_threads")


def of(path: Path) -> dict[str, str]:
    """Return x264's settings by name, less those that only say how it shared its work out."""
    with av.open(str(path)) as container:
        first = bytes(next(container.demux(video=0)))
    found = _WRITTEN.search(first)
    if found is None:
        raise ValueError(f"{path} does not tell its encoder's settings.")
    pairs = (part.partition("=") for part in found[1].decode().split())
    return {name: value for name, _, value in pairs if name not in _OWN}
