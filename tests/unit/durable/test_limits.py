"""The engine's figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.durable.limits import Limits, Patience
from reelwright.model.errors import Fault, Invalid


@given(attempt=st.integers(1, 40))
def test_pauses_grow_to_a_bound(attempt):
    patience = Patience(first=0.5, most=8.0)
    pauses = [patience.pause(attempt) for _ in range(50)]
    bound = min(8.0, 0.5 * 2 ** (attempt - 1))
    assert 0.0 <= min(pauses) <= max(pauses) <= bound
    assert len(set(pauses)) > 1


def test_wrong_figures_are_all_told():
    with pytest.raises(Invalid) as refused:
        Limits(per_account=0, polling=-1.0, beat=6.0)
    assert refused.value.faults == (
        Fault("per_account", "This must be more than 0."),
        Fault("polling", "This must be more than 0."),
        Fault("silence", "Let three beats pass before a worker counts as dead."),
    )
