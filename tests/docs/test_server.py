"""The server's page names every command there is for it, and every metric."""

import re
import shlex
from pathlib import Path

import pytest

from reelwright.cli.app import program, run
from reelwright.settings import Settings
from reelwright.wiring.installation import installed
from reelwright.wiring.metrics import Meter

PAGE = (Path(__file__).parents[2] / "docs" / "server.md").read_text()
TYPED = re.findall(r"^\$ (reelwright .*?)(?:  +#.*)?$", PAGE, re.MULTILINE)
GROUPS = {group.name: group.typer_instance for group in program().registered_groups}
COMMANDS = [
    *("serve", "worker", "settings", "backup", "restore", "gc"),
    *(command.callback.__name__ for one in GROUPS.values() for command in one.registered_commands),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_on_the_page(command):
    named = re.search(rf"`(reelwright )?((admin|db) )?{command}[ `]", PAGE)
    assert named or any(line.startswith(f"reelwright {command}") for line in TYPED)


@pytest.mark.parametrize("line", TYPED)
def test_documented_command_is_understood(line, capsys):
    assert run([*shlex.split(line)[1:], "--help"]) == 0
    assert capsys.readouterr().err == ""


def test_every_metric_is_on_the_page(tmp_path):
    meter = Meter()
    with installed(Settings(data=tmp_path), make=True) as office:
        meter.watch(office)
        told = re.findall(r"^# TYPE (reelwright_\w+) ", meter.text().decode(), re.MULTILINE)
    names = [name for name in told if not name.endswith("_created")]
    assert [name for name in names if f"`{name}`" not in PAGE] == []
