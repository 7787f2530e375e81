"""Laws of exact time."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

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


@given(times, times, st.integers(min_value=-50, max_value=50))
def test_multiplication_is_spread_over_a_sum(one: Time, two: Time, factor: int):
    assert (one + two) * factor == one * factor + two * factor


@given(times, times)
def test_order_is_that_of_the_seconds(one: Time, two: Time):
    assert (one < two) == (one.seconds < two.seconds)
    assert (one == two) == (one - two == ZERO)


@given(st.lists(times, max_size=20))
def test_sum_does_not_depend_on_its_order(summed: list[Time]):
    assert sum(summed, ZERO) == sum(reversed(summed), ZERO)


@settings(max_examples=10)
@given(rates)
def test_an_hour_of_frames_added_up_does_not_drift(rate: Rate):
    frames = int(3600 * rate.per_second)
    part = sum([rate.time(1)] * (frames // 100), ZERO)
    assert sum([part] * 100, ZERO) == rate.time(frames // 100 * 100)
    assert rate.frame(rate.time(frames)) == frames


@given(st.lists(st.fractions("1/24", 20, max_denominator=44_100).map(Time), max_size=30), rates)
def test_lengths_in_frames_add_up_to_the_whole(lengths: list[Time], rate: Rate):
    """Cut at snapped instants, the parts of a film are the film: none lost, none twice."""
    ends = [sum(lengths[:n], ZERO) for n in range(len(lengths) + 1)]
    counted = [rate.frame(after) - rate.frame(before) for before, after in pairwise(ends)]
    assert sum(counted) == rate.frame(ends[-1])
    assert all(
        abs(Time(count / rate.per_second).seconds - length.seconds) <= 1 / rate.per_second
        for count, length in zip(counted, lengths, strict=True)
    )


@given(rates, frames, st.sampled_from([24_000, 44_100, 48_000]))
def test_frame_boundary_is_half_a_sample_from_a_sample(rate: Rate, frame: int, sampling: int):
    sample = rate.time(frame).samples(sampling)
    away = Time(Fraction(sample, sampling)) - rate.time(frame)
    assert abs(away.seconds) <= Fraction(1, 2 * sampling)


@given(st.integers(12, 60), frames)
def test_whole_rates_lay_frames_on_whole_samples_each_second(fps: int, frame: int):
    seconds = frame // fps
    assert Rate.of(fps).time(seconds * fps).samples(48_000) == seconds * 48_000


@given(times)
def test_float_is_near(time: Time):
    assert float(time) == pytest.approx(float(time.seconds))


@given(rates)
def test_rate_reads_back(rate: Rate):
    assert Rate.of(rate.write()) == rate
    assert Rate.of(rate) == rate


@given(times)
def test_repr_is_what_is_written(time: Time):
    assert repr(time) == f"Time({time.write()})"
    assert Time.of(time) == time
    assert Time.of(time.seconds) == time


@given(
    st.fractions(0, 3600, max_denominator=10**14).map(Time),
    st.fractions(0, 3600, max_denominator=10**14).map(Time),
)
def test_sum_of_any_two_times_can_be_written(one: Time, two: Time):
    """However odd the denominators, what comes of them reads back (it did not, past 15 digits)."""
    assert Time.of((one + two).write()) == one + two


@pytest.mark.parametrize(
    "wrong", ["1/" + "9" * 61, "9" * 13, "0.1234567890123456789", "1e100", [1], {}]
)
def test_time_written_too_long_is_refused(wrong):
    with pytest.raises(ValueError, match="is not a time"):
        Time.of(wrong)


def test_refusal_shows_no_more_than_forty_letters():
    with pytest.raises(ValueError, match=f"^'{'x' * 40}' is not a time"):
        Time.of("x" * 500)


@pytest.mark.parametrize("kind", [Time, Rate])
@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_schema_is_a_number_or_a_ratio(kind: type, mode: JsonSchemaMode):
    schema = TypeAdapter(kind).json_schema(mode=mode)
    assert schema == {"anyOf": [{"type": "number"}, {"type": "string"}]}


@pytest.mark.parametrize(
    ("time", "written"),
    [(Time.of(2), b"2"), (Time.of("2.5"), b"2.5"), (Time.of("1/3"), b'"1/3"')],
)
def test_time_is_dumped_as_it_is_written(time: Time, written: bytes):
    assert TypeAdapter(Time).dump_json(time) == written
    assert TypeAdapter(Time).dump_python(time, mode="json") == time.write()
