"""Choosing as many beats as a length has room for."""

from fractions import Fraction
from itertools import zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Language
from reelwright.providers.offline.lexicon import Hour, Setting
from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.draft import Draft, fit
from reelwright.providers.offline.planner.length import CLOSE
from reelwright.providers.offline.planner.place import Place
from reelwright.providers.offline.planner.texts.tongue import tongue
from reelwright.providers.offline.planner.wander import Wander

ENGLISH = tongue(Language.ENGLISH)
PACE = ENGLISH.pace


def beats(ranks: str, lengths: str = "") -> tuple[Beat, ...]:
    """Beats of five seconds each, or of `lengths`, named by their place."""
    pairs = zip_longest(ranks, lengths, fillvalue="5")
    return tuple(
        Beat(f"{number}", "", int(rank), length=Fraction(length))
        for number, (rank, length) in enumerate(pairs)
    )


def draft(ranks: str, lengths: str = "", *, drifting: bool = False) -> Draft:
    around = Wander(ENGLISH, Place(Setting.LAKE, Hour.DAY), 1)
    return Draft("", "", "calm", beats(ranks, lengths), around, drifting)


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
        ("01210", 16, "034"),
        ("01210", 21, "0134"),
        ("01210", 26, "01234"),
        ("01210", 30, "01234"),
        ("0000", 16, "023"),
    ],
)
def test_most_needed_beats_are_told(ranks: str, whole: int | None, chosen: str) -> None:
    assert told(draft(ranks), whole) == chosen


def test_long_beats_give_way_to_short_ones() -> None:
    assert told(draft("0111110", "5944445"), 31) == "023456"


def test_longer_beats_fill_a_film() -> None:
    assert told(draft("01110", "42394"), 19) == "034"


def test_too_many_words_make_fewer_scenes() -> None:
    assert told(draft("011110", "999999"), 30) == "045"


@pytest.mark.parametrize(("whole", "scenes"), [(45, 6), (120, 14)])
def test_stories_keep_their_scenes(whole: int, scenes: int) -> None:
    made = draft("0" + "1" * 20 + "0", "9" * 22)
    assert len(fit(made, Fraction(whole), PACE)) == scenes


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
    lasting = sum((beat.lasts(PACE) for beat in chosen), CLOSE)
    assert lasting <= max(Fraction(whole), 10 + CLOSE)
    assert whole <= lasting * Fraction(3, 2) + 5
