"""Who or what a film is about: its name in the film's language, and how it is shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reelwright.model.brief import Language
from reelwright.providers.offline.lexicon import read
from reelwright.providers.offline.planner.texts import scenery
from reelwright.providers.offline.planner.texts.tongue import Noun, Tongue, heard, tongue

SOMEBODY = "person"
ALIVE = frozenset({"beast", "bird", "swimmer", "person", "craft"})
"""The kinds that may set out for something."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A subject: its names, the English for its picture, and what is known of its kind.

    Where there are `many` of it, no sentence about one is true.
    """

    noun: Noun
    shown: str
    subject: scenery.Subject
    many: bool = False


def figure(name: str, spoken: Tongue, *, many: bool = False) -> Figure:
    """Return the subject called `name`, one of `scenery.subjects()`."""
    shown = tongue(Language.ENGLISH).names[name].forms["a"]
    return Figure(spoken.names[name], shown, scenery.subjects()[name], many)


def first(text: str, spoken: Tongue, kinds: frozenset[str] | None = None) -> Figure | None:
    """Return the first subject of `text` that can be named, of one of `kinds` if they are given."""
    known = scenery.subjects()
    fitting = (name for name in _names(text) if kinds is None or known[name].kind in kinds)
    return next((figure(name, spoken, many=_many(name, text)) for name in fitting), None)


def _names(text: str) -> Iterator[str]:
    sight, known = read(text), scenery.subjects()
    for name in sight.subjects:
        finer = (one for one, subject in known.items() if subject.like == name and _in(text, one))
        yield next(finer, name)
    for word in sight.lacking:
        yield from (name for name in (word, word.removesuffix("s")) if name in known)


def _many(name: str, text: str) -> bool:
    if scenery.subjects()[name].many:
        return True
    counted = (re.search(spoken.asks.many, text, re.IGNORECASE) for spoken in heard(text))
    plural = rf"\b{name.replace('_', ' ')}e?s\b"
    return any(counted) or bool(re.search(plural, text, re.IGNORECASE))


def _in(text: str, name: str) -> bool:
    """Say whether one of the names of `name`, in the text's language, stands in `text`."""
    forms = {form for spoken in heard(text) for form in spoken.names[name].forms.values()}
    bare = {re.sub("^(?:an?|the) ", "", form) for form in forms} | {name}
    return any(_stands(form, text) for form in bare)


def _stands(form: str, text: str) -> bool:
    if not form.isascii():
        return form in text
    return re.search(rf"\b{re.escape(form)}s?\b", text, re.IGNORECASE) is not None
