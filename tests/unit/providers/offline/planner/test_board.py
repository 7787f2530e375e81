"""Storyboards put together, and what cannot be."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import LONGEST
from reelwright.model.errors import Invalid
from reelwright.model.storyboard import Storyboard

Plan = Callable[..., Storyboard]
lengths = st.lists(st.none() | st.integers(2, 9), min_size=1, max_size=6)


def durations(board: Storyboard) -> list[Fraction]:
    return [scene.duration.seconds for scene in board.scenes]


def test_given_lengths_stay_and_the_others_share(plan: Plan) -> None:
    scenes = [
        {"visual": "a cat", "duration": 4},
        {"visual": "a dog"},
        {"visual": "a fox"},
    ]
    assert durations(plan(scenes=scenes, duration=10)) == [4, 3, 3]


def test_given_lengths_may_make_the_whole(plan: Plan) -> None:
    scenes = [{"visual": "a cat", "duration": 4}, {"visual": "a dog", "duration": "7/2"}]
    assert durations(plan(scenes=scenes, duration=7.5)) == [4, Fraction(7, 2)]


@settings(deadline=None)
@given(lengths, st.integers(2, 60))
def test_lengths_fit_or_are_refused(plan: Plan, asked: list[int | None], whole: int) -> None:
    scenes = [{"visual": "a cat", "duration": one} for one in asked]
    given_seconds = sum(one or 0 for one in asked)
    free = asked.count(None)
    left = whole - given_seconds
    possible = (left == 0 and not free) or (free and (free == len(asked) or left * 2 >= free * 3))
    try:
        board = plan(scenes=scenes, duration=whole)
    except Invalid:
        board = None
    assert (board is not None) is bool(possible)
    assert sum(durations(board) if board else [Fraction(whole)]) == whole


def test_contradictions_are_explained(plan: Plan) -> None:
    scenes = [{"visual": "a cat", "duration": 8}, {"visual": "a dog", "duration": 4}]
    with pytest.raises(Invalid) as refused:
        plan(scenes=scenes, duration=10)
    assert str(refused.value) == (
        "duration: The film is to last 10 seconds, but its scenes' own durations make 12; "
        "leave out the film's duration or some of theirs."
    )


def test_scenes_without_room_are_explained(plan: Plan) -> None:
    scenes = [{"visual": "a cat", "duration": 9}, {"visual": "a dog"}]
    with pytest.raises(Invalid, match="make 9, and 1 more have no length yet"):
        plan(scenes=scenes, duration=10)


def test_more_words_than_a_film_holds_are_refused(plan: Plan) -> None:
    line = "word " * 390
    with pytest.raises(Invalid, match="takes about 160 minutes.*at most 60.*several films"):
        plan(script=[line] * 110)


def test_an_hour_of_words_is_planned(plan: Plan) -> None:
    board = plan(script=["Somebody says something here."] * 500, duration=LONGEST.write())
    assert len(board.scenes) == 500


@pytest.mark.parametrize("seed", range(4))
def test_boards_have_a_mood(plan: Plan, seed: int) -> None:
    assert plan(story="scary", seed=seed).mood == "dark"
