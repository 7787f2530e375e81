"""What the rows promise of projects."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.ports.records.projects import Project


@pytest.fixture
def project(rows):
    def made(account: str, number: int, origin: str = "native") -> Project:
        return Project(rows.id(), number, account, origin, "Sea", "of tides", rows.at, rows.at)

    return made


def test_project_comes_back_to_its_owner_alone(ada, bob, records, project):
    mine = project(ada.id, 4)
    records.projects.add(mine)
    assert records.projects.get(ada.id, mine.id) == mine
    assert records.projects.by_number(ada.id, 4) == mine
    strange = (records.projects.get(bob.id, mine.id), records.projects.by_number(bob.id, 4))
    assert strange == (None, None)


def test_project_is_saved(ada, records, rows, project):
    mine = project(ada.id, 1)
    records.projects.add(mine)
    later = replace(mine, name="Ocean", updated_at=rows.at + timedelta(days=1))
    records.projects.save(later)
    assert records.projects.get(ada.id, mine.id) == later


def test_projects_are_listed_the_newest_first(ada, bob, records, project):
    three = [project(ada.id, n, origin) for n, origin in enumerate(["native", "story", "native"])]
    for one in (*three, project(bob.id, 9)):
        records.projects.add(one)
    assert records.projects.of(ada.id, 2) == (three[2], three[1])
    assert records.projects.of(ada.id, 2, older_than=three[1].id) == (three[0],)
    assert records.projects.of(ada.id, 9, origin="native") == (three[2], three[0])
    assert records.projects.of(ada.id, 1, origin="native", skip=1) == (three[0],)
    assert records.projects.count(ada.id, "native") == 2


def test_project_takes_all_in_it_along(ada, records, rows, project):
    mine = project(ada.id, 1)
    records.projects.add(mine)
    inside = rows.production(ada.id, 1, project_id=mine.id)
    beside = rows.production(ada.id, 2)
    for one in (inside, beside):
        records.productions.add(one)
    records.projects.remove(mine.id)
    assert records.projects.of(ada.id, 9) == ()
    assert records.productions.of(ada.id, 9) == (beside,)


def test_project_numbers_count_up(records):
    assert [records.projects.next_number() for _ in range(3)] == [1, 2, 3]
