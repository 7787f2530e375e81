"""What the rows promise of films."""

from dataclasses import replace

import pytest


@pytest.fixture
def tides(ada, records, rows):
    production = rows.production(ada.id)
    records.productions.add(production)
    return production


@pytest.fixture
def film(ada, records, rows, tides):
    def kept(number: int = 1, **more):
        job = rows.job(ada.id, number, production_id=tides.id)
        records.jobs.add(job)
        made = rows.film(job, **more)
        assert records.films.add(made)
        return made

    return kept


def test_film_comes_back_whole_to_its_owner_alone(ada, bob, records, film):
    mine = film()
    found = [records.films.get(ada.id, mine.id), records.films.by_id(mine.id)]
    assert [*found, records.films.of_job(mine.job_id)] == [mine] * 3
    strange = [records.films.get(bob.id, mine.id), records.films.by_id("none")]
    assert [*strange, records.films.of_job("none")] == [None] * 3


def test_film_of_a_job_is_one(ada, records, rows, film):
    mine = film()
    assert not records.films.add(replace(mine, id=rows.id(), title="Another"))
    assert records.films.of(ada.id, 9) == (mine,)


def test_films_are_listed_the_newest_first(ada, bob, records, rows, film, tides):
    three = [film(number) for number in (1, 2, 3)]
    assert records.films.of(ada.id, 2) == (three[2], three[1])
    assert records.films.of(ada.id, 2, older_than=three[1].id) == (three[0],)
    assert records.films.of(ada.id, 9, production=tides.id) == tuple(reversed(three))
    assert records.films.of(ada.id, 9, production="another") == ()
    assert records.films.of(bob.id, 9) == ()


def test_film_links_are_void_after_renewal(ada, records, film):
    mine, other = film(1), film(2)
    records.films.renew(mine.id)
    kept = [records.films.by_id(one.id).epoch for one in (mine, other)]
    assert kept == [2, 1]


def test_film_removed_is_forgotten(records, film):
    mine, other = film(1, blobs={"film": "c" * 64}), film(2)
    assert records.films.blobs() == {"a" * 64, "b" * 64, "c" * 64}
    records.films.remove(mine.id)
    assert records.films.by_id(mine.id) is None
    assert records.films.blobs() == {"a" * 64, "b" * 64}
    assert records.films.by_id(other.id) == other
