"""A sound file as 48 kHz stereo samples, read forwards in constant memory, or looped."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.error import FFmpegError
from numpy.typing import NDArray

from reelwright.model.errors import Invalid
from reelwright.model.sound import Loop
from reelwright.render.container import opened, picture_stream

RATE = 48_000
"""Samples per second of everything mixed."""

Samples = NDArray[np.float32]
"""Stereo samples, shape (number, 2), full scale 1."""

LONGEST_LOOP = 300
"""Seconds; a loop is held in memory, 23 MB a minute."""

_PLAIN_WAVE = 4_096
"""Bytes of a WAV file looked at; FFmpeg would go through megabytes for a DTS stream inside."""

_FAR = 10 * RATE  # samples; what begins later in its file is sought, not decoded up to
_SETTLING = Fraction(1)  # seconds after which a decoder gives what it would have from the start
_GAP = RATE // 10  # samples missing from a file before silence is put for them
_MONO = np.float32(np.sqrt(2))
_LOUDEST = 1_000.0  # times full scale; more, or no number at all, is not sound


def silence(number: int) -> Samples:
    """Return `number` samples of silence."""
    return np.zeros((number, 2), np.float32)


class Sound:
    """The first sound of a file from `offset` samples on; past its end there is silence.

    A film counts from its first picture. Every sample is at its place; but beyond the first ten
    seconds of Matroska and WebM, which tell time in milliseconds, up to half a one off. Raises
    `NotFound` or `Invalid`, naming the file.
    """

    def __init__(self, path: Path, offset: int = 0) -> None:
        container = _opened(path)
        self._parts = _continuous(_placed(path, container, offset), offset)
        self._rest = silence(0)

    def read(self, number: int) -> Samples:
        """Return the next `number` samples."""
        parts, held = [self._rest], len(self._rest)
        while held < number:
            part = next(self._parts, None)
            parts.append(silence(number - held) if part is None else part)
            held += len(parts[-1])
        joined = np.concatenate(parts)
        self._rest = joined[number:]
        return joined[:number]


def recording(path: Path) -> NDArray[np.int16]:
    """Return all of a file's sound as 48 kHz mono samples of 16 bits, 350 MB an hour.

    Raises `NotFound` or `Invalid`, naming the file.
    """
    parts = _continuous(_placed(path, _opened(path), 0), 0)
    mono = [np.round(np.clip(part.mean(axis=1), -1, 1) * 32_767).astype("<i2") for part in parts]
    return np.concatenate([np.zeros(0, np.int16), *mono])


class Looped:
    """A sound file whose loop is repeated for as long as it is read.

    Where `end` comes, the sound that runs on past it gives way, at equal power, to that after
    `start`; both are of the same music, a whole number of bars apart.
    """

    def __init__(self, path: Path, loop: Loop, offset: int = 0) -> None:
        self._start, self._end = loop.start.samples(RATE), loop.end.samples(RATE)
        if self._end > LONGEST_LOOP * RATE:
            raise Invalid(f"A loop ends within the first {LONGEST_LOOP} s of its file.")
        if self._end == self._start:
            raise Invalid("A loop is at least one sample long, 1/48000 s.")
        # Rounded apart, a fade as long as its loop may come out a sample longer.
        fade = min(loop.crossfade.samples(RATE), self._end - self._start)
        self._sound = _whole(Sound(path), self._end + fade)
        self._seam = _crossfaded(self._sound[self._end :], self._sound[self._start :][:fade])
        self._at = offset

    def read(self, number: int) -> Samples:
        """Return the next `number` samples."""
        out, done = np.empty((number, 2), np.float32), 0
        while done < number:
            run = self._run()[: number - done]
            out[done : done + len(run)] = run
            done, self._at = done + len(run), self._at + len(run)
        return out

    def _run(self) -> Samples:
        """Return what plays from here on in one piece."""
        if self._at < self._end:
            return self._sound[self._at : self._end]
        turned = (self._at - self._end) % (self._end - self._start)
        if turned < len(self._seam):
            return self._seam[turned:]
        return self._sound[self._start + turned : self._end]


def _whole(sound: Sound, number: int) -> Samples:
    """Return the next samples, read by the second: pieces of millions would be there twice."""
    whole = np.empty((number, 2), np.float32)
    for first in range(0, number, RATE):
        part = whole[first : first + RATE]
        part[:] = sound.read(len(part))
    return whole


def _crossfaded(going: Samples, coming: Samples) -> Samples:
    share = (np.arange(len(going), dtype=np.float32)[:, None] + 0.5) / max(1, len(going))
    turn = share * np.float32(np.pi / 2)
    return going * np.cos(turn) + coming * np.sin(turn)


def _opened(path: Path) -> InputContainer:
    container = opened(path, probesize=_PLAIN_WAVE if path.suffix.lower() == ".wav" else None)
    if not container.streams.audio:
        container.close()
        raise Invalid(f"{path} holds no sound; use a WAV, MP3, M4A, FLAC or Ogg file.")
    return container


def _continuous(placed: Iterable[tuple[int, Samples]], offset: int) -> Iterator[Samples]:
    """Yield samples from `offset` on without gaps or overlaps, silence where there are none."""
    at = offset
    for place, samples in placed:
        while at < place:
            missing = min(place - at, RATE)
            at += missing
            yield silence(missing)
        fresh = samples[at - place :]
        at += len(fresh)
        yield fresh


def _placed(path: Path, container: InputContainer, offset: int) -> Iterator[tuple[int, Samples]]:
    """Yield decoded samples, each part with its place; they begin some way before `offset`."""
    with container:
        frames = _decoded(path, container)
        first = next(frames, None)
        if first is None:
            return
        origin = _origin(container, first)
        frames = chain([first], frames)
        if offset > _FAR:
            sought = origin + Fraction(offset, RATE) - _SETTLING
            container.seek(int(sought * av.time_base))
            frames = _decoded(path, container)
        for place, run in _runs(frames, origin):
            yield from _resampled(path, place, run)


def _origin(container: InputContainer, first: AudioFrame) -> Fraction:
    """Return the time at which a file begins: with its first picture, or else its first sound."""
    video = picture_stream(container)
    if video is None or video.start_time is None or video.time_base is None:
        return _time(first) or Fraction(0)
    return video.start_time * video.time_base


def _time(frame: AudioFrame) -> Fraction | None:
    return None if frame.pts is None or frame.time_base is None else frame.pts * frame.time_base


def _decoded(path: Path, container: InputContainer) -> Iterator[AudioFrame]:
    try:
        yield from container.decode(audio=0)
    except FFmpegError as broken:
        raise Invalid(f"{path} breaks off or is damaged: {broken.strerror}.") from broken


def _runs(
    frames: Iterator[AudioFrame], origin: Fraction
) -> Iterator[tuple[int, Iterator[AudioFrame]]]:
    """Yield frames that follow one another without a gap, and the sample the first begins at."""
    following = next(frames, None)

    def run(frame: AudioFrame, place: Fraction) -> Iterator[AudioFrame]:
        nonlocal following
        form = _form(frame)
        while True:
            place += Fraction(frame.samples * RATE, frame.sample_rate)
            following = next(frames, None)
            yield frame
            if following is None or _form(following) != form:
                return
            if _place(following, origin, place) - place > _GAP:
                return
            frame = following

    place = Fraction(0)
    while following is not None:
        place = _place(following, origin, place)
        yield round(place), run(following, place)


def _place(frame: AudioFrame, origin: Fraction, otherwise: Fraction) -> Fraction:
    time = _time(frame)
    return otherwise if time is None else (time - origin) * RATE


def _form(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate


def _resampled(
    path: Path, place: int, frames: Iterator[AudioFrame]
) -> Iterator[tuple[int, Samples]]:
    resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE)
    channels = 0
    for frame in chain(frames, [None]):
        channels = channels if frame is None else frame.layout.nb_channels
        try:
            parts = resampler.resample(frame)
        except FFmpegError as odd:
            raise Invalid(f"{path} has {channels} channels; export it as stereo.") from odd
        for part in parts:
            samples = _samples(path, part)
            # swresample spreads one channel over two at -3 dB each; a voice keeps its level.
            yield place, samples * _MONO if channels == 1 else samples
            place += len(samples)


def _samples(path: Path, frame: AudioFrame) -> Samples:
    samples = np.asarray(frame.to_ndarray(), np.float32).reshape(-1, 2)
    if not np.abs(samples).max(initial=0) <= _LOUDEST:
        raise Invalid(f"{path} holds samples that are no sound; export it again.")
    return samples
