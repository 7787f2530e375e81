"""Excerpts: a stretch of a finished film as a film of its own, its sound or its picture alone.

Pictures are not coded again: a stretch that begins where a segment does is cut out as it is.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Final

import av
import cv2
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer
from av.packet import Packet
from av.stream import Stream

from reelwright.model.brief import Quality
from reelwright.model.errors import Broken
from reelwright.model.output import Kind
from reelwright.model.time import Time
from reelwright.render.container import opened, picture_stream
from reelwright.render.outputs import sounds
from reelwright.render.sources.sound import RATE, Samples

_OPTIONS: Final = {"movflags": "+faststart", "fflags": "+bitexact", "movie_timescale": str(RATE)}

_QUALITY: Final = 92

_LEAD: Final = Fraction(1, 2)
"""Seconds before a stretch from which its sound is decoded, as each packet needs the one before."""


def picture(still: Path, out: Path) -> None:
    """Write a still picture as a JPEG."""
    seen = cv2.imread(str(still), cv2.IMREAD_COLOR)
    if seen is None:
        raise Broken(f"The picture {still.name} cannot be read.")
    _, coded = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    out.write_bytes(coded.tobytes())


def film(whole: Path, out: Path, start: Time, stop: Time) -> None:
    """Write the stretch of an MP4 from `start` to `stop` as one of its own, with its sound.

    A key frame must be at `start`, as there is where a scene stands alone; else the stretch begins
    with the one before. The same film gives the same bytes.
    """
    with opened(whole) as source, av.open(str(out), "w", format="mp4", options=_OPTIONS) as target:
        pictures = picture_stream(source)
        if pictures is None:
            raise Broken("An excerpt was to be taken of a film without pictures.")
        streams = [pictures, *source.streams.audio[:1]]
        copies = {one.index: target.add_stream_from_template(one) for one in streams}
        origin = _key_frame(source, pictures, start)
        for packet in source.demux(streams):
            if packet.pts is None or not _within(packet, origin, stop):
                continue
            shift = round(origin / packet.time_base)
            packet.pts -= shift
            packet.dts = packet.pts if packet.dts is None else packet.dts - shift
            packet.stream = copies[packet.stream.index]
            target.mux(packet)


def sound(whole: Path, out: Path, start: Time, stop: Time) -> None:
    """Write the sound of a film from `start` to `stop` as an MP3: silence where it has none."""
    sounds.write(_heard(whole, start, stop), out, Kind.MP3, Quality.MEDIUM)


def _key_frame(source: InputContainer, pictures: Stream, start: Time) -> Fraction:
    """Go to the last key frame by `start`, and return when it shows."""
    base = pictures.time_base or Fraction(1, RATE)
    source.seek(round(start.seconds / base), stream=pictures)
    for packet in source.demux(pictures):
        if packet.is_keyframe and packet.pts is not None:
            found = packet.pts * base
            source.seek(packet.pts, stream=pictures)
            return found
    raise Broken("A film has no key frame.")


def _within(packet: "Packet[Stream]", start: Fraction, stop: Time) -> bool:
    at = (packet.pts or 0) * packet.time_base
    return start <= at < stop.seconds


def _heard(whole: Path, start: Time, stop: Time) -> Iterator[Samples]:
    first, left = start.samples(RATE), stop.samples(RATE) - start.samples(RATE)
    for at, samples in _samples(whole, start):
        taken = samples[max(0, first - at) :][:left]
        left -= len(taken)
        if len(taken):
            yield taken
        if not left:
            return
    yield np.zeros((left, 2), np.float32)


def _samples(whole: Path, start: Time) -> Iterator[tuple[int, Samples]]:
    """Yield stretches of a film's sound from before `start` on, each with where it begins."""
    even = AudioResampler("fltp", "stereo", RATE)
    with opened(whole) as container:
        if not container.streams.audio:
            return
        stream = container.streams.audio[0]
        early = max(Fraction(0), start.seconds - _LEAD)
        container.seek(floor(early / (stream.time_base or Fraction(1, RATE))), stream=stream)
        for frame in container.decode(stream):
            for part in even.resample(frame):
                yield _placed(part), np.asarray(part.to_ndarray().T, np.float32)


def _placed(part: AudioFrame) -> int:
    return round((part.pts or 0) * (part.time_base or Fraction(1, RATE)) * RATE)
