"""The phonemes that the speaking models know, and the numbers they know them by."""

import json
from functools import cache

from reelwright.providers.offline.voice import shelf


@cache
def alphabet() -> dict[str, int]:
    """Return the number of each phoneme and mark: Kokoro-82M's vocabulary, and hibari's."""
    numbers: dict[str, int] = json.loads(shelf.file("phonemes.json").read_text("utf-8"))
    return numbers


def sayable(phonemes: str) -> str:
    """Return `phonemes` without those no model knows."""
    return "".join(phoneme for phoneme in phonemes if phoneme in alphabet())


def tokens(phonemes: str) -> list[int]:
    """Return `phonemes` as a model's input, with the silence it expects at both ends.

    Raises `KeyError` for a phoneme that is not in the alphabet.
    """
    return [0, *(alphabet()[phoneme] for phoneme in phonemes), 0]
