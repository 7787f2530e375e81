"""An exact timeline in a file is rendered as it is written."""

import json
import wave

import av
import cv2
import numpy as np
import pytest

from reelwright.model.timeline import Timeline

TIMELINE = {
    "width": 160,
    "height": 90,
    "rate": 24,
    "length": "49/24",
    "pictures": [
        {"start": 0, "length": "49/24", "source": "art/a.png", "motion": {"end": {"zoom": 1.2}}}
    ],
    "captions": {"cues": [{"start": 0.5, "stop": 1.5, "text": "Hello"}]},
    "sounds": [{"start": "1/3", "length": 1, "source": "b.wav", "role": "effect"}],
}


@pytest.fixture
def editor(user):
    """A user with the media of the timeline in a folder, and the timeline beside them."""
    random = np.random.default_rng(1)
    (user.folder / "cut" / "art").mkdir(parents=True)
    blots = cv2.resize(random.integers(0, 255, (9, 16, 3), np.uint8), (320, 180))
    cv2.imwrite(str(user.folder / "cut" / "art" / "a.png"), blots)
    with wave.open(str(user.folder / "cut" / "b.wav"), "wb") as sound:
        sound.setparams((1, 2, 8_000, 0, "NONE", ""))
        sound.writeframes(random.integers(-9_000, 9_000, 8_000).astype("<i2").tobytes())
    user.writes("cut/timeline.json", json.dumps(TIMELINE))
    return user


def test_timeline_is_rendered_exactly(editor):
    run = editor.types("render", "cut/timeline.json", "-o", "out.mp4", "--json")
    assert (run.returncode, run.stderr) == (0, "")
    told = json.loads(run.stdout)
    assert (told["path"], told["frames"], told["missing_glyphs"]) == ("out.mp4", 49, [])
    assert told["bytes"] == (editor.folder / "out.mp4").stat().st_size
    with av.open(str(editor.folder / "out.mp4")) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height, stream.frames) == (160, 90, 49)
        assert stream.average_rate == 24


def test_timeline_survives_being_read_and_written(editor):
    """What is read and written again is another text and the same film."""
    again = Timeline.read_json((editor.folder / "cut" / "timeline.json").read_text()).write_json()
    editor.writes("cut/again.json", again)
    assert again != json.dumps(TIMELINE)
    assert editor.types("render", "cut/timeline.json", "-o", "one.mp4").stdout == "one.mp4\n"
    assert editor.types("render", "cut/again.json", "-o", "two.mp4").stdout == "two.mp4\n"
    films = [(editor.folder / name).read_bytes() for name in ("one.mp4", "two.mp4")]
    assert films[0] == films[1]


def test_lines_tell_of_the_filming(editor):
    run = editor.types("render", "cut/timeline.json")
    assert run.stderr.splitlines()[-1].startswith("filming")
    assert editor.litter == [
        "folder/cut",
        "folder/cut/art",
        "folder/cut/art/a.png",
        "folder/cut/b.wav",
        "folder/cut/timeline.json",
        "folder/film.mp4",
    ]


def test_wrong_timeline_is_told_at_once(editor):
    wrong = {**TIMELINE, "width": 63, "rate": 0, "captions": {"style": "karaoki"}, "lenght": 1}
    editor.writes("wrong.json", json.dumps(wrong))
    run = editor.types("render", "wrong.json")
    assert run.returncode == 2
    assert [line.split(": ")[0] for line in run.stderr.splitlines()] == [
        "width",
        "rate",
        "captions.style",
        "lenght",
    ]
