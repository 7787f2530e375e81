"""Shots: the pictures asked for are shared out among scenes, and shown one after another."""

import asyncio
import time
from itertools import pairwise
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.durable.local import LocalRunner
from reelwright.model.brief import Brief
from reelwright.model.ids import Key, SceneId
from reelwright.model.storyboard import Scene, Storyboard
from reelwright.model.time import Time
from reelwright.pipeline.production import Made, Production, Site
from reelwright.pipeline.shots import SHORTEST_SHOT, less, shots, spread
from reelwright.render.means import Means

SMALL = {"resolution": "360p", "fps": 12, "quality": "low", "captions": None, "music": None}


def board(*lines: str, seconds: float = 10) -> Storyboard:
    scenes = tuple(
        Scene(id=SceneId(f"scene-{at}"), narration=line, visual="rain", duration=seconds)
        for at, line in enumerate(lines, 1)
    )
    return Storyboard(title="Rain", language="english", scenes=scenes)


def counts(found: Storyboard) -> list[int]:
    return [scene.shots for scene in found.scenes]


def test_without_a_number_each_scene_has_one():
    assert spread(board("One", "Two"), None) == board("One", "Two")


def test_pictures_are_shared_by_what_is_spoken():
    lines = ("A beautiful sunrise over mountains", "Birds flying in the sky", "A peaceful lake")
    assert counts(spread(board(*lines), 10)) == [5, 3, 2]


def test_every_scene_has_one_at_least():
    assert counts(spread(board("One", "Two", "Three"), 2)) == [1, 1, 1]


def test_silent_scenes_are_weighed_by_their_length():
    silent = board("", "")
    long = silent.scenes[0].model_copy(update={"duration": Time.of(30)})
    uneven = silent.model_copy(update={"scenes": (long, silent.scenes[1])})
    assert counts(spread(uneven, 8)) == [6, 2]


def test_scenes_have_no_more_than_they_have_time_for():
    assert counts(spread(board("Long words of one", "Two", seconds=1), 1_000)) == [2, 2]


def test_own_picture_stands_alone():
    own = board("One", "Two")
    mine = own.scenes[0].model_copy(update={"picture": Key("a" * 64), "shots": 3})
    mixed = own.model_copy(update={"scenes": (mine, own.scenes[1])})
    assert counts(spread(mixed, 5)) == [1, 4]
    assert shots(mine) == (mine,)


@given(
    lines=st.lists(st.text("ab ", max_size=40), min_size=1, max_size=12),
    images=st.integers(1, 60),
    seconds=st.integers(1, 20),
)
def test_all_are_given_out_that_fit(lines, images, seconds):
    found = counts(spread(board(*lines, seconds=seconds), images))
    room = int(Time.of(seconds).seconds / SHORTEST_SHOT.seconds)
    assert sum(found) == max(len(lines), min(images, room * len(lines)))
    assert all(1 <= count <= room for count in found)


def test_shots_are_scenes_of_their_own_names():
    (scene,) = spread(board("One"), 3).scenes
    assert [one.id for one in shots(scene)] == ["scene-1", "scene-1/2", "scene-1/3"]
    assert {one.visual for one in shots(scene)} == {"rain"}
    assert shots(scene)[0] == scene


@pytest.mark.parametrize(
    ("asked", "shown", "why"),
    [
        (None, 3, []),
        (3, 3, []),
        (2, 3, ["2 were asked for, and 3 scenes need one each"]),
        (9, 4, ["9 were asked for, and there is time for 4, each of 0.5 s at least"]),
    ],
)
def test_other_than_asked_is_said(asked, shown, why):
    told = less(Brief(prompt="Rain", images=asked), shown)
    assert [(one.what, one.why) for one in told] == [("images", reason) for reason in why]


def produced(crew, out, **asked) -> Made:
    brief = Brief(script=("red as dawn", "blue"), **{**SMALL, **asked})
    site = Site(out, Means(1), clock=time.perf_counter, stop=Event())
    return asyncio.run(Production(brief, crew, LocalRunner(), site).produce())


def test_film_shows_as_many_pictures_as_asked(crew, out):
    made = produced(crew, out, images=5)
    painted = [(one.words, one.seed) for one in crew.visual.asked]
    assert [words for words, _ in painted].count("red as dawn") == 4
    assert len(set(painted)) == 5
    assert made.film.degradations == ()


def test_pictures_of_a_scene_share_its_time(crew, out):
    made = produced(crew, out, images=5, duration=10)
    clips = made.timeline.pictures
    lengths = [float(after.start - clip.start) for clip, after in pairwise(clips)][1:3]
    assert (len(clips), made.timeline.length) == (5, Time.of(10))
    assert lengths == pytest.approx([lengths[0]] * 2, abs=0.1)
    assert [clip.stop for clip in clips] == sorted(clip.stop for clip in clips)


def test_speech_is_one_however_many_pictures(crew, out):
    produced(crew, out, images=5)
    assert sorted(one.text for one in crew.voice.asked) == ["blue", "red as dawn"]


def test_film_says_what_it_has_no_time_for(crew, out):
    made = produced(crew, out, images=40, duration=4)
    (told,) = made.film.degradations
    assert (told.what, told.why.partition(",")[0]) == ("images", "40 were asked for")
    assert len(made.timeline.pictures) < 40


def test_number_of_pictures_changes_no_first_picture(crew, out):
    first = produced(crew, out).gathered.scenes
    more = produced(crew, out, images=3).gathered.scenes
    assert [one.picture for one in first] == [one.picture for one in more]
