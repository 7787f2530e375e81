"""What the camera does, scene by scene: in for what is close, back at the end, always varied."""

from collections.abc import Sequence

from reelwright.model.storyboard import Camera
from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.chance import pick

_CLOSE = ("close", "beside a lamp")
_WIDE = (Camera.PUSH_IN, Camera.PAN_LEFT, Camera.PAN_RIGHT, Camera.TILT_UP, Camera.TILT_DOWN)
_NEAR = (Camera.PUSH_IN, Camera.HOLD)


def moves(beats: Sequence[Beat], seed: int) -> list[Camera]:
    """Return a move for each beat; no two neighbours have the same."""
    last = len(beats) - 1
    chosen: list[Camera] = []
    for number, beat in enumerate(beats):
        barred = {*chosen[-1:], *((Camera.PULL_BACK,) if number == last - 1 else ())}
        wished = [Camera.PULL_BACK] if 0 < number == last else _wished(beat)
        options = [move for move in (*wished, *_WIDE) if move not in barred]
        fitting = [move for move in wished if move not in barred]
        chosen.append(pick(fitting or options, seed, "camera", number))
    return chosen


def _wished(beat: Beat) -> Sequence[Camera]:
    if beat.camera:
        return [beat.camera]
    return _NEAR if any(word in beat.show for word in _CLOSE) else _WIDE
