"""A user with a home, a folder and a terminal, and the films that user makes."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reelwright.model.asset import Film

PROGRAM = Path(sys.executable).with_name("reelwright")

# Short lines and small frames: what is tested is the way, and it is the same for a long film.
DRAFT = ("--resolution", "360p", "--fps", "12")


@dataclass(frozen=True)
class User:
    """Somebody at a shell: a folder to work in, a home, and a place for passing files."""

    folder: Path
    home: Path
    passing: Path
    program: Path = PROGRAM

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "TMPDIR": str(self.passing),
            "COLUMNS": "100",
        }

    def types(self, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
        """Run the program to its end."""
        given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
        environment = {**self.environment, **given.pop("env", {})}
        return subprocess.run(
            [PROGRAM, *arguments], cwd=self.folder, env=environment, check=False, **given
        )

    def starts(self, *arguments: str, **options) -> subprocess.Popen[str]:
        """Run the program beside the test, its news to be read from `stderr`."""
        given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
        return subprocess.Popen(
            [PROGRAM, *arguments], cwd=self.folder, env=self.environment, **given
        )

    def writes(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    @property
    def litter(self) -> list[str]:
        """Every file and folder there is, as seen from above all three."""
        found = (path.relative_to(self.folder.parent) for path in self.folder.parent.rglob("*"))
        return sorted(str(path) for path in found if len(path.parts) > 1)


def a_user(root: Path) -> User:
    places = [root / name for name in ("folder", "home", "passing")]
    for place in places:
        place.mkdir()
    return User(*places)


@pytest.fixture
def user(tmp_path) -> User:
    return a_user(tmp_path)


@dataclass(frozen=True)
class Order:
    """What a user asks for, and what the film must be."""

    words: tuple[str, ...]
    size: tuple[int, int]
    fps: int
    look: tuple[str, ...] = ()
    script: str = ""
    duration: int | None = None
    voice: str = "default"
    error_rate: float = 0.0
    """Of characters, which a small transcriber may get wrong of speech under music."""


ORDERS = {
    "english-prompt": Order(
        ("Ocean waves at night", "--duration", "11"),
        (640, 360),
        fps=24,
        look=("--style", "watercolor"),
        duration=11,
        error_rate=0.05,
    ),
    "hindi-script": Order(
        ("--script", "lines.txt", "--language", "hindi", "--voice", "onyx"),
        (360, 640),
        fps=30,
        look=("--aspect", "9:16", "--style", "noir"),
        script="समुद्र पर सूरज डूब रहा है।\nएक नाव घर लौट रही है।\n",
        voice="onyx",
        error_rate=0.3,
    ),
    "japanese-story": Order(
        ("--story", "bedtime", "--language", "japanese", "--duration", "15"),
        (640, 360),
        fps=12,
        duration=15,
        error_rate=0.3,
    ),
}


@dataclass(frozen=True)
class Made:
    """A film somebody made, and how it went."""

    order: Order
    user: User
    run: subprocess.CompletedProcess[str] = field(repr=False)

    @property
    def path(self) -> Path:
        return self.user.folder / "film.mp4"

    @property
    def film(self) -> Film:
        return Film.read(json.loads(self.run.stdout))


@pytest.fixture(scope="session", params=ORDERS.values(), ids=ORDERS.keys())
def made(request, tmp_path_factory) -> Made:
    """A film from words, made once for all its tests."""
    order, user = request.param, a_user(tmp_path_factory.mktemp("made"))
    user.writes("lines.txt", order.script)
    draft = ("--resolution", "360p", "--fps", str(order.fps), *order.look, "--json")
    return Made(order, user, user.types("make", *order.words, *draft))


@dataclass(frozen=True)
class Draft:
    """A film made in a moment: one line, nobody speaking, no music, and its picture kept."""

    arguments: tuple[str, ...]
    kept: dict[str, str]
    content: bytes = field(repr=False)


MUTE = (
    "make",
    "--script",
    "barn.txt",
    "--duration",
    "2",
    *DRAFT,
    "--voice",
    "none",
    "--music",
    "none",
)
LINE = "A red barn stands by the lake.\n"


@pytest.fixture
def painter(user) -> User:
    """A user with a script of one line."""
    user.writes("barn.txt", LINE)
    return user


@pytest.fixture(scope="session")
def mute(tmp_path_factory) -> Draft:
    """The film of that line without a sound."""
    user = a_user(tmp_path_factory.mktemp("mute"))
    user.writes("barn.txt", LINE)
    kept = {"REELWRIGHT_MEDIA": str(tmp_path_factory.mktemp("media"))}
    run = user.types(*MUTE, env=kept)
    assert (run.returncode, user.litter) == (
        0,
        ["folder/barn.txt", "folder/film.json", "folder/film.mp4"],
    ), run.stderr
    return Draft(MUTE, kept, (user.folder / "film.mp4").read_bytes())
