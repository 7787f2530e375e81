from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.voice.japanese.morphs import katakana, morphs

texts = st.text(
    alphabet=st.sampled_from("猫は東京へ行く。カーーっゃ々〆龘12abAÐ-、 😀\u3099が"), max_size=20
)


@pytest.mark.parametrize(
    ("text", "kana"),
    [
        ("私は本を読む", ["ワタシ", "ワ", "ホン", "ヲ", "ヨム"]),
        ("東京へ行こう", ["トーキョー", "エ", "イコ", "ー"]),
        ("先生", ["センセー"]),
        ("言う", ["ユー"]),
        ("日本", ["ニホン"]),
        ("モフモフ", ["モフモフ"]),
    ],
)
def test_pronounced_as_people_say(text: str, kana: list[str]) -> None:
    assert [morph.kana for morph in morphs(text)] == kana


def test_unknown_kanji_have_no_kana() -> None:
    assert [(one.surface, one.kana) for one in morphs("龘")] == [("龘", "")]


@given(texts)
def test_morphs_lie_where_they_are_written(text: str) -> None:
    found = morphs(text)
    assert [text[one.begin : one.end] for one in found] == [one.surface for one in found]


@given(texts)
def test_morphs_leave_out_only_space(text: str) -> None:
    assert (
        "".join(one.surface for one in morphs(text)).split()
        == ["".join(text.split())][: bool(text.split())]
    )


def test_hiragana_turn_into_katakana() -> None:
    assert katakana("ぁゖん猫ーア") == "ァヶン猫ーア"


def test_threads_read_alike() -> None:
    texts = ["東京へ行く", "猫が好き", "本を読む"] * 20
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(morphs, texts)) == [morphs(text) for text in texts]
