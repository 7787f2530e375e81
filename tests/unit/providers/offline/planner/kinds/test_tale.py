"""Films of what is known by heart."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Language, Topic
from reelwright.model.storyboard import Storyboard
from reelwright.providers.offline.lexicon import read
from reelwright.providers.offline.planner.length import CLOSE, natural
from reelwright.providers.offline.planner.texts import scenery, shelf
from reelwright.providers.offline.planner.texts.tongue import tellings, tongue

Plan = Callable[..., Storyboard]
TOPICS = [topic for topic in Topic if topic is not Topic.CUSTOM]
LANGUAGES = ["english", "hindi", "japanese"]
law = settings(deadline=None, max_examples=40)
seeds = st.integers(min_value=0, max_value=2**62)


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
    titles = {plan(story=topic, seed=seed).title for seed in range(48)}
    assert titles == {one.title for one in tellings(Language.ENGLISH, book(topic)).values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_minutes_hold_two_stories(plan: Plan, language: str) -> None:
    board = plan(story="bedtime", language=language, duration=120)
    known = tellings(Language(language), "bedtime")
    told = [known[name.removeprefix("bedtime/")] for name in (board.tale or "").split()]
    narrated = {scene.narration for scene in board.scenes}
    assert len(told) == 2
    assert all(telling.title in board.title for telling in told)
    assert all({telling.lines[0], telling.lines[-1]} <= narrated for telling in told)


@pytest.mark.parametrize("language", shelf.languages())
@pytest.mark.parametrize("topic", TOPICS, ids=book)
@pytest.mark.parametrize(("seconds", "least", "most"), [(45, 6, 10), (120, 14, 24)])
def test_short_and_long_films_have_their_scenes(
    plan: Plan, topic: Topic, language: str, seconds: int, least: int, most: int
) -> None:
    board = plan(story=topic, language=language, duration=seconds)
    assert least <= len(board.scenes) <= most


@pytest.mark.parametrize("language", shelf.languages())
@pytest.mark.parametrize("seconds", [30, 60])
def test_stories_fill_their_time(plan: Plan, language: Language, seconds: int) -> None:
    pace = tongue(language).pace
    boards = [plan(story=topic, language=language, duration=seconds) for topic in TOPICS]
    needed = [
        sum((natural(scene.narration, pace) for scene in board.scenes), CLOSE) for board in boards
    ]
    assert [time for time in needed if not seconds * 0.8 <= time <= seconds] == []


def test_short_films_tell_what_fits_first(plan: Plan) -> None:
    pace = tongue(Language.CZECH).pace
    boards = [plan(story="mystery", language="czech", duration=15, seed=seed) for seed in range(9)]
    needed = [
        sum((natural(scene.narration, pace) for scene in board.scenes), CLOSE) for board in boards
    ]
    assert max(needed) <= 15


@law
@given(topic=st.sampled_from(TOPICS), language=st.sampled_from(shelf.languages()), seed=seeds)
def test_no_tale_is_told_again_before_the_others(
    plan: Plan, topic: Topic, language: Language, seed: int
) -> None:
    every = {f"{book(topic)}/{name}" for name in tellings(language, book(topic))}
    told: list[str] = []
    for offset in range(len(every)):
        asked = {"story": topic, "language": language, "seed": seed + offset}
        told.append(plan(**asked, told=frozenset(told)).tale or "")
    assert sorted(told) == sorted(every)
    assert plan(story=topic, language=language, seed=seed, told=frozenset(told)).tale in every


def test_films_of_two_tales_leave_both_out_later(plan: Plan) -> None:
    first = plan(story="love", duration=120).tale
    then = plan(story="love", duration=120, told=frozenset({first})).tale
    assert set(first.split()) & set(then.split()) == set()


def test_only_tales_that_are_known_have_names(plan: Plan) -> None:
    prompts = ("why the sky is blue", "a quiet lake", "how to juggle kittens")
    assert [plan(prompt=prompt).tale for prompt in prompts] == ["explain/sky-blue", None, None]


def test_short_stories_keep_their_point(plan: Plan) -> None:
    board = plan(story="mystery", duration=20, seed=1)
    told = next(
        one for one in tellings(Language.ENGLISH, "mystery").values() if one.title == board.title
    )
    narrated = [scene.narration for scene in board.scenes]
    assert (narrated[0], narrated[-1]) == (told.lines[0], told.lines[-1])
    assert len(narrated) == 3


def test_pauses_look_at_the_tales_place(plan: Plan) -> None:
    board = plan(story="love", duration=700)
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
