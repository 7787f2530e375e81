"""English → phonemes, through hibari's G2P (a port of misaki, which Kokoro was trained with).

The G2P reads a text out in its own words, "seven thirty P.M." for "7:30 pm"; here every word said
is led back to the characters that ask for it.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock
from typing import Any

from hibari.g2p import G2P
from hibari.g2p.normalize import normalize

from reelwright.providers.offline.voice import shelf
from reelwright.providers.offline.voice.align import SIGNS, owners
from reelwright.providers.offline.voice.pieces import Span, Spoken, gaps, mark, pieces

_BRACKETS = str.maketrans("[]", "()")
_loading = Lock()


@dataclass(frozen=True, slots=True)
class _Said:
    """A word as it is read out, and whether a full stop is heard after it."""

    text: str
    phonemes: str
    stop: bool


def read(text: str, *, british: bool = False) -> list[Spoken]:
    """Return the words of one line of English, in order, said as in America or in Britain."""
    text = "".join(map(_narrow, text))
    written = pieces(text)
    said = _said(_aloud(text), british=british)
    alone = [_aloud(word.of(text).lstrip(SIGNS)) for word in written]
    asked = owners(
        [[part.of(one) for part in pieces(one)] for one in alone], [one.text for one in said]
    )
    spoken: list[Spoken] = []
    for index, (word, gap) in enumerate(zip(written, gaps(text, written), strict=True)):
        mine = [one for one, owner in zip(said, asked, strict=True) if owner == index]
        sign = _sign(word.of(text), gap, stop=any(one.stop for one in mine[-1:]))
        phonemes = " ".join(one.phonemes for one in mine if one.phonemes)
        if mine or not (spoken and pieces(alone[index])):
            spoken.append(Spoken(word.begin, word.end, phonemes, sign))
        else:  # it was read out together with the word before it
            spoken[-1] = replace(spoken[-1], end=word.end, mark=sign)
    return spoken


def _narrow(character: str) -> str:
    """Return a full-width character in its usual width, a digit in a circle as a digit."""
    if character.isdigit() and character not in "²³":
        return str(unicodedata.digit(character))
    wide = "\uff01" <= character <= "\uff5e" or character in "￡￥"
    return unicodedata.normalize("NFKC", character) if wide else character


def _sign(word: str, gap: str, *, stop: bool) -> str:
    """Return the mark after a word; a full stop is one only if it is heard as one: not in `Dr.`."""
    sign = mark(gap)
    if sign != "." or stop or "\n" in gap:
        return sign
    return "." if word.casefold() in _data()["enders"] else ""


def _aloud(text: str) -> str:
    """Return `text` in the words it is read out in."""
    for pattern, instead in _data()["rules"]:
        text = re.sub(pattern, instead, text)
    # Square brackets would be markup to the G2P, and pictures would hide a full stop after them.
    aloud: str = normalize(re.sub(r"[^\w\s!-~\u00a0-\u214f]", " ", text.translate(_BRACKETS)))
    return aloud


def _said(aloud: str, *, british: bool) -> list[_Said]:
    words = pieces(aloud)
    ends = [word.end for word in words]
    sounds, stops = [""] * len(words), [False] * len(words)
    for place, phonemes in _tokens(aloud, british=british):
        index = bisect_right(ends, place.begin)
        if not any(map(str.isalpha, phonemes)):
            if "." in phonemes and index:
                stops[index - 1] = True
        elif index < len(words) and words[index].begin < place.end:
            sounds[index] += phonemes
    return [
        _Said(word.of(aloud), sound, stop)
        for word, sound, stop in zip(words, sounds, stops, strict=True)
    ]


def _tokens(aloud: str, *, british: bool) -> list[tuple[Span, str]]:
    """Return what the G2P makes of a text: where each of its tokens stands, and its phonemes."""
    with _loading:
        g2p = _g2p(british=british)
    return list(_placed(aloud, g2p.phonemize_tokens(g2p.tokenize(aloud))))


def _placed(aloud: str, tokens: list[Any]) -> Iterable[tuple[Span, str]]:
    """Yield tokens with their places. The G2P may drop a character, never put one in."""
    begin = 0
    for token in tokens:
        begin = max(aloud.find(token.text, begin), begin)
        end = begin + len(token.text)
        yield Span(begin, end), _data()["said"].get(token.text.casefold(), token.phonemes or "")
        begin = end


@cache
def _g2p(*, british: bool) -> Any:  # noqa: ANN401 - hibari ships no types
    return G2P(british=british)


@cache
def _data() -> dict[str, Any]:
    return shelf.table("english.toml")
