"""Choosing as many beats as a length has room for."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Language
from reelwright.providers.offline.lexicon import Hour, Setting
from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.draft import Draft, fit
from reelwright.providers.offline.planner.place import Place
from reelwright.providers.offline.planner.texts.tongue import tongue
from reelwright.providers.offline.planner.wander import Wander

ENGLISH = tongue(Language.ENGLISH)
PACE = ENGLISH.pace


def beats(ranks: str) -> tuple[Beat, ...]:
    """Beats of five seconds each, named by their place."""
    return tuple(
        Beat(f"{number}", "", int(rank), length=Fraction(5)) for number, rank in enumerate(ranks)
    )


def draft(ranks: str, *, drifting: bool = False) -> Draft:
    around = Wander(ENGLISH, Place(Setting.LAKE, Hour.DAY), 1)
    return Draft("", "", "calm", beats(ranks), around, drifting)


def told(made: Draft, whole: int | None) -> str:
    own = {beat.say for beat in made.beats}
    chosen = fit(made, None if whole is None else Fraction(whole), PACE)
    return "".join(beat.say if beat.say in own else "." for beat in chosen)


@pytest.mark.parametrize(
    ("ranks", "whole", "chosen"),
    [
        ("0110", None, "0123"),
        ("0123310", None, "01256"),
        ("01210", 3, "0"),
        ("01210", 10, "04"),
        ("01210", 15, "034"),
        ("01210", 20, "0134"),
        ("01210", 25, "01234"),
        ("01210", 30, "01234"),
        ("0000", 15, "023"),
    ],
)
def test_most_needed_beats_are_told(ranks: str, whole: int | None, chosen: str) -> None:
    assert told(draft(ranks), whole) == chosen


def test_a_beginning_has_its_end_even_when_short() -> None:
    assert told(draft("01210"), 6) == "04"


def test_pauses_lie_between_beats() -> None:
    made = told(draft("01210"), 80)
    assert (made[0], made[-2:], made.replace(".", "")) == ("0", "34", "01234")
    assert made.count(".") >= 4


def test_looks_around_go_on_before_the_last() -> None:
    made = told(draft("00", drifting=True), 60)
    assert (made[0], made[-1], set(made[1:-1])) == ("0", "1", {"."})


def test_given_beats_are_all_kept() -> None:
    given_beats = Draft("", "", "calm", beats("0123"))
    assert told(given_beats, 2) == "0123"


@settings(deadline=None)
@given(
    st.integers(min_value=7, max_value=900),
    st.booleans(),
    st.sampled_from(["00", "01210", "0123210"]),
)
def test_a_film_is_filled_and_not_overfilled(whole: int, drifting: bool, ranks: str) -> None:
    chosen = fit(draft(ranks, drifting=drifting), Fraction(whole), PACE)
    lasting = sum(beat.lasts(PACE) for beat in chosen)
    assert lasting <= max(whole, 10)
    assert whole <= lasting * Fraction(3, 2) + 5
