"""Score: the film gets its music."""

from reelwright.model.asset import Track
from reelwright.model.brief import Brief, MusicBrief
from reelwright.model.ids import content_key, seed_of
from reelwright.model.storyboard import Storyboard
from reelwright.model.time import Time
from reelwright.pipeline.crew import Crew
from reelwright.pipeline.speak import duration
from reelwright.ports.music import MusicRequest


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
    made = await crew.music.track(request)
    asked = (request.genre, request.mood, request.seed, length.write() if length else None)
    blob = content_key("music", *asked, made.provenance.model, made.provenance.version)
    await crew.blobs.put(blob, made.wav)
    return Track(
        blob=blob,
        duration=duration(made.wav),
        loop_start=made.loop_start,
        loop_end=made.loop_end,
        crossfade=made.crossfade,
        provenance=made.provenance,
        degradations=made.degradations if brief.music != MusicBrief() else (),
        ends=made.ends,
    )
