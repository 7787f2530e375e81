"""Laws of exact time."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.time import ZERO, Rate, Time

ratios = st.fractions(min_value=-10_000, max_value=10_000, max_denominator=100_000)
times = ratios.map(Time)
rates = st.sampled_from([Rate.of(value) for value in (12, 24, 25, 30, 50, 60, "30000/1001")])
frames = st.integers(min_value=0, max_value=240 * 3600)


@given(times, times, times)
def test_addition_is_exact(one: Time, two: Time, three: Time):
    assert (one + two) + three == one + (two + three)
    assert one + two - two == one
    assert one + ZERO == one


@given(times, st.integers(min_value=1, max_value=1000))
def test_division_undoes_multiplication(time: Time, factor: int):
    assert time * factor / factor == time


@given(times)
def test_written_time_reads_back(time: Time):
    assert Time.of(time.write()) == time


@given(st.decimals(min_value=0, max_value=100_000, places=6))
def test_decimal_is_taken_as_written(decimal):
    assert Time.of(str(decimal)).seconds == Fraction(decimal)


@given(rates, frames)
def test_frame_begins_on_itself(rate: Rate, frame: int):
    assert rate.frame(rate.time(frame)) == frame


@given(rates, times, times)
def test_later_time_is_no_earlier_frame(rate: Rate, one: Time, two: Time):
    earlier, later = sorted([one, two])
    assert rate.frame(earlier) <= rate.frame(later)


@given(rates, times)
def test_snapping_moves_half_a_frame_at_most(rate: Rate, time: Time):
    moved = abs((rate.snap(time) - time).seconds)
    assert moved <= 1 / rate.per_second / 2


@given(rates, frames)
def test_frames_do_not_drift_from_samples(rate: Rate, frame: int):
    exact = rate.time(frame).seconds * 48_000
    assert abs(rate.time(frame).samples(48_000) - exact) <= Fraction(1, 2)


def test_half_a_frame_goes_up():
    assert Rate.of(30).frame(Time(Fraction(1, 60))) == 1


def test_float_is_read_as_its_shortest_decimal():
    assert Time.of(0.1).seconds == Fraction(1, 10)


def test_third_is_written_as_ratio():
    assert Time(Fraction(1, 3)).write() == "1/3"


def test_whole_second_is_written_as_integer():
    assert Time.of("5.0").write() == 5


@pytest.mark.parametrize(
    "wrong", ["", "two", "1e999999999", "1/0", "٣", "1_000", float("nan"), float("inf"), True, None]
)
def test_what_is_no_time_is_refused(wrong):
    with pytest.raises(ValueError, match="is not a time; write seconds, such as 2.5 or 1/30"):
        Time.of(wrong)


@pytest.mark.parametrize("wrong", [0, -30, "0/1"])
def test_rate_must_be_positive(wrong):
    with pytest.raises(ValueError, match="more than 0"):
        Rate.of(wrong)
