"""What is asked of a planner in a language that nobody has written for it yet."""

import asyncio

import pytest

from reelwright.model.brief import Brief, Language, Topic
from reelwright.model.errors import Invalid
from reelwright.providers.offline.planner import OfflinePlanner
from reelwright.providers.offline.planner.texts import shelf


@pytest.fixture
def planner(monkeypatch) -> OfflinePlanner:
    """Give a planner with English and Hindi on its shelf."""
    monkeypatch.setattr(shelf, "languages", lambda: (Language.ENGLISH, Language.HINDI))
    return OfflinePlanner()


@pytest.mark.parametrize("source", [{"prompt": "a lake"}, {"story": Topic.LOVE}])
def test_unknown_language_is_refused(planner, source):
    with pytest.raises(Invalid, match=r"does not write german; choose english or hindi\."):
        asyncio.run(planner.plan(Brief(**source, language=Language.GERMAN)))


def test_words_that_are_given_need_no_language(planner):
    brief = Brief(script="Ein See.\nEin Berg.", language=Language.GERMAN)
    board = asyncio.run(planner.plan(brief))
    assert [scene.narration for scene in board.scenes] == ["Ein See.", "Ein Berg."]
    assert board.language is Language.GERMAN


def test_every_language_is_written():
    assert OfflinePlanner().languages == tuple(Language)
