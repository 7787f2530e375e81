"""The six voices: what they are called, and the numbers that make Kokoro speak like each."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reelwright.model.brief import Language
from reelwright.providers.offline.voice import shelf

_HALF = 128  # of a row: timbre before it, prosody after


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice: its name, a line about it, and whether its English is British."""

    name: str
    about: str
    british: bool


def voices() -> tuple[Voice, ...]:
    """Return the voices, `default` first."""
    first = _voice(called("default"))
    named = tuple(_voice(name) for name in _profiles()["voices"])
    return (Voice("default", first.about, first.british), *named)


def _voice(name: str) -> Voice:
    profile = _profiles()["voices"][name]
    return Voice(name, profile["about"], profile.get("british", False))


def called(name: str) -> str:
    """Return the name of a voice; `default` is one of the six."""
    first: str = _profiles()["default"]
    return first if name == "default" else name


@cache
def style(name: str, language: Language) -> NDArray[np.float32]:
    """Return the table of a voice in a language: a row of 256 for each count of phonemes."""
    profile = _profiles()["voices"][called(name)]
    own = _table(profile["table"])
    if language is Language.ENGLISH:
        return own
    blend = profile.get(language.value) or profile["others"]
    share = np.repeat(np.array([blend["timbre"], blend["prosody"]], np.float32), _HALF)
    blended: NDArray[np.float32] = own + (_table(blend["native"]) - own) * share
    return blended


def trained(language: Language) -> bool:
    """Return whether Kokoro was trained on `language`; in others it speaks with an accent."""
    return language.value in _profiles()["trained"]


def _table(name: str) -> NDArray[np.float32]:
    tables: list[str] = _profiles()["tables"]
    table: NDArray[np.float32] = _tables()[tables.index(name)].astype(np.float32)
    return table


@cache
def _tables() -> NDArray[np.float16]:
    with shelf.file("voices.npy").open("rb") as file:
        tables: NDArray[np.float16] = np.load(file, allow_pickle=False)
    return tables


@cache
def _profiles() -> dict[str, Any]:
    return shelf.table("voices.toml")
