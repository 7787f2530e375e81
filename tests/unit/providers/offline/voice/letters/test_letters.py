"""Words of a line: where they stand, the marks after them, and what changes between them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Language
from reelwright.providers.offline.voice.alphabet import alphabet
from reelwright.providers.offline.voice.letters import read
from reelwright.providers.offline.voice.letters.grammar import grammar, grammars
from reelwright.providers.offline.voice.letters.sounds import phonemes

law = settings(deadline=None, max_examples=60)
languages = st.sampled_from(list(grammars()))


def said(text: str, language: Language) -> str:
    words = read(text, language)
    return " | ".join(f"{text[word.begin : word.end]} {word.phonemes}{word.mark}" for word in words)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Dr. Müller kam.", Language.GERMAN, "Dr dˈɔktoːɾ | Müller mˈylɜ | kam kˈɑːm."),
        ("z. B. so", Language.GERMAN, "z. B ʦʊm bˈIʃpiːl | so zoː"),
        ("am 3. Mai.", Language.GERMAN, "am am | 3 dɾˈɪtən | Mai mˈI."),
        ("les amis", Language.FRENCH, "les lez | amis amˈi"),
        ("les héros", Language.FRENCH, "les le | héros eʁˈo"),
        ("les, amis", Language.FRENCH, "les le, | amis amˈi"),
        ("vous avez", Language.FRENCH, "vous vuz | avez avˈe"),
        ("un ami", Language.FRENCH, "un œ̃n | ami amˈi"),
        ("neuf heures", Language.FRENCH, "neuf nˈœv | heures ˈœʁ"),
        ("six maisons", Language.FRENCH, "six sˈi | maisons mɛzˈɔ̃"),
        ("C'est l'été.", Language.FRENCH, "C'est sɛ | l'été letˈe."),
        (
            "1 234 567 mots",
            Language.FRENCH,
            "1 234 567 œ̃ miljˈɔ̃ dˈø sˈɑ̃ tʁˈɑ̃t kˈatʁ mˈil sˈɛ̃k sˈɑ̃ swasˈɑ̃t sˈɛt | mots mˈo",
        ),
        ("3,50 € hoy", Language.SPANISH, "3,50 € tɾˈes ˈeʊɾos θinkwˈɛnta | hoy ˈoɪ"),
        ("etc. Luego", Language.SPANISH, "etc etθˈeteɾa. | Luego lwˈeɣo"),
        ("dell'acqua", Language.ITALIAN, "dell'acqua dellˈakːwa"),
        ("Köln-Bonn", Language.GERMAN, "Köln-Bonn kˈœln bˈɔn"),
        ("ISPARTA'da", Language.TURKISH, "ISPARTA'da ɯspaɾtadˈa"),
    ],
)
def test_lines(text: str, language: Language, words: str) -> None:
    assert said(text, language) == words


def test_letters_may_be_written_without_their_dots() -> None:
    written, plain = (phonemes(word, grammar(Language.RUSSIAN)) for word in ("ещё", "еще"))
    assert written == plain == "jiɕːˈo"


@pytest.mark.parametrize("language", grammars())
def test_models_know_every_listed_word(language: Language) -> None:
    rules = grammar(language)
    said = "".join(phonemes(word, rules) for word in rules.words)
    assert set(said) <= set(alphabet())


@pytest.mark.parametrize("language", grammars())
def test_every_letter_has_a_name(language: Language) -> None:
    names = grammar(language).reading["letters"]
    assert all(phonemes(name, grammar(language)) for name in names.values())
    assert len(names) >= 23


@law
@given(languages, st.text(max_size=20))
def test_any_text_is_read(language: Language, text: str) -> None:
    line = text.replace("\n", " ")
    places = [place for word in read(line, language) for place in (word.begin, word.end)]
    assert places == sorted(places)
    assert set("".join(word.phonemes for word in read(line, language))) <= set(alphabet())


@law
@given(languages, st.integers(0, 10**12))
def test_any_number_is_said(language: Language, number: int) -> None:
    (word,) = read(str(number), language)
    assert word.phonemes
    assert word.mark == ""


@law
@given(languages, st.integers(1, 28), st.integers(1, 12), st.integers(1000, 2999))
def test_any_date_is_said(language: Language, day: int, month: int, year: int) -> None:
    (word,) = read(f"{day}.{month}.{year}", language)
    assert len(word.phonemes.split()) >= 3
