"""Each language's tables: words → phonemes, and what is written with signs → what is read out."""

import tomllib
from pathlib import Path

import pytest

from reelwright.model.brief import Language
from reelwright.providers.offline.voice.alphabet import alphabet
from reelwright.providers.offline.voice.letters import read
from reelwright.providers.offline.voice.letters.aloud import aloud
from reelwright.providers.offline.voice.letters.grammar import grammar, grammars
from reelwright.providers.offline.voice.letters.place import Place
from reelwright.providers.offline.voice.letters.sounds import phonemes

FOLDER = Path(__file__).parent / "tables"
TABLES = {
    language: tomllib.loads((FOLDER / f"{language.value}.toml").read_text("utf-8"))
    for language in grammars()
}


def rows(kind: str) -> list[tuple[Language, str, str]]:
    return [
        (language, written, said)
        for language, table in TABLES.items()
        for written, said in table[kind].items()
    ]


def read_out(text: str, language: Language) -> str:
    """Return what each written word of `text` is read out as, apart."""
    said = [
        aloud(
            text[word.begin : word.end],
            Place(text[: word.begin], text[word.end :]),
            grammar(language),
        )
        for word in read(text, language)
    ]
    return " | ".join(map(" ".join, said))


def test_every_language_has_its_table() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {one.value for one in grammars()}


@pytest.mark.parametrize("language", grammars())
def test_tables_are_long_enough(language: Language) -> None:
    assert len(TABLES[language]["words"]) >= 25
    assert len(TABLES[language]["aloud"]) >= 20


@pytest.mark.parametrize(("language", "word", "said"), rows("words"))
def test_words(language: Language, word: str, said: str) -> None:
    assert phonemes(word, grammar(language)) == said
    assert set(said) <= set(alphabet())


@pytest.mark.parametrize(("language", "text", "said"), rows("aloud"))
def test_numbers_and_signs(language: Language, text: str, said: str) -> None:
    assert read_out(text, language) == said
