"""What the documentation says is true: its commands are understood, its Python runs."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from reelwright.cli.app import WRONG, run
from reelwright.cli.options import asked
from reelwright.model.brief import CaptionStyle
from reelwright.model.clip import Direction, Transition
from reelwright.model.motion import Ease
from reelwright.model.output import Kind
from reelwright.model.overlay import TitleKind
from reelwright.model.sound import SoundRole
from reelwright.model.stack import Weather
from reelwright.model.timeline import Timeline

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


TIMELINE = ROOT / "docs" / "timeline.md"


def blocks(kind: str, pages: Sequence[Path] = PAGES) -> list[str]:
    found = [re.findall(rf"```{kind}\n(.*?)```", page.read_text(), re.DOTALL) for page in pages]
    return [block for page in found for block in page]


COMMANDS = [
    line.removeprefix("$ ").split("  #")[0]
    for block in blocks("console")
    for line in block.splitlines()
    if line.startswith("$ ")
]
FILMS = [line for line in COMMANDS if line.startswith("reelwright make ")]


@pytest.fixture(autouse=True)
def somewhere(tmp_path, monkeypatch):
    """A folder with the files that the documentation speaks of."""
    (tmp_path / "lines.txt").write_text("One line.\nAnother line.\n")
    (tmp_path / "brief.json").write_text('{"prompt": "A brief"}')
    for name in ("tower.jpg", "view.png", "beach.jpg", "boat.png"):
        cv2.imwrite(str(tmp_path / name), np.full((360, 640, 3), 90, np.uint8))
    monkeypatch.chdir(tmp_path)


def test_documentation_shows_commands():
    assert len(FILMS) >= 4


@pytest.mark.parametrize("line", FILMS)
def test_documented_film_is_understood(line, capsys):
    """The command is right up to the folder it is given here, which does not exist."""
    assert run([*shlex.split(line)[1:], "-o", "no/such/film.mp4"]) == WRONG
    assert "There is no folder no/such; make it" in capsys.readouterr().err


@pytest.mark.parametrize("line", [one for one in COMMANDS if one.startswith("reelwright render ")])
def test_documented_rendering_is_understood(line, capsys):
    """The command is right up to the timeline, which does not exist."""
    assert run(shlex.split(line)[1:]) == WRONG
    assert "There is no file timeline.json" in capsys.readouterr().err


BRIEFS = [block for block in blocks("json") if '"scenes"' in block]


@pytest.mark.parametrize("block", BRIEFS)
def test_documented_brief_is_one(block, tmp_path):
    file = tmp_path / "documented.json"
    file.write_text(block)
    found = asked(file, {})
    assert [bool(scene.picture) for scene in found.brief.scenes or ()] == [True, True, False]
    assert len(found.uploads) == 2


@pytest.mark.parametrize("block", blocks("json", [TIMELINE]))
def test_documented_timeline_is_one(block):
    timeline = Timeline.read_json(block)
    assert Timeline.read(timeline.write()) == timeline


@pytest.mark.parametrize(
    "choice", [Transition, Direction, Ease, Weather, CaptionStyle, Kind, SoundRole, TitleKind]
)
def test_every_choice_of_a_timeline_is_documented(choice):
    told = TIMELINE.read_text()
    names = [f".{one}" if choice is Kind else one.value for one in choice]
    assert [name for name in names if f"`{name}`" not in told] == []


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("make ")])
def test_documented_target_exists(line):
    target = shlex.split(line)[1]
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("block", blocks("python"))
def test_documented_python_runs(block, tmp_path):
    exec(compile(block, "README.md", "exec"), {})
    assert [path.name for path in tmp_path.glob("*.mp4")] != []


def test_every_option_is_documented(capsys):
    run(["make", "--help"])
    shown = set(re.findall(r"--[a-z]+", capsys.readouterr().out)) - {"--help"}
    told = set(re.findall(r"--[a-z]+", (ROOT / "README.md").read_text())) | {"--output"}
    assert shown - told == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_decision_is_numbered_in_order():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("0*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
