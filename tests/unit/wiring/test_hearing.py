"""A recording of any kind becomes captions of any kind, each word at its time."""

import asyncio
import wave

import av
import numpy as np
import pysubs2
import pytest

from reelwright.cli.app import run
from reelwright.model.brief import Language
from reelwright.model.errors import Invalid, NotFound, Unavailable
from reelwright.model.sidecar import CaptionSidecar
from reelwright.ports.voice import SpeechRequest
from reelwright.providers.catalog import offer
from reelwright.wiring import hearing

LINES = ["The rain stopped.", "The children ran outside", "to play in the warm sun."]
TEXT = "The rain stopped.\nThe children ran outside to play in the warm sun."


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """Give a recording as an MP3 beside its text, and when its words are said."""
    folder = tmp_path_factory.mktemp("recording")
    request = SpeechRequest(TEXT.replace("\n", " "), Language.ENGLISH)
    made = asyncio.run(offer("offline", "voice").speak(request))
    (folder / "said.wav").write_bytes(made.wav)
    (folder / "text.txt").write_text(TEXT)
    with av.open(str(folder / "said.wav")) as source, av.open(str(folder / "said.mp3"), "w") as out:
        stream = out.add_stream("libmp3lame", rate=24_000, layout="mono")
        for frame in source.decode(audio=0):
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return folder, made


@pytest.mark.parametrize("name", ["said.wav", "said.mp3"])
def test_words_of_a_text_are_timed(spoken, name):
    folder, made = spoken
    captions = hearing.captions(folder / name, TEXT, None)
    assert [cue.text for cue in captions.cues] == LINES
    assert captions.language is Language.ENGLISH
    starts = [float(word.start) for cue in captions.cues for word in cue.words]
    truth = [float(word.start) for word in made.words]
    assert len(starts) == len(truth)
    assert float(np.median(np.abs(np.subtract(starts, truth)))) <= 0.12


@pytest.mark.parametrize("suffix", ["srt", "vtt", "ass"])
def test_captions_are_written_for_players(spoken, tmp_path, suffix):
    folder, _ = spoken
    out = tmp_path / f"captions.{suffix}"
    known = ["--text", str(folder / "text.txt")]
    assert run(["transcribe", str(folder / "said.wav"), *known, "-o", str(out)]) == 0
    assert [line.plaintext for line in pysubs2.load(str(out))] == LINES


def test_words_are_written_down(spoken, tmp_path, capsys):
    folder, _ = spoken
    out = tmp_path / "heard.srt"
    assert run(["transcribe", str(folder / "said.wav"), "-o", str(out)]) == 0
    assert "children ran outside" in out.read_text()
    assert capsys.readouterr().out == f"{out}: 3 captions in english\n"


def test_captions_tell_who_heard_them(spoken, tmp_path):
    folder, _ = spoken
    known = ["--text", str(folder / "text.txt"), "-o", str(tmp_path / "said.srt")]
    assert run(["transcribe", str(folder / "said.wav"), *known]) == 0
    (papers,) = tmp_path.glob("*.json")
    told = CaptionSidecar.read_json(papers.read_text())
    assert (papers.name, told.captions, told.language) == (
        "said.srt.json",
        "said.srt",
        Language.ENGLISH,
    )
    assert [(one.vendor, one.model, one.licence) for one in told.credits] == [
        ("offline", "Whisper base (int8)", "MIT")
    ]


def test_captions_may_go_without_papers(spoken, tmp_path):
    folder, _ = spoken
    known = ["--text", str(folder / "text.txt"), "-o", str(tmp_path / "said.srt")]
    assert run(["transcribe", str(folder / "said.wav"), *known, "--no-sidecar"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["said.srt"]


def test_other_files_are_no_papers_of_captions(tmp_path):
    (tmp_path / "said.srt.json").write_text("{}")
    with pytest.raises(
        Unavailable, match=r"said\.srt\.json is there and is no sidecar of captions"
    ):
        hearing.papers(tmp_path / "said.srt")


def test_sound_without_a_voice_is_told(tmp_path, write):
    write(tmp_path / "quiet.wav", np.zeros(48_000), 48_000)
    with pytest.raises(Invalid, match="Nobody is heard to speak"):
        hearing.captions(tmp_path / "quiet.wav", None, None)


def test_missing_recording_is_told(tmp_path):
    with pytest.raises(NotFound, match=r"nothing\.wav"):
        hearing.captions(tmp_path / "nothing.wav", None, None)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["said.wav", "-o", "captions.mp4"], "let the output's name end in .srt, .vtt or .ass"),
        (["said.wav", "--language", "klingon"], "--language: There is no language 'klingon'"),
        (["said.wav", "--text", "no.txt"], "There is no file no.txt"),
    ],
)
def test_mistakes_get_a_sentence(spoken, tmp_path, monkeypatch, capsys, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "said.wav").symlink_to(spoken[0] / "said.wav")
    assert run(["transcribe", *arguments]) == 2
    assert sentence in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["said.wav"]


@pytest.fixture
def write():
    def written(path, samples, rate):
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, rate, 0, "NONE", ""))
            file.writeframes((samples * 32767).astype("<i2").tobytes())

    return written
