"""The mix before mastering: every sound at its place and level, music under speech."""

from collections.abc import Iterator

import numpy as np

from reelwright.model.timeline import SoundClip, SoundRole, Timeline
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
            heard = self._open().read(stop - start) * self._level(start, stop)
            bus[start - first : stop - first] += heard
        if first + len(bus) >= self.stop:
            self._source = None

    def _open(self) -> Sound | Looped:
        if self._source is None:
            path, offset = self._media(self._clip.source), self._clip.offset.samples(RATE)
            loop = self._clip.loop
            self._source = Looped(path, loop, offset) if loop else Sound(path, offset)
        return self._source

    def _level(self, start: int, stop: int) -> Samples:
        places = np.arange(start, stop, dtype=np.float32)
        fade_in = max(1, self._clip.fade_in.samples(RATE))
        fade_out = max(1, self._clip.fade_out.samples(RATE))
        rising = np.clip((places - self.first + 1) / fade_in, 0, 1)
        falling = np.clip((self.stop - places) / fade_out, 0, 1)
        level = rising * falling * 10 ** (self._clip.gain / 20)
        return np.asarray(level, np.float32)[:, None]


def mixed(timeline: Timeline, media: Media, total: int) -> Iterator[Samples]:
    """Yield the mix in blocks of a second, `total` samples in all, in constant memory."""
    spans = duck.speech_spans(timeline.sounds)
    music = [PlayedClip(clip, media) for clip in timeline.sounds if clip.role is SoundRole.MUSIC]
    other = [
        PlayedClip(clip, media) for clip in timeline.sounds if clip.role is not SoundRole.MUSIC
    ]
    for first in range(0, total, BLOCK):
        bus = silence(min(BLOCK, total - first))
        _add(music, bus, first)
        bus *= duck.gain(spans, first, len(bus))[:, None]
        _add(other, bus, first)
        yield bus


def _add(clips: list[PlayedClip], bus: Samples, first: int) -> None:
    for clip in clips:
        clip.add(bus, first)
