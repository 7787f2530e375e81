"""Score: the film gets its music."""

from functools import partial

from reelwright.model.asset import Track
from reelwright.model.brief import Brief, MusicBrief
from reelwright.model.ids import content_key, seed_of
from reelwright.model.progress import Step
from reelwright.model.storyboard import Storyboard
from reelwright.model.time import Time
from reelwright.model.value import Json
from reelwright.pipeline.crew import Crew
from reelwright.pipeline.speak import duration
from reelwright.ports.music import MusicRequest
from reelwright.ports.purchase import Purchase, under


async def score(
    brief: Brief, storyboard: Storyboard, crew: Crew, length: Time | None = None
) -> Track | None:
    """Return music for a film of `length`, its sound kept as a blob; None where none is wanted.

    Where the brief names no mood, the storyboard's is taken, and music that does not quite have it
    is no less than was asked.
    """
    if brief.music is None:
        return None
    request = MusicRequest(
        genre=brief.music.genre,
        mood=brief.music.mood or (None if brief.music.genre else storyboard.mood),
        seed=seed_of("music", brief.seed),
        length=length,
    )
    choosy = brief.music != MusicBrief()
    compose = partial(_composed, request, crew, choosy=choosy)
    return await crew.memory.once(Step.SCORE, (*_asked(request), choosy), Track, compose)


def _asked(request: MusicRequest) -> tuple[Json, ...]:
    length = request.length.write() if request.length else None
    return (request.genre, request.mood, request.seed, length)


async def _composed(
    request: MusicRequest, crew: Crew, purchase: Purchase, *, choosy: bool
) -> Track:
    made = await under(crew.music, purchase).track(request)
    maker = (made.provenance.model, made.provenance.version)
    blob = content_key("music", *_asked(request), *maker)
    await crew.blobs.put(blob, made.wav)
    return Track(
        blob=blob,
        duration=duration(made.wav),
        loop_start=made.loop_start,
        loop_end=made.loop_end,
        crossfade=made.crossfade,
        provenance=made.provenance,
        degradations=made.degradations if choosy else (),
        ends=made.ends,
    )
