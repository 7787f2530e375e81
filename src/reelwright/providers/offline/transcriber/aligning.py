"""A text that is known, laid along what was heard: when each of its own words sounds.

Words are matched first, and inside what differs, letters; what nobody heard as written lies between
its neighbours, as long as its letters.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction

from reelwright.model.asset import SpokenWord
from reelwright.model.errors import Invalid
from reelwright.model.time import Time
from reelwright.ports.transcriber import Transcript
from reelwright.providers.offline.voice.pieces import Span

LEAST = 0.35
"""The share of a text's letters that must be heard; with less, it is another text."""

_TELLING = 3
"""Letters in a row that are no chance; of Chinese characters and kana, two."""

_WIDE = "\u2e80"
"""From here on characters are syllables or words."""

_GRID = 100


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter as it is compared, the word it is in, and from when to when it sounds, if known."""

    plain: str
    word: int
    start: float = 0.0
    stop: float = 0.0


def aligned(text: str, spans: Sequence[Span], heard: Transcript) -> tuple[SpokenWord, ...]:
    """Return the words of `text`, at `spans`, with the times at which they were heard.

    Raises `Invalid` where what was heard is not this text.
    """
    if not spans:
        return ()
    known = [letter for number, span in enumerate(spans) for letter in _letters(text, span, number)]
    sounding = list(_sounding(heard))
    pairs = dict(_pairs(known, sounding))
    if len(pairs) < LEAST * len(known) or not sounding:
        raise Invalid(
            "What is heard in the sound is not this text; give the words that are spoken, or none, "
            "to have them written down."
        )
    edges = _edges(known, sounding, pairs)
    return tuple(_timed(spans, known, edges))


def _letters(text: str, span: Span, number: int) -> Iterator[_Letter]:
    for plain in _plain(text[span.begin : span.end]):
        yield _Letter(plain, number)


def _plain(text: str) -> str:
    """Return the letters and digits of a word as they are compared: small, without accents."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in folded if one.isalnum())


def _sounding(heard: Transcript) -> Iterator[_Letter]:
    for number, word in enumerate(heard.words):
        plain = _plain(heard.text[word.begin : word.end])
        start, stop = float(word.start), float(word.stop)
        step = (stop - start) / max(1, len(plain))
        for place, letter in enumerate(plain):
            yield _Letter(letter, number, start + place * step, start + (place + 1) * step)


def _pairs(known: list[_Letter], sounding: list[_Letter]) -> Iterator[tuple[int, int]]:
    """Yield which letter of what is known is which of what was heard, in order."""
    ours, theirs = _words(known), _words(sounding)
    left, right = ([word for word, _ in side] for side in (ours, theirs))
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        here = [at for _, places in ours[a:b] for at in places]
        there = [at for _, places in theirs[c:d] for at in places]
        if kind == "equal":
            yield from zip(here, there, strict=True)
        elif kind == "replace":
            yield from _alike(known, sounding, here, there)


def _alike(
    known: list[_Letter], sounding: list[_Letter], here: list[int], there: list[int]
) -> Iterator[tuple[int, int]]:
    """Yield the letters that words heard otherwise have in common, where it is no chance."""
    left = "".join(known[at].plain for at in here)
    right = "".join(sounding[at].plain for at in there)
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        wide = left[block.a : block.a + 1] >= _WIDE
        if block.size >= (_TELLING // 2 + 1 if wide else _TELLING):
            yield from ((here[block.a + step], there[block.b + step]) for step in range(block.size))


def _words(letters: list[_Letter]) -> list[tuple[str, list[int]]]:
    words: list[tuple[str, list[int]]] = []
    last = -1
    for place, letter in enumerate(letters):
        if letter.word != last:
            words.append(("", []))
            last = letter.word
        name, places = words[-1]
        words[-1] = (name + letter.plain, [*places, place])
    return words


def _edges(
    known: list[_Letter], sounding: list[_Letter], pairs: dict[int, int]
) -> list[tuple[float, float]]:
    """Return from when to when each known letter sounds, those not heard between the others."""
    found: list[tuple[float, float] | None] = [None] * len(known)
    for ours, theirs in pairs.items():
        found[ours] = (sounding[theirs].start, sounding[theirs].stop)
    edges: list[tuple[float, float]] = []
    place = 0
    while place < len(found):
        here = found[place]
        if here is not None:
            edges.append(here)
            place += 1
            continue
        stop = next((at for at in range(place, len(found)) if found[at]), len(found))
        before = edges[-1][1] if edges else sounding[0].start
        after = found[stop] if stop < len(found) else None
        until = after[0] if after else max(before, sounding[-1].stop)
        step = max(0.0, until - before) / (stop - place)
        edges += [(before + n * step, before + (n + 1) * step) for n in range(stop - place)]
        place = stop
    return edges


def _timed(
    spans: Sequence[Span], known: list[_Letter], edges: list[tuple[float, float]]
) -> Iterator[SpokenWord]:
    times: dict[int, tuple[float, float]] = {}
    for letter, (start, stop) in zip(known, edges, strict=True):
        first = times.get(letter.word, (start, stop))[0]
        times[letter.word] = (first, stop)
    now = 0
    for number, span in enumerate(spans):
        start, stop = times.get(number, (now / _GRID, now / _GRID))
        begin = max(now, round(start * _GRID))
        now = max(begin + 1, round(stop * _GRID))
        yield SpokenWord(begin=span.begin, end=span.end, start=_time(begin), stop=_time(now))


def _time(instant: int) -> Time:
    return Time(Fraction(instant, _GRID))
