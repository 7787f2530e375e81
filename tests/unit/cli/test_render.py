"""The name of the output says what is made; what cannot be made is told before anything is."""

import json

import cv2
import numpy as np
import pytest

from reelwright.cli.app import WRONG, run
from reelwright.model.report import Report

TIMELINE = {
    "width": 64,
    "height": 64,
    "rate": 12,
    "length": 0.5,
    "pictures": [{"start": 0, "length": 0.5, "source": "a.png"}],
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with a timeline and its picture."""
    monkeypatch.chdir(tmp_path)
    cv2.imwrite("a.png", np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8))
    (tmp_path / "timeline.json").write_text(json.dumps(TIMELINE))
    return tmp_path


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["-o", "a.avi"], "Nothing is made into a.avi; let the output's name end in .mp4, .mov,"),
        (["-o", "film"], "Nothing is made into film; let the output's name end in .mp4, .mov,"),
        (["-o", "a.webm", "--codec", "hevc"], "A .webm file cannot hold hevc, only vp9 or av1; a"),
        (["-o", "a.gif", "--codec", "av1"], "A .gif file has no codec to choose; a .mp4, .mov,"),
        (["--codec", "mpeg2"], "--codec: There is no codec 'mpeg2'. Choose h264, hevc, av1 or vp9"),
        (["--quality", "hihg"], "--quality: There is no quality 'hihg'. Did you mean 'high'?"),
        (["-o", "a.srt", "--hardware"], "Encoders in hardware make films; a .srt file is none."),
        (["--sheet"], "A sheet is a picture; end its name in .png, .jpg or .webp."),
        (["-o", "a.vtt"], "The timeline has no captions to write; add some, or ask for another"),
        (["-o", "a.mp3"], "The timeline has no sounds to write; add some, or ask for another"),
    ],
)
def test_what_cannot_be_made_is_told(folder, capsys, options, sentence):
    assert run(["render", "timeline.json", *options]) == WRONG
    assert capsys.readouterr().err.splitlines()[-1].startswith(sentence)
    assert sorted(path.name for path in folder.iterdir()) == ["a.png", "timeline.json"]


@pytest.mark.parametrize("name", ["film.webm", "film.gif", "film.jpg", "film.m3u8"])
def test_name_of_the_output_says_what_is_made(folder, capsys, name):
    assert run(["render", "timeline.json", "-o", name]) == 0
    assert capsys.readouterr().out == f"{name}\n"
    assert (folder / name).stat().st_size > 0


def test_facts_of_a_film_are_told_in_json(folder, capsys):
    assert run(["render", "timeline.json", "-o", "film.mp4", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["path"], told["segments"], told["reused"]) == ("film.mp4", 1, 0)
    assert Report.read(told["report"]).figures.frames == told["frames"] > 0


def test_facts_are_told_in_json(folder, capsys):
    assert run(["render", "timeline.json", "-o", "film.png", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"path": "film.png", "bytes": (folder / "film.png").stat().st_size}
