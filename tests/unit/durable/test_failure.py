"""Our errors survive the journal, and what is not ours becomes `Broken`."""

import json

import pytest
from dbos import DBOSPortableJSONSerializer
from dbos._serialization import deserialize_exception, serialize_exception
from hypothesis import given
from hypothesis import strategies as st

from reelwright.durable.failure import retold, told
from reelwright.model.errors import Broken, Fault, Invalid, ReelwrightError, VendorFailed

LEAVES = [leaf for leaf in ReelwrightError.__subclasses__() if leaf is not Invalid]
JSON = DBOSPortableJSONSerializer()


def through_the_journal(wrong: Exception) -> Exception:
    written, kind = serialize_exception(wrong, None, JSON)
    return deserialize_exception(json.dumps(json.loads(written)), kind, JSON)


@given(leaf=st.sampled_from(LEAVES), sentence=st.text())
def test_every_class_comes_back(leaf, sentence):
    again = retold(through_the_journal(told(leaf(sentence))))
    assert (type(again), str(again)) == (leaf, sentence)


@given(st.lists(st.builds(Fault, st.text(), st.text()), min_size=1))
def test_faults_come_back(faults):
    again = retold(through_the_journal(told(Invalid(faults))))
    assert isinstance(again, Invalid)
    assert again.faults == tuple(faults)


def test_subclass_comes_back_as_its_leaf():
    class Throttled(VendorFailed):
        """Made somewhere else."""

    again = retold(through_the_journal(told(Throttled("Too many at once; wait."))))
    assert (type(again), str(again)) == (VendorFailed, "Too many at once; wait.")


@pytest.mark.parametrize("wrong", [KeyError("x"), OSError(2, "No such file"), ValueError("é")])
def test_foreign_error_is_broken(wrong):
    first, again = retold(wrong), retold(through_the_journal(wrong))
    assert type(first) is type(again) is Broken
    assert str(first) == str(again)
    assert type(wrong).__name__ in str(first)
