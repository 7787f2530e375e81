"""`reelwright gc` removes what nothing names, and first says what, if asked."""

import os

import pytest

from reelwright.cli.app import run
from reelwright.settings import Settings
from reelwright.wiring.installation import upgrade


@pytest.fixture
def stray(tmp_path, monkeypatch):
    """A blob of long ago that nothing names."""
    monkeypatch.setenv("REELWRIGHT_DATA", str(tmp_path))
    upgrade(Settings(data=tmp_path))
    file = tmp_path / "media" / "ab" / ("ab" * 32)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x" * 1_500_000)
    os.utime(file, (0, 0))
    return file


def test_nothing_goes_before_it_was_said(stray, capsys):
    assert run(["gc", "--dry-run"]) == 0
    assert capsys.readouterr().out == "1 media files (1.5 MB) would be removed.\n"
    assert stray.exists()


def test_what_nothing_names_goes(stray, capsys):
    assert run(["gc"]) == 0
    assert capsys.readouterr().out == (
        "Removed 1 media files (1.5 MB), 0 abandoned uploads, 0 half-written files and 0 work "
        "folders.\n"
    )
    assert not stray.exists()
