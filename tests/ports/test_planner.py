"""What any planner promises; each implementation is a parameter of `planner`."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import LONGEST, SHORTEST, Brief, Language, SceneBrief, Topic
from reelwright.model.ids import scene_id
from reelwright.model.storyboard import Storyboard
from reelwright.model.time import Time
from reelwright.ports.planner import Planner
from reelwright.providers.offline.planner import OfflinePlanner

PROMPTS = (
    "A peaceful forest at sunrise",
    "a robot who learns to paint",
    "why the sky is blue",
    "how to fold a paper boat",
    "the life of Ada Lovelace",
    "Amelia Pond",
    "rain",
    "two cats on a roof, a moon, and a very long prompt that goes on, " + "and on, " * 60,
    "शांत झील पर एक नाव",
    "एक लोमड़ी जो घर ढूँढती है",
    "बारिश कैसे होती है?",
    "夜の街に雨が降る",
    "星はどうやって生まれるの？",
    "空を飛びたいペンギンの冒険",
    "qwxz 42 !!",
    "…a",
    "the life of {person} [a/b]",
    "The life of Ada {Count}",
    "why do {these} braces [stay/go]?",
)


@pytest.fixture(params=[OfflinePlanner], ids=["offline"], scope="module")
def planner(request: pytest.FixtureRequest) -> Planner:
    return request.param()


def planned(planner: Planner, brief: Brief) -> Storyboard:
    return asyncio.run(planner.plan(brief))


law = settings(deadline=None, max_examples=60)
words = st.text(
    alphabet=st.sampled_from(
        "abcdeghilmnorstuwy {}[]/,.!?'\"—…éयहर抜き草がです。、😀\u200b\t\n0123"
    ),
    min_size=1,
    max_size=80,
).filter(lambda text: any(character.isalnum() for character in text))
prompts = st.sampled_from(PROMPTS) | words
languages = st.sampled_from(OfflinePlanner().languages)
seeds = st.integers(min_value=0, max_value=2**63 - 1)
lengths = st.fractions(min_value=SHORTEST.seconds, max_value=240, max_denominator=1001).map(Time)
scripts = st.lists(words, min_size=1, max_size=12)
scene_lengths = st.fractions(min_value=2, max_value=20, max_denominator=30).map(Time)
scenes = st.builds(
    SceneBrief,
    narration=words,
    visual=st.none() | words,
    duration=st.none() | scene_lengths,
) | st.builds(SceneBrief, visual=words, duration=st.none() | scene_lengths)
sources = st.one_of(
    st.builds(lambda prompt: {"prompt": prompt}, prompts),
    st.builds(lambda script: {"script": script}, scripts),
    st.builds(lambda topic: {"story": topic}, st.sampled_from(Topic)),
    st.builds(lambda about: {"story": Topic.CUSTOM, "custom_topic": about}, prompts),
)


def briefs(duration: st.SearchStrategy[Time | None]) -> st.SearchStrategy[Brief]:
    return st.builds(
        lambda source, language, seed, duration: Brief(
            **source, language=language, seed=seed, duration=duration
        ),
        sources,
        languages,
        seeds,
        duration,
    )


@law
@given(briefs(lengths))
def test_durations_sum_exactly(planner: Planner, brief: Brief) -> None:
    board = planned(planner, brief)
    assert board.duration == brief.duration


@law
@given(briefs(st.none() | lengths))
def test_every_scene_lasts(planner: Planner, brief: Brief) -> None:
    assert all(scene.duration.seconds > 0 for scene in planned(planner, brief).scenes)


@law
@given(briefs(st.none() | lengths))
def test_scenes_are_numbered(planner: Planner, brief: Brief) -> None:
    board = planned(planner, brief)
    expected = [scene_id(number) for number in range(1, len(board.scenes) + 1)]
    assert [scene.id for scene in board.scenes] == expected


@law
@given(briefs(st.none() | lengths))
def test_same_brief_same_storyboard(planner: Planner, brief: Brief) -> None:
    assert planned(planner, brief) == planned(planner, brief)


@law
@given(briefs(st.none() | lengths))
def test_every_scene_shows_something(planner: Planner, brief: Brief) -> None:
    board = planned(planner, brief)
    assert all(scene.visual.strip() for scene in board.scenes)


@law
@given(briefs(st.none() | lengths))
def test_title_and_language_are_set(planner: Planner, brief: Brief) -> None:
    board = planned(planner, brief)
    assert (bool(board.title.strip()), board.language) == (True, brief.language)


@law
@given(script=scripts, language=languages, duration=st.none() | lengths)
def test_script_is_narrated_word_for_word(
    planner: Planner, script: list[str], language: Language, duration: Time | None
) -> None:
    brief = Brief(script=script, language=language, duration=duration)
    narrated = tuple(scene.narration for scene in planned(planner, brief).scenes)
    assert narrated == brief.script


@law
@given(given_scenes=st.lists(scenes, min_size=1, max_size=8), language=languages)
def test_scenes_are_as_given(
    planner: Planner, given_scenes: list[SceneBrief], language: Language
) -> None:
    brief = Brief(scenes=given_scenes, language=language)
    board = planned(planner, brief)
    asked = [(one.narration or "", one.visual, one.duration) for one in given_scenes]
    made = [
        (scene.narration, one.visual and scene.visual, one.duration and scene.duration)
        for one, scene in zip(given_scenes, board.scenes, strict=True)
    ]
    assert made == asked


@law
@given(prompt=prompts, language=languages, seed=seeds, duration=st.none() | lengths)
def test_prompts_are_narrated_throughout(
    planner: Planner, prompt: str, language: Language, seed: int, duration: Time | None
) -> None:
    brief = Brief(prompt=prompt, language=language, seed=seed, duration=duration)
    assert all(scene.narration.strip() for scene in planned(planner, brief).scenes)


@pytest.mark.parametrize("topic", Topic, ids=lambda topic: topic.name.lower())
@pytest.mark.parametrize("language", OfflinePlanner().languages)
def test_every_topic_tells_a_story(planner: Planner, topic: Topic, language: Language) -> None:
    board = planned(planner, Brief(story=topic, language=language))
    assert len(board.scenes) >= 5
    assert all(scene.narration for scene in board.scenes)
    assert 20 <= float(board.duration) <= 75


@pytest.mark.parametrize("topic", [topic for topic in Topic if topic is not Topic.CUSTOM])
def test_tales_that_were_told_wait(planner: Planner, topic: Topic) -> None:
    brief = Brief(story=topic)
    first = planned(planner, brief).tale
    then = asyncio.run(planner.plan(brief, told=frozenset({first} if first else ()))).tale
    assert then is None or then != first


@pytest.mark.parametrize("prompt", PROMPTS)
def test_another_seed_another_film(planner: Planner, prompt: str) -> None:
    made = {planned(planner, Brief(prompt=prompt, seed=seed)).write_json() for seed in range(12)}
    assert len(made) > 1


def test_short_films_have_fewer_scenes(planner: Planner) -> None:
    counts = [
        len(planned(planner, Brief(prompt="a quiet lake", duration=seconds)).scenes)
        for seconds in (3, 10, 30, 120, 600)
    ]
    assert counts[0] <= 2 <= counts[1] < counts[2] < counts[3] < counts[4]


def test_longest_film_is_planned(planner: Planner) -> None:
    board = planned(planner, Brief(prompt="a quiet lake", duration=LONGEST))
    assert board.duration == LONGEST


@settings(deadline=None, max_examples=10)
@given(brief=briefs(lengths))
def test_plans_side_by_side(planner: Planner, brief: Brief) -> None:
    async def together() -> list[Storyboard]:
        return await asyncio.gather(*(planner.plan(brief) for _ in range(3)))

    assert asyncio.run(together()) == [planned(planner, brief)] * 3
