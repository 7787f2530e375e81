"""Film: the timeline is rendered into the file."""

from functools import partial
from pathlib import Path

from reelwright.model.brief import Brief
from reelwright.model.ids import Key
from reelwright.model.output import LONGEST_TITLE, Output
from reelwright.model.provenance import Degradation
from reelwright.model.sound import SoundRole
from reelwright.model.storyboard import Storyboard
from reelwright.model.timeline import Timeline
from reelwright.pipeline.beside import beside
from reelwright.ports.blobs import Blobs
from reelwright.render.export import Rendered, export
from reelwright.render.means import Means
from reelwright.render.watch import Watch


async def film(
    timeline: Timeline,
    out: Path,
    output: Output,
    blobs: Blobs,
    *,
    means: Means,
    watch: Watch,
) -> Rendered:
    """Render `timeline` into `out` beside the event loop, which goes on meanwhile.

    Cancelled, it stops the rendering, and waits until nothing more is written.
    """
    found = await places(timeline, blobs)
    rendering = partial(
        export, timeline, out, found.__getitem__, output=output, means=means, watch=watch
    )
    return await beside(rendering, watch)


async def places(timeline: Timeline, blobs: Blobs) -> dict[str, Path]:
    """Return the local file of every source a timeline names."""
    return {source: await blobs.path(Key(source)) for source in timeline.sources}


def labelled(brief: Brief, storyboard: Storyboard, timeline: Timeline) -> Output:
    """Return the output that a brief asks for; its file tells its title and what is spoken."""
    spoken = any(clip.role is SoundRole.SPEECH for clip in timeline.sounds)
    shown = "".join(character for character in storyboard.title if character.isprintable())
    return Output(
        quality=brief.quality,
        title=shown[:LONGEST_TITLE],
        language=storyboard.language if spoken else None,
    )


def unseen(rendered: Rendered) -> list[Degradation]:
    """Return what the captions should have shown and no font could."""
    if not rendered.missing_glyphs:
        return []
    shown = " ".join(rendered.missing_glyphs[:12])
    return [Degradation(what="captions", why=f"no font here has {shown}")]


def unheard(rendered: Rendered, timeline: Timeline) -> list[Degradation]:
    """Return by how much the sound missed its loudness, where that is more than 1 LU."""
    reached, asked = rendered.sound.integrated, timeline.loudness.integrated
    if reached is None or abs(reached - asked) <= 1:
        return []
    why = f"the sound could only be brought to {reached:.1f} LUFS, not {asked:.1f}"
    return [Degradation(what="loudness", why=why)]


def lessened(rendered: Rendered) -> list[Degradation]:
    """Return what else is less than was asked, as rendering tells it."""
    return [Degradation(what="film", why=why) for why in rendered.less]
