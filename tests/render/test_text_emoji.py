"""Emoji are drawn in colour, each sequence as one sign.

All 4,733 sequences of Unicode 15's emoji-test.txt were run through `sign` when it was written.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.brief import Language
from reelwright.render.text.fonts import EMOJI, faces
from reelwright.render.text.ink import ink_bounds
from reelwright.render.text.mask import FINE, average, cover
from reelwright.render.text.picture import pictures
from reelwright.render.text.runs import missing, runs
from reelwright.render.text.shape import Glyph, shape

SEQUENCES = {
    "face": "😀",
    "skin tone": "👍🏽",
    "family": "👩\u200d👩\u200d👧\u200d👦",
    "couple of two tones": "👩🏼\u200d❤\ufe0f\u200d💋\u200d👨🏾",
    "astronaut": "🧑🏿\u200d🚀",
    "flag": "🇩🇪",
    "flag of Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "rainbow flag": "🏳\ufe0f\u200d🌈",
    "keycap": "1\ufe0f\u20e3",
    "keycap without its selector": "#\u20e3",
    "heart": "❤\ufe0f",
    "heart on fire": "❤\u200d🔥",
    "of Unicode 16": "🫩",
}


def inked(text: str) -> list[Glyph]:
    glyphs = shape(text, Language.ENGLISH, 40).glyphs
    return [glyph for glyph in glyphs if ink_bounds([glyph], 40) != (0, 0, 0, 0)]


@pytest.mark.parametrize("name", SEQUENCES)
def test_sequence_is_one_sign(name):
    assert [glyph.face for glyph in inked(SEQUENCES[name])] == [EMOJI]


@pytest.mark.parametrize("name", SEQUENCES)
def test_sequence_is_one_sign_from_right_to_left(name):
    sign = SEQUENCES[name]
    first, *_ = shape(sign, Language.ENGLISH, 40).glyphs
    found = [glyph for glyph in inked(f"א {sign} ב") if glyph.pictorial]
    assert [(glyph.number, glyph.character) for glyph in found] == [(first.number, 2)]


def test_flags_stand_apart():
    assert len(inked("🇩🇪🇯🇵🇫🇷")) == 3


@pytest.mark.parametrize("text", ["1", "#", "❤\ufe0e", "☺\ufe0e", "©", "™", "↔", "☀", "★"])
def test_sign_that_is_text_is_set_as_text(text):
    assert [glyph.pictorial for glyph in inked(text)] == [False]


def test_what_follows_an_emoji_is_set_in_the_text_s_own_font():
    found = runs("a 🎉 7, b", faces(Language.ENGLISH))
    assert [(run.begin, run.end, run.face.name) for run in found] == [
        (0, 2, "Montserrat"),
        (2, 3, "Noto Color Emoji"),
        (3, 8, "Montserrat"),
    ]


def test_emoji_that_nobody_has_drawn_is_reported():
    assert missing("a \U0001faff b", faces(Language.ENGLISH)) == ("\U0001faff",)


def test_emoji_joined_as_nobody_has_drawn_fall_apart():
    assert len(inked("🐉\u200d🎉")) == 2


def test_heart_is_red_and_a_flag_black_red_and_gold():
    heart = pictures(inked("❤\ufe0f"), 60, (80, 80), (4, 60))
    blue, green, red, alpha = average(heart)[35, 38]
    assert alpha == 255
    assert red > 180
    assert max(blue, green) < 100
    flag = average(pictures(inked("🇩🇪"), 60, (80, 80), (4, 60)))
    rows = flag[flag[:, 36, 3] == 255, 36, :3].astype(int)
    top, middle, bottom = rows[2], rows[len(rows) // 2], rows[-3]
    assert top.max() < 60
    assert middle[2] > 180 > 80 > middle[0]
    assert min(bottom[1], bottom[2]) > 150 > bottom[0]


def test_letters_and_emoji_are_drawn_apart():
    glyphs = shape("A🎉", Language.ENGLISH, 40).glyphs
    box, pen = (100, 60), (5, 45)
    assert cover(glyphs, 40, box, pen).tobytes() == cover(glyphs[:1], 40, box, pen).tobytes()
    assert pictures(glyphs, 40, box, pen).tobytes() == pictures(glyphs[1:], 40, box, pen).tobytes()
    assert pictures(glyphs[:1], 40, box, pen) is None


def test_picture_stands_where_it_is_put():
    glyphs = inked("🎉")
    here = pictures(glyphs, 40, (120, 100), (20, 60))
    there = pictures(glyphs, 40, (120, 100), (37, 71))
    rows, columns = 11 * FINE, 17 * FINE
    assert np.array_equal(here[:-rows, :-columns], there[rows:, columns:])


@given(st.floats(-60, 160), st.floats(-60, 160))
def test_picture_is_cut_off_at_the_box(across, down):
    glyphs = inked("🎉")
    pad = 100
    whole = pictures(glyphs, 40, (80 + 2 * pad, 70 + 2 * pad), (across + pad, down + pad))
    part = pictures(glyphs, 40, (80, 70), (across, down))
    middle = whole[pad * FINE : -pad * FINE, pad * FINE : -pad * FINE]
    assert int(np.abs(part.astype(int) - middle).max()) <= 2


def test_colours_are_multiplied_by_alpha():
    drawn = pictures(inked("🎉👻💧"), 50, (220, 80), (5, 60))
    assert (drawn[..., :3] <= drawn[..., 3:]).all()
    assert drawn[..., 3].max() == 255
