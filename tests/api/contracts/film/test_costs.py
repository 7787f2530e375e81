"""Costs: the document's example to the cent, and the laws of an estimate."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.api.contracts.film import translate
from reelwright.api.contracts.film.costs import CENT, Tariff, costs, dollars, written

SIZES = st.fixed_dictionaries(
    {
        "images": st.integers(1, 1_000),
        "seconds": st.integers(1, 3_600),
        "voice": st.booleans(),
        "music": st.booleans(),
    }
)
PRICES = st.integers(0, 500_000)
TARIFFS = st.builds(Tariff, PRICES, PRICES, PRICES, PRICES, PRICES, st.booleans())
LITERAL = {"images": 10, "seconds": 30, "voice": True, "music": True}


def test_literal_example_costs_its_literal_answer():
    assert translate.estimate(costs(Tariff(), **LITERAL)) == {
        "estimated_cost": 2.45,
        "breakdown": {
            "image_generation": 0.20,
            "video_generation": 1.50,
            "voice_synthesis": 0.45,
            "music_synthesis": 0.30,
            "ffmpeg_processing": 0.03,
        },
    }


def test_ffmpeg_is_billed_where_asked():
    billed = costs(Tariff(bill_ffmpeg=True), **LITERAL)
    assert dollars(billed.total) == 2.48


def test_parts_left_out_cost_nothing():
    told = translate.estimate(costs(Tariff(), images=1, seconds=1, voice=False, music=False))
    assert told == {
        "estimated_cost": 0.07,
        "breakdown": {
            "image_generation": 0.02,
            "video_generation": 0.05,
            "voice_synthesis": 0.0,
            "music_synthesis": 0.0,
            "ffmpeg_processing": 0.0,
        },
    }


@given(tariff=TARIFFS, sizes=SIZES)
def test_estimate_is_the_sum_of_what_it_shows(tariff, sizes):
    cost = costs(tariff, **sizes)
    told = translate.estimate(cost)
    parts = dict(told["breakdown"])
    local = parts.pop("ffmpeg_processing")
    billed = sum(round(part * 100) for part in parts.values())
    billed += round(local * 100) * tariff.bill_ffmpeg
    assert (round(told["estimated_cost"] * 100), cost.total) == (billed, billed * CENT)


@given(tariff=TARIFFS, sizes=SIZES, more=st.sampled_from(["images", "seconds", "voice", "music"]))
def test_estimate_grows_with_each_size(tariff, sizes, more):
    larger = {**sizes, more: sizes[more] + 1 if more in ("images", "seconds") else True}
    assert costs(tariff, **larger).total >= costs(tariff, **sizes).total


@given(sizes=SIZES)
def test_costs_are_whole_cents(sizes):
    assert [part % CENT for part in asdict(costs(Tariff(), **sizes)).values()][:5] == [0] * 5


def test_largest_film_costs_what_the_caps_forbid():
    largest = {"images": 1_000, "seconds": 3_600, "voice": True, "music": True}
    assert written(costs(Tariff(), **largest).total) == "$290.00"


@pytest.mark.parametrize("price", ["image", "video", "voice", "music"])
def test_each_price_counts(price):
    dear = replace(Tariff(), **{price: 1_000_000})
    assert costs(dear, **LITERAL).total > costs(Tariff(), **LITERAL).total
