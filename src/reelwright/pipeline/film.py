"""Film: the timeline is rendered into the file."""

import asyncio
from pathlib import Path

from reelwright.model.asset import Degradation
from reelwright.model.brief import Quality
from reelwright.model.ids import Key
from reelwright.model.timeline import Timeline
from reelwright.ports.blobs import Blobs
from reelwright.render.export import Rendered, Watch, export


async def film(
    timeline: Timeline,
    out: Path,
    quality: Quality,
    blobs: Blobs,
    *,
    workers: int,
    watch: Watch,
) -> Rendered:
    """Render `timeline` into `out` beside the event loop, which goes on meanwhile."""
    pictures = {clip.source for clip in timeline.pictures}
    sounds = {clip.source for clip in timeline.sounds}
    places = {source: await blobs.path(Key(source)) for source in sorted(pictures | sounds)}
    return await asyncio.to_thread(
        export,
        timeline,
        out,
        places.__getitem__,
        quality=quality,
        workers=workers,
        watch=watch,
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
