"""Words of pixora's clients and what they mean; and what a scene of ours sounds like, in words."""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Any, Final

from reelwright.model.brief import Style

_CALM: Final = "calm"


@cache
def _words() -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)


def style(text: str) -> Style:
    """Return the style that a text names, or comes nearest to; cinematic where it says nothing."""
    known = {
        word: Style(name) for name, line in _words()["styles"].items() for word in line.split()
    }
    for word in re.findall(r"[a-z0-9-]+", text.casefold()):
        if near := get_close_matches(word, known, n=1, cutoff=0.8):
            return known[near[0]]
    return Style.CINEMATIC


def sound(mood: str | None, number: int, scenes: int) -> str:
    """Return what the scene of this number, of so many, sounds like in a mood."""
    begin, middle, end = _words()["sounds"].get(mood, _words()["sounds"][_CALM])
    if number == 0:
        return str(begin)
    return str(end if number == scenes - 1 else middle)
