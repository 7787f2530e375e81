"""An upload's check: decoded in a process of its own, kept or refused in a sentence."""

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest

from reelwright.durable import database
from reelwright.durable.local import LocalRunner
from reelwright.model.errors import Broken, Invalid, NotFound, ReelwrightError, Unavailable
from reelwright.model.ids import content_key, new_id
from reelwright.ports.records.accounts import Account, Role
from reelwright.ports.records.jobs import Job
from reelwright.ports.records.uploads import Upload
from reelwright.ports.shelf import Shelf
from reelwright.services import receiving, uploads
from reelwright.services.jobs import Room
from reelwright.services.uploads import Announced, Bounds, Piece
from reelwright.storage.blobs.local import LocalBlobs
from reelwright.storage.sql import schema
from reelwright.storage.sql.store import SqlStore
from reelwright.wiring import opening
from reelwright.wiring.opening import Opening, look

AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
ANN = new_id(AT)


class Handed:
    """A queue that only remembers what it was given."""

    def __init__(self) -> None:
        self.jobs: list[str] = []

    def enqueue(self, job: str, account: str, priority: int, *, quick: bool = False) -> None:
        self.jobs.append(job)


class House:
    """An installation with one account, and a worker's way of checking what it sends."""

    def __init__(self, folder: Path) -> None:
        engine = database.engine(f"sqlite:///{folder / 'rows.db'}")
        schema.upgrade(engine)
        self.queue, self.work = Handed(), folder / "work"
        self.store = SqlStore(engine, lambda _connection: self.queue)
        self.blobs: Shelf = LocalBlobs(folder / "media")
        self.opening = Opening(
            self.store,
            self.blobs,
            self.work,
            lambda: AT,
            bounds=Bounds(picture=30_000, pixels=9_000),
        )
        self.close = engine.dispose
        with self.store.write() as records:
            records.accounts.add(
                Account(
                    id=ANN,
                    number=1,
                    email="a@b.c",
                    username="a",
                    name="A",
                    role=Role.USER,
                    created_at=AT,
                    updated_at=AT,
                )
            )

    def send(self, content: bytes, piece: int = 1_000) -> str:
        with self.store.write() as records:
            file = Announced("a/../b.png", len(content))
            made = uploads.create(records, ANN, file, Bounds(), origin="native", at=AT)
        for offset in range(0, len(content), piece):
            part = content[offset : offset + piece]
            key = content_key(part.hex())
            asyncio.run(self.blobs.put(key, part))
            with self.store.write() as records:
                receiving.take(records, ANN, made.id, Piece(offset, len(part), key), Room(), AT)
        return made.id

    def check(self) -> None:
        """Do the last job as a worker does."""
        job = self.job()
        try:
            asyncio.run(self.opening.conduct(job, LocalRunner(width=1)))
        except ReelwrightError as error:
            with self.store.write() as records:
                receiving.fail(records, job.id, error, AT)

    def job(self) -> Job:
        with self.store.read() as records:
            found = records.jobs.by_id(self.queue.jobs[-1])
        assert found is not None
        return found

    def upload(self, upload: str) -> Upload:
        with self.store.read() as records:
            return uploads.get(records, ANN, upload)


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path)
    yield made
    made.close()


def a_png(side: int = 40) -> bytes:
    colours = np.random.default_rng(1).integers(0, 255, (side, side, 3), np.uint8)
    return cv2.imencode(".png", colours)[1].tobytes()


def test_good_upload_becomes_ready(house):
    sent = house.send(a_png())
    house.check()
    ready, job = house.upload(sent), house.job()
    assert (ready.state, ready.kind) == ("ready", "picture")
    content = asyncio.run(house.blobs.get(ready.blob))
    assert ready.facts == {"width": 40, "height": 40, "bytes": len(content)}
    assert np.array_equal(
        *(cv2.imdecode(np.frombuffer(one, np.uint8), 1) for one in (content, a_png()))
    )
    assert (job.kind, job.state, job.result) == (
        "check",
        "succeeded",
        {"upload": sent, "kind": "picture", "blob": ready.blob},
    )
    assert list(house.work.iterdir()) == []


def test_bad_upload_is_refused_in_a_sentence(house):
    sent = house.send(b"To be, or not to be.")
    house.check()
    assert (house.upload(sent).state, house.upload(sent).facts) == (
        "refused",
        {
            "why": "The file is no picture, sound or video that can be read; "
            "send a PNG, JPEG, WebP, MP4, WebM, WAV or MP3 that is whole."
        },
    )
    assert (house.job().state, house.job().error_code) == ("failed", "invalid")


def test_size_is_judged_by_what_it_is(house):
    sent = house.send(a_png(120), piece=100_000)
    house.check()
    assert "A picture may have" in str(house.upload(sent).facts["why"])


def test_picture_of_too_many_pixels_is_refused(house):
    sent = house.send(a_png(95), piece=100_000)
    house.check()
    assert house.upload(sent).facts["why"] == (
        "A picture may have 9,000 pixels at most; this one is 95 x 95."
    )


def test_deleted_upload_ends_its_check(house):
    sent = house.send(a_png())
    with house.store.write() as records:
        uploads.remove(records, ANN, sent)
    house.check()
    assert (house.job().state, house.job().error_code) == ("failed", "not_found")


def test_check_done_twice_is_done_once(house):
    sent = house.send(a_png())
    house.check()
    before = house.upload(sent)
    asyncio.run(house.opening.conduct(house.job(), LocalRunner(width=1)))
    assert house.upload(sent) == before


def test_our_own_fault_is_not_its_owners(house):
    sent = house.send(a_png())
    with house.store.write() as records:
        receiving.fail(records, house.job().id, Broken("secret"), AT)
    assert house.upload(sent).facts == {
        "why": "The file could not be looked at, which is our fault; upload it again."
    }


def test_only_the_owners_pictures_may_be_shown(house):
    sent = house.send(a_png())
    house.check()
    blob = house.upload(sent).blob
    with house.store.read() as records:
        uploads.check_owned(records, ANN, [blob])
        with pytest.raises(NotFound, match="upload it first"):
            uploads.check_owned(records, new_id(AT), [blob])


@pytest.fixture
def places(tmp_path) -> tuple[Path, Path]:
    (tmp_path / "out").touch()
    return tmp_path / "in", tmp_path / "out"


def as_opener(monkeypatch, code: str) -> None:
    """Have another program than the opener looked after."""
    monkeypatch.setattr(opening, "_PROGRAM", ("-c", code))


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "{",
        '{"kind": "picture"}',
        '{"kind": "program", "facts": {}, "gaps": []}',
        '{"kind": "sound", "facts": [], "gaps": []}',
    ],
)
def test_nonsense_is_not_believed(monkeypatch, places, said):
    as_opener(monkeypatch, f"print({said!r})")
    with pytest.raises(Broken, match="answered nonsense"):
        asyncio.run(look(*places, strict=False))


def test_picture_that_is_none_is_not_believed(monkeypatch, places):
    code = """import sys; open(sys.argv[2], 'w').write('<svg>')
print('{"kind": "picture", "facts": {"width": 1, "height": 1}, "gaps": []}')"""
    as_opener(monkeypatch, code)
    with pytest.raises(Invalid, match="could not be decoded"):
        asyncio.run(look(*places, strict=False))


def test_only_known_facts_are_told(monkeypatch, places):
    code = """print('{"kind": "sound", "facts": {"seconds": 1.5, "rate": {}, "x": 1}, "gaps": ["g"]}')"""
    as_opener(monkeypatch, code)
    found = asyncio.run(look(*places, strict=False))
    assert (found.facts, found.gaps) == ({"seconds": 1.5}, ("g",))


def test_opener_that_errs_is_our_fault(monkeypatch, places):
    as_opener(monkeypatch, "raise RuntimeError")
    with pytest.raises(Broken):
        asyncio.run(look(*places, strict=False))


def test_opener_that_dies_refuses_the_file(monkeypatch, places):
    as_opener(monkeypatch, "import os; os.abort()")
    with pytest.raises(Invalid, match="could not be decoded within the memory and the time"):
        asyncio.run(look(*places, strict=False))


def test_gaps_are_too_much_where_it_is_strict(monkeypatch, places):
    as_opener(monkeypatch, """print('{"unavailable": ["no fence"]}')""")
    with pytest.raises(Unavailable, match="no fence"):
        asyncio.run(look(*places, strict=True))


SLOW = "import sys, os, time; open(sys.argv[2], 'w').write(str(os.getpid())); time.sleep(60)"


def test_slow_opener_is_ended(monkeypatch, places):
    as_opener(monkeypatch, SLOW)
    monkeypatch.setattr(opening, "_LONGEST", 0.5)
    with pytest.raises(Invalid, match="could not be decoded"):
        asyncio.run(look(*places, strict=False))
    assert _gone(places[1])


def test_cancelled_look_ends_its_opener(monkeypatch, places):
    as_opener(monkeypatch, SLOW)

    async def cut_short() -> None:
        looking = asyncio.ensure_future(look(*places, strict=False))
        await asyncio.to_thread(_begun, places[1])
        looking.cancel()
        await asyncio.wait([looking])

    asyncio.run(cut_short())
    assert _gone(places[1])


def _begun(told: Path) -> None:
    while not told.read_text():
        time.sleep(0.01)


def _gone(told: Path) -> bool:
    """Say whether the process whose id is in a file has ended."""
    return not Path(f"/proc/{told.read_text()}").exists()


def test_opener_sees_no_secrets(monkeypatch, places):
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:secret@host/db")
    code = """import os, sys; open(sys.argv[2], 'w').write(' '.join(sorted(os.environ)))
print('{"kind": "sound", "facts": {}, "gaps": []}')"""
    as_opener(monkeypatch, code)
    asyncio.run(look(*places, strict=False))
    assert places[1].read_text() == "LANG OMP_NUM_THREADS OPENBLAS_NUM_THREADS"


@pytest.mark.slow
def test_damaged_files_are_taken_or_refused(house):
    rng = np.random.default_rng(7)
    good = cv2.imencode(".jpg", np.arange(9_216, dtype=np.uint8).reshape(48, 64, 3))[1]
    states = set()
    for _ in range(40):
        content = good.copy()
        content[rng.integers(0, len(content), 3)] = rng.integers(0, 256, 3)
        sent = house.send(content.tobytes(), piece=100_000)
        house.check()
        states.add(house.upload(sent).state)
    assert states == {"ready", "refused"}
