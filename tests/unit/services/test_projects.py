"""The laws of projects."""

from dataclasses import replace

import pytest

from reelwright.model.errors import NotFound
from reelwright.services import projects


@pytest.fixture
def sea(ada, records, rows):
    return projects.create(records, ada.id, "Sea", "of tides", origin="native", at=rows.at)


def test_project_made_is_its_owners(ada, bob, records, sea):
    assert projects.get(records, ada.id, sea.id) == sea
    assert (sea.number, sea.name, sea.description, sea.origin) == (1, "Sea", "of tides", "native")


def test_project_of_another_is_as_one_that_is_not(ada, bob, records, rows, sea):
    acts = [
        lambda whose: projects.get(records, *whose),
        lambda whose: projects.change(records, *whose, name="Mine", at=rows.at),
        lambda whose: projects.remove(records, *whose),
    ]
    for act in acts:
        for account, project in ((bob.id, sea.id), (ada.id, "none")):
            with pytest.raises(NotFound, match=f"^There is no project '{project}'.$"):
                act((account, project))
    assert projects.get(records, ada.id, sea.id) == sea


def test_project_keeps_what_is_not_changed(ada, records, rows, sea):
    at = rows.later()
    changed = projects.change(records, ada.id, sea.id, name="Ocean", at=at)
    assert changed == replace(sea, name="Ocean", updated_at=at)
    assert projects.change(records, ada.id, sea.id, description="", at=at).description == ""
    assert projects.get(records, ada.id, sea.id) == replace(changed, description="")


def test_project_removed_is_gone(ada, records, sea):
    projects.remove(records, ada.id, sea.id)
    with pytest.raises(NotFound):
        projects.get(records, ada.id, sea.id)


def test_project_is_found_by_number_in_its_contract(ada, bob, records, sea):
    assert projects.of_number(records, ada.id, 1, origin="native") == sea
    for account, number, origin in ((bob.id, 1, "native"), (ada.id, 2, "native"), (ada.id, 1, "x")):
        with pytest.raises(NotFound, match=f"^There is no project {number}.$"):
            projects.of_number(records, account, number, origin=origin)
