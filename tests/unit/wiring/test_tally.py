"""The tally: what was made is counted and billed, what was found is only counted."""

from datetime import UTC, datetime
from types import SimpleNamespace

from reelwright.model.asset import Animation, Gathered, Picture, SceneAssets, Shot, Speech, Track
from reelwright.model.ids import content_key, scene_id
from reelwright.model.provenance import Provenance
from reelwright.model.time import Time
from reelwright.pipeline import brought
from reelwright.ports.records.calls import Call, CallState
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


def calls(*steps: str, cost: int = 0) -> tuple[Call, ...]:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return tuple(Call(step, "j", step, "quick", CallState.DONE, cost, at) for step in steps)


def test_what_was_called_was_made():
    made = a_film(scene(1), scene(2), scene(3, brought.PROVENANCE, spoken=False))
    counted = tally(made, calls("illustrate/scene-2", "speak/scene-2", "animate/scene-3"))
    assert report(made, counted) == {
        "made": {"picture": 1, "clip": 1, "speech": 1, "track": 0},
        "reused": {"picture": 1, "clip": 2, "speech": 1, "track": 1},
        "segments": 4,
        "segments_reused": 3,
    }
    things = {"picture": 1, "clip": 1, "speech": 2.0, "track": 0, "film": 12.5}
    assert counted.work == Work(things, 12.5)


def test_calls_for_what_is_not_used_count_nothing():
    counted = tally(a_film(scene(1), music=False), calls("score", "illustrate/scene-9"))
    assert counted.work.things == {"picture": 0, "clip": 0, "speech": 0.0, "track": 0, "film": 12.5}


def test_what_vendors_took_is_counted_by_kind():
    paid = calls("plan", "illustrate/scene-1", "illustrate/scene-2", "speak/scene-1", cost=70)
    counted = tally(a_film(scene(1), scene(2)), (*paid, *calls("animate/scene-1")))
    assert counted.work.charged == {"picture": 140, "speech": 70}


def test_each_picture_of_a_scene_counts():
    first = scene(1, spoken=False)
    more = (Shot(picture=first.picture, animation=first.animation), Shot(picture=first.picture))
    made = a_film(first.model_copy(update={"more": more}), music=False)
    counted = tally(made, calls("illustrate/scene-1", "illustrate/scene-1/3", "animate/scene-1/2"))
    assert report(made, counted) == {
        "made": {"picture": 2, "clip": 1, "speech": 0, "track": 0},
        "reused": {"picture": 1, "clip": 1, "speech": 0, "track": 0},
        "segments": 4,
        "segments_reused": 3,
    }
