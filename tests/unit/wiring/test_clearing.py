"""What nothing names is cleared away; what anything names, or may soon, stays."""

import asyncio
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from reelwright.durable import database
from reelwright.model.errors import Cancelled
from reelwright.model.ids import Key, content_key, new_id
from reelwright.ports.records import Store
from reelwright.ports.records.accounts import Account, Role
from reelwright.ports.records.films import FilmRow
from reelwright.ports.records.productions import Production, SceneRow, Take
from reelwright.services import jobs, uploads
from reelwright.services.jobs import NOTHING, Order, Room
from reelwright.services.spending import Terms
from reelwright.services.uploads import Announced, Bounds, Piece
from reelwright.storage.blobs.local import LocalBlobs
from reelwright.storage.sql import schema
from reelwright.storage.sql.store import SqlStore
from reelwright.wiring.clearing import Cleared, clear

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
LONG_AGO = NOW - 3 * DAY
ANN, WORK = new_id(LONG_AGO), new_id(LONG_AGO)


class Queue:
    """A queue that forgets what it is given."""

    def enqueue(self, job: str, account: str, priority: int, *, quick: bool = False) -> None:
        pass


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    engine = database.engine(f"sqlite:///{tmp_path / 'rows.db'}")
    schema.upgrade(engine)
    made = SqlStore(engine, lambda _connection: Queue())
    at = {"created_at": LONG_AGO, "updated_at": LONG_AGO}
    with made.write() as records:
        records.accounts.add(
            Account(id=ANN, number=1, email="a@b.c", username="a", name="A", role=Role.USER, **at)
        )
        records.productions.add(
            Production(
                id=WORK,
                number=1,
                account_id=ANN,
                project_id=None,
                origin="native",
                title="T",
                brief={},
                **at,
            )
        )
    yield made
    engine.dispose()


@pytest.fixture
def shelf(tmp_path) -> LocalBlobs:
    return LocalBlobs(tmp_path / "media")


def lay(shelf: LocalBlobs, name: str, age: timedelta = 2 * DAY) -> Key:
    key = content_key(name)
    asyncio.run(shelf.put(key, name.encode()))
    file, at = asyncio.run(shelf.path(key)), (NOW - age).timestamp()
    os.utime(file, (at, at))
    return key


def accept(store: Store, at: datetime, request: dict[str, object]) -> str:
    order = Order(kind="film", origin="native", request=request, quote=NOTHING, terms=Terms())
    with store.write() as records:
        return jobs.accept(records, ANN, order, Room(), at).id


def there(shelf: LocalBlobs) -> set[Key]:
    return {one.key for one in shelf.kept()}


def test_what_nothing_names_goes(store, shelf, tmp_path):
    lay(shelf, "old")
    young = lay(shelf, "young", timedelta(minutes=50))
    assert clear(store, shelf, tmp_path / "none", NOW) == Cleared(blobs=1, bytes=3)
    assert there(shelf) == {young}


def test_what_is_to_be_kept_needs_no_name(store, shelf, tmp_path):
    kept, _ = lay(shelf, "kept"), lay(shelf, "old")
    assert clear(store, shelf, tmp_path / "work", NOW, keep=[kept]).blobs == 1
    assert there(shelf) == {kept}


def test_pretending_removes_nothing(store, shelf, tmp_path):
    old = lay(shelf, "old")
    assert clear(store, shelf, tmp_path / "work", NOW, pretend=True) == Cleared(blobs=1, bytes=3)
    assert there(shelf) == {old}


def test_films_keep_their_files_and_what_they_are_made_of(store, shelf, tmp_path):
    film, piece = lay(shelf, "film"), lay(shelf, "piece")
    row = FilmRow(
        id=new_id(LONG_AGO),
        account_id=ANN,
        production_id=WORK,
        job_id="job",
        title="T",
        duration=1,
        width=1,
        height=1,
        bytes=1,
        blobs={"film": film},
        sidecar={"timeline": {"pictures": [{"source": piece}]}},
        created_at=LONG_AGO,
    )
    with store.write() as records:
        records.films.add(row)
    clear(store, shelf, tmp_path / "work", NOW)
    assert there(shelf) == {film, piece}
    with store.write() as records:
        records.films.remove(row.id)
    assert clear(store, shelf, tmp_path / "work", NOW).blobs == 2


def test_takes_and_scenes_keep_their_pictures(store, shelf, tmp_path):
    painted, brought = lay(shelf, "painted"), lay(shelf, "brought")
    scene = SceneRow(
        id=new_id(LONG_AGO),
        production_id=WORK,
        name="scene-1",
        position=0,
        narration="",
        visual="a sea",
        camera="push_in",
        duration=2,
        picture=brought,
        created_at=LONG_AGO,
        updated_at=LONG_AGO,
    )
    take = Take(
        id=new_id(LONG_AGO),
        scene_id=scene.id,
        kind="picture",
        number=1,
        words="a sea",
        asset={"life": {"relief": painted}},
        job_id="job",
        created_at=LONG_AGO,
    )
    with store.write() as records:
        records.productions.put_scene(scene)
        records.productions.add_take(take)
    clear(store, shelf, tmp_path / "work", NOW)
    assert there(shelf) == {painted, brought}


def test_uploads_keep_their_pieces_until_nobody_goes_on(store, shelf, tmp_path):
    piece = lay(shelf, "piece")
    with store.write() as records:
        made = uploads.create(
            records, ANN, Announced("a", 100), Bounds(), origin="native", at=NOW - DAY
        )
        uploads.receive(records, ANN, made.id, Piece(0, 5, piece), NOW - DAY)
    assert clear(store, shelf, tmp_path / "work", NOW) == Cleared()
    assert there(shelf) == {piece}
    later = NOW + timedelta(seconds=1)
    assert clear(store, shelf, tmp_path / "work", later) == Cleared(uploads=1, blobs=1, bytes=5)


def test_open_jobs_keep_what_they_make_and_name(store, shelf, tmp_path):
    named = lay(shelf, "named", 3 * DAY)
    lay(shelf, "older", 2.5 * DAY)
    made = lay(shelf, "made", 1.5 * DAY)
    job = accept(store, NOW - 2 * DAY, {"brief": {"scenes": [{"picture": named}]}})
    assert clear(store, shelf, tmp_path / "work", NOW).blobs == 1
    assert there(shelf) == {named, made}
    with store.write() as records:
        jobs.fail(records, job, Cancelled("Enough."), NOTHING, NOW)
    assert clear(store, shelf, tmp_path / "work", NOW).blobs == 2


def test_what_is_counted_on_meanwhile_stays(store, shelf, tmp_path):
    key = lay(shelf, "old")
    listed = shelf.kept

    class Busy(LocalBlobs):
        def kept(self):
            for one in list(listed()):
                asyncio.run(shelf.has(one.key))
                yield one

    assert clear(store, Busy(tmp_path / "media"), tmp_path / "work", NOW) == Cleared()
    assert there(shelf) == {key}


def test_folders_go_with_their_jobs(store, shelf, tmp_path):
    work = tmp_path / "work"
    still = accept(store, LONG_AGO, {})
    for name, age in ((still, 2 * DAY), ("gone", 2 * DAY), ("new", timedelta(0))):
        (work / name / "deep").mkdir(parents=True)
        at = (NOW - age).timestamp()
        os.utime(work / name, (at, at))
    assert clear(store, shelf, work, NOW) == Cleared(folders=1)
    assert {folder.name for folder in work.iterdir()} == {still, "new"}


def test_halves_of_the_dead_go(store, shelf, tmp_path):
    half = asyncio.run(shelf.path(lay(shelf, "x", timedelta(0)))).with_name(".0a.part")
    half.write_bytes(b"half")
    at = (NOW - DAY).timestamp()
    os.utime(half, (at, at))
    assert clear(store, shelf, tmp_path / "work", NOW) == Cleared(halves=1)
