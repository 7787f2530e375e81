"""The journal's codec: every result of a step comes back as its equal."""

import json
from pathlib import Path

import pytest

from reelwright.model.brief import Language
from reelwright.model.errors import Broken
from reelwright.model.ids import SceneId
from reelwright.model.storyboard import Scene, Storyboard
from reelwright.model.time import Time
from reelwright.render.audio.meter import Measured
from reelwright.render.export import Rendered
from reelwright.wiring.codec import StepCodec

BOARD = Storyboard(
    title="A walk",
    language=Language.GREEK,
    scenes=(Scene(id=SceneId("scene-1"), visual="a path", duration=Time.of("1/3")),),
)
RENDERED = Rendered(
    path=Path("film.mp4"),
    frames=3,
    bytes=4,
    sound=Measured(-14.0, None),
    missing_glyphs=("क",),
    less=(),
    segments=1,
    reused=0,
    sound_reused=True,
    kernels="compiled",
    report=None,
)


@pytest.mark.parametrize("value", [None, BOARD, RENDERED, {"film": "0" * 64}])
def test_results_round_trip(value: object) -> None:
    codec = StepCodec()
    assert codec.decode(json.loads(json.dumps(codec.encode(value)))) == value


@pytest.mark.parametrize("value", [3, object(), [BOARD]])
def test_what_no_step_returns_is_refused(value: object) -> None:
    with pytest.raises(Broken):
        StepCodec().encode(value)


def test_what_no_step_wrote_is_refused() -> None:
    with pytest.raises(Broken):
        StepCodec().decode({"kind": "Zork", "value": 1})
