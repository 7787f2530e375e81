"""The settings' page names every setting there is, with its default and what it is."""

import re
from pathlib import Path

import pytest

from reelwright.cli.settings import shown
from reelwright.settings import SHORT, Settings, load

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
ROWS = re.findall(r"^\| `(\w+)` \| `(.+?)` \| (.+) \|$", PAGE, re.MULTILINE)


def test_every_setting_is_on_the_page_once():
    assert sorted(name for name, _, _ in ROWS) == sorted(Settings.model_fields)


@pytest.mark.parametrize(("name", "default", "about"), ROWS)
def test_setting_is_described_as_it_is(name, default, about):
    also = [short for short, field in SHORT.items() if field == name]
    known = "".join(f" Also known as `{short}`." for short in also)
    told = shown(Settings(), name) or "unset"
    assert (default, about) == (told, f"{Settings.model_fields[name].description}{known}")


def test_documented_file_is_understood(tmp_path):
    file = tmp_path / "films.toml"
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    file.write_text(block)
    found = load({"REELWRIGHT_SETTINGS": str(file)})
    assert (found.cap_per_job, found.prices["picture"]) == (2_500_000, 10_000)
