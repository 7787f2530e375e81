"""Katakana as it is pronounced → phonemes. Knows no kanji and no words."""

import re
from functools import cache

from reelwright.providers.offline.voice import shelf

_SMALL = "ァィゥェォャュョ"
_LONG, _STOP, _NASAL = "ー", "ッ", "ン"


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return phonemes by mora, the three signs, and the place of ン by the sound after it."""
    data = shelf.table("kana.toml")
    morae = {
        mora: sound
        for row, sounds in data["rows"].items()
        for mora, sound in zip(split(row), sounds.split(), strict=True)
    }
    nasals = {after: nasal for nasal, places in data["nasals"].items() for after in places}
    return morae, data["signs"], nasals


_MORA = re.compile(f"[^{_SMALL}{_LONG}{_STOP}{_NASAL}][{_SMALL}]|.")


def split(kana: str) -> list[str]:
    """Return the morae of `kana`: a kana with the small one after it, or alone."""
    return _MORA.findall(kana)


def phonemes(kana: str) -> str:
    """Return the phonemes of one word in katakana, its long vowels written ー; no others."""
    sounds = [_sound(mora) for mora in split(kana)]
    return "".join(
        _nasal_before(after) if sound == _NASAL else sound
        for sound, after in zip(sounds, [*sounds, ""][1:], strict=True)
    )


def _sound(mora: str) -> str:
    morae, signs, _ = _tables()
    if mora == _NASAL:
        return mora
    if mora in morae:
        return morae[mora]
    if len(mora) == 1:
        return {_LONG: signs["long"], _STOP: signs["stop"]}.get(mora, "")
    return _drawn(*mora)


def _drawn(first: str, small: str) -> str:
    """Return a mora no table has: a vowel drawn out (ネェ), or a vowel exchanged (ムェ)."""
    morae, signs, _ = _tables()
    if first not in morae:
        return _sound(first) + morae[small]
    if morae[first].endswith(morae[small]):
        return morae[first] + signs["long"]
    return morae[first][:-1] + morae[small]


def _nasal_before(sound: str) -> str:
    _, signs, nasals = _tables()
    return nasals.get(sound[:1], signs["nasal"])
