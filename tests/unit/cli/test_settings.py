"""`reelwright settings` shows every setting, where it came from, and no secret."""

import json
import os

import pytest

from reelwright.cli.app import WRONG, run
from reelwright.cli.settings import shown
from reelwright.settings import Settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in [one for one in os.environ if one.startswith("REELWRIGHT_")]:
        monkeypatch.delenv(name)


def rows(capsys) -> dict[str, dict[str, str]]:
    assert run(["settings", "--json"]) == 0
    return {row["setting"]: row for row in json.loads(capsys.readouterr().out)}


def test_every_setting_is_shown(capsys):
    found = rows(capsys)
    assert list(found) == [f"REELWRIGHT_{name.upper()}" for name in Settings.model_fields]
    assert all(row["about"] for row in found.values())
    assert {row["from"] for row in found.values()} == {"default"}


def test_sources_are_shown(capsys, monkeypatch, tmp_path):
    file = tmp_path / "films.toml"
    file.write_text("port = 9000")
    monkeypatch.setenv("REELWRIGHT_SETTINGS", str(file))
    monkeypatch.setenv("DATABASE_URL", "sqlite:////films.db")
    found = rows(capsys)
    assert found["REELWRIGHT_PORT"]["from"] == str(file)
    assert found["REELWRIGHT_DATABASE_URL"]["from"] == "DATABASE_URL"


@pytest.mark.parametrize(
    ("name", "value", "seen"),
    [
        ("database_url", "postgresql://u:canary@h/films", "postgresql://u:***@h/films"),
        (
            "database_url",
            "postgresql://h/f?password=canary&x=1",
            "postgresql://h/f?password=***&x=1",
        ),
        ("smtp_url", "smtps://films%40h:canary@mail", "smtps://films%40h:***@mail"),
        ("secret", "canary" * 6, "***"),
        ("metrics_key", "canary", "***"),
        ("supabase_secret", "canary", "***"),
    ],
)
def test_secrets_are_veiled(name, value, seen):
    assert shown(Settings(**{name: value}), name) == seen


@pytest.mark.parametrize(
    ("name", "value", "seen"),
    [
        ("cap_per_job", "2.50", "$2.5"),
        ("prices", {"picture": "0.01", "film": "0"}, "picture $0.01, film $0"),
        ("proxies", ["10.0.0.1", "10.0.0.2"], "10.0.0.1, 10.0.0.2"),
        ("prepaid", "false", "false"),
        ("media", "/films", "/films"),
        ("public_url", None, ""),
    ],
)
def test_values_are_shown_as_people_write_them(name, value, seen):
    given = {name: value, **({"charge": "dollars"} if name == "cap_per_job" else {})}
    assert shown(Settings(**given), name) == seen


def test_mistake_gets_its_sentence(capsys, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_PROT", "1")
    assert run(["settings"]) == WRONG
    assert capsys.readouterr().err.startswith("REELWRIGHT_PROT: There is no setting")
