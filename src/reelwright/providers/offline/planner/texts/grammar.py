"""Putting names into sentences: forms, genders, capitals. Which name, which sentence: others."""

import re

from reelwright.providers.offline.planner.texts.tongue import Noun

_NAMELESS = Noun.read({})
_CHOICE = re.compile(r"\[([^\[\]]+)\]")
_SLOT = re.compile(r"\{(\w+)\}")


def fill(sentence: str, noun: Noun = _NAMELESS, **words: str) -> str:
    """Return `sentence` with its slots filled.

    `{form}` is that form of `noun`, or one of `words`; `{Form}` is the same with a capital;
    `[one/other]` is the part that stands at the noun's gender.
    """
    known = {**noun.forms, **words}
    agreed = _CHOICE.sub(lambda found: found[1].split("/")[noun.gender], sentence)
    return _SLOT.sub(lambda found: _form(found[1], known), agreed)


def slots(sentence: str) -> set[str]:
    """Return the names of the slots in `sentence`, in small letters."""
    return {name.lower() for name in _SLOT.findall(sentence)}


def capital(text: str) -> str:
    """Return `text` with its first letter a capital."""
    return text[:1].upper() + text[1:]


def _form(slot: str, known: dict[str, str]) -> str:
    form = known[slot.lower()]
    return capital(form) if slot[0].isupper() else form
