"""The tally of a job: what of its film was made for it, and what was found from before."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from reelwright.model.progress import Step
from reelwright.model.time import ZERO
from reelwright.model.value import Json
from reelwright.pipeline import brought
from reelwright.pipeline.production import Made
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


def tally(made: Made, called: Collection[str]) -> Tally:
    """Return the tally of a job that asked vendors in the steps `called`.

    Its owner's own pictures count for nothing, and its film as long as it came out.
    """
    used = tuple(_used(made))
    fresh = Counter(kind for step, kind in used if step in called)
    found = Counter(kind for step, kind in used if step not in called)
    spoken = [
        one.speech.duration
        for one in made.gathered.scenes
        if one.speech and f"{Step.SPEAK}/{one.scene}" in called
    ]
    work = productions.counted(
        pictures=fresh["picture"],
        speech=float(sum(spoken, ZERO)),
        tracks=fresh["track"],
        film=float(made.film.duration),
    )
    return Tally(_each(fresh), _each(found), work)


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
        steps = {
            Step.ILLUSTRATE: scene.picture.provenance != brought.PROVENANCE,
            Step.ANIMATE: scene.animation is not None,
            Step.SPEAK: scene.speech is not None,
        }
        for step, there in steps.items():
            if there:
                yield f"{step}/{scene.scene}", KINDS[step]
    if made.gathered.track is not None:
        yield Step.SCORE, KINDS[Step.SCORE]


def _each(counted: Counter[str]) -> dict[str, int]:
    return {kind: counted[kind] for kind in KINDS.values()}
