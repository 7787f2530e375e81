"""Errors are sentences, and the tree is the one that is drawn."""

import pickle

import pytest

import reelwright.model.errors as errors
from reelwright.model.errors import (
    Fault,
    Invalid,
    ReelwrightError,
    Trouble,
    VendorFailed,
    choices,
    unknown,
)


def test_tree_is_the_one_drawn():
    drawn = [
        line.split("── ")[1].split()[0] for line in errors.__doc__.splitlines() if "── " in line
    ]
    assert drawn == [leaf.__name__ for leaf in ReelwrightError.__subclasses__()]


def test_codes_are_distinct():
    codes = [leaf.code for leaf in ReelwrightError.__subclasses__()]
    assert len(set(codes)) == len(codes)


def test_only_a_vendor_is_worth_a_retry():
    assert [leaf for leaf in ReelwrightError.__subclasses__() if leaf.retry_may_help] == [
        VendorFailed
    ]


@pytest.mark.parametrize("trouble", Trouble)
def test_vendors_failure_travels_whole(trouble):
    wrong = VendorFailed("Later.", trouble, after=2.0, unsure=True)
    again = pickle.loads(pickle.dumps(wrong))
    assert (str(again), vars(again)) == ("Later.", vars(wrong))
    assert again.retry_may_help is (trouble is Trouble.TEMPORARY)


def test_invalid_tells_every_fault_on_a_line():
    wrong = Invalid([Fault("a.b[1]", "This is odd."), Fault("", "So is that.")])
    assert str(wrong) == "a.b[1]: This is odd.\nSo is that."


def test_invalid_takes_one_sentence():
    assert Invalid("No.").faults == (Fault("", "No."),)


def test_choices_read_as_a_list():
    assert choices(["a", "b", "c"]) == "a, b or c"


def test_one_choice_stands_alone():
    assert choices(["a"]) == "a"


def test_unknown_name_suggests_the_nearest():
    assert unknown("voice", "Novah", ["alloy", "nova"]) == (
        "There is no voice 'Novah'. Did you mean 'nova'? Choose alloy or nova."
    )


def test_unknown_name_far_from_all_suggests_none():
    assert unknown("voice", "zzz", ["alloy"]) == "There is no voice 'zzz'. Choose alloy."


def test_long_name_is_shown_short():
    assert unknown("voice", "z" * 200, ["alloy"]).startswith(f"There is no voice '{'z' * 37}…'.")
