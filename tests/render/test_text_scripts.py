"""Text in the world's scripts is set as their readers write it, and told from what is not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.brief import Language
from reelwright.render.text import fonts
from reelwright.render.text.fonts import faces
from reelwright.render.text.ink import ink_bounds
from reelwright.render.text.mask import FINE, average, cover, thicken
from reelwright.render.text.picture import pictures
from reelwright.render.text.runs import missing
from reelwright.render.text.shape import Shaped, shape

RIGHT_TO_LEFT = {
    "arabic": "مرحبا بالعالم، السّلامُ عليكم",
    "persian": "این فارسی است: می\u200cخواهم گچپژ",
    "urdu": "یہ اردو ہے: ٹھیک ڈاڑھی",
    "hebrew": "שלום עולם, מה שְׁלוֹמְךָ?",
    "mixed": "היום ה-25: iPhone (15 Pro) עולה 3,500.50 ₪!",
    "merry": "مبروك 🎉🎂 يا صديقي 👨\u200d👩\u200d👧",
}
INDIC = {
    "bengali": "আমার সোনার বাংলা ক্ষ",
    "gujarati": "ગુજરાતી ભાષા ક્ષ જ્ઞ",
    "punjabi": "ਪੰਜਾਬੀ ਭਾਸ਼ਾ ਸ੍ਰੀ",
    "tamil": "தமிழ் மொழி கொள்ளை ஸ்ரீ",
    "telugu": "తెలుగు భాష క్షమించు",
    "kannada": "ಕನ್ನಡ ಭಾಷೆ ಕ್ಷಮಿಸಿ",
    "malayalam": "മലയാളം ഭാഷ ക്ഷമ",
    "sinhala": "සිංහල භාෂාව ශ්\u200dරී",
    "odia": "ଓଡ଼ିଆ ଭାଷା",
}
ASIAN = {
    "thai": "ผู้เฒ่าเฝ้าประภาคาร น้ำ ปั้น ญู ฐู",
    "lao": "ພາສາລາວ ນ້ຳ",
    "khmer": "ភាសាខ្មែរ ក្រុង",
    "burmese": "မြန်မာဘာသာ ကြောင်း",
    "korean": "늙은 등대지기는 매일 밤 直骨",
    "vietnamese": "Trời xanh, người Việt ẤỔỮỘ",
    "traditional": "老守塔人每晚都爬上樓梯，直骨關",
    "bopomofo": "ㄅㄆㄇ 注音",
}
OTHERS = {
    "amharic": "አማርኛ ቋንቋ",
    "georgian": "ქართული ენა",
    "armenian": "Հայերեն լեզու։",
    "signs": "© ™ ½ № ≤ ∞ √ € ₹ ① Ⅷ ★ ♪ → ✓",
    "emoji": "🎉 👍🏽 👩\u200d👩\u200d👧\u200d👦 🇩🇪🇯🇵 1\ufe0f\u20e3 ❤\ufe0f",
    "zalgo": "Z\u0337\u0322\u031ba\u0352\u0300l\u0338g\u0354o",
}
GROUPS = {"right-to-left": RIGHT_TO_LEFT, "indic": INDIC, "asian": ASIAN, "others": OTHERS}
SAMPLES = {name: text for group in GROUPS.values() for name, text in group.items()}


def names(text, language=Language.ENGLISH) -> list[str]:
    """Return the names the fonts give to the glyphs of a line, from left to right."""
    return [
        glyph.face.font(40).get_glyph_name(glyph.number)
        for glyph in shape(text, language, 40).glyphs
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_script_is_set_without_a_gap(name):
    text = SAMPLES[name]
    assert missing(text, faces(Language.ENGLISH, text)) == ()
    assert all(glyph.number != 0 for glyph in shape(text, Language.ENGLISH, 40).glyphs)


def drawn(line: Shaped, width: int) -> np.ndarray:
    """Return a line in white and colours with a dark outline, on grey, with room for its ink."""
    _, top, _, bottom = ink_bounds(line.glyphs, line.size)
    box = (width, round(bottom - top) + 16)
    pen = (width - 8 - line.width if line.rtl else 8, 8 - top)
    letters = cover(line.glyphs, line.size, box, pen)
    coloured = pictures(line.glyphs, line.size, box, pen)
    if coloured is None:
        coloured = np.zeros((*letters.shape, 4), np.uint8)
    outline = average(thicken(np.maximum(letters, coloured[..., 3]), 2))[..., None] / 255
    inside, picture = average(letters)[..., None] / 255, average(coloured)
    ground = 110 * (1 - outline) * (1 - inside) + 255 * inside
    return (ground * (1 - picture[..., 3:] / 255) + picture[..., :3]).astype(np.uint8)


@pytest.mark.parametrize("group", GROUPS)
def test_scripts_look_as_they_should(group, golden):
    lines = [shape(text, Language.ENGLISH, 28) for text in GROUPS[group].values()]
    golden(f"text-{group}", np.vstack([drawn(line, 640) for line in lines]))


def test_arabic_letters_join():
    """Beginning, middle and end of ببب are three forms, each with its dot below."""
    assert names("ب") == ["dotbelowar", "uni066E"]
    assert names("ببب")[1::2] == ["uni066E.fina", "uni066E.medi", "uni066E.init"]


def test_lam_and_alef_make_a_ligature():
    assert names("لا") == ["uni0627.fina.rlig", "uni0644.init.rlig"]


def test_letters_join_across_an_invisible_joiner_and_not_across_a_non_joiner():
    assert names("ب\u200d")[-1] == "uni066E.init"
    assert [name for name in names("ب\u200cب") if "066E" in name] == ["uni066E", "uni066E"]


def test_letters_join_across_the_end_of_a_line():
    line = shape("ببب", Language.ENGLISH, 40, span=(0, 1)).glyphs
    whole = shape("ببب", Language.ENGLISH, 40).glyphs
    assert [glyph.number for glyph in line] == [glyph.number for glyph in whole[-2:]]


def test_right_to_left_begins_at_the_right():
    glyphs = shape("אבג", Language.ENGLISH, 40).glyphs
    assert [glyph.character for glyph in glyphs] == [2, 1, 0]
    assert [glyph.x for glyph in glyphs] == sorted(glyph.x for glyph in glyphs)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("אב 12 ab", [6, 7, 5, 3, 4, 2, 1, 0]),
        ("ab אב 12", [0, 1, 2, 6, 7, 5, 4, 3]),
        ("א (ב)", [4, 3, 2, 1, 0]),
        ("א 🎉👍🏽 ב", [6, 5, 3, 2, 1, 0]),
    ],
)
def test_mixed_line_stands_in_visual_order(text, order):
    assert [glyph.character for glyph in shape(text, Language.ENGLISH, 40).glyphs] == order


def test_bracket_opens_towards_what_it_holds():
    assert names("א(ב)ג")[1::2] == ["parenleft", "parenright"]


def test_line_of_a_longer_text_keeps_its_direction():
    text = "שלום abc def עולם"
    line = shape(text, Language.ENGLISH, 40, span=(5, 12))
    assert line.rtl
    assert [glyph.character for glyph in line.glyphs] == list(range(5, 12))
    exclaimed = shape("שלום abc!", Language.ENGLISH, 40, span=(5, 9))
    assert [glyph.character for glyph in exclaimed.glyphs] == [8, 5, 6, 7]
    spaced = shape(text, Language.ENGLISH, 40, span=(5, 9))
    assert [glyph.character for glyph in spaced.glyphs] == [8, 5, 6, 7]


@pytest.mark.parametrize("text", ["hello world", "नमस्ते दुनिया", "世界 こんにちは"])
def test_span_of_a_text_is_set_like_the_part(text):
    whole = shape(text, Language.ENGLISH, 40, span=(0, len(text)))
    assert whole == shape(text, Language.ENGLISH, 40)
    space = text.index(" ")
    part = shape(text, Language.ENGLISH, 40, span=(space + 1, len(text)))
    assert part.width == shape(text[space + 1 :], Language.ENGLISH, 40).width


@pytest.mark.parametrize(
    ("text", "rtl"), [("a (שלום) b", False), ("«ערב» (a)!", True), ("12", False), ("12 ع", True)]
)
def test_direction_is_that_of_the_first_letter(text, rtl):
    assert shape(text, Language.ENGLISH, 40).rtl is rtl


def test_sara_am_is_drawn_over_its_consonant():
    """ำ is a ring over the consonant and a letter after it; a tone mark stands above the ring."""
    parts = [shape(part, Language.ENGLISH, 40).glyphs[0].number for part in ("น", "า")]
    whole = shape("น้ำ", Language.ENGLISH, 40).glyphs
    assert [whole[0].number, whole[-1].number] == parts
    ring, tone = (ink_bounds([glyph], 40) for glyph in whole[1:3])
    assert tone[3] <= ring[1] + 1


@pytest.mark.parametrize(
    "text",
    ["கொ", "কো", "കൊ"],
)
def test_vowel_in_two_parts_stands_around_its_consonant(text):
    numbers = [glyph.number for glyph in shape(text, Language.ENGLISH, 40).glyphs]
    consonant = shape(text[0], Language.ENGLISH, 40).glyphs[0].number
    assert len(numbers) == 3
    assert numbers[1] == consonant


FORMS = "直骨角"


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (Language.CHINESE, f"{FORMS}门", "Noto Sans CJK SC"),
        (Language.CHINESE, f"{FORMS}關門", "Noto Sans CJK TC"),
        (Language.CHINESE, f"{FORMS}の", "Noto Sans CJK SC"),
        (Language.JAPANESE, FORMS, "Noto Sans CJK JP"),
        (Language.JAPANESE, "안녕", "Noto Sans CJK JP"),
        (Language.ENGLISH, f"{FORMS}の", "Noto Sans CJK JP"),
        (Language.ENGLISH, f"{FORMS}의", "Noto Sans CJK KR"),
        (Language.ENGLISH, FORMS, "Noto Sans CJK SC"),
        (Language.ENGLISH, f"{FORMS}關門", "Noto Sans CJK TC"),
        (Language.ENGLISH, "ㄅㄆㄇ", "Noto Sans CJK TC"),
    ],
)
def test_han_is_set_in_the_forms_of_its_language(language, text, name):
    assert {glyph.face.name for glyph in shape(text, language, 40).glyphs} == {name}


def test_regions_draw_one_character_differently():
    drawings = {
        cover(shape(text, Language.ENGLISH, 80).glyphs[:1], 80, (90, 100), (5, 80)).tobytes()
        for text in ("骨の", "骨门", "骨關")
    }
    assert len(drawings) == 3


@pytest.mark.parametrize(
    "text", ["ẤỘ", "ปี่ญู", "ह्र्स्ट्रीं", "A\u0301\u0302\u0303\u0323\u0324", "Ôg🎉", "ﷺ", "ងុំ្រ"]
)
@pytest.mark.parametrize("size", [23.5, 64])
def test_ink_stays_within_its_bounds(text, size):
    line = shape(text, Language.ENGLISH, size)
    left, top, right, bottom = ink_bounds(line.glyphs, size)
    pad = 3 * size
    box = (int(line.width + 2 * pad), int(2 * pad))
    mask = cover(line.glyphs, size, box, (pad, pad))
    if (coloured := pictures(line.glyphs, size, box, (pad, pad))) is not None:
        mask = np.maximum(mask, coloured[..., 3])
    rows, columns = np.nonzero(mask)
    inked = np.array([columns.min(), rows.min(), -columns.max() - 1, -rows.max() - 1]) / FINE
    inside = inked - [pad, pad, -pad, -pad] - (left, top, -right, -bottom)
    assert inside.min() >= -1 / FINE
    assert inside.max() <= 2


def test_no_ink_has_no_bounds():
    assert ink_bounds(shape("  \u200b", Language.ENGLISH, 40).glyphs, 40) == (0, 0, 0, 0)


def test_faces_are_opened_when_they_are_needed():
    fonts._opened.cache_clear()
    shape("A film in English, at 7:30!", Language.ENGLISH, 41)
    assert fonts._opened.cache_info().currsize == 1


world = st.text("aé1 Жαכبी漢かッ한กำೋ🎉👍🏽\u200d\ufe0f🇩🇪(𓀀ᠮ\u0301\n", max_size=20)


@given(world, st.sampled_from(Language))
def test_every_grapheme_is_drawn_or_reported(text, language):
    """Where a run of graphemes has no glyph of its own, the glyph before it is theirs too."""
    shaped = shape(text, language, 30)
    boxes = [glyph for glyph in shaped.glyphs if glyph.number == 0]
    assert bool(boxes) <= bool(missing(text, faces(language, text)))
    assert (not text) or min(glyph.character for glyph in shaped.glyphs) == 0
    assert all(0 <= glyph.character < len(text) for glyph in shaped.glyphs)
