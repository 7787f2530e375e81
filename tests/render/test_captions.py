"""Captions look as they did, change on the frames they should, and take the look asked for."""

from fractions import Fraction
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import CaptionStyle, Language
from reelwright.model.caption import CaptionLook, Captions
from reelwright.model.time import Rate
from reelwright.render.canvas import Canvas
from reelwright.render.captions import STYLES, pop, typewriter, unavailable
from reelwright.render.captions.layout import Layout, Setting, lay_out
from reelwright.render.captions.lettering import Lettering
from reelwright.render.captions.look import Beat, Tone
from reelwright.render.captions.sheet import Mask, Sheet, within
from reelwright.render.captions.states import states
from reelwright.render.captions.words import graphemes, owners
from reelwright.render.plan import PlannedCue, PlannedWord
from reelwright.render.planes import Patch, Planes, lay

RATE = Rate.of(30)
WIDE, TALL = (640, 360), (270, 480)
GREY = 110
LINES = {
    "english": (
        Language.ENGLISH,
        "The tide remembers every shore.",
        "The tide remembers every shore",
    ),
    "hindi": (
        Language.HINDI,
        "सुबह की किरणें जंगल को जगाती हैं।",
        "सुबह की किरणें जंगल को जगाती हैं",
    ),
    "japanese": (Language.JAPANESE, "朝の光が、森を包みます。", "朝の 光が 森を 包みます"),
    "arabic": (Language.ENGLISH, "كان البحر هادئا تلك الليلة.", "كان البحر هادئا تلك الليلة"),
}
PLAIN, LIT = Tone.PLAIN, Tone.LIT


def a_cue(text: str, words: str, each: int = 10) -> PlannedCue:
    """A cue from frame 0 on, every word spoken for `each` frames."""
    spoken, at = [], 0
    for number, word in enumerate(words.split()):
        begin = text.index(word, at)
        at = begin + len(word)
        spoken.append(PlannedWord(begin, at, number * each, number * each + each))
    return PlannedCue(text, tuple(spoken), 0, len(spoken) * each)


ENGLISH = a_cue(*LINES["english"][1:])


def patch_of(
    cue: PlannedCue,
    frame: int,
    style: CaptionStyle = CaptionStyle.KARAOKE,
    language: Language = Language.ENGLISH,
    frame_size: tuple[int, int] = WIDE,
    **look,
) -> Patch | None:
    captions = Captions(style=style, language=language, look=CaptionLook(**look))
    return Lettering((cue,), captions, Canvas(*frame_size, RATE)).patch(frame)


def planes_of(patch: Patch | None, size: tuple[int, int] = WIDE) -> Planes:
    """Return a grey frame with the patch on it."""
    planes = Planes.empty(*size)
    planes.y[:], planes.u[:], planes.v[:] = GREY, 128, 128
    if patch is not None:
        lay(planes, patch)
    return planes


def picture(patch: Patch | None, size: tuple[int, int] = WIDE) -> np.ndarray:
    planes = planes_of(patch, size)
    stacked = np.concatenate([plane.ravel() for plane in planes]).reshape(-1, size[0])
    return cv2.cvtColor(stacked, cv2.COLOR_YUV2BGR_I420)


@pytest.mark.parametrize("style", CaptionStyle)
@pytest.mark.parametrize("line", LINES)
def test_style_looks_as_it_did(line, style, golden):
    language, text, words = LINES[line]
    frame = 22  # the third word has been spoken for two frames
    golden(f"caption-{line}-{style}", picture(patch_of(a_cue(text, words), frame, style, language)))


def test_tall_frame_looks_as_it_did(golden):
    golden("caption-tall", picture(patch_of(ENGLISH, 12, frame_size=TALL), TALL))


def test_emoji_look_as_they_did(golden):
    cue = a_cue("Go 🚀 and rest ❤️ now", "Go 🚀 and rest ❤️ now")
    golden("caption-emoji", picture(patch_of(cue, 12, CaptionStyle.POP)))


def test_asked_look_looks_as_it_did(golden):
    look = {
        "across": "left",
        "down": "top",
        "font": "Noto Sans",
        "size": 34,
        "colour": "#ffe0f0c0",
        "lit": "#40ff90",
        "outline": "#401060",
        "outline_width": 4,
        "shadow": "#000000ff",
        "shadow_offset": 5,
        "box": "#20103080",
    }
    golden("caption-look", picture(patch_of(ENGLISH, 22, **look)))


@pytest.mark.parametrize(
    ("style", "current", "tones"),
    [
        (CaptionStyle.CLASSIC, -1, (PLAIN, PLAIN, PLAIN)),
        (CaptionStyle.CLASSIC, 1, (PLAIN, PLAIN, PLAIN)),
        (CaptionStyle.BOXED_LINE, 1, (PLAIN, PLAIN, PLAIN)),
        (CaptionStyle.KARAOKE, -1, (PLAIN, PLAIN, PLAIN)),
        (CaptionStyle.KARAOKE, 1, (PLAIN, LIT, PLAIN)),
        (CaptionStyle.BOXED_WORD, 1, (PLAIN, LIT, PLAIN)),
        (CaptionStyle.POP, 1, (PLAIN, LIT, PLAIN)),
        (CaptionStyle.PROGRESSIVE, -1, (None, None, None)),
        (CaptionStyle.PROGRESSIVE, 1, (PLAIN, PLAIN, None)),
        (CaptionStyle.TYPEWRITER, 1, (PLAIN, PLAIN, None)),
        (CaptionStyle.WORD, -1, (None, None, None)),
        (CaptionStyle.WORD, 1, (None, PLAIN, None)),
    ],
)
def test_style_decides_what_shows(style, current, tones):
    assert STYLES[style].tones(3, current) == tones


@pytest.mark.parametrize(
    ("text", "words", "belongs"),
    [
        ("Hi, you.", "Hi you", "00001111"),
        ("“Hi” (you)", "Hi you", "0000011111"),
        ("光が、森を", "光が 森を", "00011"),
        ("光「森」", "光 森", "0111"),
    ],
)
def test_marks_go_with_their_word(text, words, belongs):
    assert "".join(str(owner) for owner in owners(text, a_cue(text, words).words)) == belongs


def test_graphemes_are_counted_as_readers_do():
    text = "Né e\u0301, कि!"
    assert graphemes(text, a_cue(text, "Né e\u0301 कि").words) == ((0, 1), (3, 5), (7, 9))


# The frames on which things change.

cues = st.builds(
    lambda first, steps, rest: PlannedCue(
        " ".join("abcdefg"[: 1 + n % 7] for n in range(len(steps))),
        tuple(
            PlannedWord(
                sum(2 + k % 7 for k in range(n)),
                sum(2 + k % 7 for k in range(n)) + 1 + n % 7,
                first + sum(steps[: n + 1]),
                first + sum(steps[: n + 1]) + steps[n],
            )
            for n in range(len(steps))
        ),
        first,
        first + sum(steps) + rest,
    ),
    st.integers(-40, 40),
    st.lists(st.integers(0, 25), min_size=1, max_size=8),
    st.integers(1, 40),
)
rates = st.sampled_from([Rate.of(one) for one in (12, 25, "30000/1001", 60, 240)])


@given(cues, st.sampled_from(CaptionStyle), rates)
def test_every_frame_of_a_cue_is_in_one_state(cue, style, rate):
    found = list(states(3, cue, STYLES[style], rate))
    frames = [frame for state in found for frame in range(state.first, state.stop)]
    assert frames == list(range(cue.first, cue.stop))
    assert {state.cue for state in found} == {3}


@given(cues, st.sampled_from(CaptionStyle), rates)
def test_words_change_on_their_planned_frames(cue, style, rate):
    for state in states(0, cue, STYLES[style], rate):
        begun = [number for number, word in enumerate(cue.words) if word.first <= state.first]
        assert state.word == (begun[-1] if begun else -1)


@given(cues, st.sampled_from(CaptionStyle), rates)
def test_neighbouring_states_differ(cue, style, rate):
    found = list(states(0, cue, STYLES[style], rate))
    looks = [(state.word, state.step) for state in found]
    assert all(one != other for one, other in pairwise(looks))


@given(st.integers(1, 90), st.integers(0, 20), rates)
def test_typing_begins_at_once_and_ends_in_time(frames, letters, rate):
    beat = Beat(frames, letters, rate)
    typed = [typewriter.step(played, beat) for played in range(frames + 3)]
    assert typed == sorted(typed)
    assert typed[0] >= min(1, letters)
    assert typed[frames - 1 :] == [letters] * 4


def test_typing_is_spread_over_the_word():
    beat = Beat(12, 4, RATE)
    typed = [typewriter.step(played, beat) for played in range(12)]
    assert typed == [1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4]


@given(st.fractions(12, 240, max_denominator=1001))
def test_pop_grows_and_rests_within_its_time(per_second):
    rate = Rate(per_second)
    beat = Beat(1000, 5, rate)
    sizes = [pop.growth(pop.step(played, beat), rate) for played in range(60)]
    times = [Fraction(played) / per_second for played in range(60)]
    assert sizes[0] == 1
    assert max(sizes) <= pop.PEAK
    assert all(
        size == pytest.approx(1)
        for size, at in zip(sizes, times, strict=True)
        if at >= Fraction(1, 6)
    )


def test_pop_is_five_frames_of_thirty():
    sizes = [pop.growth(step, RATE) for step in range(6)]
    assert [round(size, 2) for size in sizes] == [1.0, 1.12, 1.15, 1.09, 1.03, 1.0]


@settings(max_examples=20)
@given(st.lists(st.integers(-2, 60), min_size=1, max_size=6), st.sampled_from(CaptionStyle))
def test_patch_does_not_depend_on_those_before_it(frames, style):
    captions, canvas = Captions(style=style), Canvas(320, 180, RATE)
    kept = Lettering((ENGLISH,), captions, canvas)
    for frame in frames:
        fresh = Lettering((ENGLISH,), captions, canvas).patch(frame)
        assert np.array_equal(picture(kept.patch(frame), (320, 180)), picture(fresh, (320, 180)))


@pytest.mark.parametrize("style", CaptionStyle)
def test_patch_is_drawn_once_while_nothing_changes(style):
    lettering = Lettering((ENGLISH,), Captions(style=style), Canvas(320, 180, RATE))
    drawn = lettering.patch(28)
    assert drawn is not None
    assert lettering.patch(28) is drawn
    # The last letter of a word is typed in its last frame.
    assert (lettering.patch(29) is drawn) == (style is not CaptionStyle.TYPEWRITER)


@pytest.mark.parametrize("frame", [-1, 50, 1000])
def test_nothing_shows_outside_the_cue(frame):
    assert patch_of(ENGLISH, frame) is None


@pytest.mark.parametrize("style", CaptionStyle)
def test_patch_is_no_larger_than_its_ink(style):
    patch = patch_of(ENGLISH, 22, style)
    rows, columns = (np.nonzero((patch.keep < 255).any(axis=axis))[0] for axis in (1, 0))
    height, width = patch.keep.shape
    assert rows[0] < 2
    assert rows[-1] >= height - 2
    assert columns[0] < 4
    assert columns[-1] >= width - 4


# The look asked for.


def yellow(planes: Planes) -> np.ndarray:
    """Return the luma columns in which there is yellow."""
    return np.nonzero((planes.u < 90).any(axis=0))[0] * 2


def inked(patch: Patch, frame: tuple[int, int] = WIDE) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what is plainly covered."""
    rows, columns = np.nonzero(patch.keep < 90)
    return (
        patch.left + columns.min(),
        patch.top + rows.min(),
        patch.left + columns.max() + 1,
        patch.top + rows.max() + 1,
    )


def test_lit_word_is_where_it_is_in_the_line():
    left, _, right, _ = inked(patch_of(ENGLISH, 45))
    lit = yellow(planes_of(patch_of(ENGLISH, 45)))
    assert lit.min() > (left + right) / 2
    assert lit.max() <= right


def test_right_to_left_words_are_lit_from_the_right():
    language, text, words = LINES["arabic"]
    cue = a_cue(text, words)
    centres = [
        yellow(planes_of(patch_of(cue, 10 * word, language=language))).mean() for word in range(5)
    ]
    assert centres == sorted(centres, reverse=True)


def test_box_is_of_one_colour_behind_the_whole_word():
    cue = a_cue("mmmmmmmmmm", "mmmmmmmmmm")
    planes = planes_of(patch_of(cue, 5, CaptionStyle.BOXED_WORD, lit="#ffd60a"))
    columns = yellow(planes)
    row = int(np.nonzero((planes.u < 90).any(axis=1))[0].mean())
    across = planes.u[row, columns.min() // 2 + 1 : columns.max() // 2]
    assert int(across.max()) - int(across.min()) <= 2


@pytest.mark.parametrize("style", [CaptionStyle.BOXED_LINE, CaptionStyle.CLASSIC])
def test_box_holds_all_lines(style):
    cue = a_cue(text := "Gypsy jigs and quilts for a very long and windy evening by the sea", text)
    bare = inked(patch_of(cue, 5, CaptionStyle.CLASSIC, shadow_offset=0))
    boxed = inked(patch_of(cue, 5, style, box="#112233"))
    assert boxed[0] < bare[0]
    assert boxed[1] < bare[1]
    assert boxed[2] > bare[2]
    assert boxed[3] > bare[3]


@pytest.mark.parametrize(
    ("across", "down"),
    [(a, d) for a in ("left", "center", "right") for d in ("top", "center", "bottom")],
)
@pytest.mark.parametrize("size", [WIDE, TALL])
def test_caption_stands_where_it_is_asked_for(across, down, size):
    cue = a_cue("Gypsy jig", "Gypsy jig")
    left, top, right, bottom = inked(patch_of(cue, 3, frame_size=size, across=across, down=down))
    x, y = (left + right) / 2 / size[0], (top + bottom) / 2 / size[1]
    assert (x < 0.4, 0.45 < x < 0.55, x > 0.6) == (
        across == "left",
        across == "center",
        across == "right",
    )
    assert (y < 0.25, 0.45 < y < 0.55, y > 0.72) == (
        down == "top",
        down == "center",
        down == "bottom",
    )


def test_size_is_that_of_the_em():
    setting = Setting(
        Canvas(*WIDE, RATE), Language.ENGLISH, STYLES[CaptionStyle.WORD], CaptionLook(size=37)
    )
    assert lay_out(ENGLISH, 0, setting).size == 37


@pytest.mark.parametrize("width", [0, 2, 5, 9])
def test_outline_is_as_wide_as_asked(width):
    reach = [
        inked(patch_of(ENGLISH, 5, outline_width=one, shadow_offset=0))[0] for one in (0, width)
    ]
    assert reach[0] - reach[1] == pytest.approx(width, abs=1)


def test_shadow_falls_as_far_as_asked():
    def foot(offset: float) -> float:
        patch = patch_of(ENGLISH, 5, shadow="#000000ff", shadow_offset=offset, outline_width=0)
        return float(
            np.average(
                np.arange(len(patch.keep)) + patch.top, weights=(255.0 - patch.keep).sum(axis=1)
            )
        )

    assert foot(0) < foot(6) < foot(12)


@pytest.mark.parametrize("part", ["colour", "lit", "outline", "shadow", "box"])
def test_colour_and_its_alpha_are_honoured(part):
    """Magenta is seen where it is asked for, half of it is seen half as much, none not at all."""
    style = CaptionStyle.KARAOKE

    def magenta(alpha: str) -> float:
        planes = planes_of(
            patch_of(ENGLISH, 25, style, **{part: f"#ff00ff{alpha}"}, shadow_offset=6)
        )
        both = np.minimum(planes.u, planes.v).astype(int) - 128
        return float(np.maximum(both - 2, 0).sum())  # rounding aside

    whole, half, none = magenta("ff"), magenta("80"), magenta("00")
    assert none == 0
    assert 0.35 * whole < half < 0.65 * whole


def test_translucent_letters_are_seen_through():
    cue = a_cue("MMM", "MMM")
    patch = patch_of(cue, 5, CaptionStyle.CLASSIC, colour="#ffffff40", shadow_offset=0)
    solid = patch_of(cue, 5, CaptionStyle.CLASSIC, shadow_offset=0)
    # Within the stems: three quarters of the picture shows.
    assert (abs(patch.keep.astype(int) - 191) <= 2).mean() > 0.1
    assert (solid.keep == 0).mean() > (patch.keep == 0).mean()


def test_font_is_the_one_asked_for():
    def glyphs(**look) -> Layout:
        setting = Setting(
            Canvas(*WIDE, RATE), Language.ENGLISH, STYLES[CaptionStyle.CLASSIC], CaptionLook(**look)
        )
        return lay_out(ENGLISH, None, setting)

    names = {glyph.face.name for line in glyphs(font="noto sans").lines for glyph in line.glyphs}
    assert names == {"Noto Sans"}
    assert glyphs(font="Comic Sans") == glyphs()


def test_font_that_is_not_here_is_told():
    assert unavailable(Captions(look=CaptionLook(font="Comic Sans"))) == [
        "There is no font 'Comic Sans' here; the captions are in their language's usual one."
    ]
    assert unavailable(Captions(look=CaptionLook(font="montserrat"))) == []
    assert unavailable(Captions()) == []


def test_long_caption_is_set_smaller_in_two_lines():
    setting = Setting(
        Canvas(*WIDE, RATE), Language.ENGLISH, STYLES[CaptionStyle.CLASSIC], CaptionLook()
    )
    text = "The lighthouse keeper climbed all of the narrow winding wooden stairs again that windy November evening"
    layout = lay_out(a_cue(text, text), None, setting)
    assert len(layout.lines) == 2
    assert setting.type_size * 0.6 < layout.size < setting.type_size


def test_neighbours_of_a_popping_word_stay_where_they_are():
    still, popping = (patch_of(ENGLISH, frame, CaptionStyle.POP) for frame in (10, 12))
    before, after = picture(still).astype(int), picture(popping).astype(int)
    columns = np.nonzero(np.abs(before - after).max(axis=(0, 2)) > 24)[0]
    lit = yellow(planes_of(popping))
    assert columns.min() >= lit.min() - 8
    assert columns.max() <= lit.max() + 8


def test_typed_letters_never_move():
    """What a frame shows stays where it is in all later ones, but for the caret and shadows."""
    drawn = [
        planes_of(patch_of(ENGLISH, frame, CaptionStyle.TYPEWRITER)).y for frame in range(0, 50, 3)
    ]
    whole = planes_of(patch_of(ENGLISH, 49, CaptionStyle.TYPEWRITER)).y
    lost = [int(((one > 200) & (whole < 150)).sum()) for one in drawn]
    caret = max(lost)
    assert caret < 60
    counts = [int((one > 200).sum()) for one in drawn]
    assert counts == sorted(counts)


# Sheets.


def test_sheet_blends_as_paint_does():
    box = within((0, 0, 8, 8), (8, 8))
    sheet = Sheet.blank(box)
    half = np.full((8, 8), 128, np.uint8)
    sheet.lay(Mask(box, np.full((8, 8), 255, np.uint8)), (255, 255, 255, 255))
    sheet.lay(Mask(box, half), (0, 0, 0, 255))
    patch = sheet.patch()
    assert (patch.keep == 0).all()
    assert np.unique(patch.ink.y).tolist() == [pytest.approx(125, abs=1)]
    assert np.unique(patch.ink.u).tolist() == [128]


@given(st.tuples(*[st.floats(-50, 150)] * 4))
def test_box_is_even_and_within_the_frame(bounds):
    box = within(bounds, (100, 60))
    assert all(side % 2 == 0 for side in box)
    assert 0 <= box.left <= 100 >= box.right >= 0
    assert 0 <= box.top <= 60 >= box.bottom >= 0
