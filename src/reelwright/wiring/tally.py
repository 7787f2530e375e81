"""The tally of a job: what of its film was made for it, and what was found from before."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reelwright.model.progress import Step
from reelwright.model.time import ZERO
from reelwright.model.value import Json
from reelwright.pipeline import brought
from reelwright.pipeline.production import Made
from reelwright.ports.records.calls import Call
from reelwright.services import productions
from reelwright.services.spending import Work

KINDS: Final = {
    Step.ILLUSTRATE: "picture",
    Step.ANIMATE: "clip",
    Step.SPEAK: "speech",
    Step.SCORE: "track",
}
"""What the steps make that ask vendors, as prices call it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of each kind of thing were made, and found; and what was made, as it is billed."""

    made: Mapping[str, int]
    reused: Mapping[str, int]
    work: Work


def tally(made: Made, calls: Sequence[Call]) -> Tally:
    """Return the tally of a job that made these calls of vendors.

    Its owner's own pictures count for nothing, and its film as long as it came out.
    """
    used, called = tuple(_used(made)), {call.step for call in calls}
    fresh = Counter(kind for step, kind in used if step in called)
    found = Counter(kind for step, kind in used if step not in called)
    spoken = [
        one.speech.duration
        for one in made.gathered.scenes
        if one.speech and f"{Step.SPEAK}/{one.scene}" in called
    ]
    work = productions.counted(
        pictures=fresh["picture"],
        clips=fresh["clip"],
        speech=float(sum(spoken, ZERO)),
        tracks=fresh["track"],
        film=float(made.film.duration),
    )
    return Tally(_each(fresh), _each(found), replace(work, charged=_charged(calls)))


def report(made: Made, counted: Tally) -> dict[str, Json]:
    """Return the tally as the job's owner is told it, with the film's segments."""
    return {
        "made": counted.made,
        "reused": counted.reused,
        "segments": made.film.segments,
        "segments_reused": made.film.reused,
    }


def _used(made: Made) -> Iterator[tuple[str, str]]:
    for scene in made.gathered.scenes:
        for number, shot in enumerate(scene.shots, 1):
            name = scene.scene if number == 1 else f"{scene.scene}/{number}"
            if shot.picture.provenance != brought.PROVENANCE:
                yield f"{Step.ILLUSTRATE}/{name}", KINDS[Step.ILLUSTRATE]
            if shot.animation is not None:
                yield f"{Step.ANIMATE}/{name}", KINDS[Step.ANIMATE]
        if scene.speech is not None:
            yield f"{Step.SPEAK}/{scene.scene}", KINDS[Step.SPEAK]
    if made.gathered.track is not None:
        yield Step.SCORE, KINDS[Step.SCORE]


def _charged(calls: Sequence[Call]) -> dict[str, int]:
    """Return what vendors took, by kind, where any of a kind took something."""
    taken = Counter[str]()
    for call in calls:
        step = Step(call.step.partition("/")[0])
        if call.cost and step in KINDS:
            taken[KINDS[step]] += call.cost
    return dict(taken)


def _each(counted: Counter[str]) -> dict[str, int]:
    return {kind: counted[kind] for kind in KINDS.values()}
