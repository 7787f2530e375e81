"""The drums of a piece: layers that come in as it grows livelier, and fills before its phrases."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.music.composer.form import Form, Phrase
from reelwright.providers.offline.music.composer.style import Drums

_WEIGHTS = {"x": 1.0, "o": 0.66, "?": 0.56}
_FILLS_FROM, _CRASHES_FROM = 0.5, 0.7


@dataclass(frozen=True, slots=True)
class Hit:
    """One stroke, at a beat of the piece."""

    beat: float
    drum: str
    weight: float


def struck(drums: Drums, form: Form, much: float, rng: np.random.Generator) -> list[Hit]:
    """Return all strokes of a piece, with `much` (0 to 1) of the drums that its genre has."""
    share = max(much, drums.least)
    hits: list[Hit] = []
    for number, phrase in enumerate(form.phrases):
        level = phrase.level * share
        for bar in range(len(phrase.bars)):
            fills = bar == len(phrase.bars) - 1 and level >= _FILLS_FROM
            hits += _bar(
                _patterns(drums, level, fills=fills), (phrase.first + bar) * form.metre, form, rng
            )
        if number and level >= _CRASHES_FROM:
            hits.append(Hit(phrase.first * form.metre, "kit:crash", 0.8))
    return [*hits, *_last(form, hits)]


def _patterns(drums: Drums, level: float, *, fills: bool) -> dict[str, str]:
    playing: dict[str, str] = {}
    for enters, layer in drums.layers:
        playing |= layer if level >= enters else {}
    return {**playing, **drums.fill} if fills else playing


def _bar(
    patterns: dict[str, str], start: int, form: Form, rng: np.random.Generator
) -> Iterator[Hit]:
    for drum, pattern in patterns.items():
        for at, sign in enumerate(pattern[: form.metre * 4]):
            if sign in _WEIGHTS and (sign != "?" or rng.random() < 0.5):
                yield Hit(start + at / 4, drum, _WEIGHTS[sign])


def _last(form: Form, hits: list[Hit]) -> list[Hit]:
    """Return the stroke of the low drum under the last chord, where it has been playing."""
    low = [hit.drum for hit in hits if hit.drum.endswith(("kick", "timpani", "taiko"))]
    lively = form.phrases[-1].level >= _CRASHES_FROM
    if form.final is None or not low:
        return []
    ending = [Hit(form.clock.total, low[-1], 0.9)]
    return [*ending, Hit(form.clock.total, "kit:crash", 0.7)] if lively else ending


def pitch(drum: str, form: Form, phrase: Phrase | None) -> int:
    """Return the pitch a drum is struck at: timpani are tuned to the chord."""
    if drum != "timpani":
        return 60
    chord = phrase.bars[0][0] if phrase else form.final
    tone = (form.tonic + (chord.root if chord else 0)) % 12
    return 36 + tone
