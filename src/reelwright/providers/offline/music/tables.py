"""The tables of this package: what moods, genres and instruments are, and the words for them."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return one of the tables of this package."""
    source = resources.files("reelwright.providers.offline.music") / "data" / f"{name}.toml"
    return tomllib.loads(source.read_text("utf-8"))
