"""Putting a storyboard together: the beats of a film get their lengths, cameras and ids."""

from collections.abc import Sequence
from fractions import Fraction

from reelwright.model.brief import LONGEST
from reelwright.model.errors import Fault, Invalid
from reelwright.model.ids import scene_id
from reelwright.model.provenance import Provenance
from reelwright.model.storyboard import Scene, Storyboard
from reelwright.model.time import Time
from reelwright.providers.offline.planner import camera
from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.draft import COUNT, Draft, fit
from reelwright.providers.offline.planner.length import LEAST, share
from reelwright.providers.offline.planner.texts.tongue import Pace, Tongue

VERSION = "2"
"""Of the texts and of how they are put together."""


def storyboard(draft: Draft, spoken: Tongue, seed: int, whole: Fraction | None) -> Storyboard:
    """Return the storyboard of `draft`, `whole` seconds long if that is said."""
    beats = fit(draft, whole, spoken.pace)
    lengths = _lengths(beats, spoken.pace, whole)
    moves = camera.moves(beats, seed)
    return Storyboard(
        title=draft.title,
        description=draft.about.replace(COUNT, str(len(beats))),
        language=spoken.language,
        mood=draft.mood,
        tale=draft.tale,
        provenance=_provenance(draft, seed),
        scenes=tuple(
            Scene(
                id=scene_id(number),
                narration=beat.say,
                visual=beat.show,
                camera=move,
                duration=Time(length),
            )
            for number, (beat, move, length) in enumerate(
                zip(beats, moves, lengths, strict=True), start=1
            )
        ),
    )


def _provenance(draft: Draft, seed: int) -> Provenance:
    tales = f" ({draft.tale})" if draft.tale else ""
    return Provenance(
        vendor="offline",
        model=f"offline:planner{tales}",
        version=VERSION,
        seed=seed,
        licence="Apache-2.0",
        credit="Story: Reelwright" if draft.tale else "",
    )


def _lengths(beats: Sequence[Beat], pace: Pace, whole: Fraction | None) -> list[Fraction]:
    lengths = [beat.lasts(pace) for beat in beats]
    if sum(lengths) > LONGEST.seconds:
        raise Invalid(_too_long(sum(lengths, Fraction(0))))
    return lengths if whole is None else _shared(beats, lengths, whole)


def _shared(beats: Sequence[Beat], lengths: list[Fraction], whole: Fraction) -> list[Fraction]:
    """Return the lengths that were given, and what is left of `whole` for the others."""
    given = sum((beat.length for beat in beats if beat.length is not None), Fraction(0))
    free = [one for beat, one in zip(beats, lengths, strict=True) if beat.length is None]
    left = whole - given
    possible = left >= LEAST * len(free) or not given if free else left == 0
    if not possible:
        raise Invalid([Fault("duration", _contradiction(whole, given, len(free)))])
    shares = iter(share(free, left) if free else ())
    return [next(shares) if beat.length is None else beat.length for beat in beats]


def _too_long(seconds: Fraction) -> str:
    return (
        f"Reading this aloud takes about {round(seconds / 60)} minutes, and a film lasts at most "
        f"{LONGEST.seconds / 60}; make several films of it."
    )


def _contradiction(whole: Fraction, given: Fraction, free: int) -> str:
    others = f", and {free} more have no length yet" if free else ""
    return (
        f"The film is to last {float(whole):g} seconds, but its scenes' own durations make "
        f"{float(given):g}{others}; leave out the film's duration or some of theirs."
    )
