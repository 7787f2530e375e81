import unicodedata

import pytest

from reelwright.providers.offline.voice.hindi import read


def said(text: str) -> str:
    return " ".join(word.phonemes + word.mark for word in read(text))


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("मेरा नाम राम है।", "mˈeːɾaː nˈaːm ɾˈaːm hɛː."),
        ("क्या वह आएगा?", "kjˈaː ʋˈʌh aːˈeːɡaː?"),
        ("रुको! आग, भागो", "ɾˈʊkoː! ˈaːɡ, bʰˈaːɡoː"),
        ("वह आया — देर से…", "ʋˈʌh ˈaːjaː— dˈeːɾ seː…"),
        ("डॉ. शर्मा आए।", "ɖˈɔkʈəɾ ʃˈʌɾmaː ˈaːeː."),
        ("तापमान -5 था", "taːpmˈaːn mˈaːɪnˌəs pˈãc tʰaː"),
        ("-5 डिग्री", "mˈaːɪnˌəs pˈãc ɖˈɪɡɾi"),
        ("₹5 करोड़ मिले", "pˈãc kəɾˈoːr. ɾˈʊpjeː mˈɪleː"),
        ("₹5 लाख करोड़", "pˈãc lˈaːkʰ kəɾˈoːr. ɾˈʊpjeː"),
        ("पाँच करोड़ & सौ", "pˈãc kəɾˈoːr. ɔːɾ sˈɔː"),
        ("शाम 7:30 बजे", "ʃˈaːm sˈaːr.heː sˈaːt bˈʌɟeː"),
    ],
)
def test_sentences(text: str, phonemes: str) -> None:
    assert said(text) == unicodedata.normalize("NFD", phonemes)


def test_words_stand_where_they_are_written() -> None:
    text = "  नमस्ते, ₹500 दो!"
    assert [text[word.begin : word.end] for word in read(text)] == ["नमस्ते", "₹500", "दो"]


@pytest.mark.parametrize("text", ["का के की", "से में ने पर", "है हैं था थे थी"])
def test_little_words_have_no_stress(text: str) -> None:
    assert "ˈ" not in said(text)


@pytest.mark.parametrize("text", ["₹5 करोड़ मिले", "7:30 ज़मीन", "साढ़े पढ़ो"])
def test_dotted_letters_are_one_character_or_two(text: str) -> None:
    composed = text.replace("ड़", "\u095c").replace("ढ़", "\u095d").replace("ज़", "\u095b")
    assert len(composed) < len(text)
    assert said(composed) == said(text)
