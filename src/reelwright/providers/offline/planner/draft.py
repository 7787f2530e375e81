"""A film before it has its scenes, and choosing as many of its beats as a length has room for."""

from dataclasses import dataclass
from fractions import Fraction

from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.texts.tongue import Pace
from reelwright.providers.offline.planner.wander import Wander

COUNT = "{count}"
"""Stands in what a film is about for the number of its scenes."""
USUAL = 2
"""The highest rank that is told when no length is asked for."""
PATIENCE = Fraction(27, 20)
"""How much longer than it needs a scene may stand before there is something else to look at."""
_DRIFTING = Fraction(11, 10)
_LONG = Fraction(3600)
_LOOK = Fraction(15, 2)
"""Seconds for which a film that has more to tell stays with one scene: six scenes in 45 s."""
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


def _needed(beats: tuple[Beat, ...], whole: Fraction, pace: Pace) -> list[Beat]:
    last = len(beats) - 1
    # Beginning and end first; then, within a rank, what is nearest the end, which it prepares.
    order = sorted(range(len(beats)), key=lambda n: (beats[n].rank, n != 0, n != last, -n))
    least = max(int(whole // _LOOK), 2 if whole >= _TWO_SCENES else 1)
    kept: list[int] = []
    left = whole
    for number in order:
        if len(kept) < least or beats[number].lasts(pace) <= left:
            kept.append(number)
            left -= beats[number].lasts(pace)
    return [beats[number] for number in sorted(kept)]


def _paused(
    beats: list[Beat], pauses: Wander, whole: Fraction, pace: Pace, *, drifting: bool
) -> list[Beat]:
    # The longer the film, the longer each look: an hour would else need all its words three times.
    patience = (_DRIFTING if drifting else PATIENCE) + whole / _LONG / 2
    spent = sum(beat.lasts(pace) for beat in beats)
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
