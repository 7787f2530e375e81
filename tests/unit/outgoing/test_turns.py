"""How much is fetched at once."""

import pytest

from reelwright.outgoing.turns import Busy, Turns


def test_owner_has_some_turns():
    turns = Turns(overall=9, each=1)
    with turns.taken("ann"), turns.taken("bob"), pytest.raises(Busy), turns.taken("ann"):
        pytest.fail("a second turn was given")


def test_all_together_have_some_turns():
    turns = Turns(overall=1, each=9)
    with turns.taken("ann"), pytest.raises(Busy), turns.taken("bob"):
        pytest.fail("a second turn was given")


def test_turn_is_given_back():
    turns = Turns(overall=1, each=1)
    with pytest.raises(ZeroDivisionError), turns.taken("ann"):
        raise ZeroDivisionError
    with turns.taken("ann"):
        given = True
    assert given
