import hashlib
from importlib import resources

import pytest

from reelwright.providers.offline.voice.alphabet import alphabet
from reelwright.providers.offline.voice.chinese.pinyin import Syllable, changed, phonemes, syllables

# As tools/vendor_pinyin.py prints it.
SHA256 = "4c25cece2dfde3e6ee0dbba2fce7720af08d34db4e8f51a4f39df36e9665c35a"
TABLE = resources.files("reelwright.providers.offline.voice") / "data" / "pinyin.txt"


@pytest.mark.parametrize(
    ("syllable", "sounds"),
    [
        ("ma1", "ma→"), ("ma2", "ma↗"), ("ma3", "ma↓"), ("ma4", "ma↘"), ("ma5", "ma"),
        ("zhi1", "ꭧɨ→"), ("chi2", "ꭧʰɨ↗"), ("ri4", "ɻɨ↘"), ("zi3", "ʦɨ↓"), ("ci4", "ʦʰɨ↘"),
        ("xi1", "ɕi→"), ("xu1", "ɕy→"), ("xue2", "ɕɥe↗"), ("quan2", "ʨʰɥɛ↗n"), ("jun1", "ʨy→n"),
        ("yi1", "i→"), ("ya2", "ja↗"), ("yan3", "jɛ↓n"), ("you3", "jou↓"), ("yu2", "y↗"),
        ("yue4", "ɥe↘"), ("yuan2", "ɥɛ↗n"), ("yun2", "y↗n"), ("ying1", "i→ŋ"), ("yong4", "jʊ↘ŋ"),
        ("wu3", "u↓"), ("wo3", "wo↓"), ("wei4", "wei↘"), ("wen2", "wə↗n"), ("weng1", "wə→ŋ"),
        ("lü4", "ly↘"), ("nü3", "ny↓"), ("lüe4", "lɥe↘"), ("er2", "ɚ↗"), ("bo1", "pwo→"),
        ("liu2", "ljou↗"), ("gui4", "kwei↘"), ("lun2", "lwə↗n"), ("zhong1", "ꭧʊ→ŋ"), ("hao3", "xau↓"),
    ],
)  # fmt: skip
def test_syllables(syllable: str, sounds: str) -> None:
    assert phonemes(Syllable(syllable[:-1], int(syllable[-1]))) == sounds


@pytest.mark.parametrize(
    ("words", "tones"),
    [
        (["你好"], [2, 3]),
        (["不", "是"], [2, 4]),
        (["不", "好"], [4, 3]),
        (["一", "天"], [4, 1]),
        (["一", "样"], [2, 4]),
        (["第", "一", "天"], [4, 1, 1]),
        (["十", "一", "月"], [2, 1, 4]),
    ],
)
def test_tones_change_in_company(words: list[str], tones: list[int]) -> None:
    read = changed(words, syllables("".join(words)))
    assert [one.tone for one in read if one] == tones


@pytest.mark.parametrize(
    ("phrase", "reading"), [("银行", "hang"), ("行走", "xing"), ("长大", "zhang")]
)
def test_phrases_say_how_characters_are_read(phrase: str, reading: str) -> None:
    assert reading in [one.letters for one in syllables(phrase) if one]


def test_every_syllable_of_the_table_can_be_said() -> None:
    listed = {
        line.split()[0] for line in TABLE.read_text("utf-8").partition("\n\n")[0].splitlines()
    }
    common = {one for one in listed if not one.startswith(("m", "n", "h")) or len(one) > 3}
    said = {one: phonemes(Syllable(one[:-1], int(one[-1]))) for one in common}
    assert {one for one, sounds in said.items() if not set(sounds) <= set(alphabet())} == set()
    assert {one for one, sounds in said.items() if not sounds.strip("→↗↓↘")} == set()


def test_table_is_the_one_vendored() -> None:
    assert hashlib.sha256(TABLE.read_bytes()).hexdigest() == SHA256
