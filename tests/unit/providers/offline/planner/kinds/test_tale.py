"""Films of what is known by heart."""

import re
from collections.abc import Callable

import pytest

from reelwright.model.brief import Language, Topic
from reelwright.model.storyboard import Storyboard
from reelwright.providers.offline.lexicon import read
from reelwright.providers.offline.planner.texts import scenery
from reelwright.providers.offline.planner.texts.tongue import tellings

Plan = Callable[..., Storyboard]
TOPICS = [topic for topic in Topic if topic is not Topic.CUSTOM]
LANGUAGES = ["english", "hindi", "japanese"]


def book(topic: Topic) -> str:
    return topic.replace(" ", "-")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS, ids=book)
def test_a_story_is_told_in_order(plan: Plan, topic: Topic, language: str) -> None:
    board = plan(story=topic, language=language, seed=4)
    told = next(
        (name, telling)
        for name, telling in tellings(Language(language), book(topic)).items()
        if telling.title == board.title
    )
    scenes = scenery.tales(book(topic))[told[0]].scenes
    usual = [
        (line, scene.show)
        for line, scene in zip(told[1].lines, scenes, strict=True)
        if scene.rank <= 2
    ]
    assert [(scene.narration, scene.visual) for scene in board.scenes] == usual
    assert board.description == told[1].about


@pytest.mark.parametrize("topic", TOPICS, ids=book)
def test_seeds_choose_among_the_stories(plan: Plan, topic: Topic) -> None:
    titles = {plan(story=topic, seed=seed).title for seed in range(16)}
    assert titles == {one.title for one in tellings(Language.ENGLISH, book(topic)).values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_minutes_hold_two_stories(plan: Plan, language: str) -> None:
    board = plan(story="bedtime", language=language, duration=120)
    told = tellings(Language(language), "bedtime").values()
    assert all(telling.title in board.title for telling in told)
    narrated = {scene.narration for scene in board.scenes}
    assert all({telling.lines[0], telling.lines[-1]} <= narrated for telling in told)


def test_short_stories_keep_their_point(plan: Plan) -> None:
    board = plan(story="mystery", duration=20, seed=1)
    told = next(
        one for one in tellings(Language.ENGLISH, "mystery").values() if one.title == board.title
    )
    narrated = [scene.narration for scene in board.scenes]
    assert (narrated[0], narrated[-1]) == (told.lines[0], told.lines[-1])
    assert len(narrated) == 3


def test_pauses_look_at_the_tales_place(plan: Plan) -> None:
    board = plan(story="love", duration=400)
    told = [line for one in tellings(Language.ENGLISH, "love").values() for line in one.lines]
    pauses = [scene for scene in board.scenes if scene.narration not in told]
    assert len(pauses) >= 10
    assert board.scenes[-1].narration in told
    assert board.scenes[-2].narration in told


@pytest.mark.parametrize("language", ["hindi", "japanese"])
@pytest.mark.parametrize("prompt", ["why the sky is blue", "how to bake bread", "Albert Einstein"])
def test_known_answers_leave_no_english(plan: Plan, prompt: str, language: str) -> None:
    board = plan(prompt=prompt, language=language)
    said = [board.title, board.description, *(scene.narration for scene in board.scenes)]
    assert [text for text in said if re.search("[A-Za-z]", text)] == []


def test_known_answers_are_illustrated(plan: Plan) -> None:
    board = plan(prompt="how stars are born")
    assert {read(scene.visual).setting for scene in board.scenes} >= {"space"}


def test_the_same_answer_for_every_language_of_asking(plan: Plan) -> None:
    asked = ["why is the sky blue?", "आसमान नीला क्यों है", "空はなぜ青いのか"]
    assert {plan(prompt=prompt).title for prompt in asked} == {"Why the Sky Is Blue"}
