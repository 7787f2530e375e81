"""What the rows promise of productions, scenes and takes."""

from dataclasses import replace

import pytest

from reelwright.model.errors import Conflict
from reelwright.ports.records.jobs import JobState
from reelwright.ports.records.productions import Take
from reelwright.ports.records.projects import Project


@pytest.fixture
def tides(ada, records, rows):
    made = rows.production(ada.id)
    records.productions.add(made)
    return made


def test_production_comes_back_to_its_owner_alone(ada, bob, records, tides):
    found = (records.productions.get(ada.id, tides.id), records.productions.by_id(tides.id))
    assert found == (tides, tides)
    assert records.productions.get(bob.id, tides.id) is None
    assert records.productions.by_id("none") is None


def test_production_saved_counts_its_version(ada, records, tides):
    records.productions.save(replace(tides, storyboard={"title": "T"}, details={"mode": 1}))
    later = replace(tides, storyboard={"title": "T"}, details={"mode": 1}, version=2)
    assert records.productions.get(ada.id, tides.id) == later


def test_production_unseen_is_not_overwritten(ada, records, tides):
    records.productions.save(replace(tides, title="First"))
    with pytest.raises(Conflict, match="changed meanwhile"):
        records.productions.save(replace(tides, title="Second"))
    kept = records.productions.get(ada.id, tides.id)
    assert kept == replace(tides, title="First", version=2)


def test_productions_are_listed_the_newest_first(ada, bob, records, rows):
    project = Project(rows.id(), 1, ada.id, "native", "Sea", "", rows.at, rows.at)
    records.projects.add(project)
    three = [
        rows.production(ada.id, 1),
        rows.production(ada.id, 2, origin="story"),
        rows.production(ada.id, 3, project_id=project.id),
    ]
    for one in (*three, rows.production(bob.id, 4)):
        records.productions.add(one)
    of = records.productions.of
    assert of(ada.id, 2) == (three[2], three[1])
    assert of(ada.id, 2, older_than=three[1].id) == (three[0],)
    assert of(ada.id, 9, origin="story") == (three[1],)
    assert of(ada.id, 9, project=project.id) == (three[2],)


def test_production_takes_all_of_it_along(ada, records, rows, tides):
    scene = rows.scene(tides.id)
    records.productions.put_scene(scene)
    job = rows.job(ada.id, production_id=tides.id)
    records.jobs.add(job)
    records.films.add(rows.film(job))
    records.productions.remove(tides.id)
    left = (
        records.productions.by_id(tides.id),
        records.productions.scenes(tides.id),
        records.jobs.by_id(job.id),
        records.films.of_job(job.id),
    )
    assert left == (None, (), None, None)


def test_production_numbers_count_up(records):
    assert [records.productions.next_number() for _ in range(3)] == [1, 2, 3]


def test_scenes_come_in_their_order(records, rows, tides):
    three = [rows.scene(tides.id, position) for position in (0, 1, 2)]
    for scene in reversed(three):
        records.productions.put_scene(scene)
    assert records.productions.scenes(tides.id) == tuple(three)
    assert records.productions.scenes("another") == ()


def test_scene_put_again_is_changed(records, rows, tides):
    scene = rows.scene(tides.id)
    records.productions.put_scene(scene)
    later = replace(scene, narration="It storms.", picture="a" * 64, picture_take=2, position=3)
    records.productions.put_scene(later)
    assert records.productions.scenes(tides.id) == (later,)


def test_scene_takes_its_takes_along(records, rows, tides):
    scene = rows.scene(tides.id)
    records.productions.put_scene(scene)
    records.productions.add_take(_take(rows, scene.id, 0))
    records.productions.remove_scene(scene.id)
    left = (records.productions.scenes(tides.id), records.productions.takes(scene.id))
    assert left == ((), ())


def test_takes_are_kept_once_the_newest_first(records, rows, tides):
    scene = rows.scene(tides.id)
    records.productions.put_scene(scene)
    first, second = _take(rows, scene.id, 0), _take(rows, scene.id, 1)
    for take in (first, second, replace(first, id=rows.id(), asset={"other": 1})):
        records.productions.add_take(take)
    assert records.productions.takes(scene.id) == (second, first)


def test_tales_are_an_accounts_own(ada, bob, records, rows):
    tales = [(ada, "crane otter"), (ada, "otter"), (ada, None), (bob, "heron")]
    for number, (owner, tale) in enumerate(tales, start=10):
        plan = {"title": "Tides", "tale": tale}
        records.productions.add(rows.production(owner.id, number, storyboard=plan))
    records.productions.add(rows.production(ada.id, 20))
    assert records.productions.tales(ada.id) == {"crane", "otter"}
    assert records.productions.tales("nobody") == frozenset()


def test_blobs_are_those_that_takes_name(records, rows, tides):
    scene = rows.scene(tides.id)
    records.productions.put_scene(scene)
    layers = [{"source": "b" * 64, "depth": 0.5}, {"weather": "rain"}]
    asset = {"blob": "a" * 64, "stack": layers, "words": "b" * 63, "life": None}
    records.productions.add_take(replace(_take(rows, scene.id, 0), asset=asset))
    assert records.productions.blobs() == {"a" * 64, "b" * 64}


def _take(rows, scene: str, number: int) -> Take:
    asset = {"key": "a" * 64, "width": 640}
    return Take(rows.id(), scene, "picture", number, "a calm sea", asset, "job", rows.at)


def test_scene_comes_back_to_its_owner_alone(ada, bob, records, rows, tides):
    scene = rows.scene(tides.id)
    records.productions.put_scene(scene)
    found = [records.productions.scene(account.id, scene.id) for account in (ada, bob)]
    assert (found, records.productions.scene(ada.id, "none")) == ([scene, None], None)


def test_productions_are_paged_and_counted(ada, bob, records, rows):
    five = [rows.production(ada.id, number, origin="pixora") for number in range(1, 6)]
    others = (rows.production(ada.id, 6), rows.production(bob.id, 7, origin="pixora"))
    for one in (*five, *others):
        records.productions.add(one)
    page = records.productions.page
    assert page(ada.id, "pixora", limit=2, offset=1) == (5, (five[3], five[2]))
    assert page(ada.id, "pixora", limit=2, offset=4, oldest_first=True) == (5, (five[4],))
    assert page(ada.id, "pixora", limit=2, offset=9) == (5, ())


def test_productions_are_paged_by_their_last_job(ada, records, rows):
    three = [rows.production(ada.id, number, origin="pixora") for number in range(1, 4)]
    for one in three:
        records.productions.add(one)
    jobs = (
        (three[0], JobState.SUCCEEDED, "produce"),
        (three[0], JobState.FAILED, "produce"),
        (three[1], JobState.SUCCEEDED, "produce"),
        (three[1], JobState.FAILED, "plan"),
    )
    for number, (one, state, kind) in enumerate(jobs, 1):
        job = rows.job(ada.id, number, production_id=one.id, state=state, kind=kind)
        records.jobs.add(job)
    page = records.productions.page
    found = {
        state: page(ada.id, "pixora", limit=9, offset=0, made=(state,))
        for state in (JobState.SUCCEEDED, JobState.FAILED, JobState.RUNNING, None)
    }
    assert found == {
        JobState.SUCCEEDED: (1, (three[1],)),
        JobState.FAILED: (1, (three[0],)),
        JobState.RUNNING: (0, ()),
        None: (1, (three[2],)),
    }
