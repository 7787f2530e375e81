import hashlib
import io
import tomllib
from importlib import resources

import numpy as np
import pytest

from reelwright.model.brief import Language
from reelwright.providers.offline.voice.reading import LANGUAGES
from reelwright.providers.offline.voice.styles import style, trained, voices
from reelwright.providers.offline.voice.utterances import LONGEST

# As tools/vendor_voices.py prints it.
SHA256 = "9e93da82e5337388e4fe6ef9c9514955ae59ef532843d8f59232632dec650dc8"
NAMES = ["alloy", "echo", "fable", "onyx", "nova", "shimmer"]
DATA = resources.files("reelwright.providers.offline.voice") / "data"
PROFILES = tomllib.loads((DATA / "voices.toml").read_text("utf-8"))


def tables() -> np.ndarray:
    stored = np.load(io.BytesIO((DATA / "voices.npy").read_bytes()), allow_pickle=False)
    return stored.astype(np.float32)


def test_default_comes_first() -> None:
    assert [voice.name for voice in voices()] == ["default", *NAMES]


def test_only_fable_is_british() -> None:
    assert [voice.name for voice in voices() if voice.british] == ["fable"]


def test_every_voice_has_its_own_line() -> None:
    assert len({voice.about for voice in voices()}) == len(NAMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_default_is_nova(language: Language) -> None:
    assert np.array_equal(style("default", language), style("nova", language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_tables_have_a_row_for_every_length(name: str, language: Language) -> None:
    table = style(name, language)
    assert table.dtype == np.float32
    assert (table.shape[1], len(table) >= LONGEST) == (256, True)
    assert np.isfinite(table).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_voices_are_alike(language: Language) -> None:
    rows = np.stack([style(name, language)[50] for name in NAMES])
    apart = np.linalg.norm(rows[:, None] - rows[None], axis=-1) / np.linalg.norm(rows, axis=-1)
    assert apart[~np.eye(len(NAMES), dtype=bool)].min() > 0.1


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one is not Language.ENGLISH])
@pytest.mark.parametrize("name", NAMES)
def test_blends_lie_between_their_tables(name: str, language: Language) -> None:
    profile = PROFILES["voices"][name]
    native = profile.get(language.value, profile["others"])["native"]
    one, two = (tables()[PROFILES["tables"].index(at)] for at in (profile["table"], native))
    blend, low, high = style(name, language), np.minimum(one, two), np.maximum(one, two)
    assert ((low - 1e-5 <= blend) & (blend <= high + 1e-5)).all()
    assert not np.allclose(blend, one)


def test_kokoro_was_trained_on_eight_languages() -> None:
    assert [one.value for one in LANGUAGES if trained(one)] == [
        *["english", "french", "hindi", "italian", "chinese", "japanese", "portuguese", "spanish"]
    ]


def test_every_table_is_used() -> None:
    blends = [
        value["native"]
        for voice in PROFILES["voices"].values()
        for value in voice.values()
        if isinstance(value, dict)
    ]
    used = {*blends, *(voice["table"] for voice in PROFILES["voices"].values())}
    assert used == set(PROFILES["tables"])


def test_tables_are_those_vendored() -> None:
    content = (DATA / "voices.npy").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256
    assert len(content) < 6_000_000
