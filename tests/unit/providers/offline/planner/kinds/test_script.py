"""Films whose words are given."""

from collections.abc import Callable

import pytest

from reelwright.model.storyboard import Storyboard
from reelwright.providers.offline.lexicon import Hour, Setting, Weather, read
from reelwright.providers.offline.planner.kinds.script import pictures

Plan = Callable[..., Storyboard]


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (
            ["The moon rose over the village.", "A cat crossed the road.", "Rain began."],
            [
                "The moon rose over the village.",
                "A cat crossed the road. — a village at night",
                "Rain began. — a village at night",
            ],
        ),
        (
            ["It was quiet.", "The forest slept at dawn.", "Nobody came."],
            [
                "It was quiet. — a forest at dawn",
                "The forest slept at dawn.",
                "Nobody came. — a forest at dawn",
            ],
        ),
        (
            ["Snow fell on the mountains at noon.", "They walked.", "The room was warm."],
            [
                "Snow fell on the mountains at noon.",
                "They walked. — mountains in daylight in falling snow",
                "The room was warm. — in daylight",
            ],
        ),
        (
            ["रात का शहर।", "सब सो रहे थे।"],
            ["रात का शहर।", "सब सो रहे थे। — a city at night"],
        ),
        (
            ["夜の海。", "だれもいません。"],
            ["夜の海。", "だれもいません。 — the ocean at night"],
        ),
        (
            ["At night we left the village.", "In space nothing moves.", "A lake again."],
            [
                "At night we left the village.",
                "In space nothing moves.",
                "A lake again. — at night",
            ],
        ),
    ],
)
def test_pictures_follow_the_words(texts: list[str], shown: list[str]) -> None:
    assert pictures(texts, None, 1) == shown


def test_weather_ends_where_the_place_does() -> None:
    shown = pictures(["Rain in the city by night.", "The beach.", "We sat."], None, 1)
    assert [read(one).weather for one in shown] == [Weather.RAIN, None, None]


def test_subjects_bring_their_home() -> None:
    shown = pictures(["The camel stopped.", "It listened."], None, 1)
    assert {read(one).setting for one in shown} == {Setting.DESERT}


def test_moods_choose_where_words_do_not() -> None:
    shown = pictures(["It screamed.", "It was horror."], "dark", 1)
    assert {read(one).hour for one in shown} == {Hour.NIGHT}


def test_words_without_a_place_have_one() -> None:
    places = {read(pictures(["Hm."], None, seed)[0]).setting for seed in range(20)}
    assert None not in places
    assert len(places) > 2


def test_titles_are_the_first_words(plan: Plan) -> None:
    board = plan(script="A quiet town. Nobody stirs.\nThen a bell.")
    assert (board.title, board.description) == ("A quiet town", "2 scenes, told line by line.")


def test_scripts_keep_every_line_however_short_the_film(plan: Plan) -> None:
    board = plan(script=["one"] * 40, duration=10)
    assert [float(scene.duration) for scene in board.scenes] == [0.25] * 40


def test_scripts_last_as_long_as_reading_them(plan: Plan) -> None:
    line = "A sentence of some length, which takes a little while to say aloud."
    board = plan(script=[line, "Yes."])
    assert [float(scene.duration) for scene in board.scenes] == [pytest.approx(5.0, abs=0.5), 3.5]


def test_given_pictures_stay(plan: Plan) -> None:
    board = plan(scenes=[{"visual": "a cat"}, {"narration": "Night in a village."}])
    assert [(scene.narration, scene.visual) for scene in board.scenes] == [
        ("", "a cat"),
        ("Night in a village.", "Night in a village."),
    ]


def test_given_pictures_say_where_the_others_are(plan: Plan) -> None:
    board = plan(scenes=[{"visual": "a castle at dusk"}, {"narration": "Nobody spoke."}])
    assert board.scenes[1].visual == "Nobody spoke. — a castle at dusk"


def test_silent_scenes_last_five_seconds(plan: Plan) -> None:
    assert float(plan(scenes=[{"visual": "a cat"}]).duration) == 5
