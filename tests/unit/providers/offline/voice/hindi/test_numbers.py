import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.voice.hindi.numbers import (
    cardinal,
    clock,
    date,
    decimal,
    ordinal,
    price,
    table,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "शून्य"),
        (9, "नौ"),
        (11, "ग्यारह"),
        (19, "उन्नीस"),
        (29, "उनतीस"),
        (55, "पचपन"),
        (69, "उनहत्तर"),
        (79, "उन्यासी"),
        (89, "नवासी"),
        (99, "निन्यानवे"),
        (100, "एक सौ"),
        (101, "एक सौ एक"),
        (1000, "एक हज़ार"),
        (1099, "एक हज़ार निन्यानवे"),
        (1100, "ग्यारह सौ"),
        (1947, "उन्नीस सौ सैंतालीस"),
        (2000, "दो हज़ार"),
        (2024, "दो हज़ार चौबीस"),
        (12_345, "बारह हज़ार तीन सौ पैंतालीस"),
        (100_000, "एक लाख"),
        (2_550_000, "पच्चीस लाख पचास हज़ार"),
        (10_000_000, "एक करोड़"),
        (1_400_000_000, "एक अरब चालीस करोड़"),
        (700_000_000_000, "सात खरब"),
    ],
)
def test_cardinals(number: int, words: str) -> None:
    assert " ".join(cardinal(number)) == words


def test_every_number_below_hundred_has_its_word() -> None:
    assert len(set(table()["below_hundred"])) == 100


@given(st.lists(st.integers(0, 10**13 - 1), min_size=2, max_size=2, unique=True))
def test_no_two_numbers_sound_alike(numbers: list[int]) -> None:
    assert cardinal(numbers[0]) != cardinal(numbers[1])


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1,00,000", "एक लाख"),
        ("1,000", "एक हज़ार"),
        ("3.14", "तीन दशमलव एक चार"),
        ("0.5", "शून्य दशमलव पाँच"),
        ("007", "शून्य शून्य सात"),
        ("0", "शून्य"),
        ("10000000000000", "एक" + " शून्य" * 13),
    ],
)
def test_decimals(written: str, words: str) -> None:
    assert " ".join(decimal(written)) == words


@pytest.mark.parametrize(
    ("sign", "digits", "after", "words"),
    [
        ("₹", "1", "", "एक रुपया"),
        ("₹", "500", "", "पाँच सौ रुपये"),
        ("₹", "3.50", "", "तीन रुपये पचास पैसे"),
        ("₹", "2.00", "", "दो रुपये"),
        ("₹", "0.75", "", "पचहत्तर पैसे"),
        ("₹", "2.5", "", "दो दशमलव पाँच रुपये"),
        ("₹", "5", "करोड़", "पाँच"),
        ("₹", "2.5", "लाख", "दो दशमलव पाँच"),
        ("$", "3.50", "", "तीन डॉलर पचास सेंट"),
        ("¥", "3.50", "", "तीन दशमलव पाँच शून्य येन"),
        ("€", "10", "", "दस यूरो"),
        ("£", "10", "", "दस पाउंड"),
    ],
)
def test_prices(sign: str, digits: str, after: str, words: str) -> None:
    assert " ".join(price(sign, digits, after)) == words


@pytest.mark.parametrize(
    ("number", "ending", "words"),
    [
        (1, "ला", "पहला"),
        (1, "ली", "पहली"),
        (2, "रे", "दूसरे"),
        (3, "रा", "तीसरा"),
        (4, "था", "चौथा"),
        (6, "ठी", "छठी"),
        (5, "वीं", "पाँचवीं"),
        (21, "वें", "इक्कीसवें"),
        (100, "वाँ", "एक सौवाँ"),
    ],
)
def test_ordinals(number: int, ending: str, words: str) -> None:
    assert " ".join(ordinal(number, ending)) == words


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (7, 0, "सात बजे"),
        (7, 15, "सवा सात बजे"),
        (7, 30, "साढ़े सात बजे"),
        (6, 45, "पौने सात बजे"),
        (12, 45, "पौने एक बजे"),
        (1, 30, "डेढ़ बजे"),
        (2, 30, "ढाई बजे"),
        (10, 5, "दस बजकर पाँच मिनट"),
        (0, 15, "शून्य बजकर पंद्रह मिनट"),
    ],
)
def test_times_of_day(hour: int, minute: int, words: str) -> None:
    assert " ".join(clock(hour, minute, o_clock=True)) == words


@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_o_clock_is_not_said_twice(hour: int, minute: int) -> None:
    assert "बजे" not in clock(hour, minute, o_clock=False)


def test_dates() -> None:
    assert " ".join(date(15, 8, 1947)) == "पंद्रह अगस्त उन्नीस सौ सैंतालीस"
