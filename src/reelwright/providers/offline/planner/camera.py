"""What the camera does, scene by scene: in for what is close, up for what is tall, back at the end.

No two neighbours move alike.
"""

import re
from collections.abc import Sequence

from reelwright.model.storyboard import Camera
from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.chance import pick
from reelwright.providers.offline.planner.texts import scenery

_LEVEL = (Camera.PUSH_IN, Camera.PAN_LEFT, Camera.PAN_RIGHT)
_ROUND = (Camera.PAN_LEFT, Camera.PAN_RIGHT, Camera.PULL_BACK)
_UPRIGHT = (*_LEVEL, Camera.TILT_UP, Camera.TILT_DOWN)
_NEAR = (Camera.PUSH_IN, Camera.HOLD)
_MARKS = re.compile(r"[,:;.]")


def moves(beats: Sequence[Beat], seed: int) -> list[Camera]:
    """Return a move for each beat; no two neighbours have the same."""
    last = len(beats) - 1
    chosen: list[Camera] = []
    for number, beat in enumerate(beats):
        barred = {*chosen[-1:], *((Camera.PULL_BACK,) if number == last - 1 else ())}
        wished = [Camera.PULL_BACK] if 0 < number == last else _wished(beat)
        options = [move for move in (*wished, *_LEVEL) if move not in barred]
        fitting = [move for move in wished if move not in barred]
        chosen.append(pick(fitting or options, seed, "camera", number))
    return chosen


def _wished(beat: Beat) -> Sequence[Camera]:
    if beat.camera:
        return [beat.camera]
    ways = {"close": _NEAR, "tall": _UPRIGHT, "wide": _ROUND}
    words = scenery.cameras()
    return next((ways[kind] for kind in ways if _says(beat.show, words[kind])), _LEVEL)


def _says(show: str, words: tuple[str, ...]) -> bool:
    return any(f" {word} " in f" {_MARKS.sub('', show)} " for word in words)
