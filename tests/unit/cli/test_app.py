"""Every mistake ends with a sentence and exit code 2, and nothing is left behind."""

import json

import pytest

from reelwright.cli.app import INTERRUPTED, WRONG, app, run
from reelwright.cli.complain import complain


def said(capsys) -> list[str]:
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["make"], "A film is made from one of prompt, script, story or scenes; this has none."),
        (["make", ""], "PROMPT: This says nothing; write some words."),
        (["make", "   "], "PROMPT: This says nothing; write some words."),
        (["make", "x" * 100_000], "PROMPT: This is too long: 100,000 characters, 2,000 at most."),
        (
            ["make", "a", "--style", "anmie"],
            "--style: There is no style 'anmie'. Did you mean 'anime'?",
        ),
        (
            ["make", "--story", "mistery"],
            "--story: There is no topic 'mistery'. Did you mean 'mystery'?",
        ),
        (["make", "a", "--language", "klingon"], "--language: There is no language 'klingon'."),
        (["make", "a", "--aspect", "5:3"], "--aspect: There is no aspect '5:3'."),
        (["make", "a", "--resolution", "0p"], "--resolution: There is no resolution '0p'."),
        (
            ["make", "a", "--duration", "0"],
            "--duration: A film lasts from 2 to 3600 seconds, not 0.",
        ),
        (["make", "a", "--duration", "9e9"], "--duration: '9e9' is not a time"),
        (["make", "a", "--fps", "1000"], "--fps: This must be at most 60."),
        (["make", "a", "--script", "gone.txt"], "There is no file gone.txt."),
        (["make", "a", "--brief", "gone.json"], "There is no file gone.json."),
        (["make", "a", "-o", "film.avi"], "Films are MP4 files; name the output film.mp4."),
        (["make", "a", "-o", "no/where/film.mp4"], "There is no folder no/where; make it"),
        (["make", "a", "--colour", "red"], "No such option: --colour"),
        (["make", "a", "b"], "Got unexpected extra argument"),
        (["plan", "--story", "x"], "--story: There is no topic 'x'."),
        (["render", "gone.json"], "There is no file gone.json."),
        (["dance"], "No such command 'dance'."),
    ],
)
def test_mistake_gets_its_sentence(arguments, sentence, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == WRONG
    told = said(capsys)
    assert any(line.startswith(sentence) for line in told), told
    assert len(told) <= 2
    assert list(tmp_path.iterdir()) == []


def test_every_fault_is_told_at_once(capsys):
    run(["make", "", "--style", "x", "--fps", "0", "--seed", "-1"])
    assert [line.split(":")[0] for line in said(capsys)] == ["PROMPT", "--style", "--fps", "--seed"]


def test_machines_get_json(capsys):
    assert run(["make", "", "--json"]) == WRONG
    told = json.loads(capsys.readouterr().err)
    assert told == {
        "error": {"code": "invalid", "sentences": ["PROMPT: This says nothing; write some words."]}
    }


def test_help_is_no_mistake(capsys):
    assert run(["make", "--help"]) == 0
    assert "--resolution" in capsys.readouterr().out


def test_interrupt_is_told(capsys, monkeypatch):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("reelwright.cli.app.app", interrupted)
    assert run(["make", "a"]) == INTERRUPTED == 130
    assert said(capsys) == ["Stopped. Nothing was left behind."]


def test_every_command_is_there():
    names = [command.name or command.callback.__name__ for command in app.registered_commands]
    assert names == ["make", "plan", "render", "voices", "styles", "models", "doctor"]


def test_styles_are_listed_for_machines(capsys):
    assert run(["styles", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["option"] for row in rows} == {"--style", "--captions"}
    assert all(row["about"] for row in rows)


def test_doctor_finds_this_machine_well(capsys):
    assert run(["doctor", "--json"]) == 0
    states = {row["what"]: row["state"] for row in json.loads(capsys.readouterr().out)}
    assert states["H.264"] == states["Kokoro-82M"] == states["settings"] == "good"


def test_doctor_tells_a_wrong_setting(capsys, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_WORKRES", "2")
    assert run(["doctor", "--json"]) == 1
    rows = {row["what"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["settings"]["state"] == "missing"
    assert "Did you mean 'REELWRIGHT_WORKERS'?" in rows["settings"]["detail"]


def test_complaint_is_a_line_a_sentence(capsys):
    complain(["One.", "Two."])
    assert said(capsys) == ["One.", "Two."]


def test_timeline_with_missing_media_names_them_all(capsys, tmp_path):
    timeline = {
        "width": 64,
        "height": 64,
        "length": 2,
        "pictures": [{"start": 0, "length": 2, "source": "a.png"}],
        "sounds": [{"start": 0, "length": 1, "source": "b.wav", "role": "music"}],
    }
    path = tmp_path / "timeline.json"
    path.write_text(json.dumps(timeline))
    assert run(["render", str(path), "-o", str(tmp_path / "film.mp4")]) == WRONG
    assert said(capsys) == [
        f"pictures[0].source: There is no file {tmp_path}/a.png.",
        f"sounds[0].source: There is no file {tmp_path}/b.wav.",
    ]
