"""Whatever a caption says, in whatever frame, all of its ink stands within the safe area."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Aspect, CaptionStyle, Language, Resolution, frame_size
from reelwright.model.caption import Across, CaptionLook, Captions, Down
from reelwright.model.time import Rate
from reelwright.render.canvas import Canvas
from reelwright.render.captions import STYLES
from reelwright.render.captions.layout import Layout, Setting, lay_out
from reelwright.render.captions.lettering import Lettering
from reelwright.render.plan import PlannedCue, PlannedWord

MARGIN = 0.05  # of each side: EBU R 95's safe area for text lies 5 % in
SIZES = {aspect: frame_size(aspect, Resolution.P360) for aspect in Aspect}
CANVASES = {aspect: Canvas(size.width, size.height, Rate.of(30)) for aspect, size in SIZES.items()}

BOXED = {CaptionStyle.BOXED_LINE, CaptionStyle.BOXED_WORD}

letters = st.text("abcMWgjÅÑ,.!“”—", min_size=1, max_size=30)
devanagari = st.text("कखगतनमरसहिीुूेैोौंःँ्", min_size=1, max_size=20)
kana = st.text("あいうの森光朝灯ー、。「」ッ", min_size=1, max_size=40)
arabic = st.text("ابجدهوزحطيلمنسعفصقرشتثَُِّ", min_size=1, max_size=20)
thai = st.text("กขคงจชซญดตนบปพมยรลวสหอะาิีึืุูเแโใไ่้๊๋์", min_size=1, max_size=20)
strange = st.text("a🙂\n\t\u200b\u0301\u0489ع𓀀Ⅷ㍿Ệ", min_size=1, max_size=20)
texts = st.one_of(
    st.lists(one, min_size=1, max_size=24).map(" ".join)
    for one in (letters, devanagari, kana, arabic, thai, strange)
)
looks = st.builds(CaptionLook, across=st.sampled_from(Across), down=st.sampled_from(Down))


def a_cue(text: str) -> PlannedCue:
    """A cue whose words are what stands between spaces, each spoken for ten frames."""
    words, at = [], 0
    for number, part in enumerate(text.split(" ")):
        if part:
            words.append(PlannedWord(at, at + len(part), number * 10, number * 10 + 10))
        at += len(part) + 1
    whole = PlannedWord(0, len(text), 0, 10)
    return PlannedCue(text, tuple(words) or (whole,), 0, 10_000)


def drawn(text, aspect, style, language=Language.ENGLISH, look=None, frame=None):
    """Return the patch of a caption at a frame, by default two after the last word began."""
    cue = a_cue(text)
    captions = Captions(style=style, language=language, look=look or CaptionLook())
    at = cue.words[-1].first + 2 if frame is None else frame
    return Lettering((cue,), captions, CANVASES[aspect]).patch(at)


def ink(text, aspect, style, language=Language.ENGLISH, look=None) -> np.ndarray:
    """Return where the caption darkens or lightens the frame: letters, outline, not shadow."""
    canvas, patch = CANVASES[aspect], drawn(text, aspect, style, language, look)
    covered = np.zeros((canvas.height, canvas.width), bool)
    if patch is not None:
        height, width = patch.keep.shape
        # More than half covered; what shadow there is stays below 60 %.
        covered[patch.top : patch.top + height, patch.left : patch.left + width] = patch.keep < 90
    return covered


def assert_safe(drawn: np.ndarray) -> None:
    rows, columns = np.nonzero(drawn)
    if len(rows):
        height, width = drawn.shape
        assert rows.min() >= height * MARGIN
        assert rows.max() < height * (1 - MARGIN)
        assert columns.min() >= width * MARGIN
        assert columns.max() < width * (1 - MARGIN)


@settings(max_examples=60)
@given(
    texts, st.sampled_from(Aspect), st.sampled_from(CaptionStyle), st.sampled_from(Language), looks
)
def test_ink_stays_within_the_safe_area(text, aspect, style, language, look):
    assert_safe(ink(text, aspect, style, language, look))


@settings(max_examples=40)
@given(texts, st.sampled_from(Aspect), st.sampled_from(sorted({*CaptionStyle} - BOXED)))
def test_no_ink_is_cut_off(text, aspect, style):
    """What reaches the edge of a patch is the shadow's last breath."""
    if patch := drawn(text, aspect, style):
        edges = [patch.keep[0], patch.keep[-1], patch.keep[:, 0], patch.keep[:, -1]]
        assert min(int(edge.min()) for edge in edges) >= 235


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("text", ["W" * 2000, "lorem ipsum dolor " * 111, "光" * 1000])
def test_longest_caption_stays_within_the_safe_area(text, aspect):
    covered = ink(text.strip(), aspect, CaptionStyle.CLASSIC)
    assert_safe(covered)
    assert covered.any()


@pytest.mark.parametrize("style", CaptionStyle)
@pytest.mark.parametrize("marks", [30, 60])
def test_tower_of_marks_is_made_small_enough_to_stand(style, marks):
    assert_safe(ink("e" + "\u0301" * marks + " is tall", Aspect.WIDE, style))


def test_lines_with_tall_marks_stand_further_apart():
    plain, tall = (
        laid(f"{word} " * 10, Aspect.WIDE, font="Noto Sans")
        for word in ("EEEEE", "E\u0302\u0301\u0301EEEE")
    )
    assert len(plain.lines) == len(tall.lines) == 2
    for layout in (plain, tall):
        assert layout.lines[0].bottom < layout.lines[1].top
    steps = [
        (layout.lines[1].baseline - layout.lines[0].baseline) / layout.size
        for layout in (plain, tall)
    ]
    assert steps[0] == pytest.approx(1.24)
    assert steps[1] > 1.3


def laid(text: str, aspect: Aspect, only: int | None = None, **look) -> Layout:
    style = STYLES[CaptionStyle.CLASSIC]
    setting = Setting(CANVASES[aspect], Language.ENGLISH, style, CaptionLook(**look))
    return lay_out(a_cue(text), only, setting)


@settings(max_examples=20)
@given(st.lists(letters, min_size=1, max_size=60).map(" ".join), st.sampled_from(Aspect))
def test_no_letter_is_left_out(text, aspect):
    characters = [glyph.character for line in laid(text, aspect).lines for glyph in line.glyphs]
    assert len(characters) >= len(text.replace(" ", "")) * 0.9  # ligatures join a few


@settings(max_examples=20)
@given(st.lists(letters, min_size=1, max_size=60).map(" ".join), st.sampled_from(Aspect))
def test_lines_are_centred_and_evenly_spaced(text, aspect):
    layout = laid(text, aspect)
    width = CANVASES[aspect].width
    middles = [line.x + line.width / 2 for line in layout.lines]
    assert middles == pytest.approx([width / 2] * len(middles))
    steps = np.diff([line.baseline for line in layout.lines])
    assert (steps >= layout.size * 1.24 - 1e-6).all()
    assert steps == pytest.approx(np.full(len(steps), steps[0] if len(steps) else 0))


@pytest.mark.parametrize("across", ["left", "right"])
def test_lines_begin_or_end_at_the_margin(across):
    lines = laid("A lot of words " * 6, Aspect.WIDE, across=across).lines
    width = CANVASES[Aspect.WIDE].width
    edges = {
        round(line.x if across == "left" else width - line.x - line.width, 6) for line in lines
    }
    assert edges == {round(width * 0.08, 6)}


@pytest.mark.parametrize("aspect", Aspect)
def test_foot_of_every_caption_is_the_same(aspect):
    feet = {laid(text, aspect).lines[-1].baseline for text in ("A", "A lot of words " * 12)}
    assert len(feet) == 1


@pytest.mark.parametrize("aspect", Aspect)
def test_head_of_every_caption_at_the_top_is_the_same(aspect):
    texts = ("A", "A few words " * 5)
    heads = {
        round(one.lines[0].baseline - one.size * 0.7, 6)
        for one in (laid(text, aspect, down="top") for text in texts)
    }
    assert len(heads) == 1


def test_marks_at_the_edge_move_the_lines_inwards():
    """They are not set smaller for it."""
    plain, marked = (
        laid(text, Aspect.WIDE, down="top", font="Noto Sans")
        for text in ("E", "E\u0302\u0301\u0301")
    )
    assert marked.size == plain.size
    assert marked.lines[0].baseline > plain.lines[0].baseline
    assert marked.lines[0].top >= CANVASES[Aspect.WIDE].height * MARGIN


@pytest.mark.parametrize("style", CaptionStyle)
@pytest.mark.parametrize("text", [" ", "\n", "  \t ", "\u3000"])
def test_blank_caption_shows_nothing(text, style):
    assert drawn(text, Aspect.WIDE, style, frame=0) is None


def test_blank_word_shows_nothing():
    words = (PlannedWord(0, 1, 0, 10), PlannedWord(1, 2, 10, 20))
    captions, canvas = Captions(style=CaptionStyle.WORD), CANVASES[Aspect.WIDE]
    lettering = Lettering((PlannedCue(" a", words, 0, 20),), captions, canvas)
    assert lettering.patch(5) is None
    assert lettering.patch(15) is not None
