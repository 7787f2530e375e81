"""The pictures that came with a brief are on the scenes of its storyboard."""

import asyncio

import pytest

from reelwright.model.brief import Brief
from reelwright.model.ids import Key, content_key
from reelwright.model.storyboard import Storyboard
from reelwright.model.time import Time
from reelwright.pipeline.plan import plan

ONE, TWO = content_key(1), content_key(2)


def planned(crew, **asked) -> Storyboard:
    return asyncio.run(plan(Brief(**asked), crew))


def pictures(board: Storyboard) -> list[Key | None]:
    return [scene.picture for scene in board.scenes]


def test_first_scenes_show_the_pictures(crew):
    board = planned(crew, prompt="a door opens", pictures=[ONE, TWO])
    assert pictures(board) == [ONE, TWO, None]
    assert [scene.visual for scene in board.scenes] == ["a", "door", "opens"]


def test_pictures_beyond_the_last_scene_are_left_out(crew):
    assert pictures(planned(crew, script=["a"], pictures=[ONE, TWO])) == [ONE]


def test_scenes_show_their_own_pictures(crew):
    scenes = [{"narration": "The sea."}, {"narration": "My cat.", "picture": ONE}]
    assert pictures(planned(crew, scenes=scenes)) == [None, ONE]


def test_lengths_that_are_asked_for_are_exact(crew):
    board = planned(crew, scenes=[{"narration": "One.", "duration": "3.5"}, {"narration": "Two."}])
    lengths = [(scene.duration, scene.exact) for scene in board.scenes]
    assert lengths == [(Time.of("3.5"), True), (Time.of(2), False)]


def test_brief_without_pictures_is_the_planner_s(crew):
    brief = Brief(prompt="A forest at dawn")
    assert asyncio.run(plan(brief, crew)) == asyncio.run(crew.planner.plan(brief))
    assert crew.planner.asked == [brief, brief]


@pytest.mark.parametrize(
    ("scenes", "asked", "visuals"),
    [
        ([{"picture": ONE}], ["Pictures"], [""]),
        (
            [{"picture": ONE}, {"visual": "a calm sea", "picture": TWO}, {"visual": "a hill"}],
            ["a calm sea", "a calm sea", "a hill"],
            ["", "a calm sea", "a hill"],
        ),
    ],
)
def test_picture_without_words_is_a_scene(crew, scenes, asked, visuals):
    """Planners need words, and are told those of the first scene that has some."""
    board = planned(crew, scenes=scenes)
    assert [scene.visual for scene in crew.planner.asked[0].scenes or ()] == asked
    assert [scene.visual for scene in board.scenes] == visuals
    assert [scene.narration for scene in board.scenes] == [""] * len(scenes)
