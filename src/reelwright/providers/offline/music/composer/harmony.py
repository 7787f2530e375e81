"""Scales and chords, as pitches above the tonic, and how one chord leads to the next."""

import re
from dataclasses import dataclass, replace
from itertools import product

SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "harmonic": (0, 2, 3, 5, 7, 8, 11),
}

_DEGREES = {"i": 0, "ii": 2, "iii": 4, "iv": 5, "v": 7, "vi": 9, "vii": 11}
_SHIFTS = {"b": -1, "#": 1, "": 0}
_MAJOR = {
    "": (0, 4, 7),
    "6": (0, 4, 7, 9),
    "7": (0, 4, 7, 10),
    "maj7": (0, 4, 7, 11),
    "add9": (0, 4, 7, 14),
    "maj9": (0, 4, 7, 11, 14),
    "9": (0, 4, 7, 10, 14),
    "sus2": (0, 2, 7),
    "sus4": (0, 5, 7),
    "7sus4": (0, 5, 7, 10),
    "5": (0, 7),
}
_MINOR = {
    "": (0, 3, 7),
    "6": (0, 3, 7, 9),
    "7": (0, 3, 7, 10),
    "maj7": (0, 3, 7, 11),
    "add9": (0, 3, 7, 14),
    "9": (0, 3, 7, 10, 14),
    "dim": (0, 3, 6),
    "o7": (0, 3, 6, 9),
    "m7b5": (0, 3, 6, 10),
}
_WRITTEN = re.compile(r"([b#]?)(VII|VI|V|IV|III|II|I|vii|vi|v|iv|iii|ii|i)([a-z0-9]*)(?:/([357]))?")
_RAISED = (4, 11)  # semitones above the root
_FAR = 0.35  # what a semitone away from the middle of its register costs a voicing


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord: its root, its other tones above the root, and its bass, from the tonic, 0-11."""

    root: int
    above: tuple[int, ...]
    bass: int

    @property
    def tones(self) -> tuple[int, ...]:
        """Its pitch classes, the root first."""
        return tuple((self.root + tone) % 12 for tone in self.above)


def chord(written: str) -> Chord:
    """Return the chord that a Roman numeral means, such as `bVImaj7` or `I/3`.

    Numerals count from the major scale of the tonic, upper case major and lower case minor; what
    follows the slash is the tone of the chord in the bass. `ValueError` for what is no chord.
    """
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} is not a chord.")
    shift, numeral, quality, low = match.groups()
    above = (_MAJOR if numeral.isupper() else _MINOR)[quality]
    root = (_DEGREES[numeral.lower()] + _SHIFTS[shift]) % 12
    bass = root if low is None else (root + above[{"3": 1, "5": 2, "7": 3}[low]]) % 12
    return Chord(root, above, bass)


def scale(mode: str, over: Chord) -> tuple[int, ...]:
    """Return the tones in use over a chord: its own take the place of those they alter.

    A major third or seventh that is not in the scale was raised, any other such tone lowered.
    """
    tones = set(SCALES[mode])
    for tone, above in zip(over.tones, over.above, strict=True):
        if tone not in tones:
            altered = (tone + (-1 if above in _RAISED else 1)) % 12
            tones -= {altered} - set(over.tones)
            tones.add(tone)
    return tuple(sorted(tones))


def coloured(plain: Chord, mode: str) -> Chord:
    """Return a triad with the seventh that the scale has; other chords as they are."""
    if len(plain.above) != 3 or plain.above[1] in (2, 5) or plain.above[2] != 7:
        return plain
    tones = scale(mode, plain)
    seventh = next((one for one in (10, 11) if (plain.root + one) % 12 in tones), None)
    return plain if seventh is None else replace(plain, above=(*plain.above, seventh))


def voicing(
    tones: tuple[int, ...], before: tuple[int, ...], centre: int, voices: int
) -> tuple[int, ...]:
    """Return pitches of a chord about `centre`, moved as little as may be from those `before`.

    All its tones sound where there are voices enough; above four the root is left to the bass.
    """
    kept = tones[1:] if len(tones) > 4 else tones
    candidates = [tuple(sorted(one)) for one in product(*(_near(tone, centre) for tone in kept))]
    close = [one for one in candidates if one[-1] - one[0] <= 16]
    full = [_filled(one, voices) for one in close or candidates]
    return min(full, key=lambda one: (_moved(one, before) + _FAR * _off(one, centre), one))


def _near(tone: int, centre: int) -> tuple[int, int]:
    low = centre - 9 + (tone - centre + 9) % 12
    return low, low + 12


def _filled(pitches: tuple[int, ...], voices: int) -> tuple[int, ...]:
    doubled = [pitches[n % len(pitches)] + 12 * (n // len(pitches)) for n in range(voices)]
    return tuple(sorted(doubled))


def _moved(pitches: tuple[int, ...], before: tuple[int, ...]) -> float:
    return float(sum(min((abs(one - old) for old in before), default=0) for one in pitches))


def _off(pitches: tuple[int, ...], centre: int) -> float:
    return len(pitches) * abs(sum(pitches) / len(pitches) - centre)


def step(pitch: int, steps: int, tones: tuple[int, ...], tonic: int) -> int:
    """Return the pitch `steps` steps of a scale from `pitch`, which is first brought to it."""
    ladder = [tonic + 12 * octave + tone for octave in range(-6, 8) for tone in tones]
    here = min(range(len(ladder)), key=lambda at: (abs(ladder[at] - pitch), at))
    return ladder[here + steps]


def nearest(pitch: int, tones: tuple[int, ...], tonic: int) -> int:
    """Return the pitch nearest to `pitch` whose class is one of `tones`, the lower of two."""
    return step(pitch, 0, tuple(sorted(tones)), tonic)
