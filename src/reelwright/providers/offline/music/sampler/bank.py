"""The recorded instruments: which sample sounds at which pitch, and how it begins and ends."""

import io
import json
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import av
import numpy as np
from av.codec.context import Flags2
from numpy.typing import NDArray

from reelwright.model.errors import Broken

Wave = NDArray[np.float32]
"""Mono samples."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A sample and the keys it serves.

    Times are in seconds; `attenuation` and `sustain` in dB below full; `cutoff` in Hz. Decay and
    release are the times that 100 dB take, as in a SoundFont.
    """

    keys: tuple[int, int]
    sample: str
    rate: int
    root: float
    scale: float
    loop: tuple[int, int] | None
    attenuation: float
    delay: float
    attack: float
    hold: float
    decay: float
    sustain: float
    release: float
    cutoff: float | None


@dataclass(frozen=True, slots=True)
class Instrument:
    """Zones, and the gain in dB that makes all instruments about equally loud."""

    name: str
    gain: float
    zones: tuple[Zone, ...]

    @property
    def span(self) -> tuple[int, int]:
        """The lowest and the highest key that have a sample."""
        return min(zone.keys[0] for zone in self.zones), max(zone.keys[1] for zone in self.zones)

    def at(self, pitch: int) -> tuple[Zone, ...]:
        """Return the zones that sound at a pitch; the nearest one's where none is meant for it."""
        held = [zone for zone in self.zones if zone.keys[0] <= pitch <= zone.keys[1]]
        return tuple(held or [min(self.zones, key=lambda zone: abs(zone.root - pitch))])


@cache
def instruments() -> dict[str, Instrument]:
    """Return every instrument by name."""
    with _archive() as archive:
        described = json.loads(archive.read("bank.json"))["instruments"]
    return {
        name: Instrument(name, one["gain"], tuple(_zone(zone) for zone in one["zones"]))
        for name, one in described.items()
    }


def _zone(told: dict[str, Any]) -> Zone:
    tuning = told.pop("cents") / 100
    keys, loop = tuple(told.pop("keys")), told.pop("loop")
    root, scale = told.pop("root") - tuning, told.pop("scale") / 100
    return Zone(keys=keys, loop=tuple(loop) if loop else None, root=root, scale=scale, **told)


@cache
def recording(sample: str) -> Wave:
    """Return a sample decoded, at its own rate.

    FFmpeg miscounts the start of some of these files by a block and then cuts that much off their
    end, where the loop is; told not to cut, it gives all there is.
    """
    with _archive() as archive:
        file = archive.read(sample)
    with av.open(io.BytesIO(file), "r") as container:
        container.streams.audio[0].codec_context.flags2 |= Flags2.skip_manual
        parts = [np.asarray(frame.to_ndarray()[0]) for frame in container.decode(audio=0)]
    sound: Wave = np.concatenate(parts).astype(np.float32)
    return sound


def _archive() -> zipfile.ZipFile:
    file = resources.files("reelwright.providers.offline.music") / "data" / "instruments.zip"
    try:
        return zipfile.ZipFile(io.BytesIO(file.read_bytes()))
    except zipfile.BadZipFile as broken:
        raise Broken("The offline instruments are damaged. Install reelwright again.") from broken
