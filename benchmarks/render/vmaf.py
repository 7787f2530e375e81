"""VMAF of a film against raw frames, by the libvmaf in imageio-ffmpeg's FFmpeg."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import av

from benchmarks.render.film import Film
from benchmarks.render.peers import environment

SUBSAMPLED = 3
"""One frame in so many is looked at."""

_MODELS = r"model='version=vmaf_v0.6.1\:name=vmaf|version=vmaf_v0.6.1neg\:name=neg'"


@dataclass(frozen=True)
class Point:
    """A film as encoded once: its size, its VMAF, and VMAF NEG, which gives nothing for sharpening.

    A picture crisper than the one it is held against gains in plain VMAF.
    """

    kbps: float
    vmaf: float
    neg: float


def measured(work: Path, coded: Path, best: Path, film: Film) -> Point:
    """Return the size of `coded` and its mean quality against the raw frames in `best`."""
    one = film.timeline
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "vmaf.json"
        judge = (
            f"libvmaf={_MODELS}:n_subsample={SUBSAMPLED}:n_threads={len(os.sched_getaffinity(0))}:"
            f"log_fmt=json:log_path={log}"
        )
        graph = f"[0:v]settb=1/30,setpts=N[a];[1:v]settb=1/30,setpts=N[b];[a][b]{judge}"
        raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{one.width}x{one.height}"]
        command = [str(environment.ffmpeg(work)), "-v", "error", "-i", str(coded), *raw, "-r", "30"]
        command += ["-i", str(best), "-lavfi", graph, "-f", "null", "-"]
        subprocess.run(command, check=True)
        pooled = json.loads(log.read_text())["pooled_metrics"]
    return Point(_kbps(coded), pooled["vmaf"]["mean"], pooled["neg"]["mean"])


def _kbps(coded: Path) -> float:
    """Return the bit rate of a film's pictures, in kbit/s at 30 frames a second."""
    with av.open(str(coded)) as container:
        sizes = [packet.size for packet in container.demux(video=0)]
    return sum(sizes) * 8 / 1000 / (sum(size > 0 for size in sizes) / 30)
