"""What is made beside comes in order, with its error, and no thread outlives its taker."""

import threading
from itertools import count

import pytest

from reelwright.render.beside import Beside


def test_everything_comes_in_order():
    with Beside(lambda: iter(range(100)), 3) as made:
        assert list(made) == list(range(100))


def test_maker_is_only_a_little_ahead():
    made = []

    def make():
        for number in range(100):
            made.append(number)
            yield number

    with Beside(make, 3) as beside:
        taken = next(iter(beside))
    assert taken == 0
    assert len(made) <= 6


def test_error_comes_after_what_was_made_before_it():
    def make():
        yield "one"
        raise LookupError("lost")

    with Beside(make, 3) as made:
        things = iter(made)
        assert next(things) == "one"
        with pytest.raises(LookupError, match="lost"):
            next(things)


def test_no_thread_outlives_its_taker():
    before = threading.active_count()
    with Beside(count, 3) as made:
        next(iter(made))
    assert threading.active_count() == before
