"""A finished film looked through and listened to: what a viewer would complain about, measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.filter import Graph

from reelwright.render import probe
from reelwright.render.audio.master import Measured, measure
from reelwright.render.sources.sound import RATE, Samples, Sound

SHORTEST = 0.5
"""Seconds; a shorter black, frozen or silent stretch is no fault."""

Stretch = tuple[float, float]
"""From and to, in seconds."""

# FFmpeg's own detectors: nearly all of a picture nearly black; a mean change below -66 dB, which
# the slowest camera of ours is well above.
_DETECTORS = (
    ("scale", "320:-2"),
    ("blackdetect", f"d={SHORTEST}:pic_th=0.98:pix_th=0.06"),
    ("freezedetect", f"n=-66dB:d={SHORTEST}"),
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found: lengths of the tracks, bad stretches, loudness and true peak."""

    frames: int
    video_seconds: Fraction
    audio_seconds: Fraction | None
    black: tuple[Stretch, ...]
    frozen: tuple[Stretch, ...]
    silent: tuple[Stretch, ...]
    sound: Measured


def inspect(path: Path) -> Inspection:
    """Look through a film; decodes all of it, in constant memory."""
    facts = probe.film(path)
    black, frozen = _seen(path)
    heard = facts.audio_seconds or Fraction(0)
    return Inspection(
        frames=facts.frames,
        video_seconds=facts.video_seconds,
        audio_seconds=facts.audio_seconds,
        black=_closed(black, float(facts.video_seconds)),
        frozen=_closed(frozen, float(facts.video_seconds)),
        silent=_silent(_blocks(path, heard)) if heard else (),
        sound=measure(_blocks(path, heard)) if heard else Measured(None, None),
    )


def _seen(path: Path) -> tuple[list[float], list[float]]:
    """Return the edges, begin and end in turn, of black and of frozen stretches."""
    black: list[float] = []
    frozen: list[float] = []
    for metadata in _examined(path):
        black += _edges(metadata, "lavfi.black_start", "lavfi.black_end")
        frozen += _edges(
            metadata, "lavfi.freezedetect.freeze_start", "lavfi.freezedetect.freeze_end"
        )
    return black, frozen


def _edges(metadata: dict[str, str], *names: str) -> list[float]:
    return [float(metadata[name]) for name in names if name in metadata]


def _examined(path: Path) -> Iterator[dict[str, str]]:
    with av.open(f"file:{path}") as container:
        stream = container.streams.video[0]
        graph = _graph(stream)
        for frame in chain(container.decode(stream), [None]):
            graph.push(frame)
            while True:
                try:
                    yield graph.pull().metadata
                except (av.error.BlockingIOError, av.error.EOFError):
                    break


def _graph(stream: av.VideoStream) -> Graph:
    graph = Graph()
    last = graph.add_buffer(template=stream, time_base=stream.time_base)
    for name, options in (*_DETECTORS, ("buffersink", "")):
        following = graph.add(name, options)
        last.link_to(following)
        last = following
    graph.configure()
    return graph


def _closed(edges: list[float], end: float) -> tuple[Stretch, ...]:
    whole = [*edges, end] if len(edges) % 2 else edges
    return tuple(zip(whole[::2], whole[1::2], strict=True))


def _blocks(path: Path, length: Fraction) -> Iterator[Samples]:
    sound, left = Sound(path), round(length * RATE)
    while left > 0:
        block = sound.read(min(left, RATE // 10))
        left -= len(block)
        yield block


def _silent(blocks: Iterator[Samples]) -> tuple[Stretch, ...]:
    """Return stretches of tenths of a second whose level is below -60 dB."""
    quiet = [float(np.sqrt(np.mean(block**2))) < 1e-3 for block in blocks]
    edges = np.flatnonzero(np.diff([False, *quiet, False])) / 10
    stretches = zip(edges[::2], edges[1::2], strict=True)
    return tuple((float(a), float(b)) for a, b in stretches if b - a >= SHORTEST)
