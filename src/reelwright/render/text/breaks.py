"""Where a text may break into lines, and where its readers like it to."""

from collections.abc import Callable
from functools import cache, lru_cache
from itertools import accumulate

import budoux
import regex
from icu4py.breakers import LineBreaker

from reelwright.render.text.clusters import clusters

# Strict: no line begins with a small kana or a prolonged sound mark either (JIS X 4051).
_RULES = "ja@lb=strict"
_SURROGATE = regex.compile(r"\p{Cs}")
# Korean is broken between words, not between syllables.
_WITHIN_KOREAN = regex.compile(r"(?<=\p{Hangul})(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}])(?=\p{Hangul})")
# A space, Unicode's zero-width one, or scripts whose words ICU finds in a dictionary.
_AFTER = regex.compile(r"[\s\u200b\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_EAST_ASIAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")


@lru_cache(maxsize=256)
def legal(text: str) -> frozenset[int]:
    """Return the places inside `text` where a line may break (UAX #14, and dictionaries).

    A place is the number of characters before it, the spaces a line ends with among them.
    """
    pieces = LineBreaker(_SURROGATE.sub("\ufffd", text), _RULES)
    ends = set(accumulate(map(len, pieces)))
    korean = {match.start() for match in _WITHIN_KOREAN.finditer(text)}
    whole = set(accumulate(map(len, clusters(text))))
    return frozenset((ends & whole) - korean - {len(text)})


@lru_cache(maxsize=256)
def liked(text: str) -> frozenset[int]:
    """Return those of the legal places that keep words whole and, in Chinese and Japanese, phrases.

    They are the places after a space, between words of scripts that write none, and between the
    phrases that BudouX finds.
    """
    between = {at for at in legal(text) if _AFTER.match(text, at - 1)}
    return frozenset((_phrases(text) & legal(text)) | between)


def _phrases(text: str) -> set[int]:
    """Return where phrases end, in a text with Chinese or Japanese in it."""
    if not _EAST_ASIAN.search(text):
        return set()
    parse = _japanese() if _KANA.search(text) else _chinese()
    return set(accumulate(map(len, parse(text))))


@cache
def _japanese() -> Callable[[str], list[str]]:
    return budoux.load_default_japanese_parser().parse


@cache
def _chinese() -> Callable[[str], list[str]]:
    return budoux.load_default_simplified_chinese_parser().parse
