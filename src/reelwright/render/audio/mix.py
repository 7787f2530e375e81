"""The mix before mastering: every sound at its place and level, music under speech."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from reelwright.model.sound import SoundClip, SoundRole
from reelwright.model.timeline import Timeline
from reelwright.render.audio import duck
from reelwright.render.media import Media
from reelwright.render.sources.sound import RATE, Looped, Samples, Sound, silence

BLOCK = RATE
"""Samples mixed at a time: one second."""


class PlayedClip:
    """A sound clip read block by block, forwards only; opened when first heard, closed after."""

    def __init__(self, clip: SoundClip, media: Media) -> None:
        self._clip, self._media = clip, media
        self.first, self.stop = clip.start.samples(RATE), clip.stop.samples(RATE)
        self._source: Sound | Looped | None = None

    def add(self, bus: Samples, first: int) -> None:
        """Add what sounds of the clip to a block of the mix that starts at sample `first`."""
        start, stop = max(self.first, first), min(self.stop, first + len(bus))
        if start < stop:
            heard = self._open().read(stop - start)
            heard *= self._level(start, stop)
            bus[start - first : stop - first] += heard
        if first + len(bus) >= self.stop:
            self._source = None

    def _open(self) -> Sound | Looped:
        if self._source is None:
            path, offset = self._media(self._clip.source), self._clip.offset.samples(RATE)
            loop = self._clip.loop
            self._source = Looped(path, loop, offset) if loop else Sound(path, offset)
        return self._source

    def _level(self, start: int, stop: int) -> NDArray[np.float32]:
        """Return the factor for every sample from `start` to `stop`, or one for all of them."""
        rise = max(1, self._clip.fade_in.samples(RATE))
        fall = max(1, self._clip.fade_out.samples(RATE))
        level = np.full(1, 10 ** (self._clip.gain / 20))
        if self._clip.envelope:
            level = level * self._drawn(start, stop)
        if start < self.first + rise - 1:
            level = level * np.clip((np.arange(start, stop) - self.first + 1) / rise, 0, 1)
        if stop > self.stop - fall + 1:
            level = level * np.clip((self.stop - np.arange(start, stop)) / fall, 0, 1)
        return np.asarray(level, np.float32).reshape(-1, 1)

    def _drawn(self, start: int, stop: int) -> NDArray[np.float64]:
        points = self._clip.envelope
        places = [self.first + point.at.samples(RATE) for point in points]
        levels = np.interp(np.arange(start, stop), places, [point.gain for point in points])
        return np.asarray(10 ** (levels / 20))


class _Track:
    """Clips that are heard alike, only those looked at that sound."""

    def __init__(self, clips: list[SoundClip], media: Media) -> None:
        played = (PlayedClip(clip, media) for clip in clips)
        self._coming = sorted(played, key=lambda clip: clip.first, reverse=True)
        self._playing: list[PlayedClip] = []

    def add(self, bus: Samples, first: int) -> None:
        """Add what sounds of the track to a block of the mix that starts at sample `first`."""
        while self._coming and self._coming[-1].first < first + len(bus):
            self._playing.append(self._coming.pop())
        for clip in self._playing:
            clip.add(bus, first)
        self._playing = [clip for clip in self._playing if clip.stop > first + len(bus)]


def mixed(
    timeline: Timeline, media: Media, total: int, check: Callable[[], None] = lambda: None
) -> Iterator[Samples]:
    """Yield the mix in blocks of a second, `total` samples in all, in constant memory.

    `check` is called before each; what it raises ends the work.
    """
    heard = [clip for clip in timeline.sounds if not clip.muted]
    spans = duck.speech_spans(tuple(heard))
    music = _Track([clip for clip in heard if clip.role is SoundRole.MUSIC], media)
    other = _Track([clip for clip in heard if clip.role is not SoundRole.MUSIC], media)
    for first in range(0, total, BLOCK):
        bus = silence(min(BLOCK, total - first))
        music.add(bus, first)
        bus *= duck.gain(spans, first, len(bus))[:, None]
        other.add(bus, first)
        check()
        yield bus
