"""Lines are few and even, break where readers of the language expect it, and lose nothing."""

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.brief import Language
from reelwright.model.errors import Invalid
from reelwright.render.text.breaks import legal, liked
from reelwright.render.text.clusters import LONGEST, clusters
from reelwright.render.text.shape import shape
from reelwright.render.text.wrap import wrap


def lines(text, width, ends=()) -> list[str]:
    """Break with letters one wide."""
    return [text[begin:end] for begin, end in wrap(text, ends, width, len)]


def cut(text, places) -> str:
    bounds = [0, *sorted(places), len(text)]
    return "|".join(text[begin:end] for begin, end in pairwise(bounds))


@pytest.mark.parametrize(
    ("text", "width", "broken"),
    [
        ("one two", 10, ["one two"]),
        ("one two three four", 10, ["one two", "three four"]),
        ("a bb ccc dddd", 8, ["a bb ccc", "dddd"]),
        ("aaaa bbbb cccc dddd", 14, ["aaaa bbbb", "cccc dddd"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("unbreakable!", 11, ["unbreakabl", "e!"]),
        ("hello, (world)", 8, ["hello,", "(world)"]),
        ("  spaced   out  ", 6, ["spaced", "out"]),
        ("", 5, []),
        ("   ", 5, []),
        ("10\u00a0000 km", 6, ["10\u00a0000", "km"]),
        ("well-known fact", 10, ["well-known", "fact"]),
        ("it is well-known", 9, ["it is", "well-", "known"]),
        ("ça va ? «\u00a0oui\u00a0» !", 9, ["ça va ?", "«\u00a0oui\u00a0» !"]),
    ],
)
def test_lines_break_at_spaces_and_evenly(text, width, broken):
    assert lines(text, width) == broken


@pytest.mark.parametrize(
    ("text", "width", "broken"),
    [
        (
            "年老いた灯台守は毎晩、階段を登りました。",
            12,
            ["年老いた灯台守は毎晩、", "階段を登りました。"],
        ),
        ("「えっ、ラッキー！」と言った。", 10, ["「えっ、", "ラッキー！」と", "言った。"]),
        ("老守塔人每天晚上都爬上楼梯。", 9, ["老守塔人每天晚上", "都爬上楼梯。"]),
        ("늙은 등대지기는 매일 계단을 올랐다.", 12, ["늙은 등대지기는 매일", "계단을 올랐다."]),
        ("ผู้เฒ่าเฝ้าประภาคารเดินขึ้นบันได", 20, ["ผู้เฒ่าเฝ้าประภาคาร", "เดินขึ้นบันได"]),
    ],
)
def test_lines_break_between_words_and_phrases(text, width, broken):
    assert lines(text, width) == broken


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ผู้เฒ่าเฝ้าประภาคารเดินขึ้นบันได", "ผู้|เฒ่า|เฝ้า|ประภาคาร|เดิน|ขึ้น|บันได"),
        ("ຜູ້ເຝົ້າປະພາຄານເກົ່າ", "ຜູ້ເຝົ້າ|ປະພາຄານ|ເກົ່າ"),
        ("អ្នកយាមប៉មភ្លើង", "អ្នកយាម|ប៉ម|ភ្លើង"),
        ("မီးပြတိုက်စောင့်", "မီးပြတိုက်|စောင့်"),
        ("क्षत्रिय विद्यार्थी", "क्षत्रिय |विद्यार्थी"),
        ("مرحبا بالعالم", "مرحبا |بالعالم"),
        ("hello世界hello", "hello|世|界|hello"),
        ("他说：“好！”", "他|说：|“好！”"),
        ("（テスト）。", "（テ|ス|ト）。"),
        ("ラッキーっ々", "ラッ|キーっ々"),
        ("AI는 좋다", "AI는 |좋다"),
        ("a👩\u200d👩\u200d👧🇩🇪🇫🇷", "a|👩\u200d👩\u200d👧|🇩🇪|🇫🇷"),
        ("漢\u0e33漢\u0e33", "漢\u0e33|漢\u0e33"),
        ("3.5 km/h", "3.5 |km/|h"),
        ("a\u200bb\u2060c", "a\u200b|b\u2060c"),
    ],
)
def test_places_to_break_are_those_of_the_language(text, pieces):
    assert cut(text, legal(text)) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("灯台守は毎晩、階段を登りました。", "灯台守は|毎晩、|階段を|登りました。"),
        ("東京タワーは1958年に完成しました。", "東京タワーは|1958年に|完成しました。"),
        ("老守塔人每天晚上都爬", "老守塔人|每|天|晚上|都|爬"),
        ("well-known 世界", "well-known |世界"),
        ("ทุกคืน", "ทุก|คืน"),
    ],
)
def test_phrases_are_kept_whole(text, pieces):
    assert cut(text, liked(text)) == pieces


def test_spoken_words_serve_where_they_save_a_line():
    text = "灯台守は毎晩、階段を登りました。"
    assert lines(text, 8) == ["灯台守は", "毎晩、階段を", "登りました。"]
    assert lines(text, 8, [8]) == ["灯台守は毎晩、階", "段を登りました。"]
    assert lines(text, 9, [8]) == ["灯台守は毎晩、", "階段を登りました。"]


def test_phrase_too_wide_for_a_line_breaks_where_it_is_legal():
    assert lines("東京タワーは高い ab", 5) == ["東京タワー", "は高い", "ab"]


@pytest.mark.parametrize("closing", "、。」』）！？ーっッゃ々:;%")
def test_no_line_begins_with_what_closes(closing):
    text = f"あい{closing}" * 8
    assert all(line[0] != closing for width in range(3, 12) for line in lines(text, width))


@pytest.mark.parametrize("opening", "「『（([¿“")
def test_no_line_ends_with_what_opens(opening):
    text = f"{opening}あいう" * 8
    assert all(line[-1] != opening for width in range(2, 12) for line in lines(text, width))


@pytest.mark.parametrize(
    "unit", ["क्ष", "กำ", "👩🏼\u200d❤\ufe0f\u200d💋\u200d👨🏾", "e\u0301", "각", "漢\u0e33"]
)
def test_graphemes_are_never_torn(unit):
    assert all(len(line) % len(unit) == 0 for line in lines(unit * 6, len(unit) + 1))


@given(st.text("ab 、。（）กำนी漢字かッ한국א🙂\u0301\u200d", max_size=40), st.integers(1, 12))
def test_every_visible_letter_is_kept_in_order(text, width):
    assert "".join(lines(text, width)).replace(" ", "") == text.replace(" ", "")


measure = partial(shape, language=Language.ENGLISH, size=40)


@given(
    st.text("aW -、。（กำนี漢かッ한אب🙂\u0301\u200d\u202b\n", max_size=24),
    st.integers(20, 300),
    st.frozensets(st.integers(0, 24)),
)
def test_only_a_single_grapheme_is_wider_than_asked(text, width, ends):
    wide = [
        text[begin:end]
        for begin, end in wrap(text, ends, width, lambda part: measure(part).width)
        if measure(text[begin:end]).width > width
    ]
    assert all(len(clusters(line)) == 1 for line in wide)


@given(
    st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=12), st.integers(6, 30)
)
def test_no_way_of_breaking_at_spaces_has_fewer_lines(words, width):
    text = " ".join(words)
    greedy, room = 0, 0
    for word in words:
        room -= len(word) + 1
        if room < 0 or not greedy:
            greedy, room = greedy + 1, width - len(word)
    found = lines(text, width)
    assert len(found) == greedy
    assert max(map(len, found)) <= width


@pytest.mark.parametrize("marks", [LONGEST, 100_000])
@pytest.mark.parametrize("mark", ["\u0301", "\u200d", "\u094d", "\U000e0067"])
def test_absurd_stack_of_marks_is_refused(marks, mark):
    text = "hello e" + mark * marks
    with pytest.raises(Invalid, match=f"carries {marks} marks"):
        shape(text, Language.ENGLISH, 40)
    with pytest.raises(Invalid, match="Remove some"):
        wrap(text, (), 100, len)


def test_tall_stack_of_marks_is_set():
    text = "e" + "\u0301" * (LONGEST - 1)
    assert shape(text, Language.ENGLISH, 40).glyphs[0].character == 0
