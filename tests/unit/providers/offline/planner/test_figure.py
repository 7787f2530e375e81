"""Who a text is about."""

import pytest

from reelwright.model.brief import Language
from reelwright.providers.offline.planner import figure
from reelwright.providers.offline.planner.texts.tongue import tongue

HINDI = tongue(Language.HINDI)


@pytest.mark.parametrize(
    ("text", "shown", "name"),
    [
        ("a red fox in the snow", "a fox", "लोमड़ी"),
        ("एक घोड़ा मैदान में", "a horse", "घोड़ा"),
        ("森の鹿", "a deer", "हिरण"),
        ("a girl with a lantern", "a girl", "लड़की"),
        ("an old woman and her cat", "an old woman", "बूढ़ी औरत"),
        ("a frog on a stone", "a frog", "मेंढक"),
        ("a tree on a hill", "a tree", "पेड़"),
        ("a sailboat at sunset", "a sailboat", "पाल वाली नाव"),
        ("a boat on a lake", "a boat", "नाव"),
    ],
)
def test_subjects_are_named(text: str, shown: str, name: str) -> None:
    found = figure.first(text, HINDI)
    assert found is not None
    assert (found.shown, found.noun.forms["name"]) == (shown, name)


@pytest.mark.parametrize("text", ["a quiet forest", "mathematics", "शांति"])
def test_views_are_about_nobody(text: str) -> None:
    assert figure.first(text, HINDI) is None


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("a dog on the beach", False),
        ("dogs on the beach", True),
        ("two horses", True),
        ("a pack of wolves", True),
        ("तीन हाथी", True),
        ("猫たちの集まり", True),
        ("一匹の猫", False),
    ],
)
def test_many_are_not_spoken_of_as_one(text: str, *, many: bool) -> None:
    found = figure.first(text, HINDI)
    assert found is not None
    assert found.many is many


def test_only_the_living_set_out() -> None:
    found = figure.first("a lighthouse and a gull", HINDI, figure.ALIVE)
    assert found is not None
    assert found.subject.kind in figure.ALIVE
