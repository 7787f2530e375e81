"""The words to be said, cut into what a model says in one breath, and the pauses after each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reelwright.providers.offline.voice.pieces import Span, Spoken

LONGEST = 360
"""Phonemes in one breath. Kokoro takes 510, but hurries the more it has to say."""

AFTER_SENTENCE, AFTER_CLAUSE = 0.3, 0.12
"""Pauses in seconds; a sentence too long for one breath pauses at its clauses."""

_CLAUSES = (";", ":", "—", "…", ",")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said in one breath, and the pause after it in seconds.

    `words` are those that are heard, each with the stretch of `phonemes` it takes.
    """

    phonemes: str
    words: tuple[tuple[Spoken, Span], ...]
    pause: float


def utterances(words: tuple[Spoken, ...]) -> list[Utterance]:
    """Return `words` in utterances of one sentence each, or of clauses where a sentence is long."""
    found: list[Utterance] = []
    for sentence in _sentences(words):
        *firsts, last = _breaths(sentence)
        found += [_utterance(first, AFTER_CLAUSE) for first in firsts]
        found.append(_utterance(last, AFTER_SENTENCE))
    return [utterance for utterance in found if utterance.words]


def _utterance(words: list[Spoken], pause: float) -> Utterance:
    phonemes, heard, marked = "", list[tuple[Spoken, Span]](), True
    for word in words:
        if word.phonemes:
            phonemes += " " if phonemes else ""
            heard.append((word, Span(len(phonemes), len(phonemes) + len(word.phonemes))))
            phonemes, marked = phonemes + word.phonemes, False
        if word.mark and not marked:
            phonemes, marked = phonemes + word.mark, True
    return Utterance(phonemes, tuple(heard), pause)


def _sentences(words: tuple[Spoken, ...]) -> Iterator[list[Spoken]]:
    sentence: list[Spoken] = []
    for word in words:
        sentence.append(word)
        if word.ends_sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _breaths(words: list[Spoken]) -> list[list[Spoken]]:
    """Return words in parts of at most `LONGEST` phonemes, cut after clauses where they can be."""
    words = [part for word in words for part in _divided(word)]
    if _length(words) <= LONGEST:
        return [words]
    cut = _best_cut(words)
    return [*_breaths(words[:cut]), *_breaths(words[cut:])]


def _best_cut(words: list[Spoken]) -> int:
    """Return where to cut words in two: after a clause if there is one, nearest to the middle."""
    middle = _length(words) / 2
    places = range(1, len(words))
    clauses = [place for place in places if words[place - 1].mark in _CLAUSES]
    return min(clauses or places, key=lambda place: abs(_length(words[:place]) - middle))


def _length(words: list[Spoken]) -> int:
    return sum(len(word.phonemes) + len(word.mark) + 1 for word in words)


def _divided(word: Spoken) -> list[Spoken]:
    """Return a word too long for one breath in parts, all standing where it stands."""
    most = LONGEST - 2
    *firsts, last = [
        word.phonemes[at : at + most] for at in range(0, max(len(word.phonemes), 1), most)
    ]
    return [
        *(replace(word, phonemes=part, mark="") for part in firsts),
        replace(word, phonemes=last),
    ]
