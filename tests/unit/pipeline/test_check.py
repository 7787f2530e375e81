"""What this crew cannot make is said before anything is made."""

import asyncio

import pytest

from reelwright.model.brief import Brief
from reelwright.model.errors import Invalid, Refused
from reelwright.model.ids import Key
from reelwright.pipeline.check import check


def faults(brief: Brief, crew) -> list[str]:
    with pytest.raises(Invalid) as caught:
        asyncio.run(check(brief, crew))
    return [str(fault) for fault in caught.value.faults]


def test_brief_within_reach_passes(crew):
    asyncio.run(check(Brief(prompt="a cat", voice="buzz"), crew))


def test_unknown_voice_is_told_with_the_nearest(crew):
    assert faults(Brief(prompt="a", voice="tune"), crew) == [
        "voice: There is no voice 'tune'. Did you mean 'tone'? Choose tone, buzz or none."
    ]


def test_language_beyond_the_planner_is_told(crew):
    assert faults(Brief(prompt="a", language="danish", voice=None), crew) == [
        "language: The planner cannot write danish; it writes english and japanese. "
        "Choose one of those, or give a script in your own words."
    ]


def test_language_beyond_the_voice_is_told(crew):
    assert faults(Brief(script="a", language="japanese", voice="buzz"), crew) == [
        "language: The voice buzz does not speak japanese; it speaks english. "
        "Choose one of those, or no voice."
    ]


def test_every_fault_is_told_at_once(crew):
    told = faults(Brief(prompt="a", language="danish", voice="zzz"), crew)
    assert [line.split(":")[0] for line in told] == ["language", "voice"]


def test_own_words_in_any_language_need_no_planner(crew):
    asyncio.run(check(Brief(script="En linje.", language="danish", voice=None), crew))


def test_default_voice_is_the_first(crew):
    asyncio.run(check(Brief(prompt="a", language="japanese"), crew))


@pytest.mark.parametrize(
    "asked",
    [
        {"prompt": "a hateful thing"},
        {"script": ["fine", "hateful"]},
        {"story": "custom topic", "custom_topic": "hateful"},
        {"scenes": [{"narration": "fine", "visual": "hateful"}]},
    ],
)
def test_refused_words_are_refused_wherever_they_stand(crew, asked):
    with pytest.raises(Refused, match="These words were refused as hate"):
        asyncio.run(check(Brief.read(asked), crew))


LOST, KEPT = Key("0" * 64), Key("1" * 64)


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ({"prompt": "a", "pictures": [KEPT, LOST]}, "pictures[1]"),
        (
            {"scenes": [{"visual": "a"}, {"picture": LOST}, {"picture": KEPT}]},
            "scenes[1].picture",
        ),
    ],
)
def test_picture_that_is_not_kept_is_told(crew, asked, place):
    asyncio.run(crew.blobs.put(KEPT, b"a picture"))
    assert faults(Brief.read(asked), crew) == [
        f"{place}: No picture is kept under {LOST}; upload it again."
    ]


def test_kept_pictures_pass(crew):
    asyncio.run(crew.blobs.put(KEPT, b"a picture"))
    asyncio.run(check(Brief(prompt="a", pictures=[KEPT]), crew))
