"""Languages written with letters → phonemes, each by its grammar in data/letters."""

import regex

from reelwright.model.brief import Language
from reelwright.providers.offline.voice.letters.aloud import aloud, takes_stop
from reelwright.providers.offline.voice.letters.grammar import Grammar, grammar
from reelwright.providers.offline.voice.letters.place import Place
from reelwright.providers.offline.voice.letters.sounds import phonemes
from reelwright.providers.offline.voice.pieces import Span, Spoken, gaps, mark, pieces

# What is one number though spaces stand in it: thousands, and a price with its sign apart.
_SPACED = regex.compile(
    r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?"
    r"(?:[ \u00a0\u202f](?:\p{Sc}|zł|Kč)(?!\p{L}))?"
    r"|(?:R?\p{Sc}|Rp)\.?[ \u00a0\u202f]\d[\d.,]*\b"
    r"|\d[\d.,]*[ \u00a0\u202f](?:\p{Sc}|zł|Kč)(?!\p{L})"
)


def read(text: str, language: Language) -> list[Spoken]:
    """Return the words of one line in `language`, in order."""
    rules = grammar(language)
    words = _written(text, rules)
    said = [
        aloud(word.of(text), Place(text[: word.begin], text[word.end :]), rules) for word in words
    ]
    sounds = _joined(text, words, [_sounds(one, rules) for one in said], rules)
    return [
        Spoken(word.begin, word.end, one, _sign(word.of(text), text[word.end :], gap, rules))
        for word, one, gap in zip(words, sounds, gaps(text, words), strict=True)
    ]


def _written(text: str, rules: Grammar) -> list[Span]:
    """Return the written words; a number in groups is one, and so is `z. B.`."""
    short = [known for known in rules.reading["abbreviations"] if "." in known]
    spaced = [match.span() for match in _SPACED.finditer(text)]
    words: list[Span] = []
    for word in pieces(text):
        last = words[-1].begin if words else -1
        whole = Span(last, word.end)
        known = words and text[last : word.end].lower().replace(". ", ".") in short
        if known or any(begin <= last and word.end <= end for begin, end in spaced):
            words[-1] = whole
        else:
            words.append(word)
    return words


def _sounds(words: list[str], rules: Grammar) -> str:
    return " ".join(sounds for word in words if (sounds := phonemes(word, rules)))


def _joined(text: str, words: list[Span], sounds: list[str], rules: Grammar) -> list[str]:
    """Return the sounds of words as they change before the next: `les amis` with its z."""
    followed = [*(word.of(text) for word in words), ""][1:]
    joined: list[str] = []
    for word, gap, after, said in zip(words, gaps(text, words), followed, sounds, strict=True):
        one, two = rules.lower(word.of(text)), rules.lower(after)
        changes = [
            (find, put)
            for own, other, find, put in rules.joins
            if own.search(one) and other.search(two)
        ]
        bound = bool(after) and gap.isspace()
        joined.append(changes[0][0].sub(changes[0][1], said) if changes and bound else said)
    return joined


def _sign(word: str, after: str, gap: str, rules: Grammar) -> str:
    """Return the mark after a word; the full stop of an abbreviation or an ordinal is none."""
    return mark(gap[1:]) if takes_stop(word, after, rules) else mark(gap)
