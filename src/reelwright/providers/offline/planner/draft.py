"""A film before it has its scenes, and choosing as many of its beats as a length has room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.length import CLOSE
from reelwright.providers.offline.planner.texts.tongue import Pace
from reelwright.providers.offline.planner.wander import Wander

COUNT = "{count}"
"""Stands in what a film is about for the number of its scenes."""
USUAL = 2
"""The highest rank that is told when no length is asked for."""
PATIENCE = Fraction(23, 20)
"""How much longer than it needs a scene may stand before there is something else to look at."""
_DRIFTING = Fraction(11, 10)
_LONG = Fraction(3600)
_LOOK = Fraction(15, 2)
"""Seconds for which a film that has more to tell stays with one scene: six scenes in 45 s."""
_LONGEST_LOOK = Fraction(60, 7)
"""The same where the words take longer: fourteen scenes in two minutes."""
_SIX_SCENES = Fraction(45)
"""Seconds from which a film has six scenes, as short stories have (`story.md`)."""
_TWO_SCENES = Fraction(6)
"""Seconds from which a film has a beginning and an end, even if they must be made longer."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a film will be: its title, what it is about, its mood, and its beats in order.

    `pauses` gives more to look at where there is more time than beats: between the beats, or, where
    the film is one look around (`drifting`), before the last. Without it the beats are given, and
    none may be left out. `tale` names the tales it tells, parted by spaces.
    """

    title: str
    about: str
    mood: str
    beats: tuple[Beat, ...]
    pauses: Wander | None = None
    drifting: bool = False
    tale: str | None = None


def fit(draft: Draft, whole: Fraction | None, pace: Pace) -> list[Beat]:
    """Return the beats that `whole` seconds have room for, in order; the usual ones without it."""
    if draft.pauses is None:
        return list(draft.beats)
    if whole is None:
        return [beat for beat in draft.beats if beat.rank <= USUAL]
    needed = _needed(draft.beats, whole, pace)
    return _paused(needed, draft.pauses, whole, pace, drifting=draft.drifting)


def holds(beats: Sequence[Beat], whole: Fraction, pace: Pace) -> bool:
    """Say whether beginning, end, and as much between as a film must have take `whole` seconds."""
    first, *between, last = (beat.lasts(pace) for beat in beats)
    return sum(sorted(between)[: _fewest(whole) - 2], first + last + CLOSE) <= whole


def _fewest(whole: Fraction) -> int:
    """Return how many scenes a film has at least, whatever time they take."""
    return max(int(whole // _LONGEST_LOOK), 6 if whole >= _SIX_SCENES else 2)


def _needed(beats: tuple[Beat, ...], whole: Fraction, pace: Pace) -> list[Beat]:
    """Return beginning and end, and of what lies between, the most needed first, what fits."""
    last, lengths = len(beats) - 1, [beat.lasts(pace) for beat in beats]
    # Beginning and end first; then, within a rank, what is nearest the end, which it prepares.
    order = sorted(range(len(beats)), key=lambda n: (beats[n].rank, n != 0, n != last, -n))
    ends, between = (order[:2], order[2:]) if whole >= _TWO_SCENES else (order[:1], [])
    room = whole - CLOSE - sum(lengths[number] for number in ends)
    least = max(_fewest(whole), _usual(whole, [lengths[number] for number in between], room))
    kept = _fitting(between, lengths, room, least - len(ends))
    if room - sum(lengths[number] for number in kept) > whole - whole / PATIENCE:
        kept = _fuller(kept, between, lengths, room)
    return [beats[number] for number in sorted([*ends, *kept])]


def _usual(whole: Fraction, lengths: list[Fraction], room: Fraction) -> int:
    """Return how many scenes there should be, or as many as there is room for."""
    return min(int(whole // _LOOK), 2 + sum(total <= room for total in accumulate(sorted(lengths))))


def _fitting(order: list[int], lengths: list[Fraction], room: Fraction, least: int) -> list[int]:
    """Return of the beats in `order`, those first that come first, what fits into `room`.

    One that would leave no room for `least` of them gives way to shorter ones.
    """
    least = min(least, len(order))
    short = sorted(lengths[number] for number in order)[:least]
    room, kept = max(room, sum(short, Fraction(0))), list[int]()
    for place, number in enumerate(order):
        after = sorted(lengths[other] for other in order[place + 1 :])
        missing = max(least - len(kept) - 1, 0)
        if len(after) >= missing and lengths[number] + sum(after[:missing]) <= room:
            kept.append(number)
            room -= lengths[number]
    return kept


def _fuller(
    kept: list[int], order: list[int], lengths: list[Fraction], room: Fraction
) -> list[int]:
    """Return the beats with one exchanged for a longer that fills more of what room is left."""
    spare = room - sum(lengths[number] for number in kept)
    changes = [(lengths[new] - lengths[old], old, new) for old in kept for new in order]
    fitting = [(more, old, new) for more, old, new in changes if new not in kept and more <= spare]
    more, old, new = max(fitting, default=(Fraction(0), 0, 0))
    return [new if number == old else number for number in kept] if more > 0 else kept


def _paused(
    beats: list[Beat], pauses: Wander, whole: Fraction, pace: Pace, *, drifting: bool
) -> list[Beat]:
    # The longer the film, the longer each look: an hour would else need all its words three times.
    patience = (_DRIFTING if drifting else PATIENCE) + whole / _LONG / 2
    spent = sum((beat.lasts(pace) for beat in beats), CLOSE)
    seen: list[Beat] = []
    while whole > spent * patience and (pause := pauses.next(whole - spent)):
        seen.append(pause)
        spent += pause.lasts(pace)
    return _parted(beats, seen, drifting=drifting)


def _parted(beats: list[Beat], seen: list[Beat], *, drifting: bool) -> list[Beat]:
    """Return the beats with what is seen between them, in order and evenly.

    A look around goes on until its last beat; a tale is not held up before its end.
    """
    last = len(beats) - 1
    gaps = [last] if drifting or last < 2 else range(1, last)
    share, woven = Fraction(len(seen), len(gaps)), list[Beat]()
    for number, beat in enumerate(beats):
        if number in gaps:
            place = number - gaps[0]
            woven += seen[round(place * share) : round((place + 1) * share)]
        woven.append(beat)
    return woven
