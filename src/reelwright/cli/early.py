"""What is begun before the program itself is imported, which takes half a second of a render."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePath

FILMS = (".mp4", ".mov", ".webm", ".m3u8")
"""What the names of films end in; `model.output` knows, and takes too long to be asked."""


def begin(arguments: Sequence[str]) -> None:
    """Start workers where a film is to be rendered, for them to import what they need meanwhile."""
    if renders(arguments):
        from reelwright.render.farm import prepare  # noqa: PLC0415 - for this alone

        prepare()


def renders(arguments: Sequence[str]) -> bool:
    """Say whether these are the arguments of a render into a film."""
    given = list(arguments)
    if given[:1] != ["render"] or "--help" in given:
        return False
    outs = [one for option, one in pairwise(given) if option in _OUT]
    outs += [one.removeprefix("--output=") for one in given if one.startswith("--output=")]
    return all(PurePath(out).suffix in FILMS for out in outs)


_OUT = ("-o", "--output")
