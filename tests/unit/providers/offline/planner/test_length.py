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
from reelwright.providers.offline.planner.texts import shelf
from reelwright.providers.offline.planner.texts.tongue import Pace, tellings, tongue

PACE = Pace.read(
    {"begin": 0.5, "letter": 0.1, "ideograph": 0.2, "digit": 0.3, "comma": 0.5, "stop": 1}
)
law = settings(deadline=None)
lengths = st.lists(st.fractions(1, 30, max_denominator=10), min_size=1, max_size=40)
wholes = st.fractions(2, 3600, max_denominator=1001)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("abc", 0.8),
        ("a b c", 0.8),
        ("a, b", 1.2),
        ("a. b", 1.7),
        ("a.", 0.6),
        ("ab... cd?!", 1.9),
        ("1915", 1.7),
        ("水の子", 1.0),
        ("〇々", 0.9),
        ("水、火。木", 2.6),
        ("काम", 0.7),
        ("—", 0.5),
        ("", 0.0),
    ],
)
def test_reading_counts_sounds_and_pauses(text: str, seconds: float) -> None:
    assert float(reading(text, PACE)) == pytest.approx(seconds)


def test_reading_is_rounded_up_to_tenths() -> None:
    none = dict.fromkeys(("begin", "ideograph", "digit", "comma", "stop"), 0)
    pace = Pace.read({"letter": 0.11, **none})
    assert reading("ab", pace) == Fraction(3, 10)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("", SILENT), ("a", SHORTEST), ("a" * 50, Fraction(11, 2) + AIR)],
)
def test_scenes_have_air(text: str, seconds: Fraction) -> None:
    assert natural(text, PACE) == seconds


# Seconds of two narrations, `explain/rain` 1 and `life/einstein` 5, as spoken by the offline voice's
# `default`, measured from its WAV.
SPOKEN = {
    Language.ENGLISH: (4.01, 5.63),
    Language.CZECH: (4.29, 6.07),
    Language.DANISH: (3.62, 6.27),
    Language.DUTCH: (4.72, 6.24),
    Language.FRENCH: (4.11, 6.15),
    Language.GERMAN: (5.54, 6.67),
    Language.GREEK: (4.26, 6.58),
    Language.HINDI: (5.71, 6.21),
    Language.INDONESIAN: (5.33, 7.87),
    Language.ITALIAN: (4.17, 6.43),
    Language.CHINESE: (4.04, 5.64),
    Language.JAPANESE: (5.89, 7.26),
    Language.NORWEGIAN: (4.16, 5.67),
    Language.POLISH: (4.03, 5.50),
    Language.PORTUGUESE: (4.58, 6.48),
    Language.RUSSIAN: (4.61, 6.35),
    Language.SPANISH: (4.25, 6.54),
    Language.SWEDISH: (4.22, 5.52),
    Language.TURKISH: (3.96, 5.57),
    Language.UKRAINIAN: (4.64, 6.13),
}


def test_every_language_is_measured() -> None:
    assert set(SPOKEN) == set(shelf.languages())


@pytest.mark.parametrize("language", shelf.languages())
def test_reading_is_near_the_voice(language: Language) -> None:
    lines = (
        tellings(language, "explain")["rain"].lines[1],
        tellings(language, "life")["einstein"].lines[5],
    )
    pace = tongue(language).pace
    read = float(sum(reading(line, pace) for line in lines))
    assert read == pytest.approx(sum(SPOKEN[language]), rel=0.1)


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
