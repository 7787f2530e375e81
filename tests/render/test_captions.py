"""Captions stand whole within the frame and light the word that is spoken."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import CaptionStyle, Language
from reelwright.model.time import Time
from reelwright.model.timeline import Captions, Cue, CueWord
from reelwright.render.captions import STYLES
from reelwright.render.captions.layout import Setting, lay_out, owners
from reelwright.render.captions.lettering import Lettering
from reelwright.render.captions.look import LIT, WHITE
from reelwright.render.plan import CaptionState
from reelwright.render.planes import Planes, lay

LINES = {
    Language.ENGLISH: ("The tide remembers every shore.", "The tide remembers every shore"),
    Language.HINDI: ("सुबह की किरणें जंगल को जगाती हैं।", "सुबह की किरणें जंगल को जगाती हैं"),
    Language.JAPANESE: ("朝の光が、森を包みます。", "朝の 光が 森を 包みます"),
}


def a_cue(text: str, words: str) -> Cue:
    spoken, at = [], 0
    for number, word in enumerate(words.split()):
        at = text.index(word, at)
        start = Time.of(number)
        spoken.append(CueWord(begin=at, end=at + len(word), start=start, stop=start + Time.of(1)))
        at += len(word)
    return Cue(start=Time.of(0), stop=Time.of(len(spoken)), text=text, words=tuple(spoken))


def drawn(
    cue: Cue, word: int, language: Language, style: CaptionStyle, size=(640, 360)
) -> np.ndarray:
    """Return a grey frame with the caption on it, as a picture."""
    planes = Planes.empty(*size)
    planes.y[:], planes.u[:], planes.v[:] = 110, 128, 128
    lettering = Lettering(Captions(style=style, language=language, cues=(cue,)), *size)
    patch = lettering.patch(CaptionState(0, 1, 0, word))
    if patch is not None:
        lay(planes, patch)
    return cv2.cvtColor(_i420(planes), cv2.COLOR_YUV2BGR_I420)


def _i420(planes: Planes) -> np.ndarray:
    return np.concatenate([plane.ravel() for plane in planes]).reshape(-1, planes.y.shape[1])


@pytest.mark.parametrize("style", CaptionStyle)
@pytest.mark.parametrize("language", LINES)
def test_style_looks_as_it_did(language, style, golden):
    golden(f"caption-{language}-{style}", drawn(a_cue(*LINES[language]), 2, language, style))


def test_tall_frame_looks_as_it_did(golden):
    cue = a_cue(*LINES[Language.ENGLISH])
    golden("caption-tall", drawn(cue, 1, Language.ENGLISH, CaptionStyle.KARAOKE, (270, 480)))


@pytest.mark.parametrize(
    ("style", "current", "colours"),
    [
        (CaptionStyle.CLASSIC, -1, (WHITE, WHITE, WHITE)),
        (CaptionStyle.CLASSIC, 1, (WHITE, WHITE, WHITE)),
        (CaptionStyle.KARAOKE, -1, (WHITE, WHITE, WHITE)),
        (CaptionStyle.KARAOKE, 1, (WHITE, LIT, WHITE)),
        (CaptionStyle.PROGRESSIVE, -1, (None, None, None)),
        (CaptionStyle.PROGRESSIVE, 1, (WHITE, WHITE, None)),
        (CaptionStyle.WORD, -1, (None, None, None)),
        (CaptionStyle.WORD, 1, (None, WHITE, None)),
    ],
)
def test_style_decides_what_shows(style, current, colours):
    assert STYLES[style].colours(3, current) == colours


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
    assert "".join(str(owner) for owner in owners(text, a_cue(text, words).spoken)) == belongs


def test_lit_word_is_where_it_is_in_the_line():
    cue = a_cue(*LINES[Language.ENGLISH])
    plain, lit = (
        drawn(cue, word, Language.ENGLISH, CaptionStyle.KARAOKE).astype(int) for word in (-1, 4)
    )
    columns = np.nonzero(np.abs(plain - lit).max(axis=(0, 2)) > 40)[0]
    whole = np.nonzero(np.abs(plain - 110).max(axis=(0, 2)) > 90)[0]
    assert columns.min() > (whole.min() + whole.max()) / 2
    assert columns.max() <= whole.max()


def test_caption_stands_in_the_lower_fifth_and_clear_of_the_edge():
    rows = np.nonzero(
        np.abs(
            drawn(
                a_cue("Gypsy jig", "Gypsy jig"), -1, Language.ENGLISH, CaptionStyle.CLASSIC
            ).astype(int)
            - 128
        ).max(axis=(1, 2))
        > 90
    )[0]
    assert rows.min() > 360 * 0.78
    assert rows.max() < 360 * 0.965


texts = st.lists(st.text("abcdefgWMi", min_size=1, max_size=24), min_size=1, max_size=40).map(
    " ".join
)


@settings(max_examples=30, deadline=None)
@given(
    texts,
    st.sampled_from([(640, 360), (270, 480), (360, 360), (840, 360)]),
    st.sampled_from(CaptionStyle),
)
def test_no_line_leaves_the_frame(text, size, style):
    setting = Setting(*size, Language.ENGLISH, STYLES[style])
    layout = lay_out(a_cue(text, text), None, setting)
    assert all(line.x >= 0 for line in layout.lines)
    assert all(line.x + line.width <= size[0] for line in layout.lines)
    assert layout.lines[0].baseline - layout.size > 0 or len(layout.lines) > 6


def test_long_caption_is_set_smaller_in_two_lines():
    setting = Setting(640, 360, Language.ENGLISH, STYLES[CaptionStyle.CLASSIC])
    text = "The lighthouse keeper climbed all of the narrow winding wooden stairs again that windy November evening"
    layout = lay_out(a_cue(text, text), None, setting)
    assert len(layout.lines) == 2
    assert setting.type_size * 0.6 < layout.size < setting.type_size


def test_patches_of_one_cue_only_are_kept():
    cue = a_cue(*LINES[Language.ENGLISH])
    later = cue.model_copy(update={"start": Time.of(10), "stop": Time.of(20)})
    lettering = Lettering(Captions(cues=(cue, later)), 320, 180)
    first = lettering.patch(CaptionState(0, 1, 0, 0))
    assert lettering.patch(CaptionState(0, 1, 0, 0)) is first
    lettering.patch(CaptionState(1, 2, 1, 0))
    assert lettering.patch(CaptionState(0, 1, 0, 0)) is not first
