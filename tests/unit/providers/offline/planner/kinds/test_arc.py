"""Films of what nobody here knows."""

import re
from collections.abc import Callable

import pytest

from reelwright.model.storyboard import Storyboard
from reelwright.providers.offline.lexicon import Setting, read

Plan = Callable[..., Storyboard]


def narration(board: Storyboard) -> str:
    return " ".join(scene.narration for scene in board.scenes)


@pytest.mark.parametrize(
    ("prompt", "language", "said"),
    [
        ("why do cats purr", "english", "Why do cats purr? It is a good question"),
        ("बिल्लियाँ क्यों गुर्राती हैं?", "hindi", "बिल्लियाँ क्यों गुर्राती हैं? यह अच्छा सवाल है"),
        ("猫はなぜのどを鳴らすのか", "japanese", "「猫はなぜのどを鳴らすのか」。よい問いです。"),
        ("how to fold a paper boat", "english", "How to fold a paper boat: that is what you want"),
        ("झोला कैसे सिएँ", "hindi", "झोला कैसे सिएँ: आप यही जानना चाहते हैं"),
        ("凧の作り方", "japanese", "「凧の作り方」。知りたいと思えたなら"),
    ],
)
def test_questions_are_repeated(plan: Plan, prompt: str, language: str, said: str) -> None:
    assert plan(prompt=prompt, language=language).scenes[0].narration.startswith(said)


@pytest.mark.parametrize("language", ["hindi", "japanese"])
@pytest.mark.parametrize("prompt", ["why do cats purr", "how to fold a paper boat"])
def test_questions_in_english_are_not(plan: Plan, prompt: str, language: str) -> None:
    board = plan(prompt=prompt, language=language)
    said = [board.title, board.description, narration(board)]
    assert [text for text in said if re.search("[A-Za-z]", text)] == []


def test_long_questions_are_not_read_out(plan: Plan) -> None:
    prompt = "why do cats purr " + "when they sit by the fire " * 10
    assert "purr" not in narration(plan(prompt=prompt))


def test_topics_are_not_asked_as_questions(plan: Plan) -> None:
    assert "?" not in plan(prompt="photosynthesis explained").scenes[0].narration


@pytest.mark.parametrize("language", ["english", "hindi", "japanese"])
def test_lives_keep_their_name(plan: Plan, language: str) -> None:
    board = plan(prompt="The life of Amelia Pond", language=language)
    assert "Amelia Pond" in narration(board)
    assert "Amelia Pond" in board.title
    assert "Amelia Pond" in board.description


def test_subjects_are_in_the_picture(plan: Plan) -> None:
    board = plan(prompt="why do cats purr")
    seen = ["cat" in read(scene.visual).subjects for scene in board.scenes]
    assert seen == [True, True, False, False, True]


def test_a_named_place_is_kept(plan: Plan) -> None:
    board = plan(prompt="why do waves break on the beach")
    ocean, laboratory, library = Setting.OCEAN, Setting.LABORATORY, Setting.LIBRARY
    settings = [read(scene.visual).setting for scene in board.scenes]
    assert settings == [ocean, ocean, laboratory, library, ocean]


def test_subjects_are_seen_at_home(plan: Plan) -> None:
    board = plan(prompt="why do whales sing")
    assert read(board.scenes[0].visual).setting is Setting.OCEAN


def test_pictures_differ(plan: Plan) -> None:
    board = plan(prompt="how do magnets work", duration=90)
    assert len({scene.visual for scene in board.scenes}) == len(board.scenes)
