"""Every mistake ends with a sentence and exit code 2, and nothing is left behind."""

import json
from importlib.metadata import version

import pytest

from reelwright.cli.app import HOMES, OURS, WRONG, program, run
from reelwright.cli.complain import complain
from reelwright.model.brief import CaptionStyle, Language, Style
from reelwright.model.errors import Broken
from reelwright.model.storyboard import Storyboard
from reelwright.model.time import Time
from reelwright.providers.catalog import offer


def said(capsys) -> list[str]:
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["make"], 'Say what to film: a prompt in quotes, such as "Ocean waves at sunset", or'),
        (["make", "--style", "anime"], "Say what to film: a prompt in quotes"),
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
        (["make", "a", "--story", "love"], "A film is made from one of prompt, script, story or"),
        (["make", "a", "--about", "b"], "--about goes with the story 'custom topic' alone."),
        (["make", "🌊"], "PROMPT: This says nothing; write some words."),
        (
            ["make", "a", "--voice", "onix"],
            "--voice: There is no voice 'onix'. Did you mean 'onyx'? Choose default, alloy,",
        ),
        (
            ["make", "a", "--captions", "kareoke"],
            "--captions: There is no caption style 'kareoke'. Did you mean 'karaoke'?",
        ),
        (
            ["make", "a", "--captions", "no"],
            "--captions: There is no caption style 'no'. Choose classic, progressive, karaoke, word, boxed-line, boxed-word, pop or typewriter. Or none,",
        ),
        (
            ["make", "a", "--language", "en"],
            "--language: There is no language 'en'. Did you mean 'english'?",
        ),
        (
            ["make", "a", "--quality", "hihg"],
            "--quality: There is no quality 'hihg'. Did you mean 'high'? Choose low, medium or high.",
        ),
        (["make", "a", "--music", "x" * 65], "--music: This is too long: 65 characters, 64 at"),
        (["make", "a", "--seed", "-1"], "--seed: This must be at least 0."),
        (["make", "a", "--seed", "x"], "--seed: This must be a whole number."),
        (["make", "a", "--animator", "jelly"], "--animator: There is no animator 'jelly'."),
        (["make", "How to build a pipe bomb"], "These words were refused as illicit"),
        (["make", "a", "--language", "klingon"], "--language: There is no language 'klingon'."),
        (["make", "a", "--aspect", "5:3"], "--aspect: There is no aspect '5:3'."),
        (["make", "a", "--resolution", "0p"], "--resolution: There is no resolution '0p'."),
        (
            ["make", "a", "--duration", "0"],
            "--duration: A film lasts from 1 to 3600 seconds, not 0.",
        ),
        (["make", "a", "--duration", "9e9"], "--duration: '9e9' is not a time"),
        (["make", "a", "--duration", "1:30"], "--duration: '1:30' is not a time; write seconds"),
        (["make", "a", "--duration", "nan"], "--duration: 'nan' is not a time; write seconds"),
        (["make", "a", "--fps", "29.97"], "--fps: This must be a whole number."),
        (["make", "a", "--fps", "1000"], "--fps: This must be at most 60."),
        (["make", "a", "--script", "gone.txt"], "There is no file gone.txt."),
        (["make", "a", "--brief", "gone.json"], "There is no file gone.json."),
        (["make", "a", "-o", "film.avi"], "Films are MP4 files; name the output film.mp4."),
        (["make", "a", "-o", "-"], "Films are MP4 files; name the output -.mp4."),
        (["make", "a", "-o", ""], ". is a folder; name a file in it, such as film.mp4."),
        (["make", "a", "-o", ".."], ".. is a folder; name a file in it, such as ../film.mp4."),
        (["make", "a", "-o", "/"], "/ is a folder; name a file in it, such as /film.mp4."),
        (
            ["make", "a", "-o", "x" * 300 + ".mp4"],
            "The output cannot have that name: File name too long. Choose another.",
        ),
        (["make", "a", "-o", "/proc/film.mp4"], "The folder /proc cannot be written: "),
        (["make", "a", "-o", f"{__file__}/film.mp4"], f"There is no folder {__file__}; make it"),
        (["make", "a", "-o", "no/where/film.mp4"], "There is no folder no/where; make it"),
        (["make", "a", "--colour", "red"], "No such option: --colour"),
        (["make", "a", "b"], 'Put words that belong together in quotes: "Ocean waves at sunset".'),
        (["make", "--style"], "Option '--style' requires an argument."),
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


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_nothing_asked_is_helped(arguments, capsys):
    assert run(arguments) == 0
    told = capsys.readouterr()
    assert "doctor" in told.out
    assert told.err == ""


def test_version_is_told(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"reelwright {version('reelwright')}\n"


def test_help_of_the_command_is_pointed_to(capsys):
    run(["plan", "--colour", "red"])
    assert said(capsys)[-1] == "See `reelwright plan --help`."


@pytest.mark.parametrize("command", ["make", "plan", "render"])
def test_machines_get_misuse_as_json(command, capsys):
    assert run([command, "--colour", "--json"]) == WRONG
    assert json.loads(capsys.readouterr().err)["error"]["code"] == "misused"


class Painter:
    """A command that goes wrong in a way nobody thought of."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def __call__(self, *_arguments, **_options) -> None:
        raise self.fault


def test_fault_of_ours_is_a_sentence(capsys, monkeypatch):
    monkeypatch.setattr("reelwright.cli.app.program", lambda _given: Painter(KeyError("hue")))
    assert run(["make", "a"]) == OURS
    (told,) = said(capsys)
    assert told.startswith("Reelwright itself broke: KeyError: 'hue' (")
    assert "test_app.py, line" in told


def test_broken_promise_is_ours(capsys, monkeypatch):
    broken = Painter(Broken("A frame is missing."))
    monkeypatch.setattr("reelwright.cli.app.program", lambda _given: broken)
    assert run(["make", "a", "--json"]) == OURS
    told = json.loads(capsys.readouterr().err)
    assert told == {"error": {"code": "broken", "sentences": ["A frame is missing."]}}


def test_plan_is_printed_and_nothing_written(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["plan", "A fox in the snow", "--duration", "9"]) == 0
    board = Storyboard.read_json(capsys.readouterr().out)
    assert board.duration == Time.of(9)
    assert list(tmp_path.iterdir()) == []


def test_every_command_is_there():
    app = program()
    names = [command.name or command.callback.__name__ for command in app.registered_commands]
    films = ["make", "plan", "render", "transcribe", "voices", "styles", "models", "doctor"]
    assert names == [*films, "serve", "worker", "settings", "backup", "restore", "gc"]
    groups = [group.name for group in app.registered_groups]
    assert groups == ["db", "admin"]
    assert {*names, *groups} == set(HOMES)


@pytest.mark.parametrize("name", HOMES)
def test_every_command_comes_alone(name, capsys):
    assert run([name, "--help"]) == 0
    assert f"reelwright {name}" in capsys.readouterr().out
    alone = program([name])
    assert len(alone.registered_commands + alone.registered_groups) <= 2


def test_styles_are_listed_for_machines(capsys):
    assert run(["styles", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    named = {row["option"]: [] for row in rows}
    for row in rows:
        named[row["option"]].append(row["name"])
    assert named == {
        "--style": list(Style),
        "--captions": list(CaptionStyle),
        "--music": list(offer("offline", "music").genres),
        "--mood": list(offer("offline", "music").moods),
    }
    assert all(row["about"] for row in rows)


def test_voices_are_listed_for_machines(capsys):
    assert run(["voices", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["voice"] for row in rows] == [one.name for one in offer("offline", "voice").voices]
    native, accented = rows[0]["languages"].split(", "), rows[0]["with an accent"].split(", ")
    assert {"english", "hindi", "japanese", "spanish"} <= set(native)
    assert {*native, *accented} == set(Language)


def test_models_are_listed_for_machines(capsys):
    assert run(["models", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    makes = [
        "pictures",
        "motion",
        "motion",
        "planner",
        "voice",
        "transcriber",
        "music",
        "moderator",
    ]
    assert [row["makes"] for row in rows] == makes
    assert {row["model"].partition(":")[0] for row in rows} == {"offline"}


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


def test_broken_timeline_is_named(capsys, tmp_path):
    path = tmp_path / "timeline.json"
    path.write_text("{")
    assert run(["render", str(path)]) == WRONG
    assert said(capsys)[0].startswith(f"{path}: This is not JSON: ")


def test_render_knows_its_qualities(capsys, tmp_path):
    path = tmp_path / "timeline.json"
    picture = {"start": 0, "length": 2, "source": "a.png"}
    path.write_text(json.dumps({"width": 64, "height": 64, "length": 2, "pictures": [picture]}))
    assert run(["render", str(path), "--quality", "hihg"]) == WRONG
    assert said(capsys) == [
        "--quality: There is no quality 'hihg'. Did you mean 'high'? Choose low, medium or high."
    ]
