"""The offline music: recorded pieces, chosen by words, levelled and made to loop."""

import asyncio
import io
import wave
from importlib import metadata

import av
import numpy as np

from reelwright.model.asset import Degradation, Provenance
from reelwright.ports.music import MadeMusic, MusicRequest
from reelwright.providers.offline.loudness import Samples, gain
from reelwright.providers.offline.music import catalogue
from reelwright.providers.offline.music.loop import loop

RATE = 48_000

_LOUDNESS = -20.0  # LUFS


class OfflineMusic:
    """Gives one of 28 pieces, calm to energetic, acoustic or electronic."""

    @property
    def genres(self) -> tuple[str, ...]:
        """The kinds of music there are."""
        return catalogue.genres()

    @property
    def moods(self) -> tuple[str, ...]:
        """The moods there is music in."""
        return catalogue.moods()

    async def track(self, request: MusicRequest) -> MadeMusic:
        """Return the piece nearest to the request, at -20 LUFS."""
        return await asyncio.to_thread(_track, request)


def _track(request: MusicRequest) -> MadeMusic:
    choice = catalogue.choose(request)
    sound = _decoded(choice.piece.read())
    repeat = loop(sound, choice.piece.tempo, RATE)
    return MadeMusic(
        wav=_wav(sound * np.float32(gain(sound, RATE, _LOUDNESS))),
        loop_start=repeat.start,
        loop_end=repeat.end,
        crossfade=repeat.crossfade,
        provenance=_provenance(choice.piece),
        degradations=(Degradation(what="music", why=choice.missing),) if choice.missing else (),
    )


def _provenance(piece: catalogue.Piece) -> Provenance:
    return Provenance(
        vendor="offline",
        model=f"{catalogue.PACKAGE}: {piece.name}",
        version=metadata.version(catalogue.PACKAGE),
        licence="MIT",
        credit="Music: Immich Memories, made with ACE-Step 1.5",
    )


def _decoded(file: bytes) -> Samples:
    """Return the two channels of an audio file at `RATE`."""
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
    with av.open(io.BytesIO(file), "r") as container:
        frames = [
            part.to_ndarray()
            for frame in [*container.decode(audio=0), None]
            for part in resampler.resample(frame)
        ]
    return np.concatenate(frames, axis=1)


def _wav(sound: Samples) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", "not compressed"))
        file.writeframes(np.round(np.clip(sound.T, -1, 1) * 32_767).astype("<i2").tobytes())
    return buffer.getvalue()
