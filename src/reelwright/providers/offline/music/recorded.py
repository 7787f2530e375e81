"""Recorded music: a piece of the library, levelled and made to loop."""

import io
from importlib import metadata

import av
import numpy as np

from reelwright.model.provenance import Degradation, Provenance
from reelwright.ports.music import MadeMusic, MusicRequest
from reelwright.providers.offline.loudness import Samples
from reelwright.providers.offline.music import catalogue
from reelwright.providers.offline.music.loop import loop
from reelwright.providers.offline.music.wav import RATE, levelled


def recorded(request: MusicRequest) -> MadeMusic:
    """Return the piece of the library nearest to the request, at -20 LUFS."""
    choice = catalogue.choose(request)
    sound = _decoded(choice.piece.read())
    repeat = loop(sound, choice.piece.tempo, RATE)
    return MadeMusic(
        wav=levelled(sound),
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
