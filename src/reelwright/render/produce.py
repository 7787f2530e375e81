"""A timeline made into whatever is asked for: a film, or its pictures, sound or words alone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reelwright.model.errors import Invalid
from reelwright.model.output import FILMS, PICTURES, SOUNDS, Kind, Output
from reelwright.model.timeline import Timeline
from reelwright.render.audio.mastering import mastered
from reelwright.render.export import Rendered, export
from reelwright.render.means import Means
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


@dataclass(frozen=True, slots=True)
class Written:
    """A file that came out, and its bytes."""

    path: Path
    bytes: int


def produce(
    timeline: Timeline,
    out: Path,
    media: Media,
    *,
    output: Output,
    watch: Watch | None = None,
    means: Means | None = None,
) -> Rendered | Written:
    """Make `timeline` into `out`, a file of the kind that `output` says.

    Films are exported, as `export` promises. All else is made in this process and appears whole or
    not at all; when `watch.stop` is set it ends with `Cancelled` within a frame, or a second of
    sound. Raises `Invalid` where there is nothing to write: no sounds, or no captions.
    """
    watch = watch or Watch()
    if output.kind in FILMS:
        return export(timeline, out, media, output=output, watch=watch, means=means)
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
        size = aside.stat().st_size
    return Written(out, size)


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
