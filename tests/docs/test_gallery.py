"""The gallery shows what it says it shows, and its tools read their table."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import cv2
import pytest

from reelwright.cli.app import WRONG, run
from reelwright.model.brief import Language, Style, Topic
from reelwright.providers.offline.lexicon import Setting, read

ROOT = Path(__file__).parents[2]
TABLE = tomllib.loads((ROOT / "tools" / "gallery.toml").read_text("utf-8"))
PAGE = ROOT / "docs" / "gallery.md"
SHOWN = [PAGE.parent / path for path in re.findall(r"!\[[^]]+\]\(([^)]+)\)", PAGE.read_text())]


@pytest.mark.parametrize("mood", TABLE["moods"].values())
def test_every_setting_is_heard_as_itself(mood):
    heard = {name: read(f"{words} {mood}").setting for name, words in TABLE["names"].items()}
    assert heard == {setting.value: setting for setting in Setting}


def test_films_are_of_every_topic_in_different_languages():
    assert [film["topic"] for film in TABLE["films"]] == [topic.value for topic in Topic]
    assert len({Language(film["language"]) for film in TABLE["films"]}) == len(Topic)


@pytest.mark.parametrize("film", TABLE["films"], ids=lambda film: film["topic"])
def test_every_film_is_understood(film, capsys):
    about = ["--about", film["about"]] if "about" in film else []
    asked = ["--story", film["topic"], "--language", film["language"], *about, *film["look"]]
    assert run(["make", *asked, "-o", "no/such/film.mp4"]) == WRONG
    assert "There is no folder no/such; make it" in capsys.readouterr().err


def test_tool_paints_a_scene_in_every_style(tmp_path):
    tool = [sys.executable, ROOT / "tools" / "gallery.py", tmp_path, "--size", "96x54"]
    asked = [*tool, "--by", "looks", "--only", "looks-street"]
    made = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert {path.stem for path in (tmp_path / "looks-street").iterdir()} == {
        f"street-{style}" for style in Style
    }
    assert cv2.imread(str(tmp_path / "looks-street.png")).shape == (108, 384, 3)


def test_ten_small_pictures_are_shown():
    assert [path.stem for path in SHOWN] == TABLE["page"]
    assert len(SHOWN) == 10
    assert [path.name for path in SHOWN if path.stat().st_size > 250_000] == []
    assert set(SHOWN) == set((ROOT / "docs" / "gallery").iterdir())
