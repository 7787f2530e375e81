"""Which words of a text became which words of the text as it is read out.

`$5 million` is read as `5 million dollars` and `7:30 pm` as `seven thirty P.M.`; a caption still
has to light the words that were written.
"""

from difflib import SequenceMatcher

SIGNS = "$€£¥₹₩₽"
"""Signs of currencies, which are read after the number they stand before."""


def owners(expected: list[list[str]], read: list[str]) -> list[int]:
    """Return for each word of `read` the index of the written word it stands for, in order.

    `expected` has for each written word what it would be read as if it stood alone. A written word
    may own several words of `read`, or none.
    """
    words = [_plain(word) for alone in expected for word in alone]
    owner = [index for index, alone in enumerate(expected) for _ in alone]
    heard = [_plain(word) for word in read]
    found: list[int] = []
    for kind, a, b, c, d in SequenceMatcher(None, words, heard, autojunk=False).get_opcodes():
        if kind in ("equal", "replace"):
            found += [owner[a + place * (b - a) // (d - c)] for place in range(d - c)]
        elif kind == "insert":  # a unit put after its number: it belongs to what was said last
            found += [owner[max(a - 1, 0)] if owner else 0] * (d - c)
    return found


def _plain(word: str) -> str:
    """Return a word for comparing: `$5` as `5`."""
    return word.casefold().lstrip(SIGNS)
