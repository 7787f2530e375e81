from concurrent.futures import ThreadPoolExecutor

import pytest

from reelwright.providers.offline.voice.english import read


def said(text: str, *, british: bool = False) -> str:
    found = read(text, british=british)
    return " | ".join(f"{text[w.begin : w.end]} {w.phonemes}{w.mark}" for w in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("$3.50", "$3.50 θɹˈi dˈɑləɹz ænd fˈɪfti sˈɛnts"),
        ("$1", "$1 wˈʌn dˈɑləɹ"),
        ("$0.99", "$0.99 nˈIndi nˈIn sˈɛnts"),
        ("£20", "£20 twˈɛnti pˈWndz"),
        ("€5", "€5 fˈIv jˈʊɹOz"),
        ("€1", "€1 wˈʌn jˈʊɹO"),
        ("€1.50", "€1.50 wˈʌn jˈʊɹO fˈɪfti"),
        ("¥500", "¥500 fˈIv hˈʌndɹəd jˈɛn"),
        ("₹500", "₹500 fˈIv hˈʌndɹəd ɹupˈiz"),
        ("$5 million", "$5 fˈIv | million mˈɪljᵊn dˈɑləɹz"),
        ("€5 million", "€5 fˈIv | million mˈɪljᵊn jˈʊɹOz"),
        ("$5 m", "$5 fˈIv | m mˈɪljᵊn dˈɑləɹz"),
        ("$4.99/month", "$4.99/month fˈɔɹ dˈɑləɹz ænd nˈIndi nˈIn sˈɛnts pɜɹ mˈʌnθ"),
    ],
)
def test_money(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("100", "100 wˈʌn hˈʌndɹəd"),
        ("1,000,000", "1,000,000 wˈʌn mˈɪljᵊn"),
        ("3.14", "3.14 θɹˈi pYnt wˈʌn fˈɔɹ"),
        ("50%", "50% fˈɪfti pəɹsˈɛnt"),
        ("1/2 cup", "1/2 wˈʌn hˈæf | cup kˈʌp"),
        ("½ cup", "½ wˈʌn hˈæf | cup kˈʌp"),
        ("21st", "21st twˈɛnti fˈɜɹst"),
        ("10-12", "10-12 tˈɛn tə twˈɛlv"),
        ("-5 degrees", "5 mˈInəs fˈIv | degrees dəɡɹˈiz"),
        ("20°C", "20°C twˈɛnti dəɡɹˈiz sˈɛlsiəs"),
        ("5 km", "5 fˈIv | km kəlˈɑməTəɹz"),
        ("2.9 m long", "2.9 tˈu pYnt nˈIn | m mˈiTəɹz | long lˈɔŋ"),
        ("1 m", "1 wˈʌn | m mˈiTəɹ"),
        ("1,025 kg", "1,025 wˈʌn θˈWzᵊnd twˈɛnti fˈIv | kg kˈɪləɡɹˌæmz"),
        ("C++", "C++ sˈi plˈʌs plˈʌs"),
        ("#1", "#1 nˈʌmbəɹ wˈʌn"),
        ("Chapter IV", "Chapter ʧˈæptəɹ | IV fˈɔɹ"),
        ("1-800-555-1234", "1-800-555-1234 wˈʌn ˈAt zˈɪɹO zˈɪɹO fˈIv fˈIv fˈIv wˈʌn tˈu θɹˈi fˈɔɹ"),
        ("٣ cats", "٣ θɹˈi | cats kˈæts"),
        ("１２", "１２ twˈɛlv"),
        ("① dog", "① wˈʌn | dog dˈɔɡ"),
    ],
)
def test_numbers(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1984", "1984 nˌIntˈin ˈATi fˈɔɹ"),
        ("the 1990s", "the ðə | 1990s nˌIntˈin nˈIndiz"),
        ("January 5th, 2024", "January ʤˈænjəwˌɛɹi | 5th fˈɪfθ, | 2024 twˈɛnti twˈɛnti fˈɔɹ"),
        ("2024-03-05", "2024-03-05 mˈɑɹʧ fˈɪfθ twˈɛnti twˈɛnti fˈɔɹ"),
        ("03/05/2024", "03/05/2024 mˈɑɹʧ fˈɪfθ twˈɛnti twˈɛnti fˈɔɹ"),
        ("7:30 pm", "7:30 sˈɛvən θˈɜɹTi | pm pˌiˈɛm"),
        ("12:05", "12:05 twˈɛlv ˈO fˈIv"),
        ("10:00 am", "10:00 am tˈɛn ˌAˈɛm"),
        ("24/7", "24/7 twˈɛnti fˈɔɹ sˈɛvən"),
    ],
)
def test_dates_and_times(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dr. Smith", "Dr dˈɑktəɹ | Smith smˈɪθ"),
        ("Mrs. Jones vs. St. John", "Mrs mˈɪsɪz | Jones ʤˈOnz | vs vˈɜɹsəs | St sˈAnt | John ʤˈɑn"),
        ("etc. and so on", "etc ɛtsˈɛTəɹə. | and ænd | so sˌO | on ˌɔn"),
        ("U.S.A.", "U.S.A jˌuˌɛsˈA"),
        ("NASA's rover", "NASA's nˈæsəz | rover ɹˈOvəɹ"),
        ("IBM", "IBM ˌIbˌiˈɛm"),
        ("e-mail me@mail.com", "e-mail ˈimˌAl | me@mail.com mˌi æt mˈAl dˈɑt kˈɑm"),
        ("See https://a.org now", "See sˈi | https://a.org ɐ dˈɑt ˈɔɹɡ | now nˈW"),
        (
            "www.example.com",
            "www.example.com dˈʌbᵊl jˈu dˈʌbᵊl jˈu dˈʌbᵊl jˈu dˈɑt ɪɡzˈæmpəl dˈɑt kˈɑm",
        ),
    ],
)
def test_abbreviations_and_addresses(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I'll don’t can't", "I'll ˌIl | don’t dˈOnt | can't kˈænt"),
        ("it's John's dogs' toys", "it's ɪts | John's ʤˈɑnz | dogs dˈɔɡz | toys tˈYz"),
        ("he read it; read it", "he hi | read ɹˈɛd | it ɪt; | read ɹˈid | it ɪt"),
        ("café naïve", "café kæfˈA | naïve nIˈiv"),
        ("Shh!", "Shh ʃʃ!"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "america", "britain"),
    [
        ("bath", "bath bˈæθ", "bath bˈɑːθ"),
        ("tomato", "tomato təmˈATO", "tomato tomˈɑːtQ"),
        ("schedule", "schedule skˈɛʤˌul", "schedule ʃˈɛdjuːl"),
        ("water", "water wˈɔTəɹ", "water wˈɔːtə"),
        ("car", "car kˈɑɹ", "car kˈɑː"),
    ],
)
def test_britain_differs(text: str, america: str, britain: str) -> None:
    assert (said(text), said(text, british=True)) == (america, britain.replace("tomˈ", "təmˈ"))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ('"Hello," she said—quietly.', [",", "", "—", "."]),
        ("Wait... what?!", ["…", "?"]),
        ("It was 5 p.m. Then we left.", ["", "", "", ".", "", "", "."]),
        ("He met Dr. No. Then he left.", ["", "", "", ".", "", "", "."]),
        ("One.\nTwo", [".", ""]),
        ("One. 😀 Two", [".", ""]),
    ],
)
def test_full_stops_are_heard_where_sentences_end(text: str, marks: list[str]) -> None:
    assert [word.mark for word in read(text)] == marks


@pytest.mark.parametrize("text", ["𐄇", "㎞", "… !"])
def test_unreadable_signs_say_nothing(text: str) -> None:
    assert [word.phonemes for word in read(text)] in ([""], [])


def test_unreadable_word_stands_alone() -> None:
    assert said("two 𐄇 cats") == "two tˈu | 𐄇  | cats kˈæts"


def test_threads_read_alike() -> None:
    texts = ["Dr. Smith paid $3.50.", "a zyxomatic flurb", "seven dogs"] * 8
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, texts)) == [read(text) for text in texts]
