import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.voice.alphabet import alphabet
from reelwright.providers.offline.voice.chinese import read


def said(text: str) -> str:
    words = read(text)
    return " | ".join(f"{text[word.begin : word.end]} {word.phonemes}{word.mark}" for word in words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("今天天气很好。", "今天 ʨi→ntʰjɛ→n | 天气 tʰjɛ→nʨʰi↘ | 很好 xə↗nxau↓."),
        ("你好，我们走吧！", "你好 ni↗xau↓, | 我们 wo↓mən | 走 ʦou↓ | 吧 pa!"),
        (
            "他长大了，头发很长。",
            "他 tʰa→ | 长大 ꭧa↓ŋta↘ | 了 lɤ, | 头发 tʰou↗fa↘ | 很 xə↓n | 长 ꭧʰa↗ŋ.",
        ),
        ("银行 行走", "银行 i↗nxa↗ŋ | 行走 ɕi↗ŋʦou↓"),
        ("这不是书", "这 ꭧɤ↘ | 不是 pu↗ʂɨ↘ | 书 ʂu→"),
        ("不好", "不好 pu↘xau↓"),
        ("第一次", "第一次 ti↘i→ʦʰɨ↘"),
        ("她很高兴", "她 tʰa→ | 很 xə↓n | 高兴 kau→ɕi↘ŋ"),
        ("绿色的月亮", "绿色 ly↘sɤ↘ | 的 tɤ | 月亮 ɥe↘lja↘ŋ"),
        ("音乐和快乐", "音乐 i→nɥe↘ | 和 xɤ↗ | 快乐 kʰwai↘lɤ↘"),
    ],
)
def test_sentences(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize("text", ["", " ", "。", "！？", "🦊"])
def test_nothing_is_said_of_signs(text: str) -> None:
    assert all(not word.phonemes for word in read(text))


def test_unknown_character_stays_silent() -> None:
    (word,) = read("\u3400")
    assert word.phonemes == ""


@settings(deadline=None, max_examples=100)
@given(st.text(st.sampled_from("今天不一好我们的了长行3.5%¥12,年月日℃:，。 ab〇"), max_size=12))
def test_words_come_in_order(text: str) -> None:
    places = [place for word in read(text) for place in (word.begin, word.end)]
    assert places == sorted(places)
    assert set("".join(word.phonemes for word in read(text))) <= set(alphabet())
