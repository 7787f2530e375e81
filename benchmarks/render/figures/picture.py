"""How near our frames come to the ideal ones, and how steadily their pictures move."""

import hashlib
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.render import bare, composed, scores, sheet
from benchmarks.render.bench import Bench, Result, Row, Say
from benchmarks.render.figures import limit, peers
from benchmarks.render.film import Film
from benchmarks.render.peers import environment
from benchmarks.render.scores import Score, Source
from benchmarks.render.settings import X264
from benchmarks.render.sheet import Sheet, upper

SCENES = 6
_FARTHEST = 0.005
"""Pixels by which the registration may be off for its figures to be believed."""


def measure(bench: Bench, say: Say) -> Result:
    film = bench.film(SCENES)
    rows = [*_ours(bench, film), *_theirs(bench, bench.film(peers.SCENES), say)]
    return Result(
        "Frames against the ideal (luma, the upper two thirds of the frame, no captions)",
        tuple(rows),
        notes=(f"The registration finds known shifts to within {proven(bench, film):.4f} px.",),
    )


def proven(bench: Bench, film: Film) -> float:
    """Return the registration's largest error in pixels; `RuntimeError` where it is too large."""
    error = float(environment.run(bench.work, "proof", film.path))
    if error > _FARTHEST:
        raise RuntimeError(f"The registration is off by {error:.4f} px; its figures say nothing.")
    return error


def ideal(bench: Bench, film: Film) -> Path:
    """Return the file of the film's ideal luma, made if it is not there."""
    written = b"".join(
        path.read_bytes()
        for path in (film.path, *(clip.picture for clip in sheet.read(film.path).clips))
    )
    out = bench.work / "ideal" / f"{hashlib.sha256(written).hexdigest()[:16]}.luma"
    out.parent.mkdir(parents=True, exist_ok=True)
    if not out.exists():
        environment.run(bench.work, "ideal", "luma", film.path, out)
    return out


def _ours(bench: Bench, film: Film) -> list[Row]:
    told, best = sheet.read(film.path), ideal(bench, film)
    raw = bench.place(f"composed-{film.frames}.yuv")
    composed.write(film.path, film.timeline, raw)
    limit.ours(bench, film, "pictures", "compiled")
    coded = bench.place("pictures-compiled.mp4")
    before, after = (scores.scored(Source(path, told), best, film.frames) for path in (raw, coded))
    return [
        _psnr("ours, composed: PSNR-Y, mean", before, "≥ 54"),
        Row("ours, composed: PSNR-Y, minimum", "dB", (min(s.psnr for s in before),), goal="≥ 50"),
        Row("ours, composed: jitter", "px", (scores.steadiness(before, told),)),
        _psnr("ours, encoded: PSNR-Y, mean", after),
        Row("ours, encoded: jitter", "px", (scores.steadiness(after, told),), goal="≤ 0.012"),
        Row(
            "the ideal, encoded by the same x264: jitter", "px", (_unavoidable(bench, told, best),)
        ),
    ]


def _unavoidable(bench: Bench, told: Sheet, best: Path) -> float:
    """Return the jitter that the encoder alone brings in: of the ideal's luma, encoded."""
    out = bench.place("ideal-luma.mp4")
    grey = np.full((upper(told.height) // 2, told.width), 128, np.uint8)
    frames = (np.concatenate([luma, grey]) for luma in scores.ideal_luma(best, told))
    bare.encode(frames, out, told.rate, "libx264", X264)
    return scores.steadiness(scores.scored(Source(out, told), best, told.frames), told)


def _psnr(name: str, found: list[Score], goal: str = "") -> Row:
    return Row(name, "dB", (sum(score.psnr for score in found) / len(found),), goal=goal)


def _made_since(out: Path, film: Path) -> bool:
    return out.exists() and out.stat().st_mtime > film.stat().st_mtime


def _theirs(bench: Bench, film: Film, say: Say) -> list[Row]:
    told, best = sheet.read(film.path), ideal(bench, film)
    rows = []
    for name, peer in peers.installed(bench, film, say)[0].items():
        frames = min(bench.peer_frames, film.frames) if peer.slow else film.frames
        if not _made_since(peer.out, film.path):
            peer.render(frames)
        score = partial(scores.scored, ideal=best, frames=frames)
        found = score(Source(peer.out, told, bt601=name == "MoviePy"))
        alone = [found[n] for clip in told.alone for n in clip if n < frames]
        rows.append(_psnr(f"{name}, encoded: PSNR-Y, mean, outside crossfades", alone))
        rows.append(Row(f"{name}, encoded: jitter", "px", (scores.steadiness(found, told),)))
    return rows
