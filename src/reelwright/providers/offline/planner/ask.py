"""What a prompt asks for, in whatever language it is written: the kind of film, and about whom."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reelwright.model.brief import Language
from reelwright.providers.offline.lexicon import Sight, language, read
from reelwright.providers.offline.planner.texts.tongue import (
    Asks,
    Tongue,
    heard,
    tellings,
    tongue,
    tongues,
)

_HEARD = 300
"""Characters of a prompt that say what kind of film it is; what follows is detail."""
_SAID = 120
"""Characters of a prompt that are repeated in a picture's words."""
_FELT = 20_000
"""Characters of a script that its mood is told by."""


class Kind(StrEnum):
    """The kinds of film a prompt may ask for, in the order in which they are looked for."""

    HOWTO = "howto"
    LIFE = "life"
    JOURNEY = "journey"
    EXPLAIN = "explain"
    AMBIENT = "ambient"


class Called(NamedTuple):
    """How a prompt calls somebody: with the article (`a red fox`) and without (`red fox`)."""

    a: str
    noun: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A prompt as understood.

    `text` is the prompt without its wrapping, `native` whether it is in the film's language, `gist`
    what may stand in a picture's words, for English prompts. `tale` is the tale known to answer it,
    `who` the person it names, `hero` somebody who sets out, `goal` what for.
    """

    kind: Kind
    text: str
    sight: Sight
    native: bool
    gist: str | None
    mood: str | None
    tale: str | None = None
    who: str | None = None
    hero: Called | None = None
    goal: str = "any"


def understand(prompt: str, spoken: Tongue) -> Ask:
    """Return what `prompt` asks for, to be told in the language `spoken`."""
    text = bare(prompt, spoken)
    kind, found = _kind(text[:_HEARD], spoken)
    english = tongue(Language.ENGLISH)
    return Ask(
        kind=kind,
        text=text,
        sight=read(prompt),
        native=_native(spoken, text),
        gist=_lowered(_begun(text), english) if _in(english, text) else None,
        mood=mood([prompt]),
        tale=known(kind, text, spoken) if kind in _BOOKS else None,
        who=found.get("who", "").strip(" .?!。？") or None,
        hero=_called(found, english),
        goal=goal(text, spoken),
    )


def _in(spoken: Tongue, text: str) -> bool:
    """Say whether `text` is in a language by its letters and markers, and in no other sooner."""
    return spoken.speaks(text) and language(text) == spoken.language.tag


def _native(spoken: Tongue, text: str) -> bool:
    """Say whether `text` may be in a language as well as in the one most of its words are in."""
    return spoken.speaks(text) and spoken.share(text) >= heard(text)[0].share(text)


def bare(prompt: str, spoken: Tongue | None = None) -> str:
    """Return `prompt` on one line, without "make a video about" and closing marks."""
    text = " ".join(prompt.split())
    for asks in (one.asks for one in heard(text, spoken)):
        for pattern, words in (*((pattern, "") for pattern in asks.strip), *asks.instead):
            text = re.sub(pattern, words, text, flags=re.IGNORECASE).strip() or text
    return text.strip(" .!。！,、;:।\"'“”「」") or text


def known(book: str, text: str, spoken: Tongue | None = None) -> str | None:
    """Return the tale of `book` whose keys, in the text's language, `text` holds."""
    for one in heard(text, spoken):
        for name, telling in tellings(one.language, book).items():
            if any(all(_has(text, word) for word in key.split()) for key in telling.keys):
                return name
    return None


def goal(text: str, spoken: Tongue | None = None) -> str:
    """Return what `text` says somebody sets out for, `any` if nothing known."""
    for goals in (one.asks.goals for one in heard(text, spoken)):
        for name, words in goals.items():
            if any(_has(text, word) for word in words):
                return name
    return "any"


def mood(texts: Iterable[str]) -> str | None:
    """Return the mood most words of `texts` speak of, None if none does.

    Only words of the texts' own language count: English's war is German's was.
    """
    whole = "\n".join(texts)[:_FELT]
    moods = heard(whole)[0].asks.moods
    counts = {name: sum(_count(whole, word) for word in words) for name, words in moods.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


_SPACELESS = "\u2e80"
"""From here on letters belong to scripts that are written without spaces."""
_OWNED = re.compile(r"['’]s$")
_DETAIL = re.compile(
    r"\s+(?:in|on|at|with|without|from|of|under|by|near|named|called|\w+ed (?:in|on|at|by))\b.*$"
)
"""What an English name does not repeat: the astronaut stranded on Mars is the astronaut."""
_PARTICLES = frozenset(
    ("de", "da", "do", "das", "dos", "del", "della", "di", "du", "la", "le", "van", "von", "der")
)
_BOOKS = frozenset({Kind.HOWTO, Kind.LIFE, Kind.EXPLAIN})


def _kind(text: str, spoken: Tongue) -> tuple[Kind, dict[str, str]]:
    for kind in (Kind.HOWTO, Kind.LIFE, Kind.JOURNEY, Kind.EXPLAIN):
        for asks in (one.asks for one in heard(text, spoken)):
            for found in _matches(kind, asks, text):
                return kind, found
    return _named(text)


def _matches(kind: Kind, asks: Asks, text: str) -> Iterator[dict[str, str]]:
    for pattern in asks.kinds[kind]:
        match = re.search(pattern, text, re.IGNORECASE)
        groups = {name: part or "" for name, part in match.groupdict().items()} if match else {}
        if match and _plausible(kind, groups):
            yield groups


def _plausible(kind: Kind, groups: dict[str, str]) -> bool:
    """Say whether what was found can be it: a life is a person's, and only the living set out."""
    if kind is Kind.LIFE:
        who = groups["who"]
        return _person(who) or known(Kind.LIFE, who) is not None or not _seen(read(who))
    if kind is Kind.JOURNEY:
        sight = read(groups["a"])
        return bool(sight.subjects) or not _seen(sight)
    return True


def _named(text: str) -> tuple[Kind, dict[str, str]]:
    """Return what a text that asks nothing is: a person's or a thing's bare name, or a view."""
    if known(Kind.LIFE, text) and len(text) <= 40:
        return Kind.LIFE, {"who": text}
    if _person(text):
        return Kind.LIFE, {"who": text}
    if any(_is(text, key) for key in _single_keys(text)):
        return Kind.EXPLAIN, {}
    return Kind.AMBIENT, {}


def _person(text: str) -> bool:
    """Say whether `text` is a first name we know and a few more, each with its capital.

    Particles have none: Miguel de Cervantes, Ludwig van Beethoven.
    """
    words = text.split()
    names = [word for word in words if word not in _PARTICLES]
    if not 2 <= len(words) <= 5 or any(name != name.title() for name in names) or len(names) < 2:
        return False
    return any(words[0].lower() in spoken.asks.names for spoken in tongues())


def _single_keys(text: str) -> Iterator[str]:
    for spoken in heard(text):
        for telling in tellings(spoken.language, Kind.EXPLAIN).values():
            yield from telling.keys


def _is(text: str, key: str) -> bool:
    return text.casefold().removeprefix("the ") in {key, f"{key}s", f"{key}es"}


def _seen(sight: Sight) -> bool:
    return bool(sight.setting or sight.subjects)


def _has(text: str, word: str) -> bool:
    return _count(text, word) > 0


def _count(text: str, word: str) -> int:
    """Return how often a word is in a text: whole, or as a beginning (`paint*`).

    A word in letters that English does not have counts where a word begins with it, and in scripts
    without spaces wherever it stands.
    """
    if not word.isascii():
        begins = "" if word[0] >= _SPACELESS else r"\b"
        return len(re.findall(begins + re.escape(word.casefold()), text.casefold()))
    stem = word.rstrip("*")
    ending = r"\w*" if word.endswith("*") else r"(?:e?s|e?d)?"
    return len(re.findall(rf"\b{re.escape(stem)}{ending}\b", text, re.IGNORECASE))


def _called(found: dict[str, str], english: Tongue) -> Called | None:
    article, noun = (_OWNED.sub("", found.get(name, "")) for name in ("a", "noun"))
    return Called(_lowered(article, english), _DETAIL.sub("", noun)) if article else None


def _begun(text: str) -> str:
    """Return as many of a text's first words as a picture's words repeat."""
    return text if len(text) <= _SAID else text[: text.rfind(" ", 0, _SAID)].rstrip(" ,;:")


def _lowered(text: str, english: Tongue) -> str:
    """Return an English text as it stands within a sentence."""
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}".strip() if first.lower() in english.markers else text
