"""What numbers, signs and brackets take from the letters around them (UAX #9, W1 to I2)."""

from dataclasses import dataclass
from itertools import groupby

from reelwright.render.text.bidi.brackets import pairs
from reelwright.render.text.bidi.explicit import ISOLATES

_NEUTRAL = ISOLATES | {"S", "WS", "ON", "PDI"}


@dataclass(frozen=True, slots=True)
class Chain:
    """An isolating run sequence (BD13): its characters, level, and the strong sides it has."""

    places: list[int]
    level: int
    before: str
    after: str


def side(level: int) -> str:
    """Return the direction of a level: `L` or `R`."""
    return "R" if level % 2 else "L"


def resolve(text: str, chain: Chain, kinds: list[str], levels: list[int]) -> None:
    """Resolve one chain, rules W1 to I2, into `levels`."""
    own = [kinds[at] for at in chain.places]
    original = list(own)
    _weaken(own, chain.before)
    _bracket([text[at] for at in chain.places], own, original, chain)
    _settle(own, chain)
    for at, kind in zip(chain.places, own, strict=True):
        odd = levels[at] % 2
        if kind == "R":
            levels[at] += 1 - odd
        elif kind in {"AN", "EN"}:
            levels[at] += 1 if odd else 2
        else:
            levels[at] += odd


def _weaken(own: list[str], before: str) -> None:
    """Apply rules W1 to W7."""
    previous = strong = before
    for at, kind in enumerate(own):
        if kind == "NSM":
            own[at] = "ON" if previous in ISOLATES | {"PDI"} else previous
        previous = own[at]
        if own[at] in {"L", "R", "AL"}:
            strong = own[at]
        elif own[at] == "EN" and strong == "AL":
            own[at] = "AN"
    own[:] = ["R" if kind == "AL" else kind for kind in own]
    for at in range(1, len(own) - 1):
        left, kind, right = own[at - 1 : at + 2]
        if left == right and (
            (kind == "CS" and left in {"EN", "AN"}) or (kind, left) == ("ES", "EN")
        ):
            own[at] = left
    _terminate(own)
    strong = before
    for at, kind in enumerate(own):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            own[at] = "L"


def _terminate(own: list[str]) -> None:
    """Let signs beside numbers be numbers and the others neutral: rules W5 and W6."""
    start = 0
    for kind, group in groupby(list(own)):
        stop = start + len(list(group))
        if kind == "ET":
            beside = own[start - 1 : start] + own[stop : stop + 1]
            own[start:stop] = ["EN" if "EN" in beside else "ON"] * (stop - start)
        elif kind in {"ES", "CS"}:
            own[start:stop] = ["ON"] * (stop - start)
        start = stop


def _bracket(letters: list[str], own: list[str], original: list[str], chain: Chain) -> None:
    """Give brackets the direction of what they hold: rule N0."""
    own_side = side(chain.level)
    for opened, closed in pairs(letters, own):
        inside = {_strength(kind) for kind in own[opened + 1 : closed]} - {None}
        if own_side in inside:
            decided = own_side
        elif inside:
            earlier = (_strength(kind) for kind in reversed(own[:opened]))
            decided = next((one for one in earlier if one), chain.before)
        else:
            continue
        for at in (opened, closed):
            own[at] = decided
            marks = at + 1
            while marks < len(own) and original[marks] == "NSM":
                own[marks] = decided
                marks += 1


def _strength(kind: str) -> str | None:
    if kind in {"EN", "AN", "R"}:
        return "R"
    return "L" if kind == "L" else None


def _settle(own: list[str], chain: Chain) -> None:
    """Give neutrals the direction around them, or the level's own: rules N1 and N2."""
    start = 0
    for neutral, group in groupby(list(own), key=lambda kind: kind in _NEUTRAL):
        stop = start + len(list(group))
        if neutral:
            left = _strength(own[start - 1]) if start else chain.before
            right = _strength(own[stop]) if stop < len(own) else chain.after
            shared = left if left == right else None
            own[start:stop] = [shared or side(chain.level)] * (stop - start)
        start = stop
