"""Whatever a caption says, in whatever frame, all of its ink stands within the safe area."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Aspect, CaptionStyle, Language, Resolution, frame_size
from reelwright.model.time import Time
from reelwright.model.timeline import Captions, Cue, CueWord
from reelwright.render.captions import STYLES
from reelwright.render.captions.layout import Layout, Setting, lay_out
from reelwright.render.captions.lettering import Lettering
from reelwright.render.plan import CaptionState

MARGIN = 0.05  # of each side: EBU R 95's safe area for text lies 5 % in
SIZES = {aspect: frame_size(aspect, Resolution.P360) for aspect in Aspect}

letters = st.text("abcMWgjÅÑ,.!“”—", min_size=1, max_size=30)
devanagari = st.text("कखगतनमरसहिीुूेैोौंःँ्", min_size=1, max_size=20)
kana = st.text("あいうの森光朝灯ー、。「」ッ", min_size=1, max_size=40)
strange = st.text("a🙂\n\t\u200b\u0301\u0489ع𓀀Ⅷ㍿", min_size=1, max_size=20)
texts = st.one_of(
    st.lists(one, min_size=1, max_size=24).map(" ".join)
    for one in (letters, devanagari, kana, strange)
)


def a_cue(text: str) -> Cue:
    """A cue whose words are what stands between spaces."""
    words, at = [], 0
    for number, part in enumerate(text.split(" ")):
        if part:
            start = Time.of(number)
            words.append(CueWord(begin=at, end=at + len(part), start=start, stop=start))
        at += len(part) + 1
    return Cue(start=Time.of(0), stop=Time.of(1000), text=text, words=tuple(words))


def ink(text: str, aspect: Aspect, style: CaptionStyle, language=Language.ENGLISH) -> np.ndarray:
    """Return where the caption darkens or lightens the frame: letters, outline, not shadow."""
    size = SIZES[aspect]
    captions = Captions(style=style, language=language, cues=(a_cue(text),))
    word = len(captions.cues[0].spoken) - 1
    patch = Lettering(captions, size.width, size.height).patch(CaptionState(0, 1, 0, word))
    drawn = np.zeros((size.height, size.width), bool)
    if patch is not None:
        height, width = patch.keep.shape
        # More than half covered; what shadow there is stays below 60 %.
        drawn[patch.top : patch.top + height, patch.left : patch.left + width] = patch.keep < 90
    return drawn


def assert_safe(drawn: np.ndarray) -> None:
    rows, columns = np.nonzero(drawn)
    if len(rows):
        height, width = drawn.shape
        assert rows.min() >= height * MARGIN
        assert rows.max() < height * (1 - MARGIN)
        assert columns.min() >= width * MARGIN
        assert columns.max() < width * (1 - MARGIN)


@settings(max_examples=40, deadline=None)
@given(texts, st.sampled_from(Aspect), st.sampled_from(CaptionStyle), st.sampled_from(Language))
def test_ink_stays_within_the_safe_area(text, aspect, style, language):
    assert_safe(ink(text, aspect, style, language))


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("text", ["W" * 2000, "lorem ipsum dolor " * 111, "光" * 1000])
def test_longest_caption_stays_within_the_safe_area(text, aspect):
    drawn = ink(text.strip(), aspect, CaptionStyle.CLASSIC)
    assert_safe(drawn)
    assert drawn.any()


def laid(text: str, aspect: Aspect, only: int | None = None) -> Layout:
    size = SIZES[aspect]
    style = STYLES[CaptionStyle.CLASSIC]
    return lay_out(a_cue(text), only, Setting(size.width, size.height, Language.ENGLISH, style))


@settings(max_examples=20, deadline=None)
@given(st.lists(letters, min_size=1, max_size=60).map(" ".join), st.sampled_from(Aspect))
def test_no_letter_is_left_out(text, aspect):
    characters = [glyph.character for line in laid(text, aspect).lines for glyph in line.glyphs]
    assert len(characters) >= len(text.replace(" ", "")) * 0.9  # ligatures join a few


@settings(max_examples=20, deadline=None)
@given(st.lists(letters, min_size=1, max_size=60).map(" ".join), st.sampled_from(Aspect))
def test_lines_are_centred_and_evenly_spaced(text, aspect):
    lines = laid(text, aspect).lines
    width = SIZES[aspect].width
    assert [line.x + line.width / 2 for line in lines] == pytest.approx([width / 2] * len(lines))
    steps = np.diff([line.baseline for line in lines])
    assert steps == pytest.approx(np.full(len(lines) - 1, laid(text, aspect).size * 1.24))


@pytest.mark.parametrize("aspect", Aspect)
def test_foot_of_every_caption_is_the_same(aspect):
    feet = {laid(text, aspect).lines[-1].baseline for text in ("A", "A lot of words " * 12)}
    assert len(feet) == 1


@pytest.mark.parametrize("style", CaptionStyle)
@pytest.mark.parametrize("text", [" ", "\n", "  \t ", "\u3000"])
def test_blank_caption_shows_nothing(text, style):
    cue = Cue(start=Time.of(0), stop=Time.of(1), text=text)
    lettering = Lettering(Captions(style=style, cues=(cue,)), 320, 180)
    assert lettering.patch(CaptionState(0, 1, 0, 0)) is None


def test_blank_word_shows_nothing():
    words = tuple(
        CueWord(begin=n, end=n + 1, start=Time.of(n), stop=Time.of(n + 1)) for n in range(2)
    )
    cue = Cue(start=Time.of(0), stop=Time.of(2), text=" a", words=words)
    lettering = Lettering(Captions(style=CaptionStyle.WORD, cues=(cue,)), 320, 180)
    assert lettering.patch(CaptionState(0, 1, 0, 0)) is None
    assert lettering.patch(CaptionState(0, 1, 0, 1)) is not None
