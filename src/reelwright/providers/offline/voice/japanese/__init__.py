"""Japanese → phonemes, in words of a content word and what hangs on it, as readers see them.

Latin words in small letters are left to others; capitals are spelled.
"""

import re
import unicodedata

import regex

from reelwright.providers.offline.voice.japanese import kana, numerals
from reelwright.providers.offline.voice.japanese.morphs import Morph, morphs
from reelwright.providers.offline.voice.japanese.numbers import table
from reelwright.providers.offline.voice.pieces import Span, Spoken, gaps, mark

_NEVER_FIRST = "ァィゥェォャュョー"  # in a word; the dictionary may cut とちゅう before its ゅ
_LONGEST = 12  # characters of a compound before it is cut

# A character and the voicing marks after it, which half-width kana write apart.
_CLUSTER = regex.compile(r".[\uff9e\uff9f\p{M}]*", regex.DOTALL)


def read(text: str) -> list[Spoken]:
    """Return the words of one line of Japanese, in order."""
    plain, origins = _plain(text)
    found = numerals.read(plain, morphs(plain))
    words = _whole(_words([morph for morph in found if _says(morph)]), origins)
    spans = [Span(origins[word[0].begin], origins[word[-1].end]) for word in words]
    return [
        Spoken(span.begin, span.end, _phonemes(word), mark(gap))
        for word, span, gap in zip(words, spans, gaps(text, spans), strict=True)
    ]


def _plain(text: str) -> tuple[str, list[int]]:
    """Return `text` in normal widths, and for each of its characters where it stood."""
    plain, origins = "", list[int]()
    variants = str.maketrans(table()["variants"])
    for match in _CLUSTER.finditer(text):
        normal = unicodedata.normalize("NFKC", match[0].translate(variants))
        plain += normal
        origins += [match.start()] * len(normal)
    return plain, [*origins, len(text)]


def _says(morph: Morph) -> bool:
    return morph.surface in table()["signs"] or any(map(str.isalnum, morph.surface))


def _words(found: list[Morph]) -> list[list[Morph]]:
    """Return the smallest words put together into words that a reader would see as one."""
    words: list[list[Morph]] = []
    for morph in found:
        if words and _hangs_on(morph, words[-1]):
            words[-1].append(morph)
        else:
            words.append([morph])
    return words


def _whole(words: list[list[Morph]], origins: list[int]) -> list[list[Morph]]:
    """Return `words` with those put together that one written character stands for, such as ½."""
    whole: list[list[Morph]] = []
    begun: list[Morph] = []
    for word in words:
        begun = [*begun, *word]
        if origins[begun[0].begin] < origins[begun[-1].end]:
            whole.append(begun)
            begun = []
    return whole


def _hangs_on(morph: Morph, word: list[Morph]) -> bool:
    """Say whether `morph` belongs to the word before it."""
    last = word[-1]
    if morph.begin != last.end or not (_kana(morph) and _kana(last)):
        return False
    return _torn(morph, last) or _leans(morph, last) or _compounds(morph, word)


def _torn(morph: Morph, last: Morph) -> bool:
    """Say whether the dictionary cut a word or a number in two where none can be cut."""
    fraction = last.surface.endswith("分の") and morph.kind == "数"
    return last.surface[-1] in "っッ" or _kana(morph)[0] in _NEVER_FIRST or fraction


def _leans(morph: Morph, last: Morph) -> bool:
    """Say whether `morph` is no word by itself, or a verb made of the noun before it."""
    if last.pos == "接頭詞" or morph.pos in ("助詞", "助動詞") or morph.kind in ("接尾", "非自立"):
        return True
    return morph.surface in ("する", "し", "さ", "せ") and last.kind == "サ変接続"


def _compounds(morph: Morph, word: list[Morph]) -> bool:
    last = word[-1]
    compound = morph.pos == last.pos == "名詞" and "数" not in (morph.kind, last.kind)
    return compound and morph.end - word[0].begin <= _LONGEST and _one_script(morph, last)


def _one_script(morph: Morph, last: Morph) -> bool:
    """Say whether two nouns are both in kanji or both in katakana, as compounds are."""
    return any(
        regex.fullmatch(script, last.surface + morph.surface)
        for script in (r"[\p{Han}々]+", r"[\p{Katakana}ー]+")
    )


def _phonemes(word: list[Morph]) -> str:
    """Return the phonemes of a word: its parts apart, as in training, but where ッ joins them."""
    parts = re.sub(f" (?=[{_NEVER_FIRST}])", "", " ".join(map(_kana, word))).split()
    spaced = " ".join(sounds for part in parts if (sounds := kana.phonemes(part)))
    return re.sub(" ?(ʔ) ?", r"\1", spaced)


def _kana(morph: Morph) -> str:
    if morph.kana:
        return morph.kana
    if morph.surface in table()["signs"]:
        sign: str = table()["signs"][morph.surface]
        return sign
    return "".join(table()["letters"].get(letter, "") for letter in morph.surface.upper())
