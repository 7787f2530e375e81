"""A render's workers start before anything is imported, and no command imports another's things."""

import subprocess
import sys

import pytest

from reelwright.cli.early import FILMS, renders
from reelwright.model import output


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", "film.json"],
        ["render", "film.json", "-o", "out.mp4"],
        ["render", "film.json", "--output=a/b.webm", "--codec", "vp9"],
        ["render", "-o", "live.m3u8", "film.json", "--json"],
    ],
)
def test_films_are_rendered_by_workers(arguments):
    assert renders(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--help"],
        ["make", "a film to render"],
        ["render", "--help"],
        ["render", "film.json", "-o", "poster.png"],
        ["render", "film.json", "--output=words.srt"],
        ["render", "film.json", "-o", "film"],
    ],
)
def test_nothing_else_is(arguments):
    assert not renders(arguments)


def test_films_end_as_the_model_says():
    kinds = {kind: output.Kind.of(output.Path(f"film{end}")) for kind, end in enumerate(FILMS)}
    assert set(kinds.values()) == set(output.FILMS)


HEAVY = ("numpy", "av", "cv2", "asyncio", "regex", "sqlalchemy", "reelwright.pipeline.production")


def imported(arguments: list[str]) -> list[str]:
    """Return which heavy packages the program has imported when it begins with `arguments`."""
    script = (
        f"import sys; from reelwright.cli.app import program; program({arguments}); "
        f"print(*(one for one in {(*HEAVY, 'pydantic')} if one in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_commands_import_nothing_heavy_to_begin():
    assert imported(["--version"]) == []
    assert imported(["render"]) == imported(["make"]) == ["pydantic"]
    assert imported(["--help"]) == ["pydantic"]
