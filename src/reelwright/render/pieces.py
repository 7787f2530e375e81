"""A timeline's pictures, sound or words alone, written into a file."""

from collections.abc import Callable
from pathlib import Path

from reelwright.model.errors import Invalid
from reelwright.model.output import PICTURES, SOUNDS, Kind, Output
from reelwright.model.timeline import Timeline
from reelwright.render.audio.mastering import mastered
from reelwright.render.media import Media
from reelwright.render.outputs import gif, sounds
from reelwright.render.outputs.picture import coded
from reelwright.render.outputs.poster import poster
from reelwright.render.outputs.sheet import sheet
from reelwright.render.sources.sound import RATE
from reelwright.render.subtitles import ass, srt, vtt
from reelwright.render.watch import Watch
from reelwright.render.whole import whole

Told = Callable[[int, int], None]

_SUBTITLES = {Kind.SRT: srt.write, Kind.VTT: vtt.write, Kind.ASS: ass.write}


def write(timeline: Timeline, out: Path, media: Media, output: Output, watch: Watch) -> int:
    """Write what `output` says, as `produce` promises, and return its bytes."""
    told = _heeding(watch)
    with whole(out) as aside:
        if output.kind is Kind.GIF:
            gif.write(timeline, media, aside, told)
        elif output.kind in PICTURES:
            picture = (sheet if output.sheet else poster)(timeline, media, told)
            aside.write_bytes(coded(picture, output.kind))
        elif output.kind in SOUNDS:
            _write_sound(timeline, media, output, aside, watch)
        else:
            aside.write_text(_words(timeline, output.kind), encoding="utf-8")
        return aside.stat().st_size


def _heeding(watch: Watch) -> Told:
    def told(done: int, of: int) -> None:
        watch.check()
        watch.told(done, of)

    return told


def _write_sound(
    timeline: Timeline, media: Media, output: Output, path: Path, watch: Watch
) -> None:
    if not timeline.sounds:
        raise Invalid("The timeline has no sounds to write; add some, or ask for another output.")

    samples = timeline.rate.snap(timeline.length).samples(RATE)
    sound = mastered(timeline, media, samples, watch.check)
    sounds.write(sound, path, output.kind, output.quality)


def _words(timeline: Timeline, kind: Kind) -> str:
    if timeline.captions is None or not timeline.captions.cues:
        raise Invalid("The timeline has no captions to write; add some, or ask for another output.")
    return _SUBTITLES[kind](timeline)
