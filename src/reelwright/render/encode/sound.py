"""The sound of a film, coded once: AAC, or Opus where the file is a WebM."""

import math
from collections import deque
from collections.abc import Iterable, Iterator
from fractions import Fraction

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.codec.context import Flags

from reelwright.model.brief import Quality
from reelwright.model.errors import Broken
from reelwright.model.output import Kind
from reelwright.model.value import Json
from reelwright.render.encode.form import BUILD, CodedSound, Format
from reelwright.render.sources.sound import RATE, Samples

_BITS = {
    "aac": {Quality.LOW: 128_000, Quality.MEDIUM: 192_000, Quality.HIGH: 256_000},
    "libopus": {Quality.LOW: 96_000, Quality.MEDIUM: 128_000, Quality.HIGH: 192_000},
}


def sound_codec(form: Format) -> str:
    """Return the name of the encoder that a format's sound is coded with."""
    return "libopus" if form.kind is Kind.WEBM else "aac"


def sound_key(form: Format) -> Json:
    """Return as JSON what the bytes of coded sound depend on besides its samples."""
    return [sound_codec(form), _bits(form), *BUILD]


def _bits(form: Format) -> int:
    return _BITS[sound_codec(form)][form.quality]


def configure(context: AudioCodecContext, form: Format) -> None:
    """Set a sound encoder that is still to be opened."""
    context.sample_rate, context.layout = RATE, "stereo"
    context.bit_rate, context.time_base = _bits(form), Fraction(1, RATE)
    context.flags |= Flags.global_header
    if sound_codec(form) == "aac":
        # Half the work of the default search, and nearer to its input (39 against 29 dB).
        context.format, context.options = "fltp", {"aac_coder": "fast"}
    else:
        context.format = "flt"


class SoundEncoder:
    """Codes the samples of a film, which it is given in order, in blocks of any length."""

    def __init__(self, form: Format) -> None:
        context = av.CodecContext.create(sound_codec(form), "w")
        if not isinstance(context, AudioCodecContext):
            raise Broken(f"{sound_codec(form)} is not a sound encoder here.")
        configure(context, form)
        context.open()
        self._context, self._heard = context, 0

    @property
    def header(self) -> bytes:
        """What a decoder needs to know before the first packet."""
        return self._context.extradata or b""

    def encode(self, samples: Samples) -> Iterator[CodedSound]:
        """Take the next samples and yield what is ready."""
        if len(samples):
            planes = np.ascontiguousarray(samples.T)
            frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
            frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), self._heard
            self._heard += len(samples)
            yield from self._coded(frame)

    def finish(self) -> Iterator[CodedSound]:
        """Yield what is left."""
        yield from self._coded(None)

    def _coded(self, frame: av.AudioFrame | None) -> Iterator[CodedSound]:
        for packet in self._context.encode(frame):
            if packet.pts is None or packet.duration is None:
                raise Broken("The encoder gave sound without a time.")
            yield CodedSound(bytes(packet), packet.pts, packet.duration)


class SoundDecoder:
    """Decodes what a `SoundEncoder` of the same format made, as players do: from sample 0 on."""

    def __init__(self, form: Format, header: bytes) -> None:
        context = av.CodecContext.create("opus" if form.kind is Kind.WEBM else "aac", "r")
        if not isinstance(context, AudioCodecContext):
            raise Broken("The decoder of sound here is not what its name says.")
        context.sample_rate, context.layout = RATE, "stereo"
        context.extradata = header
        context.open()
        self._context = context

    def decode(self, one: CodedSound) -> Iterator[Samples]:
        """Take the next packet and yield what is heard of it."""
        packet = av.Packet(one.data)
        packet.pts = packet.dts = one.first
        packet.time_base = Fraction(1, RATE)
        for frame in self._context.decode(packet):
            left_out = one.samples - frame.samples  # of the run-up, which Opus tells its decoder of
            early = max(0, -one.first - left_out)
            yield np.ascontiguousarray(frame.to_ndarray().T[early:], np.float32)


class SoundQueue:
    """Coded sound in order, waiting for the pictures it is heard with."""

    def __init__(self) -> None:
        self._given: deque[Iterator[CodedSound]] = deque()
        self._next: CodedSound | None = None

    def add(self, packets: Iterable[CodedSound]) -> None:
        """Append packets; they are drawn from what is given no sooner than they are needed."""
        self._given.append(iter(packets))

    def until(self, sample: Fraction | float = math.inf) -> Iterator[CodedSound]:
        """Yield, and forget, the packets there are that begin before `sample`."""
        while (packet := self._first()) and packet.first < sample:
            self._next = None
            yield packet

    def goes_on(self) -> bool:
        """Say whether there is more; all that was before what was drawn last has then come."""
        return self._first() is not None

    def _first(self) -> CodedSound | None:
        while self._next is None and self._given:
            self._next = next(self._given[0], None)
            if self._next is None:
                self._given.popleft()
        return self._next
