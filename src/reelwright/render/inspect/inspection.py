"""A film measured by itself, and judged by its timeline."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reelwright.model.errors import Broken, Invalid
from reelwright.model.report import Figures, Finding, Report, Stretch
from reelwright.model.time import Rate, Time
from reelwright.model.timeline import Timeline
from reelwright.render.audio.meter import Measured
from reelwright.render.inspect import verdicts
from reelwright.render.inspect.captions import captions
from reelwright.render.inspect.expected import Expected
from reelwright.render.inspect.pictures import Seen, Track, look
from reelwright.render.inspect.sounds import Heard, listen
from reelwright.render.media import Media
from reelwright.render.sources.sound import RATE


def _unasked() -> None:
    """Let the work go on."""


def examine(path: Path, *, check: Callable[[], None] = _unasked, workers: int = 1) -> Figures:
    """Return what a film measures, whatever was meant.

    All of its sound is decoded, and of its pictures those that others refer to, in constant memory
    and `workers` threads. `check` is called often; what it raises ends the work. Raises `NotFound`,
    or `Invalid` for what is no film.
    """
    return _examined(path, check, workers).figures


def inspect(
    path: Path,
    timeline: Timeline,
    media: Media,
    *,
    check: Callable[[], None] = _unasked,
    workers: int = 1,
) -> Report:
    """Return the report on a film that is to be what `timeline` says, as `examine` measures it.

    Failures, for which nobody but us can be to blame: what cannot be decoded; more or fewer frames;
    sound that begins or ends more than a frame (or 25 ms) apart from the pictures, or is missing;
    half a second or more that is black, stands still or is silent and should not be; sound more
    than 1 LU louder than asked. Warnings: pictures that are black themselves, outside a fade
    through black; sound more than 1 LU softer than asked, or above its true peak; captions of more
    than 25 characters a second, reaching the edge of the frame, or with signs that no font has.

    Where the film is black, still or silent and the timeline alone is no reason, what should be
    there is composed, or mixed, and compared: black or motionless sources explain themselves.
    """
    examined = _examined(path, check, workers)
    expected = Expected(timeline, media)
    found = [
        *verdicts.whole(examined.seen, examined.unheard),
        *verdicts.tracks(examined.seen, timeline),
        *verdicts.black(examined.seen.black, expected, timeline.rate, check),
        *verdicts.frozen(examined.seen.frozen, expected, timeline.rate, check),
        *_by_ear(examined, expected, timeline, check),
        *captions(timeline, expected.segments),
    ]
    return Report(figures=examined.figures, findings=tuple(found))


def certified(
    path: Path,
    timeline: Timeline,
    media: Media,
    *,
    check: Callable[[], None] = _unasked,
    workers: int = 1,
) -> Report:
    """Return the report on a film that may be handed over, having inspected it.

    Raises `Broken`, which tells why, for one that may not: only we can be to blame for it.
    """
    try:
        report = inspect(path, timeline, media, check=check, workers=workers)
    except Invalid as unreadable:
        raise Broken(f"The film cannot be inspected: {unreadable}") from unreadable
    if report.failures:
        raise Broken(" ".join(one.says for one in report.failures))
    return report


@dataclass(frozen=True, slots=True)
class _Examined:
    seen: Seen
    heard: Heard | None
    unheard: str
    """Why the sound could not be listened to, if so."""

    @property
    def figures(self) -> Figures:
        seen, heard = self.seen, self.heard
        rate = Rate(seen.rate)
        measured = heard.measured if heard else Measured(None, None)
        return Figures(
            frames=seen.pictures.packets,
            pictures=_track(seen.pictures),
            sound=_track(seen.sound) if seen.sound else None,
            loudness=measured.integrated,
            true_peak=measured.true_peak,
            black=_stretches(seen.black, rate),
            frozen=_stretches(seen.frozen, rate),
            silent=_stretches(heard.silent, Rate.of(10)) if heard else (),
        )


def _examined(path: Path, check: Callable[[], None], workers: int) -> _Examined:
    seen = look(path, check, workers)
    if seen.sound is None:
        return _Examined(seen, None, "")
    lasting = Time(seen.sound.stop - seen.pictures.start).samples(RATE)
    try:
        return _Examined(seen, listen(path, lasting, check), "")
    except Invalid as broken:
        return _Examined(seen, None, str(broken))


def _by_ear(
    examined: _Examined, expected: Expected, timeline: Timeline, check: Callable[[], None]
) -> list[Finding]:
    if examined.heard is None:
        return []
    return [
        *verdicts.silent(examined.heard, expected, timeline, check),
        *verdicts.loudness(examined.heard.measured, timeline.loudness),
    ]


def _track(track: Track) -> Stretch:
    return Stretch(start=Time(track.start), stop=Time(track.stop))


def _stretches(spans: list[tuple[int, int]], rate: Rate) -> tuple[Stretch, ...]:
    return tuple(Stretch(start=rate.time(first), stop=rate.time(stop)) for first, stop in spans)
