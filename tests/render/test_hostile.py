"""A timeline made to hurt gives one clear error, or a film; never a hang, a crash or half a file."""

import cv2
import numpy as np
import pytest

from reelwright.model.errors import Invalid
from reelwright.model.timeline import Timeline
from reelwright.render import probe
from reelwright.render.export import export
from reelwright.render.means import Means
from reelwright.render.media import beside, checked

PICTURE = {"start": 0, "length": 1, "source": "dot.png"}
MARKS = "\u0301"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a picture of one pixel, one as large as is taken, and one larger."""
    folder = tmp_path_factory.mktemp("hostile")
    cv2.imwrite(str(folder / "dot.png"), np.full((1, 1, 3), (30, 120, 220), np.uint8))
    cv2.imwrite(str(folder / "long.png"), np.full((4, 16_384, 3), 90, np.uint8))
    cv2.imwrite(str(folder / "longer.png"), np.full((1, 16_385, 3), 90, np.uint8))
    return folder


def a_timeline(**changes) -> Timeline:
    asked = {"width": 128, "height": 72, "length": 1, "pictures": [PICTURE]}
    return Timeline.read({**asked, **changes})


def rendered(folder, tmp_path, **changes):
    """Return what came out: checked and rendered as the command does it."""
    timeline = a_timeline(**changes)
    checked(timeline, beside(folder))
    return export(timeline, tmp_path / "film.mp4", beside(folder), means=Means(2))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"length": 0, "pictures": [{**PICTURE, "length": 0}]}, "lasts more than 0"),
        ({"pictures": [{**PICTURE, "length": 0}]}, "must last more than 0 s"),
        ({"length": "1/1000", "pictures": [{**PICTURE, "length": "1/1000"}]}, "shorter than one"),
        ({"pictures": [{**PICTURE, "motion": {"end": {"zoom": float("nan")}}}]}, "finite number"),
        ({"pictures": [{**PICTURE, "motion": {"end": {"x": float("inf")}}}]}, "finite number"),
        ({"length": "1e99"}, "length"),
        ({"pictures": []}, "list is empty"),
        (
            {"pictures": [{**PICTURE, "source": None, "layers": [{"source": "dot.png"}] * 10_000}]},
            "too many entries: 10,000, 32 at most",
        ),
        (
            {"overlays": [{"start": 0, "length": 1, "source": "dot.png"}] * 10_000},
            "More than 64 overlays stand",
        ),
        ({"pictures": [{**PICTURE, "source": "longer.png"}]}, "16385 x 1 pixels; the largest"),
        (
            {"captions": {"cues": [{"start": 0, "stop": 1, "text": "a" + MARKS * 100_000}]}},
            "too long: 100,001 characters, 2,000 at most",
        ),
        ({"captions": {"cues": [{"start": 0, "stop": 1, "text": "a" + MARKS * 1_999}]}}, "marks"),
        ({"titles": [{"start": 0, "length": 1, "text": "a" + MARKS * 499}]}, "marks"),
    ],
    ids=lambda given: "" if isinstance(given, dict) else given[:30],
)
def test_hostile_timeline_gets_one_sentence(folder, tmp_path, changes, told):
    with pytest.raises(Invalid) as refused:
        rendered(folder, tmp_path, **changes)
    assert told in str(refused.value)
    assert len(refused.value.faults) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("source", ["dot.png", "long.png"])
@pytest.mark.parametrize("motion", [{}, {"end": {"zoom": 8, "angle": 45}}])
def test_picture_of_any_shape_is_filmed(folder, tmp_path, source, motion):
    picture = {**PICTURE, "source": source, "motion": motion}
    done = rendered(folder, tmp_path, pictures=[picture])
    assert probe.film(done.path).frames == 30


def test_ten_thousand_overlays_one_after_another_are_filmed(folder, tmp_path):
    overlays = [
        {"start": f"{n}/10000", "length": "1/500", "source": "dot.png"} for n in range(9_980)
    ]
    assert rendered(folder, tmp_path, overlays=overlays).frames == 30


def test_text_of_two_thousand_letters_is_filmed(folder, tmp_path):
    cue = {"start": 0, "stop": 1, "text": "Wide " * 399 + "night"}
    assert rendered(folder, tmp_path, captions={"cues": [cue]}).missing_glyphs == ()
