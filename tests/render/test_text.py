"""Text is set in fonts that have it, shaped by its script, and broken where its readers expect."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.brief import Language
from reelwright.render.text.fonts import face, faces, named
from reelwright.render.text.mask import FINE, average, cover, thicken
from reelwright.render.text.runs import missing, runs
from reelwright.render.text.shape import shape

SENTENCES = {
    Language.ENGLISH: "The old keeper’s café — naïve, 7:30?",
    Language.CZECH: "Příliš žluťoučký kůň úpěl ďábelské ódy",
    Language.DANISH: "Blåbærgrød på øen",
    Language.DUTCH: "Zoë fietst één keer naar ’s-Hertogenbosch",
    Language.FRENCH: "L’œuvre où Noël s’achève, ça va ?",
    Language.GERMAN: "Größe, Übermut und Ähre",
    Language.GREEK: "Γειά σου Κόσμε, ἀρχή",
    Language.HINDI: "क्षत्रिय विद्यार्थी ने हिन्दी में श्री कहा।",
    Language.INDONESIAN: "Penjaga mercusuar tua itu",
    Language.ITALIAN: "Perché no? È già lì",
    Language.CHINESE: "老守塔人每天晚上都爬上楼梯。",
    Language.JAPANESE: "年老いた灯台守は毎晩、階段を登りました。",
    Language.NORWEGIAN: "Fyrvokteren gikk opp trappen på ærlig vis",
    Language.POLISH: "Zażółć gęślą jaźń",
    Language.PORTUGUESE: "Não há avó nem avô à vista",
    Language.RUSSIAN: "Съешь ещё этих мягких булочек",
    Language.SPANISH: "¿Dónde está el niño? ¡Aquí!",
    Language.SWEDISH: "Den gamle fyrvaktaren åt ärtsoppa",
    Language.TURKISH: "İstanbul’da ılık bir gün, ğüşöç",
    Language.UKRAINIAN: "Ґанок, їжак і ще щось",
}


@pytest.mark.parametrize("language", Language)
def test_every_language_is_set_without_a_gap(language):
    assert missing(SENTENCES[language], faces(language)) == ()


@pytest.mark.parametrize("language", Language)
def test_no_glyph_is_the_missing_one(language):
    assert all(glyph.number != 0 for glyph in shape(SENTENCES[language], language, 40).glyphs)


def test_missing_character_is_named_once():
    assert missing("a𓀀b𓀀", faces(Language.ENGLISH)) == ("𓀀",)


def test_mixed_line_is_cut_by_font_and_script():
    text = "Привет नमस्ते 世界 hello"
    found = [
        (text[run.begin : run.end], run.face.name, run.script)
        for run in runs(text, faces(Language.ENGLISH))
    ]
    assert found == [
        ("Привет ", "Montserrat", "Cyrl"),
        ("नमस्ते ", "Noto Sans Devanagari", "Deva"),
        ("世界 ", "Noto Sans CJK SC", "Hani"),
        ("hello", "Montserrat", "Latn"),
    ]


def test_conjunct_is_one_glyph():
    # क्ष is written with three characters and drawn as one.
    assert len(shape("क्ष", Language.HINDI, 40).glyphs) == 1


def test_vowel_sign_is_drawn_before_its_consonant():
    short_i = shape("कि", Language.HINDI, 40).glyphs
    alone = shape("क", Language.HINDI, 40).glyphs[0].number
    assert [glyph.number == alone for glyph in short_i] == [False, True]


def test_han_takes_the_form_of_its_language():
    japanese, chinese = (
        shape("直", language, 40).glyphs[0].number
        for language in (Language.JAPANESE, Language.CHINESE)
    )
    assert japanese != chinese


def test_kerning_draws_letters_together():
    apart = shape("A", Language.ENGLISH, 100).width + shape("V", Language.ENGLISH, 100).width
    assert shape("AV", Language.ENGLISH, 100).width < apart - 1


def test_width_grows_with_the_size():
    small, large = (shape("Width", Language.ENGLISH, size).width for size in (20, 40))
    assert large == pytest.approx(2 * small, rel=0.01)


def test_faces_begin_with_the_language():
    firsts = {language: faces(language)[0].name for language in (Language.HINDI, Language.POLISH)}
    assert firsts == {Language.HINDI: "Noto Sans Devanagari", Language.POLISH: "Montserrat"}
    assert set(faces(Language.HINDI)) == set(faces(Language.POLISH))


def test_font_asked_for_comes_first_and_the_others_help_out():
    asked = named("noto sans")
    shaped = shape("aβ世", Language.ENGLISH, 40, first=asked)
    assert [glyph.face.name for glyph in shaped.glyphs] == [
        "Noto Sans",
        "Noto Sans",
        "Noto Sans CJK SC",
    ]
    assert faces(Language.JAPANESE, first=asked)[:2] == (asked, face("Noto Sans CJK JP"))


def test_font_that_does_not_ship_has_no_face():
    assert named("Comic Sans MS") is None


def test_bold_is_bolder():
    line = shape("Hello", Language.ENGLISH, 60)
    mask = cover(line.glyphs, 60, (200, 80), (10, 60))
    thin = face("Montserrat").outlines
    assert thin.has_var_data
    assert (mask > 127).mean() > 0.1


def test_mask_stands_on_the_baseline():
    mask = average(cover(shape("H", Language.ENGLISH, 40).glyphs, 40, (60, 60), (10, 50)))
    rows, columns = np.nonzero(mask > 127)
    assert rows.max() == 49
    assert 10 <= columns.min() <= 14
    assert 0.6 * 40 <= rows.max() - rows.min() + 1 <= 0.8 * 40


@given(st.floats(-90, 160), st.floats(-60, 160))
def test_mask_is_cut_off_at_the_box(across, down):
    glyphs = shape("ÅgW", Language.ENGLISH, 40).glyphs
    pad = 150
    whole = cover(glyphs, 40, (80 + 2 * pad, 70 + 2 * pad), (across + pad, down + pad))
    part = cover(glyphs, 40, (80, 70), (across, down))
    middle = whole[pad * FINE : -pad * FINE, pad * FINE : -pad * FINE]
    assert int(np.abs(part.astype(int) - middle).max()) <= 2


def test_outline_goes_all_round():
    dot = np.zeros((40, 40), np.uint8)
    dot[20, 20] = 255
    rows, columns = np.nonzero(thicken(dot, 3) > 127)
    assert (
        (rows.min(), rows.max()) == (columns.min(), columns.max()) == (20 - 3 * FINE, 20 + 3 * FINE)
    )


@pytest.mark.parametrize("control", ["\n", "\t", "\r", "\x00", "\x1b", "\u2028", "\u2029", "\x85"])
def test_control_character_takes_the_room_of_a_space(control):
    spaced, controlled = (shape(f"a{one}b", Language.ENGLISH, 40) for one in (" ", control))
    assert controlled == spaced


@pytest.mark.parametrize("invisible", ["\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060", "\ufe0f"])
def test_invisible_character_takes_no_room(invisible):
    bare, joined = (shape(text, Language.ENGLISH, 40) for text in ("ab", f"a{invisible}b"))
    assert joined.width == pytest.approx(bare.width, abs=2)
    assert missing(f"a{invisible}b", faces(Language.ENGLISH)) == ()


def test_script_without_a_font_is_reported_letter_by_letter():
    """No font here has Mongolian: it is told, not drawn as boxes in silence."""
    assert missing("ᠮᠣᠩ abc", faces(Language.ENGLISH)) == ("ᠮ", "ᠣ", "ᠩ")


def test_letter_is_missing_with_the_mark_that_no_font_sets_on_it():
    assert missing("한\u0e33 한", faces(Language.ENGLISH)) == ("한\u0e33",)


@pytest.mark.parametrize(
    ("conjunct", "glyphs"),
    [("क्ष", 1), ("त्र", 1), ("ज्ञ", 1), ("श्र", 1), ("र्क", 2), ("क्र", 1), ("द्ध", 1)],
)
def test_conjuncts_are_joined(conjunct, glyphs):
    assert len(shape(conjunct, Language.HINDI, 40).glyphs) == glyphs


def test_repha_stands_after_its_consonant():
    """र् before a consonant is drawn as a hook above and behind it."""
    consonant, hook = shape("र्क", Language.HINDI, 40).glyphs
    alone = shape("क", Language.HINDI, 40).glyphs[0].number
    assert (consonant.number, hook.number) == (alone, hook.number)
    assert hook.x > consonant.x


def test_halant_shows_where_nothing_can_join():
    visible = shape("क्\u200cष", Language.HINDI, 40).glyphs
    assert len(visible) > len(shape("क्ष", Language.HINDI, 40).glyphs)


def test_kana_and_kanji_stand_a_full_width_apart():
    glyphs = shape("朝の光が", Language.JAPANESE, 50).glyphs
    assert [glyph.x for glyph in glyphs] == pytest.approx([0, 50, 100, 150], abs=0.1)


def test_voiced_kana_is_one_glyph_however_it_is_written():
    composed, combined = (shape(text, Language.JAPANESE, 40) for text in ("が", "か\u3099"))
    assert composed.width == combined.width
    assert [glyph.number for glyph in composed.glyphs] == [
        glyph.number for glyph in combined.glyphs
    ]


@pytest.mark.parametrize(
    ("composed", "combined"), [("é", "e\u0301"), ("Å", "A\u030a"), ("ñ", "n\u0303")]
)
def test_accent_is_drawn_alike_however_it_is_written(composed, combined):
    masks = [
        cover(shape(text, Language.FRENCH, 40).glyphs, 40, (60, 60), (10, 50))
        for text in (composed, combined)
    ]
    assert int(np.abs(masks[0].astype(int) - masks[1]).max()) <= 2


mixed = st.text("aW é“क्षिم🙂光のー、。\n\u0301\u200d", max_size=24)


@given(mixed, st.sampled_from(Language))
def test_runs_have_every_character_once(text, language):
    found = runs(text, faces(language))
    assert "".join(text[run.begin : run.end] for run in found) == text


@given(mixed, st.sampled_from(Language))
def test_glyphs_name_characters_of_the_text(text, language):
    shaped = shape(text, language, 30)
    assert all(0 <= glyph.character < len(text) for glyph in shaped.glyphs)
    assert shaped.width >= 0


@given(mixed, st.sampled_from(Language))
def test_what_is_missing_is_what_is_drawn_as_a_box(text, language):
    """A grapheme is reported if and only if a face had to be taken that lacks part of it."""
    boxes = {glyph.character for glyph in shape(text, language, 30).glyphs if glyph.number == 0}
    lacking = missing(text, faces(language))
    assert bool(boxes) <= bool(lacking)


@pytest.mark.parametrize("size", [12, 17.3, 40, 96])
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.HINDI, Language.JAPANESE])
def test_letters_look_the_same_at_any_place(size, language):
    """Moved by whole pixels, a mask is the same mask, to the rasteriser's own rounding."""
    glyphs = shape(SENTENCES[language][:3], language, size).glyphs
    side = int(size * 5)
    here = average(cover(glyphs, size, (side, side), (10, side - size)))
    there = average(cover(glyphs, size, (side, side), (17, side - size - 5)))
    assert int(np.abs(here[5:, :-7].astype(int) - there[:-5, 7:]).max()) <= 3
