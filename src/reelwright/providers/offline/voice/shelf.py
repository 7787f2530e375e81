"""The voice's data files: where they lie and how one is read. What they mean, others know."""

import tomllib
from importlib import resources
from typing import Any


def file(*path: str) -> resources.abc.Traversable:
    """Return the file at `path`, counted from the voice's own folder of data."""
    return resources.files(__package__).joinpath("data", *path)


def table(*path: str) -> dict[str, Any]:
    """Return the TOML file at `path`."""
    return tomllib.loads(file(*path).read_text("utf-8"))
