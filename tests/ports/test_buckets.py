"""What any buckets promise: exact counting, whoever pours, and nothing that outlasts its time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelwright.durable import database
from reelwright.ports.buckets import Buckets, Entry, Window
from reelwright.storage.buckets import MemoryBuckets
from reelwright.storage.sql import schema
from reelwright.storage.sql.buckets import SWEEP, SqlBuckets
from reelwright.storage.sql.tables import buckets as rows
from shared.postgres import Postgres

AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SIZE = 10 * SECOND
BOTH = (Window(3, 10 * SECOND), Window(5, 60 * SECOND))


@pytest.fixture(scope="module")
def engine(postgres: Postgres) -> Iterator[sa.Engine]:
    """Give a PostgreSQL database with its tables."""
    made = database.engine(postgres.url(postgres.fresh()))
    schema.upgrade(made)
    yield made
    made.dispose()


@pytest.fixture(params=["memory", "postgres"])
def buckets(request: pytest.FixtureRequest) -> Buckets:
    """Be each kind of buckets, empty."""
    if request.param == "memory":
        return MemoryBuckets()
    engine: sa.Engine = request.getfixturevalue("engine")
    with engine.begin() as connection:
        connection.execute(sa.delete(rows))
    return SqlBuckets(engine)


def poured(buckets: Buckets, *seconds: float, name: str = "ann") -> list[float]:
    """Return what each second poured into a bucket of ten makes it hold, at these moments."""
    moments = (AT + one * SECOND for one in seconds)
    return [buckets.pour(name, SECOND, SIZE, at).total_seconds() for at in moments]


def entered(buckets: Buckets, *seconds: float, name: str = "eve") -> list[bool]:
    """Return whether each of these moments was noted: three in ten seconds, five in a minute."""
    return [buckets.enter(name, BOTH, AT + one * SECOND).admitted for one in seconds]


def test_every_window_holds_its_quota(buckets: Buckets) -> None:
    assert entered(buckets, 0, 1, 2, 9.99, 10, 10.5, 11) == [
        True,
        True,
        True,
        False,
        True,
        False,
        True,
    ]
    assert entered(buckets, 59.99, 60, 60) == [False, True, False]


def test_entry_tells_who_came_lately(buckets: Buckets) -> None:
    entered(buckets, 0, 1, 2)
    first, second, third = (AT + one * SECOND for one in (0, 1, 2))
    refused, later = (buckets.enter("eve", BOTH, AT + one * SECOND) for one in (3, 60))
    assert refused == Entry(admitted=False, moments=(first, second, third))
    assert later == Entry(admitted=True, moments=(second, third, AT + 60 * SECOND))


def test_moments_are_forgotten_when_told(buckets: Buckets) -> None:
    entered(buckets, 0, 0, 0)
    buckets.empty("eve")
    assert entered(buckets, 0) == [True]


def test_moments_of_a_clock_set_back_lock_nobody_out(buckets: Buckets) -> None:
    entered(buckets, *[3600] * 5)
    assert entered(buckets, 0) == [True]


def test_moments_of_a_fast_clock_count(buckets: Buckets) -> None:
    entered(buckets, *[5] * 3)
    assert entered(buckets, 0, 14, 15) == [False, False, True]


def test_entering_at_once_is_counted(buckets: Buckets) -> None:
    with ThreadPoolExecutor(8) as threads:
        let_in = list(threads.map(lambda _: entered(buckets, 0)[0], range(100)))
    assert sum(let_in) == 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.integers(0, 20_000_000), max_size=30))
def test_both_note_alike(engine: sa.Engine, pauses: list[int]) -> None:
    memory, shared = MemoryBuckets(), SqlBuckets(engine)
    shared.empty("fay")
    at = AT
    for pause in pauses:
        at += timedelta(microseconds=pause)
        told = [one.enter("fay", BOTH, at) for one in (memory, shared)]
        assert told[0] == told[1]


def test_a_bucket_holds_its_size(buckets: Buckets) -> None:
    assert poured(buckets, *[0] * 12) == [*range(1, 11), 11, 11]


def test_what_is_refused_is_not_added(buckets: Buckets) -> None:
    poured(buckets, *[0] * 50)
    assert poured(buckets, 0.25, 1) == [10.75, 10]


def test_a_bucket_seeps_empty(buckets: Buckets) -> None:
    poured(buckets, *[0] * 4)
    assert poured(buckets, 2.5, 60) == [2.5, 1]


def test_buckets_are_apart(buckets: Buckets) -> None:
    poured(buckets, 0, 0)
    assert poured(buckets, 0, name="bob") == [1]


def test_emptied_bucket_is_new(buckets: Buckets) -> None:
    poured(buckets, 0, 0)
    buckets.empty("ann")
    assert poured(buckets, 0) == [1]


def test_clock_that_is_set_back_locks_nobody_out(buckets: Buckets) -> None:
    poured(buckets, *[3600] * 10)
    assert poured(buckets, 0) == [1]


def test_slow_clock_is_no_way_around(buckets: Buckets) -> None:
    poured(buckets, *[5] * 10)
    assert poured(buckets, 0, 5) == [16, 11]


def test_pouring_at_once_is_counted(buckets: Buckets) -> None:
    with ThreadPoolExecutor(8) as threads:
        levels = list(threads.map(lambda _: poured(buckets, 0)[0], range(200)))
    assert sorted(levels) == [*range(1, 11), *[11] * 190]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.integers(0, 20_000_000), max_size=30))
def test_both_count_alike(engine: sa.Engine, pauses: list[int]) -> None:
    memory, shared = MemoryBuckets(), SqlBuckets(engine)
    shared.empty("cy")
    at = AT
    for pause in pauses:
        at += timedelta(microseconds=pause)
        told = [one.pour("cy", 3 * SECOND, SIZE, at) for one in (memory, shared)]
        assert told[0] == told[1]


def test_processes_count_together(engine: sa.Engine) -> None:
    one, another = SqlBuckets(engine), SqlBuckets(engine)
    one.empty("dan")
    assert poured(one, 0, name="dan") + poured(another, 0, name="dan") == [1, 2]


def test_memory_forgets_the_longest_unseen() -> None:
    buckets = MemoryBuckets(known=2)
    for name in ("ann", "bob", "ann", "cy"):
        poured(buckets, 0, name=name)
    assert [poured(buckets, 0, name=name) for name in ("ann", "bob")] == [[3], [1]]


def test_empty_rows_are_removed(engine: sa.Engine) -> None:
    buckets = SqlBuckets(engine)
    poured(buckets, 0, name="old")
    poured(buckets, SWEEP / SECOND, name="new")
    with engine.connect() as connection:
        names = connection.scalars(sa.select(rows.c.name)).all()
    assert ("old" in names, "new" in names) == (False, True)


def test_lost_database_leaves_counting_here(postgres: Postgres) -> None:
    name = postgres.fresh()
    engine = database.engine(postgres.url(name))
    schema.upgrade(engine)
    buckets = SqlBuckets(engine)
    poured(buckets, 0, 0)
    engine.dispose()
    postgres.do(f"DROP DATABASE {name} WITH (FORCE)")
    assert poured(buckets, 0, 0) == [1, 2]
    buckets.empty("ann")
    assert poured(buckets, 0) == [1]
    assert entered(buckets, *[0] * 4) == [True, True, True, False]
    engine.dispose()
