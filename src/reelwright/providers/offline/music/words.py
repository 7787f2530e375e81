"""The words of a request for music, and what they mean by a table of ours."""

import re
from functools import cache

from reelwright.ports.music import MusicRequest
from reelwright.providers.offline.music.tables import table


def spoken(text: str | None) -> list[str]:
    """Return the words of a text, hyphens within them kept."""
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", (text or "").casefold())


@cache
def meanings(name: str, kind: str) -> dict[str, str]:
    """Return the words of one kind in a table, each with what it means."""
    return {word: one for one, known in table(name)[kind].items() for word in known.split()}


def meant(name: str, kind: str, words: list[str]) -> str | None:
    """Return what the first of `words` that says anything of this kind means, or is nearest to."""
    return first(name, kind, words) or first(name, f"near_{kind}", words)


def first(name: str, kind: str, words: list[str]) -> str | None:
    """Return what the first of `words` that is of just this kind means."""
    known = meanings(name, kind)
    return next((known[word] for word in words if word in known), None)


def unmet(name: str, request: MusicRequest) -> str:
    """Return what a request asks, where not all of it is quite there; else nothing."""
    asked = [text for text in (request.mood, request.genre) if text]
    return "" if all(_met(name, spoken(text)) for text in asked) else " ".join(asked)


def _met(name: str, words: list[str]) -> bool:
    """Say whether one of `words` is known, and none of them is only near to what there is."""
    there = {word for kind in ("moods", "genres", "sources") for word in meanings(name, kind)}
    near = {word for kind in ("near_moods", "near_genres") for word in meanings(name, kind)}
    return any(word in there for word in words) and not any(
        word in near and word not in there for word in words
    )
