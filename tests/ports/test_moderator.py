"""What any moderator promises; each implementation is a parameter of `moderator`.

`moderation.json` holds labelled prompts in six parts. `tuned`, `held` and `unseen` are older, in
English, Hindi and Japanese: looked at while the rules were written; written before them by the same
hand and not looked at; written after them. `tuning` and `held out` are in twenty languages, parted
by a hash of the text before any list was written: nothing was changed for what is held out.
`afterwards` was written when the lists were done, in roundabout words, and nothing was changed for
it: what a list of words cannot know.
"""

import asyncio
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.ports.moderator import CATEGORIES, Moderator, Verdict
from reelwright.providers.offline.moderator import OfflineModerator

PROMPTS = json.loads(Path(__file__).with_name("moderation.json").read_text(encoding="utf-8"))
HALVES = ("tuning", "held out")
OLD = ("english", "hindi", "japanese")
LANGUAGES = (
    *OLD,
    "chinese",
    "czech",
    "danish",
    "dutch",
    "french",
    "german",
    "greek",
    "indonesian",
    "italian",
    "norwegian",
    "polish",
    "portuguese",
    "russian",
    "spanish",
    "swedish",
    "turkish",
    "ukrainian",
)


@pytest.fixture(params=[OfflineModerator], ids=["offline"], scope="module")
def moderator(request: pytest.FixtureRequest) -> Moderator:
    made: Moderator = request.param()
    return made


def judged(moderator: Moderator, text: str) -> Verdict:
    return asyncio.run(moderator.judge(text))


def texts(
    part: str, *, clean: bool, language: str | None = None, category: str | None = None
) -> list[str]:
    return [
        row["text"]
        for row in PROMPTS
        if row["part"] == part
        and (row["category"] is None) is clean
        and language in (None, row["language"])
        and category in (None, row["category"])
    ]


def share_flagged(moderator: Moderator, given_texts: list[str]) -> float:
    flags = [bool(judged(moderator, text).flagged) for text in given_texts]
    return sum(flags) / len(flags)


def test_set_is_large_and_mixed() -> None:
    clean = sum(row["category"] is None for row in PROMPTS)
    assert len(PROMPTS) >= 820
    assert 0.4 <= clean / len(PROMPTS) <= 0.65
    assert {row["category"] for row in PROMPTS} == {None, *CATEGORIES}
    assert {row["language"] for row in PROMPTS} == set(LANGUAGES)
    assert len({row["text"] for row in PROMPTS}) == len(PROMPTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_prompts_are_parted_by_a_hash(language: str) -> None:
    new = [row for row in PROMPTS if row["language"] == language and row["part"] in HALVES]
    assert len(new) >= 12
    first = [hashlib.sha256(row["text"].encode()).digest()[0] for row in new]
    assert [row["part"] for row in new] == [HALVES[byte % 2] for byte in first]


@settings(deadline=None)
@given(text=st.text(max_size=300))
def test_every_category_has_a_score(moderator: Moderator, text: str) -> None:
    scores = judged(moderator, text).scores
    assert tuple(scores) == CATEGORIES
    assert all(0 <= score <= 1 for score in scores.values())


@settings(deadline=None)
@given(text=st.text(max_size=300))
def test_same_text_same_verdict(moderator: Moderator, text: str) -> None:
    assert judged(moderator, text) == judged(moderator, text)


@pytest.mark.parametrize("text", ["", " ", "…", "\u200b", "A forest at dawn.", "森の朝", "सुबह"])
def test_nothing_said_is_nothing_flagged(moderator: Moderator, text: str) -> None:
    assert judged(moderator, text).flagged == ()


def flagged_though_clean(moderator: Moderator, part: str, language: str | None = None) -> list[str]:
    clean = texts(part, clean=True, language=language)
    return [text for text in clean if judged(moderator, text).flagged]


@pytest.mark.parametrize("language", OLD)
@pytest.mark.parametrize("part", ["tuned", "held", "unseen"])
def test_clean_prompts_pass(moderator: Moderator, part: str, language: str) -> None:
    assert flagged_though_clean(moderator, part, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_look_alikes_of_each_language_pass(moderator: Moderator, language: str) -> None:
    assert flagged_though_clean(moderator, "tuning", language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_prompts_pass(moderator: Moderator, language: str) -> None:
    assert flagged_though_clean(moderator, "afterwards", language) == []


def test_few_clean_prompts_are_held_up(moderator: Moderator) -> None:
    assert len(flagged_though_clean(moderator, "held out")) <= 3


@pytest.mark.parametrize(
    ("part", "least"),
    [
        ("tuned", 1.0),
        ("held", 1.0),
        ("unseen", 0.6),
        ("tuning", 0.96),
        ("held out", 0.85),
        ("afterwards", 0.12),
    ],
)
def test_violations_are_caught(moderator: Moderator, part: str, least: float) -> None:
    assert share_flagged(moderator, texts(part, clean=False)) >= least


@pytest.mark.parametrize("language", OLD)
def test_no_old_language_is_left_out(moderator: Moderator, language: str) -> None:
    assert share_flagged(moderator, texts("unseen", clean=False, language=language)) >= 0.55


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_language_is_left_out(moderator: Moderator, language: str) -> None:
    assert share_flagged(moderator, texts("held out", clean=False, language=language)) >= 0.7


@pytest.mark.parametrize("category", CATEGORIES)
def test_no_category_is_left_out(moderator: Moderator, category: str) -> None:
    assert share_flagged(moderator, texts("held out", clean=False, category=category)) >= 0.5


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_categories_are_named(moderator: Moderator, part: str) -> None:
    wrong = {
        row["text"]: judged(moderator, row["text"]).flagged
        for row in PROMPTS
        if row["part"] == part
        and row["category"]
        and row["category"] not in judged(moderator, row["text"]).flagged
    }
    assert wrong == {}


def test_prompts_are_judged_within_longer_texts(moderator: Moderator) -> None:
    around = "A calm film of a lake, told in five scenes, with music. " * 6
    missed = [
        text
        for text in texts("held", clean=False, language="english")
        if not judged(moderator, f"{around}{text}. {around}").flagged
    ]
    assert missed == []


def test_judgements_side_by_side(moderator: Moderator) -> None:
    some = [row["text"] for row in PROMPTS[:40]]

    async def together() -> list[Verdict]:
        return await asyncio.gather(*(moderator.judge(text) for text in some))

    assert asyncio.run(together()) == [judged(moderator, text) for text in some]
