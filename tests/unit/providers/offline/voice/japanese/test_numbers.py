import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.voice.japanese.numbers import (
    cardinal,
    counted,
    decimal,
    digits,
    how_many,
    value,
)


@pytest.mark.parametrize(
    ("number", "kana"),
    [
        (0, "ゼロ"),
        (4, "ヨン"),
        (10, "ジュー"),
        (11, "ジュー イチ"),
        (99, "キュージュー キュー"),
        (100, "ヒャク"),
        (300, "サンビャク"),
        (600, "ロッピャク"),
        (800, "ハッピャク"),
        (1000, "セン"),
        (3000, "サンゼン"),
        (8000, "ハッセン"),
        (1_234, "セン ニヒャク サンジュー ヨン"),
        (10_000, "イチマン"),
        (10_000_000, "イッセンマン"),
        (100_000_000, "イチオク"),
        (1_000_000_000_000, "イッチョー"),
        (10_000_000_000_000, "ジュッチョー"),
    ],
)
def test_cardinals(number: int, kana: str) -> None:
    assert " ".join(cardinal(number)) == kana


@given(st.lists(st.integers(0, 10**16 - 1), min_size=2, max_size=2, unique=True))
def test_no_two_numbers_sound_alike(numbers: list[int]) -> None:
    assert cardinal(numbers[0]) != cardinal(numbers[1])


@pytest.mark.parametrize(
    ("written", "kana"),
    [
        ("1,234", "セン ニヒャク サンジュー ヨン"),
        ("3.14", "サンテン イチヨン"),
        ("1.5", "イッテン ゴ"),
        ("10.5", "ジュッテン ゴ"),
        ("007", "ゼロ ゼロ ナナ"),
        ("0.5", "ゼロテン ゴ"),
    ],
)
def test_decimals(written: str, kana: str) -> None:
    assert " ".join(decimal(written)) == kana


def test_digits_one_by_one() -> None:
    assert digits("0903") == ["ゼロ", "キュー", "ゼロ", "サン"]


COUNTED = {
    "本": "イッポン ニホン サンボン ヨンホン ゴホン ロッポン ナナホン ハッポン キューホン ジュッポン",
    "匹": "イッピキ ニヒキ サンビキ ヨンヒキ ゴヒキ ロッピキ ナナヒキ ハッピキ キューヒキ ジュッピキ",
    "分": "イップン ニフン サンプン ヨンプン ゴフン ロップン ナナフン ハップン キューフン ジュップン",
    "回": "イッカイ ニカイ サンカイ ヨンカイ ゴカイ ロッカイ ナナカイ ハッカイ キューカイ ジュッカイ",
    "階": "イッカイ ニカイ サンガイ ヨンカイ ゴカイ ロッカイ ナナカイ ハッカイ キューカイ ジュッカイ",
    "歳": "イッサイ ニサイ サンサイ ヨンサイ ゴサイ ロクサイ ナナサイ ハッサイ キューサイ ジュッサイ",
    "頭": "イットー ニトー サントー ヨントー ゴトー ロクトー ナナトー ハットー キュートー ジュットー",
    "つ": "ヒトツ フタツ ミッツ ヨッツ イツツ ムッツ ナナツ ヤッツ ココノツ",
    "人": "ヒトリ フタリ サンニン ヨニン ゴニン ロクニン シチニン ハチニン キューニン",
    "日": "イチニチ フツカ ミッカ ヨッカ イツカ ムイカ ナノカ ヨーカ ココノカ トーカ",
    "月": "イチガツ ニガツ サンガツ シガツ ゴガツ ロクガツ シチガツ ハチガツ クガツ ジューガツ",
    "時": "イチジ ニジ サンジ ヨジ ゴジ ロクジ シチジ ハチジ クジ ジュージ",
    "円": "イチエン ニエン サンエン ヨエン ゴエン ロクエン ナナエン ハチエン キューエン ジューエン",
    "年": "イチネン ニネン サンネン ヨネン ゴネン ロクネン ナナネン ハチネン キューネン ジューネン",
}
CALLED = {"回": "カイ", "頭": "トー"}


@pytest.mark.parametrize("counter", COUNTED)
def test_counters_change_with_the_number(counter: str) -> None:
    expected = COUNTED[counter].split()
    kana = CALLED.get(counter, "")
    made = [" ".join(counted(n, counter, kana)) for n in range(1, len(expected) + 1)]
    assert made == expected


@pytest.mark.parametrize(
    ("number", "counter", "kana"),
    [
        (14, "日", "ジューヨッカ"),
        (17, "日", "ジュー シチニチ"),
        (20, "日", "ハツカ"),
        (24, "日", "ニジューヨッカ"),
        (31, "日", "サンジュー イチニチ"),
        (20, "歳", "ハタチ"),
        (100, "匹", "ヒャッピキ"),
        (1000, "本", "センボン"),
        (10_000, "本", "イチマンボン"),
        (14, "人", "ジュー ヨニン"),
        (101, "匹", "ヒャク イッピキ"),
    ],
)
def test_greater_counts(number: int, counter: str, kana: str) -> None:
    assert " ".join(counted(number, counter, "")) == kana


@pytest.mark.parametrize(
    ("counter", "kana", "asked"),
    [
        ("匹", "", "ナンビキ"),
        ("人", "", "ナンニン"),
        ("度", "ド", "ナンド"),
        ("階", "", "ナンガイ"),
    ],
)
def test_how_many(counter: str, kana: str, asked: str) -> None:
    assert how_many(counter, kana) == asked


@pytest.mark.parametrize(
    ("numerals", "number"),
    [
        ("三百", 300),
        ("三百六十五", 365),
        ("二〇二四", 2024),
        ("3万5千", 35_000),
        ("一億二千万", 120_000_000),
        ("千", 1000),
        ("百万", 1_000_000),
        ("十", 10),
    ],
)
def test_values_of_numerals(numerals: str, number: int) -> None:
    assert value(numerals) == number
