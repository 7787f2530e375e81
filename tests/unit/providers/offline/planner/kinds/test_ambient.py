"""Films of a place or a mood."""

from collections.abc import Callable

import pytest

from reelwright.model.brief import Language
from reelwright.model.storyboard import Storyboard
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather, read
from reelwright.providers.offline.planner.texts.tongue import tongue

Plan = Callable[..., Storyboard]


def pools(language: str, *names: str) -> set[str]:
    lines = tongue(Language(language)).lines
    return {line for name in names for beat in lines[name].values() for line in beat.values()}


@pytest.mark.parametrize("language", ["english", "hindi", "japanese"])
@pytest.mark.parametrize("setting", [setting.value for setting in Setting])
def test_a_place_is_spoken_of_in_its_own_words(plan: Plan, language: str, setting: str) -> None:
    board = plan(prompt=f"a quiet {setting}", language=language)
    own = pools(language, setting, "outdoors")
    assert {scene.narration for scene in board.scenes} <= own
    assert len(board.scenes) == 5


def test_sunrise_in_a_forest_is_shown_so(plan: Plan) -> None:
    board = plan(prompt="A peaceful forest at sunrise")
    sights = [read(scene.visual) for scene in board.scenes]
    assert {(sight.setting, sight.hour) for sight in sights} == {(Setting.FOREST, Hour.DAWN)}
    assert all(scene.visual.startswith("a peaceful forest at sunrise: ") for scene in board.scenes)


def test_who_sleeps_does_nothing(plan: Plan) -> None:
    board = plan(prompt="A sleeping cat in a library", duration=60)
    said = " ".join(scene.narration for scene in board.scenes)
    assert ("the cat" in said, all("cat" in scene.visual for scene in board.scenes)) == (
        False,
        True,
    )


def test_moods_choose_the_hour(plan: Plan) -> None:
    boards = [plan(prompt="A scary forest", seed=seed) for seed in range(6)]
    assert {read(board.scenes[0].visual).hour for board in boards} == {Hour.NIGHT}


def test_light_and_weather_stay(plan: Plan) -> None:
    board = plan(prompt="बर्फ़ में रात का शहर, सर्दी", language="hindi", duration=60)
    sights = {
        (sight.setting, sight.hour, sight.weather, sight.season)
        for sight in (read(scene.visual) for scene in board.scenes)
    }
    assert sights == {(Setting.CITY, Hour.NIGHT, Weather.SNOW, Season.WINTER)}


def test_pictures_differ(plan: Plan) -> None:
    board = plan(prompt="a lake", duration=240)
    assert len({scene.visual for scene in board.scenes}) == len(board.scenes)


def test_subjects_are_spoken_of(plan: Plan) -> None:
    board = plan(prompt="a red fox in a snowy forest")
    assert any("fox" in scene.narration for scene in board.scenes)
    assert all("red fox" in scene.visual for scene in board.scenes)


def test_subjects_are_spoken_of_natively(plan: Plan) -> None:
    board = plan(prompt="a red fox in a snowy forest", language="japanese")
    assert any("狐" in scene.narration for scene in board.scenes)


def test_even_ten_seconds_show_the_subject(plan: Plan) -> None:
    board = plan(prompt="a whale in the ocean", duration=10)
    assert len(board.scenes) == 2
    assert "whale" in board.scenes[0].narration


def test_subjects_without_a_place_are_at_home(plan: Plan) -> None:
    board = plan(prompt="एक ऊँट", language="hindi")
    assert {read(scene.visual).setting for scene in board.scenes} == {Setting.DESERT}


def test_three_minutes_have_scenes_enough(plan: Plan) -> None:
    board = plan(prompt="a peaceful forest at sunrise", duration=180)
    narrated = [scene.narration for scene in board.scenes]
    assert len(narrated) >= 25
    assert len(set(narrated)) == len(narrated)


def test_a_mood_finds_a_place(plan: Plan) -> None:
    board = plan(prompt="horror and ghosts and screams")
    hours = {read(scene.visual).hour for scene in board.scenes}
    assert (board.mood, hours) == ("dark", {Hour.NIGHT})


@pytest.mark.parametrize(
    ("prompt", "language", "title"),
    [
        ("a peaceful forest at sunrise", "english", "A Peaceful Forest at Sunrise"),
        ("a peaceful forest at sunrise", "hindi", "भोर का जंगल"),
        ("a peaceful forest at sunrise", "japanese", "夜明けの森"),
        ("静かな森の夜明け", "japanese", "静かな森の夜明け"),
        ("静かな森の夜明け", "english", "The Forest at Dawn"),
        ("a fox in the forest at night", "japanese", "夜の狐"),
        ("a fox in the forest at night", "hindi", "रात की लोमड़ी"),
    ],
)
def test_titles_are_in_the_films_language(
    plan: Plan, prompt: str, language: str, title: str
) -> None:
    assert plan(prompt=prompt, language=language).title == title


def test_descriptions_count_the_scenes(plan: Plan) -> None:
    board = plan(prompt="a forest at dawn", duration=60)
    assert board.description == f"{len(board.scenes)} quiet scenes of the forest at dawn."


def test_storms_are_not_calm(plan: Plan) -> None:
    assert plan(prompt="嵐の海").mood == "epic"


def test_words_that_name_nothing_seen_are_not_shown(plan: Plan) -> None:
    board = plan(prompt="happy birthday to you")
    assert [scene.visual for scene in board.scenes if "birthday" in scene.visual] == []


def test_films_of_rooms_are_not_named_after_who_is_in_them(plan: Plan) -> None:
    board = plan(prompt="my grandmother's kitchen at dawn")
    assert board.description == "5 quiet scenes of the room at dawn."
