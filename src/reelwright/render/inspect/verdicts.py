"""What is wrong with a film that measures so, and how wrong: findings, one kind a function."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

import numpy as np

from reelwright.model.report import Finding, Flaw, Severity
from reelwright.model.sound import Loudness, SoundClip
from reelwright.model.time import Rate, Time
from reelwright.model.timeline import Timeline
from reelwright.render.audio.meter import Measured
from reelwright.render.inspect.expected import Expected
from reelwright.render.inspect.pictures import Seen, Span, apart, is_black
from reelwright.render.inspect.sounds import SILENT, Heard, Levels

_CLOSE = Fraction(25, 1000)
"""Seconds; a frame of AAC is 21 ms long, and a track ends with a whole one."""

_DOUBTS = 24
"""Stretches of a kind, the longest, that are held against what should be there."""

_MOVED = 1.0  # codes that pictures differ by, on average, before a film that stands still is wrong
_HALF = Fraction(1, 2)  # seconds
_PLAIN = 10 * SILENT  # a level at which nobody would speak of silence
_NEAR = 1.0  # LU


def whole(seen: Seen, unheard: str) -> Iterator[Finding]:
    """Yield what of the file cannot be decoded."""
    if seen.damaged is not None:
        at = Time(seen.damaged)
        says = f"The pictures cannot be decoded at {_told(at)}."
        yield _failure(Flaw.DAMAGE, says, at, None)
    if unheard:
        yield _failure(Flaw.DAMAGE, f"The sound cannot be decoded: {unheard}")


def tracks(seen: Seen, timeline: Timeline) -> Iterator[Finding]:
    """Yield where the tracks are not as long as planned, or begin or end apart."""
    frames, rate = timeline.rate.frame(timeline.length), timeline.rate
    if seen.pictures.packets != frames:
        says = f"The film has {seen.pictures.packets} frames; its timeline has {frames}."
        yield _failure(Flaw.LENGTH, says)
    elif abs(seen.pictures.stop - seen.pictures.start - rate.time(frames).seconds) > _CLOSE:
        length = Time(seen.pictures.stop - seen.pictures.start)
        says = f"The pictures play for {_told(length)}; the timeline for {_told(timeline.length)}."
        yield _failure(Flaw.LENGTH, says)
    if seen.sound is None:
        if any(not clip.muted for clip in timeline.sounds):
            yield _failure(Flaw.SILENT, "The film has no sound track; its timeline has sounds.")
        return
    allowed = max(rate.time(1).seconds, _CLOSE)
    edges = {
        "begins": seen.sound.start - seen.pictures.start,
        "ends": seen.sound.stop - seen.pictures.stop,
    }
    for verb, late in edges.items():
        if abs(late) > allowed:
            side = "after" if late > 0 else "before"
            says = f"The sound {verb} {abs(float(late)):.3f} s {side} the pictures."
            yield _failure(Flaw.OFFSET, says)


def black(
    spans: list[Span], expected: Expected, rate: Rate, check: Callable[[], None]
) -> Iterator[Finding]:
    """Yield the stretches that are black, but those of a fade through black."""
    for first, stop in _doubtful(spans, expected.frames):
        check()
        inside = (first + (stop - first) // 4, stop - 1 - (stop - first) // 4)
        start, end = rate.time(first), rate.time(stop)
        if not all(is_black(expected.picture(frame)) for frame in inside):
            says = f"The film is black {_from(start, end)}; its timeline is not."
            yield _failure(Flaw.BLACK, says, start, end)
        elif not all(expected.fades_through_black(frame) for frame in inside):
            says = f"The pictures themselves are black {_from(start, end)}."
            yield _warning(Flaw.BLACK, says, start, end)


def frozen(
    spans: list[Span], expected: Expected, rate: Rate, check: Callable[[], None]
) -> Iterator[Finding]:
    """Yield the stretches that stand still and should move, as far as one would see it."""
    moving = (expected.moving((first, min(stop, expected.frames))) for first, stop in spans)
    long = [span for span in moving if rate.time(span[1] - span[0]).seconds >= _HALF]
    for first, stop in _doubtful(long, expected.frames):
        check()
        if apart(expected.picture(first), expected.picture(stop - 1)) > _MOVED:
            start, end = rate.time(first), rate.time(stop)
            says = f"The picture stands still {_from(start, end)}, where it should move."
            yield _failure(Flaw.FROZEN, says, start, end)


def silent(
    heard: Heard, expected: Expected, timeline: Timeline, check: Callable[[], None]
) -> Iterator[Finding]:
    """Yield the stretches that are silent, while the mix is not."""
    doubtful = [span for span in heard.silent if _sounding(span, timeline.sounds)]
    if not doubtful:
        return
    mix = expected.levels(check)
    mastered = mix * _gain(heard.levels, mix)
    for first, stop in doubtful:
        if Fraction(int(np.count_nonzero(mastered[first:stop] > _PLAIN)), 10) >= _HALF:
            start, end = Time(Fraction(first, 10)), Time(Fraction(stop, 10))
            says = f"The film is silent {_from(start, end)}, where sounds should be heard."
            yield _failure(Flaw.SILENT, says, start, end)


def loudness(measured: Measured, target: Loudness) -> Iterator[Finding]:
    """Yield by how much the sound missed its loudness, and its true peak."""
    if measured.integrated is None or measured.true_peak is None:
        return
    off = measured.integrated - target.integrated
    says = f"The sound measures {measured.integrated:.1f} LUFS; {target.integrated:g} were asked."
    if off > _NEAR:
        yield _failure(Flaw.LOUDNESS, says)
    elif off < -_NEAR:
        yield _warning(Flaw.LOUDNESS, says)
    if measured.true_peak > target.true_peak:
        says = f"The true peak is {measured.true_peak:.2f} dBTP; {target.true_peak:g} were asked."
        yield _warning(Flaw.PEAK, says)


def _doubtful(spans: Iterable[Span], frames: int) -> list[Span]:
    """Return the longest spans, in order, as far as they lie within the film."""
    within = [(first, min(stop, frames)) for first, stop in spans if first < frames]
    return sorted(sorted(within, key=lambda span: span[0] - span[1])[:_DOUBTS])


def _sounding(tenths: Span, sounds: tuple[SoundClip, ...]) -> bool:
    start, stop = (Fraction(edge, 10) for edge in tenths)
    return any(
        min(stop, clip.stop.seconds) - max(start, clip.start.seconds) >= _HALF
        for clip in sounds
        if not clip.muted
    )


def _gain(heard: Levels, mix: Levels) -> float:
    """Return by which factor the film is louder than its mix; 1 where either is silent."""
    both, wanted = (float(np.square(one).sum()) for one in (heard, mix))
    return (both / wanted) ** 0.5 if both > SILENT**2 and wanted > 0 else 1.0


def _failure(flaw: Flaw, says: str, start: Time | None = None, stop: Time | None = None) -> Finding:
    return Finding(flaw=flaw, severity=Severity.FAILURE, says=says, start=start, stop=stop)


def _warning(flaw: Flaw, says: str, start: Time | None = None, stop: Time | None = None) -> Finding:
    return Finding(flaw=flaw, severity=Severity.WARNING, says=says, start=start, stop=stop)


def _from(start: Time, stop: Time) -> str:
    return f"from {_told(start)} to {_told(stop)}"


def _told(time: Time) -> str:
    return f"{float(time):.2f} s"
