"""What the camera does."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.storyboard import Camera
from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.camera import moves

shows = st.lists(
    st.builds(
        Beat,
        say=st.just(""),
        show=st.sampled_from(["a wide view", "moss, close up", "a tall tower"]),
        camera=st.none() | st.sampled_from(Camera),
    ),
    min_size=1,
    max_size=30,
)
law = settings(deadline=None)


@law
@given(shows, st.integers(0, 2**32))
def test_no_move_comes_twice_running(beats: list[Beat], seed: int) -> None:
    assert all(one is not two for one, two in pairwise(moves(beats, seed)))


@law
@given(shows, st.integers(0, 2**32))
def test_every_beat_has_a_move(beats: list[Beat], seed: int) -> None:
    assert len(moves(beats, seed)) == len(beats)


@pytest.mark.parametrize("count", [2, 3, 20])
def test_the_end_pulls_back(count: int) -> None:
    assert moves([Beat("", "a view")] * count, 7)[-1] is Camera.PULL_BACK


def test_what_is_close_is_approached_or_held() -> None:
    chosen = [
        moves([Beat("", "a leaf, close up"), Beat("", "a view")], seed)[0] for seed in range(9)
    ]
    assert set(chosen) == {Camera.PUSH_IN, Camera.HOLD}


def test_a_picture_may_call_for_its_move() -> None:
    beats = [Beat("", "", camera=Camera.TILT_UP), Beat("", "")]
    assert moves(beats, 1)[0] is Camera.TILT_UP


@pytest.mark.parametrize(
    ("show", "tilts"),
    [("a tower by the water", True), ("stars above hills", True), ("a cup on a table", False)],
)
def test_only_what_is_tall_is_looked_up_at(show: str, *, tilts: bool) -> None:
    chosen = {moves([Beat("", show), Beat("", "a view")], seed)[0] for seed in range(40)}
    assert (chosen >= {Camera.TILT_UP, Camera.TILT_DOWN}, Camera.PUSH_IN in chosen) == (tilts, True)
    assert bool(chosen & {Camera.TILT_UP, Camera.TILT_DOWN}) == tilts


def test_moves_vary() -> None:
    shows = ["a view", "a cup on a table"] * 10
    assert set(moves([Beat("", show) for show in shows], 7)) == {
        Camera.PUSH_IN,
        Camera.PULL_BACK,
        Camera.PAN_LEFT,
        Camera.PAN_RIGHT,
    }


def test_what_is_wide_is_looked_round_at() -> None:
    beats = [Beat("", "a wide plain"), Beat("", "a cup")]
    chosen = {moves([*beats, beats[0]], seed)[0] for seed in range(30)}
    assert chosen == {Camera.PAN_LEFT, Camera.PAN_RIGHT, Camera.PULL_BACK}
