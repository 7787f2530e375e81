"""The planner's data files: where they lie and how one is read. What they mean, others know."""

import tomllib
from importlib.resources import files
from typing import Any

from reelwright.model.brief import Language


def table(*path: str) -> dict[str, Any]:
    """Return the TOML file at `path`, counted from the planner's own folder."""
    return tomllib.loads(files(__package__).joinpath(*path).read_text(encoding="utf-8"))


def languages() -> tuple[Language, ...]:
    """Return the languages there is a folder for, in the model's order."""
    held = {folder.name for folder in files(__package__).joinpath("languages").iterdir()}
    return tuple(language for language in Language if language in held)
