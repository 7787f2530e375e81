"""A text cut into the pieces that are said one by one, and what stands between them.

Knows no language: only letters, digits, signs and punctuation.
"""

from dataclasses import dataclass, replace

import regex

_PAUSES = {
    "?": "?？؟",
    "!": "!！",
    ".": ".。．।॥\n",
    "…": "…",
    ":": ":：",
    ";": ";；",
    "—": "—–―‒〜～",
    ",": ",、，()（）[]{}［］【】「」『』",
}
_ENDS = ("?", "!", ".")

# Letters, digits, what stands upon letters, and the signs that are spoken; then the same again
# after one thing that joins them, where commas, colons and dashes join digits only (1,000, 7:30).
_PART = r"[\p{L}\p{N}\p{M}\p{Sc}\u200c\u200d%°#&+=<>×÷@]+"
_JOINT = r"(?:['’ʼ.‐‑/_*·~-]|://|(?<=\p{N})[,:–](?=\p{N}))"
_PIECE = regex.compile(rf"{_PART}(?:{_JOINT}{_PART})*")
_SAYS_SOMETHING = regex.compile(r"[\p{L}\p{N}\p{Sc}%°#&+=×÷@]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, `end` exclusive."""

    begin: int
    end: int

    def of(self, text: str) -> str:
        """Return what stands there in `text`."""
        return text[self.begin : self.end]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word as it is to be said: where it stands in the text, and its phonemes.

    `phonemes` is empty where the word cannot be said. `mark` is the punctuation after it: one of
    `. ! ? … : ; — ,` or nothing.
    """

    begin: int
    end: int
    phonemes: str
    mark: str = ""

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence ends with this word."""
        return self.mark in _ENDS

    def moved(self, by: int) -> "Spoken":
        """Return the word as it stands in a text that has `by` more characters before it."""
        return replace(self, begin=self.begin + by, end=self.end + by)


def pieces(text: str) -> list[Span]:
    """Return the words of a text written with spaces, with their signs: `$3.50`, `it's`, `50%`."""
    found = (Span(*match.span()) for match in _PIECE.finditer(text))
    return [one for one in found if _SAYS_SOMETHING.search(one.of(text))]


def gaps(text: str, words: list[Span]) -> list[str]:
    """Return what stands after each word, up to the next one or the end."""
    starts = [*(word.begin for word in words), len(text)][1:]
    return [text[word.end : start] for word, start in zip(words, starts, strict=True)]


def mark(gap: str) -> str:
    """Return the one mark for what stands between two words: the strongest of those in `gap`."""
    if "..." in gap:
        return "…"
    if regex.search(r"--|(^|\s)-\s", gap):
        return "—"
    return next((sign for sign, signs in _PAUSES.items() if set(signs) & set(gap)), "")
