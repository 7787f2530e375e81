from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Language
from reelwright.providers.offline.voice.alphabet import alphabet
from reelwright.providers.offline.voice.letters.grammar import grammar
from reelwright.providers.offline.voice.pieces import mark
from reelwright.providers.offline.voice.reading import LANGUAGES, Reading, read

MARKS = {"", ".", "!", "?", "…", ":", ";", "—", ","}

law = settings(deadline=None, max_examples=150)
written = st.lists(
    st.sampled_from(
        [
            *["the", "Dr.", "$3.50", "7:30 pm", "it’s", "NASA", "iPhone", "10-12", "50%", "café"],
            *["नमस्ते", "हँसना", "₹5 करोड़", "१५/०८/१९४७", "डॉ.", "है।", "25°C", "ॻ", "5वीं"],
            *[
                "東京へ",
                "2024年3月5日",
                "一匹の",
                "¥1,000",
                "ｺﾞﾝ",
                "がっこう",
                "½",
                "龘が",
                "〜",
                "1/2",
            ],
            *[
                "Привет",
                "שלום",
                "🦊",
                "👩‍🚀",
                "\n",
                "...",
                "!?",
                "(",
                "」",
                "—",
                "-5",
                "x²",
                "①",
                "٣",
                "\u200d",
            ],
        ]
    )
    | st.text(max_size=4),
    max_size=10,
)
texts = st.tuples(written, st.sampled_from(["", " "])).map(lambda both: both[1].join(both[0]))
languages = st.sampled_from(LANGUAGES)


def said(text: str, language: Language) -> str:
    words = read(text, language).words
    return " | ".join(f"{text[word.begin : word.end]} {word.phonemes}{word.mark}" for word in words)


@law
@given(texts, languages)
def test_words_come_in_order_and_apart(text: str, language: Language) -> None:
    places = [place for word in read(text, language).words for place in (word.begin, word.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@law
@given(texts, languages)
def test_no_word_is_empty(text: str, language: Language) -> None:
    assert all(word.begin < word.end for word in read(text, language).words)


@law
@given(texts, languages)
def test_every_letter_and_digit_is_in_a_word(text: str, language: Language) -> None:
    words = read(text, language).words
    inside = {place for word in words for place in range(word.begin, word.end)}
    assert {place for place, one in enumerate(text) if one.isalnum()} <= inside


@law
@given(texts, languages)
def test_words_begin_and_end_with_no_punctuation(text: str, language: Language) -> None:
    shown = [text[word.begin : word.end] for word in read(text, language).words]
    assert all(mark(word[0]) == mark(word[-1]) == "" for word in shown)
    assert all(word == word.strip() for word in shown)


@law
@given(texts, languages)
def test_models_know_every_phoneme(text: str, language: Language) -> None:
    words = read(text, language).words
    assert set("".join(word.phonemes for word in words)) <= set(alphabet())
    assert {word.mark for word in words} <= MARKS


@law
@given(texts, languages)
def test_what_is_not_said_is_told(text: str, language: Language) -> None:
    reading = read(text, language)
    silent = {one for w in reading.words if not w.phonemes for one in text[w.begin : w.end]}
    assert {one for one in silent if one.isalpha()} <= set(reading.unsayable)


@law
@given(texts, languages)
def test_read_the_same_again(text: str, language: Language) -> None:
    assert read(text, language) == read(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", "  ", "…!?", "—", "\n\n"])
def test_punctuation_says_nothing(text: str, language: Language) -> None:
    assert read(text, language) == Reading((), ())


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("मैं iPhone लूँगा", Language.HINDI, "मैं mˈɛ̃ | iPhone ˈIfˌOn | लूँगा lˈũɡaː."),
        ("5 km दूर", Language.HINDI, "5 pˈãc | km kˌɪloːmˈiːʈəɾ | दूर dˈuːɾ."),
        ("60 km/h की", Language.HINDI, "60 sˈaːʈʰ | km/h kˌɪloːmˈiːʈəɾ pɾˈʌtɪ ɡʰˈʌɳʈaː | की ki."),
        ("25°C है", Language.HINDI, "25°C pəcːˈiːs ɖˈɪɡɾi sˈeːlsɪjˌəs | है hɛː."),
        ("डॉ० राम", Language.HINDI, "डॉ० ɖˈɔkʈəɾ | राम ɾˈaːm."),
        ("٣匹", Language.JAPANESE, "٣匹 sambʲikʲi."),
        ("१२ घर", Language.HINDI, "१२ bˈaːɾəh | घर ɡʰˈʌɾ."),
        ("iPhoneを買った", Language.JAPANESE, "iPhone ˈIfˌOn | を o | 買った kaʔta."),
        ("5kmとAI", Language.JAPANESE, "5kmと ɡokʲiɾomeːtoɾɯ to | AI eːai."),
        ("ｺｰﾋｰ", Language.JAPANESE, "ｺｰﾋｰ koːçiː."),
        ("नमस्ते Tom", Language.ENGLISH, "नमस्ते nəmˈʌsteː | Tom tˈɑm."),
        ("東京 is big", Language.ENGLISH, "東京 toːkʲoː | is ɪz | big bˈɪɡ."),
        ("Привет Tom", Language.ENGLISH, "Привет prʲivʲˈet | Tom tˈɑm."),
        ("שלום Tom", Language.ENGLISH, "שלום  | Tom tˈɑm."),
        ("Привет Tom", Language.RUSSIAN, "Привет prʲivʲˈet | Tom tˈɑm."),
        ("XX век", Language.RUSSIAN, "XX dvatʦˈɑtyj | век vʲˈek."),
        ("Вода й «Спасибо»", Language.UKRAINIAN, "Вода vɔdˈa | й j | Спасибо spasˈɪbɔ."),
        ("Le mot Ψυχή", Language.FRENCH, "Le lə | mot mˈo | Ψυχή psiçˈi."),
        ("Tom est là", Language.FRENCH, "Tom tˈɔ̃ | est ɛ | là lˈa."),
        ("我用iPhone", Language.CHINESE, "我 wo↓ | 用 jʊ↘ŋ | iPhone ˈIfˌOn."),
        ("这是カメラ", Language.CHINESE, "这 ꭧɤ↘ | 是 ʂɨ↘ | カメラ kameɾa."),
        ("Das ist 東京", Language.GERMAN, "Das das | ist ɪst | 東京 toːkʲoː."),
    ],
)
def test_each_script_has_its_reader(text: str, language: Language, words: str) -> None:
    assert normalize("NFD", said(text, language)) == normalize("NFD", words)


@pytest.mark.parametrize(
    ("text", "unsayable"),
    [
        ("שלום", ("ש", "ל", "ו", "ם")),
        ("Hi 🦊🦊 there", ("🦊",)),
        ("Hi → there", ()),
        ("龘 fox", ()),
    ],
)
def test_unsayable_characters_are_told_once(text: str, unsayable: tuple[str, ...]) -> None:
    told = read(text, Language.ENGLISH).unsayable
    assert tuple(one for one in told if one != "龘") == unsayable


def test_unknown_kanji_is_told() -> None:
    assert read("龘が好き", Language.JAPANESE).unsayable == ("龘",)


@pytest.mark.parametrize(
    ("text", "sign"), [("One", "."), ("One!", "!"), ("One…", "."), ("One,", ".")]
)
def test_every_line_ends_a_sentence(text: str, sign: str) -> None:
    assert [word.mark for word in read(f"{text}\nTwo", Language.ENGLISH).words] == [sign, "."]


def test_britain_is_heard_in_english_only() -> None:
    american, british = (
        read("bath 東京", Language.ENGLISH, british=b).words for b in (False, True)
    )
    assert american[0] != british[0]
    assert american[1] == british[1]


def test_only_languages_that_are_spoken_are_read_from_their_files() -> None:
    grammar.cache_clear()
    read("The rain stopped.", Language.ENGLISH)
    assert grammar.cache_info().currsize == 0
    read("La pluie tombait.", Language.FRENCH)
    assert grammar.cache_info().currsize == 1
