"""The tally: what was made is counted and billed, what was found is only counted."""

from types import SimpleNamespace

from reelwright.model.asset import Animation, Gathered, Picture, SceneAssets, Speech, Track
from reelwright.model.ids import content_key, scene_id
from reelwright.model.provenance import Provenance
from reelwright.model.time import Time
from reelwright.pipeline import brought
from reelwright.services.spending import Work
from reelwright.wiring.tally import report, tally

MADE = Provenance(vendor="quick", model="quick", version="1", licence="CC0-1.0")
KEY = content_key("thing")


def scene(number: int, provenance: Provenance = MADE, *, spoken: bool = True) -> SceneAssets:
    return SceneAssets(
        scene=scene_id(number),
        picture=Picture(blob=KEY, width=2, height=2, provenance=provenance),
        animation=Animation(stack=(), provenance=MADE),
        speech=Speech(blob=KEY, text="hm", duration=Time.of(number), words=(), provenance=MADE)
        if spoken
        else None,
    )


def a_film(*scenes: SceneAssets, music: bool = True) -> SimpleNamespace:
    track = Track(
        blob=KEY,
        duration=Time.of(9),
        loop_start=Time.of(0),
        loop_end=Time.of(8),
        crossfade=Time.of(1),
        provenance=MADE,
    )
    film = SimpleNamespace(duration=Time.of("12.5"), segments=4, reused=3)
    gathered = Gathered(scenes=scenes, track=track if music else None)
    return SimpleNamespace(film=film, gathered=gathered)


def test_what_was_called_was_made():
    made = a_film(scene(1), scene(2), scene(3, brought.PROVENANCE, spoken=False))
    counted = tally(made, {"illustrate/scene-2", "speak/scene-2", "animate/scene-3"})
    assert report(made, counted) == {
        "made": {"picture": 1, "clip": 1, "speech": 1, "track": 0},
        "reused": {"picture": 1, "clip": 2, "speech": 1, "track": 1},
        "segments": 4,
        "segments_reused": 3,
    }
    things = {"picture": 1, "speech": 2.0, "track": 0, "film": 12.5}
    assert counted.work == Work(things, 12.5)


def test_calls_for_what_is_not_used_count_nothing():
    counted = tally(a_film(scene(1), music=False), {"score", "illustrate/scene-9"})
    assert counted.work.things == {"picture": 0, "speech": 0.0, "track": 0, "film": 12.5}
