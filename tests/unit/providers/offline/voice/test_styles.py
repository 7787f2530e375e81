import hashlib
import io
import tomllib
from importlib import resources

import numpy as np
import pytest

from reelwright.model.brief import Language
from reelwright.providers.offline.voice.reading import LANGUAGES
from reelwright.providers.offline.voice.styles import style, voices
from reelwright.providers.offline.voice.utterances import LONGEST

# As tools/vendor_voices.py prints it.
SHA256 = "6c48694b7454c50266b359389a22414cbf7d3efb6f0f009aaefd6b1ac9c24191"
NAMES = ["alloy", "echo", "fable", "onyx", "nova", "shimmer"]
DATA = resources.files("reelwright.providers.offline.voice") / "data"


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


@pytest.mark.parametrize("name", NAMES)
def test_languages_are_blended(name: str) -> None:
    english, hindi, japanese = (style(name, language)[50] for language in LANGUAGES)
    assert not np.allclose(english, hindi)
    assert not np.allclose(english, japanese)


@pytest.mark.parametrize("language", [Language.HINDI, Language.JAPANESE])
@pytest.mark.parametrize("name", NAMES)
def test_blends_lie_between_their_tables(name: str, language: Language) -> None:
    profiles = tomllib.loads((DATA / "voices.toml").read_text("utf-8"))
    tables = np.load(io.BytesIO((DATA / "voices.npy").read_bytes()), allow_pickle=False)
    own, native = (
        tables[profiles["tables"].index(table)].astype(np.float32)
        for table in (
            profiles["voices"][name]["table"],
            profiles["voices"][name][language.value]["native"],
        )
    )
    blend = style(name, language)
    low, high = np.minimum(own, native), np.maximum(own, native)
    assert ((low - 1e-5 <= blend) & (blend <= high + 1e-5)).all()


def test_every_table_is_used() -> None:
    profiles = tomllib.loads((DATA / "voices.toml").read_text("utf-8"))
    used = {voice["table"] for voice in profiles["voices"].values()}
    used |= {
        voice[one]["native"]
        for voice in profiles["voices"].values()
        for one in ("hindi", "japanese")
    }
    assert used == set(profiles["tables"])


def test_tables_are_those_vendored() -> None:
    content = (DATA / "voices.npy").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256
    assert len(content) < 6_000_000
