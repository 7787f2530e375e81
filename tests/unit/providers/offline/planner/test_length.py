"""Reading times, and sharing out a film's length."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Language
from reelwright.providers.offline.planner.length import (
    AIR,
    LEAST,
    SHORTEST,
    SILENT,
    natural,
    reading,
    share,
)
from reelwright.providers.offline.planner.texts.tongue import Pace, tongue

PACE = Pace.read({"letter": 0.1, "ideograph": 0.2, "digit": 0.3, "comma": 0.5, "stop": 1})
law = settings(deadline=None)
lengths = st.lists(st.fractions(1, 30, max_denominator=10), min_size=1, max_size=40)
wholes = st.fractions(2, 3600, max_denominator=1001)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("abc", 0.3),
        ("a b c", 0.3),
        ("a, b", 0.7),
        ("a. b", 1.2),
        ("a.", 0.1),
        ("ab... cd?!", 1.4),
        ("1915", 1.2),
        ("水の子", 0.5),
        ("〇々", 0.4),
        ("水、火。木", 2.1),
        ("काम", 0.2),
        ("—", 0.5),
        ("", 0.0),
    ],
)
def test_reading_counts_sounds_and_pauses(text: str, seconds: float) -> None:
    assert float(reading(text, PACE)) == pytest.approx(seconds)


def test_reading_is_rounded_up_to_tenths() -> None:
    pace = Pace.read({"letter": 0.11, "ideograph": 0, "digit": 0, "comma": 0, "stop": 0})
    assert reading("ab", pace) == Fraction(3, 10)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("", SILENT), ("a", SHORTEST), ("a" * 50, Fraction(5) + AIR)],
)
def test_scenes_have_air(text: str, seconds: Fraction) -> None:
    assert natural(text, PACE) == seconds


# Spoken by the offline voice (`nova`), measured from its WAV.
@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        (
            Language.ENGLISH,
            "Step in under the trees, and the road behind you is already hard to hear.",
            3.83,
        ),
        (
            Language.HINDI,
            "पेड़ों के नीचे क़दम रखिए, और पीछे की सड़क की आवाज़ धीरे-धीरे छूट जाती है।",
            5.71,
        ),
        (Language.JAPANESE, "木々の下に入ると、うしろの道の音は、もうほとんど聞こえません。", 4.64),
    ],
)
def test_reading_is_near_the_voice(language: Language, text: str, spoken: float) -> None:
    assert float(reading(text, tongue(language).pace)) == pytest.approx(spoken, rel=0.16)


@law
@given(lengths, wholes)
def test_shares_make_the_whole(naturals: list[Fraction], whole: Fraction) -> None:
    assert sum(share(naturals, whole)) == whole


@law
@given(lengths, wholes)
def test_shares_keep_the_least(naturals: list[Fraction], whole: Fraction) -> None:
    least = min(LEAST, whole / len(naturals))
    assert min(share(naturals, whole)) >= least - Fraction(1, 1000)


@law
@given(lengths, wholes)
def test_longer_scenes_get_no_less(naturals: list[Fraction], whole: Fraction) -> None:
    # The last share takes up the thousandths by which the others were rounded down.
    ordered = sorted(naturals)
    shares = share(ordered, whole)
    assert shares == sorted(shares)


@law
@given(lengths)
def test_natural_lengths_are_kept(naturals: list[Fraction]) -> None:
    whole = sum(naturals, Fraction(0)) * 2
    doubled = [one * 2 for one in naturals]
    pairs = zip(share(naturals, whole), doubled, strict=True)
    assert all(
        abs(one - two) <= Fraction(len(naturals), 1000)
        for one, two in pairs
        if min(doubled) >= LEAST
    )


def test_too_many_scenes_share_alike() -> None:
    assert share([Fraction(4)] * 10, Fraction(2)) == [Fraction(1, 5)] * 10


def test_short_scenes_are_held_at_the_least() -> None:
    assert share([Fraction(1), Fraction(9)], Fraction(5)) == [LEAST, Fraction(7, 2)]
