"""Films of somebody who sets out."""

import re
from collections.abc import Callable

import pytest

from reelwright.model.brief import Language
from reelwright.model.storyboard import Storyboard
from reelwright.providers.offline.lexicon import Hour, Setting, read
from reelwright.providers.offline.planner.texts import scenery

Plan = Callable[..., Storyboard]


def narration(board: Storyboard) -> str:
    return " ".join(scene.narration for scene in board.scenes)


def settings(board: Storyboard) -> list[Setting | None]:
    return [read(scene.visual).setting for scene in board.scenes]


def test_english_keeps_the_askers_words(plan: Plan) -> None:
    board = plan(prompt="A tiny robot who learns to sing")
    assert board.title == "A Tiny Robot Who Learns to Sing"
    assert board.scenes[0].narration.startswith(
        "This is the story of a tiny robot who learns to sing."
    )
    assert all("a tiny robot" in scene.visual for scene in board.scenes)


@pytest.mark.parametrize(
    ("prompt", "begins"),
    [
        ("A penguin explores a jungle", "This is the story of a penguin. "),
        ("A penguin looking for a friend", "This is the story of a penguin looking for a friend. "),
        ("A snail's journey to the sea", "This is the story of a snail's journey to the sea. "),
        ("Three knights who climb", "This is the story of three knights who climb. "),
    ],
)
def test_stories_begin_in_good_english(plan: Plan, prompt: str, begins: str) -> None:
    assert plan(prompt=prompt).scenes[0].narration.startswith(begins)


def test_stories_of_somebody_are_not_stories_of_stories(plan: Plan) -> None:
    board = plan(prompt="the story of a fox")
    assert board.scenes[0].narration.startswith("This is the story of a fox.")


@pytest.mark.parametrize(
    ("language", "name"), [("hindi", "रोबोट"), ("japanese", "ロボット"), ("english", "robot")]
)
def test_heroes_are_named_natively(plan: Plan, language: str, name: str) -> None:
    board = plan(prompt="a robot who learns to paint", language=language)
    assert narration(board).count(name) >= 2


def test_heroines_take_their_gender(plan: Plan) -> None:
    boards = [
        plan(prompt="एक लड़की जो उड़ना चाहती है", language="hindi", seed=seed, duration=120)
        for seed in range(6)
    ]
    told = " ".join(narration(board) for board in boards)
    assert "लड़की चलती रही" in told
    assert "लड़की चलता" not in told


def test_unknown_heroes_are_somebody(plan: Plan) -> None:
    board = plan(prompt="a samurai who wants to dance", language="hindi")
    assert "राही" in narration(board)
    assert not re.search("[A-Za-z]", narration(board))


def test_they_arrive_where_they_wished(plan: Plan) -> None:
    board = plan(prompt="a fox who has never seen the sea")
    assert (settings(board)[0], settings(board)[-1]) == (Setting.MOUNTAINS, Setting.BEACH)


def test_a_named_place_is_kept(plan: Plan) -> None:
    board = plan(prompt="a robot who learns to paint in the desert at night")
    lights = {(read(scene.visual).setting, read(scene.visual).hour) for scene in board.scenes}
    assert lights == {(Setting.DESERT, Hour.NIGHT)}


def test_swimmers_stay_in_the_water(plan: Plan) -> None:
    board = plan(prompt="a jellyfish who looks for a friend")
    assert set(settings(board)) == {Setting.UNDERWATER}


def test_long_journeys_have_more_road(plan: Plan) -> None:
    short = plan(prompt="a fox who goes home", duration=35)
    long = plan(prompt="a fox who goes home", duration=90)
    assert len(long.scenes) >= len(short.scenes) + 6
    assert (long.scenes[0].narration, long.scenes[-1].narration) == (
        short.scenes[0].narration,
        short.scenes[-1].narration,
    )


@pytest.mark.parametrize("goal", [goal for goal in scenery.goals() if goal != "any"])
@pytest.mark.parametrize("language", list(Language)[:1])
def test_every_goal_makes_a_film(plan: Plan, goal: str, language: Language) -> None:
    asked = {
        "paint": "paint",
        "music": "sing",
        "fly": "fly",
        "home": "find home",
        "friend": "find a friend",
        "garden": "plant a garden",
        "stars": "reach the stars",
        "sea": "see the sea",
        "summit": "reach the summit",
        "lost": "find a treasure",
    }
    board = plan(prompt=f"a bear who wants to {asked[goal]}", language=language)
    assert len(board.scenes) == 5
    assert len({scene.visual for scene in board.scenes}) == 5


def test_custom_topics_are_journeys(plan: Plan) -> None:
    board = plan(story="custom topic", custom_topic="a dog who finds its way home")
    assert "dog" in narration(board)
    assert settings(board)[-1] is Setting.VILLAGE


def test_custom_topics_we_know_are_told(plan: Plan) -> None:
    board = plan(story="custom topic", custom_topic="why the sky is blue", language="hindi")
    assert board.title == "आसमान नीला क्यों है"


def test_without_a_topic_one_is_found(plan: Plan) -> None:
    titles = {plan(story="custom topic", seed=seed).title for seed in range(20)}
    assert len(titles) >= 5
