import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.voice.alphabet import alphabet
from reelwright.providers.offline.voice.japanese.kana import phonemes, split

katakana = st.text(alphabet=[*map(chr, range(0x30A1, 0x30FB)), "ー"], max_size=10)


@pytest.mark.parametrize(
    ("kana", "morae"),
    [
        ("キャット", ["キャ", "ッ", "ト"]),
        ("シュー", ["シュ", "ー"]),
        ("ファイル", ["ファ", "イ", "ル"]),
        ("ァ", ["ァ"]),
        ("", []),
    ],
)
def test_morae_take_their_small_kana(kana: str, morae: list[str]) -> None:
    assert split(kana) == morae


@pytest.mark.parametrize(
    ("kana", "said"),
    [
        ("サクラ", "sakɯɾa"),
        ("スシ", "sɨɕi"),
        ("ツチ", "ʦɨʨi"),
        ("フジ", "ɸɯʥi"),
        ("ヒト", "çito"),
        ("ザッシ", "ʣaʔɕi"),
        ("キッテ", "kʲiʔte"),
        ("コーヒー", "koːçiː"),
        ("トーキョー", "toːkʲoː"),
        ("シャシュショ", "ɕaɕɨɕo"),
        ("ティッシュ", "tʲiʔɕɨ"),
        ("ファミリー", "ɸamʲiɾʲiː"),
        ("ウェブ", "βebɯ"),
        ("ヴァン", "vaɴ"),
        ("ワヲ", "βao"),
        ("チェス", "ʨesɨ"),
        ("ネェ", "neː"),
        ("ムェ", "me"),
    ],
)
def test_kana_are_said_so(kana: str, said: str) -> None:
    assert phonemes(kana) == said


@pytest.mark.parametrize(
    ("kana", "said"),
    [
        ("サンポ", "sampo"),
        ("シンブン", "ɕimbɯɴ"),
        ("サンマ", "samma"),
        ("アンナイ", "annai"),
        ("ハンタイ", "hantai"),
        ("シンライ", "ɕinɾai"),
        ("リンゴ", "ɾʲiŋɡo"),
        ("ゲンキ", "ɡeŋkʲi"),
        ("コンニャク", "koɲɲakɯ"),
        ("カンジ", "kaɲʥi"),
        ("レンアイ", "ɾeɴai"),
        ("ホンヤ", "hoɴja"),
        ("デンシャ", "deɴɕa"),
        ("ホン", "hoɴ"),
    ],
)
def test_n_takes_the_place_of_what_follows(kana: str, said: str) -> None:
    assert phonemes(kana) == said


@given(katakana)
def test_any_kana_are_sayable(kana: str) -> None:
    assert set(phonemes(kana)) <= set(alphabet())


@given(katakana)
def test_morae_hold_every_kana(kana: str) -> None:
    assert "".join(split(kana)) == kana
