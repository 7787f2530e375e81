"""One word of Devanagari → phonemes: which अ is silent, what ं stands for, where the stress lies.

The script writes a vowel अ with every consonant and leaves it to the reader which are said. The
rules are those of the grammars (M. Ohala, "Aspects of Hindi Phonology", 1983; B. Narasimhan et al.,
"Schwa-Deletion in Hindi Text-to-Speech Synthesis", 2004).
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from reelwright.providers.offline.voice import shelf

_VIRAMA, _NUKTA, _VISARGA, _AVAGRAHA = "्", "़", "ः", "ऽ"
_NASALS = "ंँ"
_TILDE = "\u0303"
_SCHWA = "ə"


@dataclass(frozen=True, slots=True)
class _Sound:
    """A consonant or a vowel; `silent` for an अ that is not written and may not be said."""

    phoneme: str
    vowel: bool = False
    silent: bool = False
    nasal: bool = False

    @property
    def long(self) -> bool:
        return self.phoneme.endswith("ː")


def phonemes(word: str, *, stressed: bool = True) -> str:
    """Return the phonemes of one word of Devanagari letters; what is no letter is left out."""
    sounds = _without_schwas(_with_nasals(_sounds(word)))
    return _written(sounds, _stresses(sounds) if stressed else {})


def _sounds(word: str) -> list[_Sound]:
    """Return the word's sounds as the script writes them, with an अ after every bare consonant."""
    data, sounds = _data(), list[_Sound]()
    text = unicodedata.normalize("NFD", word)
    for written, said in data["conjuncts"].items():
        text = text.replace(written, said)
    for sign in re.findall(f".{_NUKTA}?", text):
        if sign in data["consonants"]:
            sounds += [_Sound(data["consonants"][sign]), _Sound(_SCHWA, vowel=True, silent=True)]
        elif sign in data["vowels"]:
            sounds.append(_Sound(data["vowels"][sign], vowel=True))
        elif sign in data["matras"]:
            _bare(sounds).append(_Sound(data["matras"][sign], vowel=True))
        elif sign == _VIRAMA:
            _bare(sounds)
        elif sign == _AVAGRAHA and sounds:
            sounds[-1] = replace(sounds[-1], silent=False)
        elif sign == _VISARGA:
            sounds.append(_Sound("h"))
        elif sign in _NASALS and sounds and sounds[-1].vowel:
            sounds[-1] = replace(sounds[-1], nasal=True, silent=False)
    return sounds


def _bare(sounds: list[_Sound]) -> list[_Sound]:
    """Take the unwritten अ off the last consonant, and return the sounds."""
    if sounds and sounds[-1].silent:
        sounds.pop()
    return sounds


def _with_nasals(sounds: list[_Sound]) -> list[_Sound]:
    """Put a nasal consonant for ं after a short vowel; long vowels are nasal themselves."""
    places = {after: nasal for nasal, row in _data()["nasals"].items() for after in row}
    out: list[_Sound] = []
    for sound, after in zip(sounds, [*sounds, None][1:], strict=True):
        nasal = places.get(after.phoneme, "") if after and not after.vowel else ""
        if (
            sound.nasal
            and nasal
            and not sound.long
            and (sound.phoneme == _SCHWA or nasal in "ŋɲɳm")
        ):
            out += [replace(sound, nasal=False), _Sound(nasal)]
        else:
            out.append(sound)
    return out


def _without_schwas(sounds: list[_Sound]) -> list[_Sound]:
    """Take out each अ that is not said, from the end of the word to its beginning."""
    sounds = list(sounds)
    for place in reversed(range(len(sounds))):
        if sounds[place].silent and (_falls_at_end(sounds, place) or _falls_within(sounds, place)):
            del sounds[place]
    return sounds


def _falls_at_end(sounds: list[_Sound], place: int) -> bool:
    if place != len(sounds) - 1 or not any(sound.vowel for sound in sounds[:place]):
        return False
    before, last = sounds[place - 2], sounds[place - 1]
    rank = _data()["sonority"]
    return before.vowel or rank.get(last.phoneme, 1) <= rank.get(before.phoneme, 1)


def _falls_within(sounds: list[_Sound], place: int) -> bool:
    """Say whether an अ stands as in VC_CV; not before a short last vowel, as in प्रगति.

    A nasal before the first consonant counts with it where the second vowel is long: पहुँचना.
    """
    before, after = sounds[:place], sounds[place + 1 : place + 3]
    if [sound.vowel for sound in after] != [False, True]:
        return False
    if _nasal_cluster(before[-2:]) and after[0].phoneme != "ɾ" and after[1].long:
        before = [*before[:-2], before[-1]]
    if [sound.vowel for sound in before[-2:]] != [True, False]:
        return False
    return not (place + 3 == len(sounds) and after[1].phoneme in ("ɪ", "ʊ"))


def _nasal_cluster(sounds: list[_Sound]) -> bool:
    return any(
        [sound.phoneme for sound in sounds] == [nasal, after]
        for nasal, row in _data()["nasals"].items()
        for after in row
    )


def _stresses(sounds: list[_Sound]) -> dict[int, str]:
    """Return the stress marks by the index of their vowel.

    The heaviest syllable is stressed, the last of equals; the last of the word only if it is long
    and closed (Kelkar 1968, "Studies in Hindi-Urdu").
    """
    nuclei = [index for index, sound in enumerate(sounds) if sound.vowel]
    if not nuclei:
        return {}
    weights = [_weight(sounds, nucleus) for nucleus in nuclei]
    able = weights if len(weights) == 1 or weights[-1] >= 3 else weights[:-1]
    main = max(range(len(able)), key=lambda syllable: (able[syllable], syllable))
    marks = {nuclei[main]: "ˈ"}
    for syllable in [*range(main - 2, -1, -2), *range(main + 2, len(nuclei), 2)]:
        marks[nuclei[syllable]] = "ˌ"
    return marks


def _weight(sounds: list[_Sound], nucleus: int) -> int:
    """Return 1 for a short open syllable, and 1 more for a long vowel and each closing sound."""
    after = [sound.vowel for sound in sounds[nucleus + 1 :]]
    until = after.index(True) if True in after else len(after) + 1
    return 1 + (sounds[nucleus].long or sounds[nucleus].phoneme in "eo") + max(until - 1, 0)


def _written(sounds: list[_Sound], stresses: dict[int, str]) -> str:
    out = ""
    for index, sound in enumerate(sounds):
        doubled = index > 0 and sound.phoneme[:1] == sounds[index - 1].phoneme
        if sound.vowel:
            out += stresses.get(index, "") + _vowel(sounds, index, stresses.get(index, ""))
        elif doubled and sound.phoneme[0] in "kɡcɟʈɖtdpb":
            out = out.removesuffix(sound.phoneme[:1]) + sound.phoneme + "ː"
        else:
            out += sound.phoneme
    return out


def _vowel(sounds: list[_Sound], index: int, stress: str) -> str:
    """Return a vowel as it sounds in its place: अ opens under stress, a last ी or ू is short."""
    sound = sounds[index]
    phoneme = sound.phoneme
    if phoneme == _SCHWA and (stress == "ˈ" or index == 0):
        phoneme = "ʌ"
    if index == len(sounds) - 1 and phoneme in ("iː", "uː"):
        phoneme = phoneme[0]
    return _nasal(phoneme) if sound.nasal else phoneme


def _nasal(vowel: str) -> str:
    """Return a nasal vowel: close and short, but for ẽː, which stays long."""
    closed = {"ɪ": "i", "ʊ": "u"}.get(vowel[0], vowel[0])
    return f"{closed}{_TILDE}ː" if vowel == "eː" else closed + _TILDE


@cache
def _data() -> dict[str, Any]:
    return {
        table: {unicodedata.normalize("NFD", key): value for key, value in entries.items()}
        for table, entries in shelf.table("devanagari.toml").items()
    }
