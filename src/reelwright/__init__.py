"""Reelwright: words go in, a finished film comes out.

    from reelwright import Brief, make
    film = make(Brief(prompt="Ocean waves at sunset"), "waves.mp4")

Nothing heavy is imported until it is used: `import reelwright` costs no more than its values.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reelwright.library import make as make
    from reelwright.library import upload as upload
    from reelwright.model.asset import Film as Film
    from reelwright.model.brief import Brief as Brief
    from reelwright.model.errors import ReelwrightError as ReelwrightError
    from reelwright.model.progress import Progress as Progress

__version__ = "0.1.0"

_HOMES = {
    "Brief": "reelwright.model.brief",
    "Film": "reelwright.model.asset",
    "Progress": "reelwright.model.progress",
    "ReelwrightError": "reelwright.model.errors",
    "make": "reelwright.library",
    "upload": "reelwright.library",
}

__all__ = ["Brief", "Film", "Progress", "ReelwrightError", "__version__", "make", "upload"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute can be anything
    """Import a public name from its home on first use (PEP 562)."""
    from importlib import import_module  # noqa: PLC0415 - the point is to import late

    if name not in _HOMES:
        raise AttributeError(f"reelwright has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)
