"""A sound file as 48 kHz stereo samples, read forwards in constant memory, or looped."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from reelwright.model.errors import Invalid
from reelwright.model.timeline import Loop
from reelwright.render import probe

RATE = 48_000
"""Samples per second of everything mixed."""

Samples = NDArray[np.float32]
"""Stereo samples, shape (number, 2), full scale 1."""

LONGEST_LOOP = 300
"""Seconds; a loop is held in memory, 23 MB a minute."""


def silence(number: int) -> Samples:
    """Return `number` samples of silence."""
    return np.zeros((number, 2), np.float32)


class Sound:
    """A sound file read from `offset` samples on; past its end there is silence."""

    def __init__(self, path: Path, offset: int = 0) -> None:
        probe.sound(path)
        self._chunks = _decoded(path)
        self._rest = silence(0)
        self._skip(offset)

    def _skip(self, number: int) -> None:
        while number > 0:
            number -= len(self.read(min(number, RATE)))

    def read(self, number: int) -> Samples:
        """Return the next `number` samples."""
        parts, held = [self._rest], len(self._rest)
        while held < number:
            parts.append(next(self._chunks, silence(number - held)))
            held += len(parts[-1])
        joined = np.concatenate(parts)
        self._rest = joined[number:]
        return joined[:number]


class Looped:
    """A sound file whose loop is repeated for as long as it is read."""

    def __init__(self, path: Path, loop: Loop, offset: int = 0) -> None:
        start, end = loop.start.samples(RATE), loop.end.samples(RATE)
        if end > LONGEST_LOOP * RATE:
            raise Invalid(f"A loop ends within the first {LONGEST_LOOP} s of its file.")
        if end == start:
            raise Invalid("A loop is at least one sample long, 1/48000 s.")
        # Rounded apart, a fade as long as its loop may come out a sample longer.
        fade = min(loop.crossfade.samples(RATE), end - start)
        self._intro, self._turn = _unrolled(Sound(path).read(end + fade), start, end, fade)
        self._at = offset

    def read(self, number: int) -> Samples:
        """Return the next `number` samples."""
        places = np.arange(self._at, self._at + number)
        self._at += number
        intro = len(self._intro)
        looped = self._turn[(places - intro) % len(self._turn)]
        return np.where(
            (places < intro)[:, None], self._intro[np.minimum(places, max(0, intro - 1))], looped
        )


def _unrolled(sound: Samples, start: int, end: int, fade: int) -> tuple[Samples, Samples]:
    """Return what plays once and what then repeats: from `end`, faded back into `start`.

    Within the fade the sound that runs on past `end` gives way, at equal power, to that after
    `start`; both are of the same music, a whole number of bars apart.
    """
    turn = sound[start:end].copy()
    share = ((np.arange(fade, dtype=np.float32) + 0.5) / max(1, fade))[:, None] * np.float32(
        np.pi / 2
    )
    turn[:fade] = sound[end : end + fade] * np.cos(share) + sound[start : start + fade] * np.sin(
        share
    )
    return sound[:end], turn


def _decoded(path: Path) -> Iterator[Samples]:
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
    with av.open(f"file:{path}", metadata_errors="replace") as container:
        mono = container.streams.audio[0].channels == 1
        for frame in _frames(path, container):
            yield from (_samples(part, mono) for part in resampler.resample(frame))
        yield from (_samples(part, mono) for part in resampler.resample(None))


def _frames(path: Path, container: "av.container.InputContainer") -> Iterator[av.AudioFrame]:
    try:
        yield from container.decode(audio=0)
    except FFmpegError as broken:
        raise Invalid(f"{path} breaks off or is damaged: {broken.strerror}.") from broken


def _samples(frame: av.AudioFrame, mono: bool) -> Samples:
    planes = np.asarray(frame.to_ndarray(), np.float32).T
    # swresample spreads one channel over two at -3 dB each; a voice keeps its level in both.
    return np.ascontiguousarray(planes * np.float32(np.sqrt(2)) if mono else planes)
