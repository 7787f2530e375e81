"""Cues: a narration cut into captions that can be read while it is spoken."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import regex

from reelwright.model.asset import SpokenWord
from reelwright.model.caption import Cue, CueWord
from reelwright.model.time import ZERO, Time

_SENTENCE_END = regex.compile(r"[.!?…。！？।॥]")
_CLAUSE_END = regex.compile(r"[,;:—–、，；：]")
_OPENING = regex.compile(r"[\p{Ps}\p{Pi}¿¡]+$")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー、。！？「」]")
# A word as a reader takes it in where no voice has timed any: letters with their marks, or, in
# scripts without spaces, characters of one kind with the kana that end them.
_WORD = regex.compile(
    r"[\p{Han}々]+\p{Hiragana}*|\p{Hiragana}+|[\p{Katakana}ー]+|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*"
)

LEAD = Time(Fraction(1, 20))  # a cue stands this long before its first word
LINGER = Time(Fraction(2, 5))  # and this long after its last,
BRIDGE = Time(Fraction(7, 10))  # or until the next, if that comes this soon


@dataclass(frozen=True, slots=True)
class Measure:
    """How much a cue may hold, in columns: a Latin letter takes one, a Han character two."""

    most: int


LANDSCAPE = Measure(46)
PORTRAIT = Measure(30)


def columns(text: str) -> int:
    """Return the width of a text in columns."""
    return len(text) + len(_WIDE.findall(text))


def cut(text: str, words: Sequence[SpokenWord], measure: Measure) -> list[Cue]:
    """Return the cues of a spoken text, their times counted from the start of the speech.

    A cue holds words of one sentence, at most `measure` columns of them where words allow it; long
    sentences are cut at commas where there are any, into parts of like length.
    """
    pieces = _pieces(text, words)
    chunks = [chunk for sentence in _sentences(pieces) for chunk in _parts(sentence, measure)]
    return _timed([_cue(chunk) for chunk in chunks])


def read_aloud(text: str, length: Time) -> tuple[SpokenWord, ...]:
    """Return the words of a text nobody speaks, spread over `length` by their columns."""
    spans = [match.span() for match in _WORD.finditer(text)]
    total = sum(columns(text[begin:end]) for begin, end in spans)
    words, told = [], 0
    for begin, end in spans:
        start = length * Fraction(told, total)
        told += columns(text[begin:end])
        words.append(
            SpokenWord(begin=begin, end=end, start=start, stop=length * Fraction(told, total))
        )
    return tuple(words)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word with the marks and spaces that go with it."""

    text: str
    word: SpokenWord
    offset: int  # of the word within the piece

    @property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self._after))

    @property
    def ends_clause(self) -> bool:
        return bool(_CLAUSE_END.search(self._after))

    @property
    def _after(self) -> str:
        return self.text[self.offset + self.word.end - self.word.begin :]


def _pieces(text: str, words: Sequence[SpokenWord]) -> list[_Piece]:
    if not words:
        return []
    begins = [0, *(_begin(text, *pair) for pair in pairwise(words)), len(text)]
    return [
        _Piece(text[begin:end], word, word.begin - begin)
        for word, (begin, end) in zip(words, pairwise(begins), strict=True)
    ]


def _begin(text: str, before: SpokenWord, after: SpokenWord) -> int:
    """Return where the piece of `after` begins: with the opening marks that touch it, if any."""
    opening = _OPENING.search(text, before.end, after.begin)
    return int(opening.start()) if opening else after.begin


def _sentences(pieces: list[_Piece]) -> list[list[_Piece]]:
    sentences: list[list[_Piece]] = [[]]
    for piece in pieces:
        sentences[-1].append(piece)
        if piece.ends_sentence:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def _parts(sentence: list[_Piece], measure: Measure) -> list[list[_Piece]]:
    """Cut a sentence where the sum of the parts' costs is least (a shortest path over words)."""
    whole = _width(sentence)
    fair = whole / -(-whole // measure.most)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(sentence) + 1):
        tails = [
            (best[begin][0] + _cost(sentence[begin:end], fair, measure), begin)
            for begin in range(max(0, end - 24), end)
        ]
        best.append(min(tails))
    return _traced(sentence, [begin for _, begin in best])


def _width(part: list[_Piece]) -> int:
    return columns("".join(piece.text for piece in part).rstrip())


def _cost(part: list[_Piece], fair: float, measure: Measure) -> float:
    width = _width(part)
    uneven = ((width - fair) / fair) ** 2
    rough = 0.0 if part[-1].ends_clause or part[-1].ends_sentence else 0.25
    overfull = 100.0 if width > measure.most and len(part) > 1 else 0.0
    return uneven + rough + overfull


def _traced(sentence: list[_Piece], begins: list[int]) -> list[list[_Piece]]:
    parts, end = [], len(sentence)
    while end:
        parts.append(sentence[begins[end] : end])
        end = begins[end]
    return parts[::-1]


def _cue(chunk: list[_Piece]) -> Cue:
    words, offset = [], 0
    for piece in chunk:
        begin = offset + piece.offset
        length = piece.word.end - piece.word.begin
        words.append(
            CueWord(begin=begin, end=begin + length, start=piece.word.start, stop=piece.word.stop)
        )
        offset += len(piece.text)
    text = "".join(piece.text for piece in chunk).rstrip()
    return Cue(start=words[0].start, stop=words[-1].stop, text=text, words=tuple(words))


def _timed(cues: list[Cue]) -> list[Cue]:
    """Let each cue stand a little longer than it is spoken, and none into the next."""
    starts = [max(ZERO, cue.start - LEAD) for cue in cues]
    timed = []
    for number, cue in enumerate(cues):
        following = starts[number + 1] if number + 1 < len(cues) else None
        stop = cue.stop + LINGER
        if following is not None and following - cue.stop < BRIDGE:
            stop = following
        timed.append(cue.model_copy(update={"start": starts[number], "stop": stop}))
    return timed
