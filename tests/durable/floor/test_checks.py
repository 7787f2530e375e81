"""Uploads are looked at on the floor: a good one is ready, another refused with one sentence."""

import asyncio

import cv2
import numpy as np
import pytest

from reelwright.model.ids import content_key
from reelwright.ports.records.jobs import JobState
from reelwright.ports.records.uploads import UploadState
from reelwright.services import receiving, uploads
from reelwright.services.uploads import Announced, Bounds, Piece


def sent(house, name: str, data: bytes) -> tuple[str, str]:
    """Send a whole file, as the API does; return its upload and the job that checks it."""
    office = house.office
    at, key = office.clock(), content_key("piece", data.hex())
    asyncio.run(office.blobs.put(key, data))
    with office.store.write() as records:
        told = Announced(name, len(data), None)
        upload = uploads.create(records, house.account, told, Bounds(), origin="native", at=at)
        piece = Piece(0, len(data), key)
        taken, job = receiving.take(records, house.account, upload.id, piece, office.house.room, at)
    return taken.id, job.id


def kept(house, upload: str):
    with house.office.store.read() as records:
        return uploads.get(records, house.account, upload)


def test_good_picture_is_ready(house):
    _, png = cv2.imencode(".png", np.full((48, 64, 3), 90, np.uint8))
    upload, job = sent(house, "wall.png", png.tobytes())
    assert house.end(job).state is JobState.SUCCEEDED
    found = kept(house, upload)
    assert (found.state, found.kind) == (UploadState.READY, "picture")
    assert (found.facts["width"], found.facts["height"]) == (64, 48)
    assert asyncio.run(house.office.blobs.has(found.blob))


@pytest.mark.parametrize("data", [b"not a picture", b"\x89PNG\r\n\x1a\n cut short"])
def test_other_bytes_are_refused_with_a_sentence(house, data):
    upload, job = sent(house, "wall.png", data)
    ended = house.end(job)
    assert (ended.state, ended.error_code) == (JobState.FAILED, "invalid")
    found = kept(house, upload)
    assert (found.state, found.blob) == (UploadState.REFUSED, None)
    assert ended.error.endswith(".")
