"""What the rows promise of uploads."""

from dataclasses import replace

import pytest

from reelwright.ports.records.uploads import Upload, UploadState


@pytest.fixture
def upload(rows):
    def made(account: str, size: int = 10) -> Upload:
        state = UploadState.RECEIVING
        return Upload(rows.id(), account, "native", "../été.jpg", state, size, 0, rows.at, rows.at)

    return made


def test_upload_comes_back_to_its_owner_alone(ada, bob, records, upload):
    mine = upload(ada.id, 2**40)
    records.uploads.add(mine)
    assert records.uploads.get(ada.id, mine.id) == mine
    assert records.uploads.get(bob.id, mine.id) is None


def test_upload_is_saved(ada, records, upload):
    mine = upload(ada.id)
    records.uploads.add(mine)
    ready = replace(
        mine, state=UploadState.READY, received=10, kind="picture", blob="a" * 64, facts={"w": 640}
    )
    records.uploads.save(ready)
    assert records.uploads.get(ada.id, mine.id) == ready


def test_uploads_are_listed_the_newest_first(ada, bob, records, upload):
    three = [upload(ada.id) for _ in range(3)]
    for one in (*three, upload(bob.id)):
        records.uploads.add(one)
    assert records.uploads.of(ada.id, 2) == (three[2], three[1])
    assert records.uploads.of(ada.id, 2, older_than=three[1].id) == (three[0],)


def test_uploads_announced_are_counted(ada, bob, records, upload):
    for one in (upload(ada.id, 10), upload(ada.id, 2**40), upload(bob.id, 5)):
        records.uploads.add(one)
    stored = [records.uploads.stored(one) for one in (ada.id, bob.id, "nobody")]
    assert stored == [10 + 2**40, 5, 0]


def test_upload_removed_is_forgotten(ada, records, upload):
    mine, other = upload(ada.id), replace(upload(ada.id), blob="b" * 64)
    for one in (replace(mine, blob="a" * 64), other, upload(ada.id)):
        records.uploads.add(one)
    assert records.uploads.blobs() == {"a" * 64, "b" * 64}
    records.uploads.remove(mine.id)
    assert records.uploads.get(ada.id, mine.id) is None
    assert records.uploads.blobs() == {"b" * 64}
