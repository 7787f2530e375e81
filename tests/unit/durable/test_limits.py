"""The engine's figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.durable.limits import Limits, Patience
from reelwright.model.errors import Fault, Invalid, Refused, Trouble, VendorFailed


@given(attempt=st.integers(1, 40))
def test_pauses_grow_to_a_bound(attempt):
    patience = Patience(first=0.5, most=8.0)
    pauses = [patience.pause(attempt) for _ in range(50)]
    bound = min(8.0, 0.5 * 2 ** (attempt - 1))
    assert 0.0 <= min(pauses) <= max(pauses) <= bound
    assert len(set(pauses)) > 1


def test_whoever_asks_for_rest_has_it_first():
    patience = Patience(first=0.5)
    pauses = [patience.pause(1, VendorFailed("Later.", after=7.0)) for _ in range(50)]
    assert 7.0 <= min(pauses) < max(pauses) <= 7.5


@pytest.mark.parametrize(
    ("attempt", "wrong", "again"),
    [
        (2, VendorFailed("Later."), True),
        (3, VendorFailed("Later."), False),
        (1, VendorFailed("Later.", after=60.0), True),
        (1, VendorFailed("Tomorrow.", after=61.0), False),
        (1, VendorFailed("Never.", Trouble.REFUSED), False),
        (1, VendorFailed("No money.", Trouble.EXHAUSTED), False),
        (1, Refused("Not this."), False),
    ],
)
def test_only_what_may_help_soon_is_tried_again(attempt, wrong, again):
    assert Patience(attempts=3, longest=60.0).again(attempt, wrong) is again


def test_wrong_figures_are_all_told():
    with pytest.raises(Invalid) as refused:
        Limits(per_account=0, polling=-1.0, beat=6.0)
    assert refused.value.faults == (
        Fault("per_account", "This must be more than 0."),
        Fault("polling", "This must be more than 0."),
        Fault("silence", "Let three beats pass before a worker counts as dead."),
    )
