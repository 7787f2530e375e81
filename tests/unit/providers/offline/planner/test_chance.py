"""Choices by a seed."""

from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.planner.chance import pick, shuffled

items = st.lists(st.integers(), max_size=20)


@given(items, st.integers(0, 2**63))
def test_shuffling_keeps_everything(given_items: list[int], seed: int) -> None:
    assert sorted(shuffled(given_items, seed)) == sorted(given_items)


@given(items, st.integers(0, 2**63))
def test_the_same_seed_the_same_order(given_items: list[int], seed: int) -> None:
    assert shuffled(given_items, seed, "x") == shuffled(given_items, seed, "x")


def test_other_names_other_orders() -> None:
    orders = {tuple(shuffled(range(10), 1, name)) for name in ("a", "b", "c", "d")}
    assert len(orders) == 4


def test_choices_are_pinned() -> None:
    assert [pick("abcdefgh", seed, "letter") for seed in range(8)] == list("ghecceca")


def test_everything_is_picked_sometimes() -> None:
    assert {pick("abc", seed) for seed in range(40)} == {"a", "b", "c"}
