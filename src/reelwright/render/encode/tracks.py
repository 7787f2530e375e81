"""The two tracks of a container of FFmpeg's, and coded pictures and sound as packets of them."""

from collections.abc import Iterable
from fractions import Fraction
from typing import BinaryIO

import av
from av.audio.stream import AudioStream
from av.packet import PacketSideData
from av.stream import Stream
from av.video.stream import VideoStream

from reelwright.model.errors import Broken
from reelwright.model.output import Codec
from reelwright.render.encode import codecs, sound
from reelwright.render.encode.form import Coded, CodedSound, Format
from reelwright.render.sources.sound import RATE

_SKIP_SAMPLES = 11  # AV_PKT_DATA_SKIP_SAMPLES


class Tracks:
    """A track of pictures and one of sound, written to `place` in a container of FFmpeg's.

    The file is bit-exact: no version, no time of day and no random number is in it.
    """

    def __init__(
        self, place: str | BinaryIO, form: Format, container: str, options: dict[str, str]
    ) -> None:
        options = {**options, "fflags": "+bitexact"}
        self._container = av.open(place, "w", format=container, options=options)
        video = self._container.add_stream(codecs.encoder(form).name, rate=form.rate)
        audio = self._container.add_stream(sound.sound_codec(form), rate=RATE)
        if not isinstance(video, VideoStream) or not isinstance(audio, AudioStream):
            raise Broken("The encoders here are not what their names say.")
        codecs.configure(video.codec_context, form)
        if form.codec is Codec.HEVC:
            video.codec_context.codec_tag = "hvc1"  # QuickTime knows no other
        sound.configure(audio.codec_context, form)
        _label(self._container.metadata, "title", form.title)
        _label(audio.metadata, "language", form.language)
        self._container.start_encoding()
        self._video, self._audio, self._form = video, audio, form

    def show(self, coded: Iterable[Coded], first: int, decoded: int) -> int:
        """Write a segment from frame `first` of the film on, of which `decoded` were written.

        Returns how many now are.
        """
        for number, one in enumerate(coded):
            if number == 0:
                self._check(one.header)
            packet = av.Packet(one.data)
            packet.pts = one.shown + first
            packet.dts = decoded - codecs.encoder(self._form).delay
            packet.time_base, packet.duration = 1 / self._form.rate, 1
            packet.is_keyframe, packet.stream = one.key, self._video
            self._container.mux(packet)
            decoded += 1
        return decoded

    def _check(self, header: bytes) -> None:
        if header != (self._video.codec_context.extradata or b""):
            raise Broken(
                "A segment was coded with other settings than the film it is joined to. Empty the "
                "cache of coded segments and render the film again."
            )

    def hear(self, one: CodedSound, delay: int = 0) -> None:
        """Write coded sound, to be heard `delay` samples later than it says."""
        packet = av.Packet(one.data)
        packet.pts = packet.dts = one.first + delay
        packet.time_base, packet.duration = Fraction(1, RATE), one.samples
        packet.is_keyframe, packet.stream = True, self._audio
        if left_out := max(0, self._audio.codec_context.frame_size - one.samples):
            _shorten(packet, left_out)
        self._container.mux(packet)

    def close(self) -> None:
        """Write the index and what else is left."""
        self._container.close()


def _label(metadata: dict[str, str], name: str, text: str | None) -> None:
    if text:
        metadata[name] = text


def _shorten(packet: "av.Packet[Stream]", samples: int) -> None:
    """Have players leave out the last `samples` of a packet (libavcodec/packet.h says how)."""
    # The stubs leave out the constructor.
    skip = PacketSideData(_SKIP_SAMPLES, 10)  # type: ignore[call-arg]
    skip.update(bytes(4) + samples.to_bytes(4, "little") + bytes(2))
    packet.set_sidedata(skip)
