import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.voice.alphabet import alphabet
from reelwright.providers.offline.voice.hindi.devanagari import phonemes

SCHWA_FALLS_AT_END = {
    "कमल": "kˈʌməl",
    "नमक": "nˈʌmək",
    "शहर": "ʃˈʌhəɾ",
    "अगर": "ˈʌɡəɾ",
    "राम": "ɾˈaːm",
    "धर्म": "dʰˈʌɾm",
    "शब्द": "ʃˈʌbd",
    "वक़्त": "ʋˈʌqt",
    "दोस्त": "dˈoːst",
    "बारिश": "bˈaːɾɪʃ",
    "संसार": "sənsˈaːɾ",
    "किताब": "kɪtˈaːb",
}

SCHWA_STAYS_AT_END = {
    "न": "nˈʌ",
    "मित्र": "mˈɪtɾə",
    "सत्य": "sˈʌtjə",
    "वाक्य": "ʋˈaːkjə",
    "कृष्ण": "kɾˈɪʂɳə",
    "राष्ट्र": "ɾˈaːʂʈɾə",
    "चंद्र": "cˈʌndɾə",
    "ब्रह्म": "bɾˈʌhmə",
}

SCHWA_FALLS_WITHIN = {
    "लड़का": "lˈʌr.kaː",
    "लड़की": "lˈʌr.ki",
    "अपना": "ˈʌpnaː",
    "समझा": "sˈʌmɟʰaː",
    "समझना": "səmˈʌɟʰnaː",
    "निकला": "nˈɪklaː",
    "निकलना": "nɪkˈʌlnaː",
    "सरकार": "səɾkˈaːɾ",
    "बचपन": "bˈʌcpən",
    "मतलब": "mˈʌtləb",
    "उपयोग": "ʊpjˈoːɡ",
    "कहना": "kˈʌhnaː",
    "देखता": "dˈeːkʰtaː",
    "बोलना": "bˈoːlnaː",
    "गणतंत्र": "ɡəɳtˈʌntɾə",
    "उसने": "ˈʊsneː",
}

SCHWA_STAYS_WITHIN = {
    "प्रगति": "pɾəɡˈʌtɪ",
    "परिवार": "pˌəɾɪʋˈaːɾ",
    "बहुत": "bˈʌhʊt",
    "महल": "mˈʌhəl",
    "संगठन": "sˈʌŋɡəʈʰˌən",
    "संतरा": "sˈʌntəɾˌaː",
    "विद्यालय": "ʋɪdjˈaːləj",
}

# A nasal and a stop before it do not keep the schwa of a verb's stem.
SCHWA_FALLS_AFTER_NASAL = {
    "पहुँचना": "pəhˈʊɲcnaː",
    "पहुंचते": "pəhˈʊɲcteː",
    "हँसना": "hˈʌnsnaː",
    "रंगना": "ɾˈʌŋɡnaː",
    "जंगली": "ɟˈʌŋɡli",
}

NASALS = {
    "गंगा": "ɡˈʌŋɡaː",
    "मंच": "mˈʌɲc",
    "झंडा": "ɟʰˈʌɳɖaː",
    "मंदिर": "mˈʌndɪɾ",
    "पंप": "pˈʌmp",
    "संवाद": "sənʋˈaːd",
    "हिंदी": "hˈĩdi",
    "माँ": "mˈã",
    "मैं": "mˈɛ̃",
    "में": "mˈẽː",
    "मुँह": "mˈũh",
    "गाँव": "ɡˈãʋ",
    "पाँच": "pˈãc",
    "आँख": "ˈãkʰ",
    "नहीं": "nˈʌhĩ",
    "करेंगे": "kəɾˈẽːɡeː",
}

NUKTAS = {
    "क़लम": "qˈʌləm",
    "ख़ुद": "xˈʊd",
    "ग़लत": "ɣˈʌlət",
    "ज़मीन": "zəmˈiːn",
    "फ़िल्म": "fˈɪlm",
    "पेड़": "pˈeːr.",
    "पढ़ना": "pˈʌr.hnaː",
}

GEMINATES = {
    "बच्चा": "bˈʌcːaː",
    "पक्का": "pˈʌkːaː",
    "सत्ता": "sˈʌtːaː",
    "लट्टू": "lˈʌʈːu",
    "अच्छा": "ˈʌcʰːaː",
    "मक्खी": "mˈʌkʰːi",
    "चिट्ठी": "cˈɪʈʰːi",
}

CONJUNCTS = {
    "ज्ञान": "ɡjˈaːn",
    "क्षमा": "kʃˈʌmaː",
    "शिक्षा": "ʃˈɪkʃaː",
    "श्री": "ʃɾˈi",
    "ऋषि": "ɾˈɪʂɪ",
    "कृपा": "kɾˈɪpaː",
    "संस्कृत": "sˈʌnskɾɪt",
    "स्वतंत्रता": "sʋətˈʌntɾətˌaː",
    "ॐ": "ˈoːm",
}

VISARGAS = {
    "अतः": "ˈʌtəh",
    "प्रायः": "pɾˈaːjəh",
    "अंतःकरण": "ʌntˈʌhkəɾˌəɳ",
    "निःशुल्क": "nɪhʃˈʊlk",
}

VOWELS = {
    "ऐनक": "ˈɛːnək",
    "औरत": "ˈɔːɾət",
    "कौआ": "kˈɔːaː",
    "आइए": "ˈaːɪˌeː",
    "डॉक्टर": "ɖˈɔkʈəɾ",
    "कॉलेज": "kɔlˈeːɟ",
    "गया": "ɡˈʌjaː",
    "जाएगा": "ɟaːˈeːɡaː",
}

ALL = {
    **SCHWA_FALLS_AT_END,
    **SCHWA_STAYS_AT_END,
    **SCHWA_FALLS_WITHIN,
    **SCHWA_STAYS_WITHIN,
    **SCHWA_FALLS_AFTER_NASAL,
    **NASALS,
    **NUKTAS,
    **GEMINATES,
    **CONJUNCTS,
    **VISARGAS,
    **VOWELS,
}

# A nasal vowel is a vowel and a tilde apart, as the models know them.
ALL = {written: unicodedata.normalize("NFD", said) for written, said in ALL.items()}

devanagari = st.text(
    alphabet=st.characters(min_codepoint=0x0900, max_codepoint=0x097F), max_size=12
)


@pytest.mark.parametrize(("written", "said"), ALL.items())
def test_words_are_said_so(written: str, said: str) -> None:
    assert phonemes(written) == said


@pytest.mark.parametrize("written", NUKTAS)
def test_composed_and_decomposed_sound_alike(written: str) -> None:
    forms = {unicodedata.normalize(form, written) for form in ("NFC", "NFD")}
    assert {phonemes(form) for form in forms} == {NUKTAS[written]}


@pytest.mark.parametrize(("written", "said"), ALL.items())
def test_clitics_bear_no_stress(written: str, said: str) -> None:
    unstressed = phonemes(written, stressed=False)
    assert not set("ˈˌ") & set(unstressed)
    assert len(unstressed) == len(said) - said.count("ˈ") - said.count("ˌ")


@pytest.mark.parametrize("said", ALL.values())
def test_each_word_has_one_main_stress(said: str) -> None:
    assert said.count("ˈ") == 1


def test_avagraha_keeps_the_schwa() -> None:
    assert (phonemes("असफल"), phonemes("असऽफल")) == ("ˈʌspʰəl", "ʌsˈʌpʰəl")


@given(devanagari)
def test_any_letters_are_sayable(text: str) -> None:
    assert set(phonemes(text)) <= set(alphabet())


@given(devanagari)
def test_digits_and_dandas_are_silent(text: str) -> None:
    letters = "".join(one for one in text if not "।" <= one <= "॰")
    assert phonemes(f"{letters}।१२॰") == phonemes(letters)
