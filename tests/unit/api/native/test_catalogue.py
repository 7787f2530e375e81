"""The catalogue over HTTP."""

import asyncio
from typing import Any

import pytest
from starlette.testclient import TestClient

from reelwright.api.kit.desk import Desk
from reelwright.api.native.shapes.catalogue import Catalogue, Voice
from reelwright.model.brief import Language
from reelwright.services.samples import Sample, every
from reelwright.wiring.catalogue import catalogue

HEARD = "/reelwright/v1/catalogue/voices/{}/sample?language={}"
WAV = b"RIFF\x24\x00\x00\x00WAVE"


def voices(desk: Desk, language: str | None = None) -> list[dict[str, object]]:
    known = desk.catalogue["voices"]
    assert isinstance(known, list)
    return [
        {**one, "sample": HEARD.format(one["id"], language or one["languages"][0])} for one in known
    ]


def test_the_whole_is_told(ann: TestClient, desk: Desk) -> None:
    assert ann.get("/catalogue").json() == {**desk.catalogue, "voices": voices(desk)}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("styles", "styles"),
        ("caption-styles", "caption_styles"),
        ("aspects", "aspects"),
        ("languages", "languages"),
        ("models", "models"),
    ],
)
def test_each_kind_has_a_list(ann: TestClient, desk: Desk, path: str, kind: str) -> None:
    assert ann.get(f"/catalogue/{path}").json() == {"data": desk.catalogue[kind]}


def test_voices_tell_where_they_are_heard(ann: TestClient, desk: Desk) -> None:
    assert ann.get("/catalogue/voices").json() == {"data": voices(desk)}


def test_voices_heed_the_language(ann: TestClient, desk: Desk) -> None:
    answer = ann.get("/catalogue/voices", params={"language": "german"})
    assert answer.json() == {"data": voices(desk, "german")[:1]}
    assert ann.get("/catalogue/voices", params={"language": "klingon"}).status_code == 422


def test_the_real_one_fits_its_shape() -> None:
    told = catalogue()
    shown = {**told, "voices": [Voice.of(one) for one in told["voices"]]}
    found = Catalogue.model_validate(shown).model_dump(mode="json")
    assert [{**one, "sample": ""} for one in found.pop("voices")] == [
        {**one, "sample": ""} for one in told.pop("voices")
    ]
    assert found == told


def test_first_listener_has_a_sample_made(ann: TestClient, bob: TestClient, queue: Any) -> None:
    first = ann.get("/catalogue/voices/default/sample?language=german")
    job = first.json()
    assert (first.status_code, job["kind"], job["state"]) == (202, "sample", "queued")
    assert first.headers["Location"] == f"/reelwright/v1/jobs/{job['id']}"
    assert ann.get("/catalogue/voices/default/sample?language=german").json()["id"] == job["id"]
    assert len(queue.jobs) == 1


def test_sample_that_is_kept_is_heard(bob: TestClient, desk: Desk, queue: Any) -> None:
    asyncio.run(desk.blobs.put(Sample("default", Language.GERMAN).key, WAV))
    heard = bob.get("/catalogue/voices/default/sample?language=german")
    assert (heard.status_code, heard.content) == (200, WAV)
    assert heard.headers["Content-Type"] == "audio/wav"
    part = bob.get(
        "/catalogue/voices/default/sample?language=german", headers={"Range": "bytes=8-11"}
    )
    assert (part.status_code, part.content, queue.jobs) == (206, b"WAVE", [])


def test_voice_without_a_sample_is_told_in_a_sentence(ann: TestClient) -> None:
    stranger = ann.get("/catalogue/voices/allloy/sample")
    told = "There is no voice 'allloy'. Did you mean 'alloy'? Choose default or alloy."
    assert (stranger.status_code, stranger.json()["detail"]) == (404, told)
    mute = ann.get("/catalogue/voices/alloy/sample?language=hindi")
    assert (mute.status_code, "does not speak hindi" in mute.json()["detail"]) == (422, True)


def test_every_language_has_a_sentence() -> None:
    texts = [Sample("alloy", language).text for language in Language]
    assert len(set(texts)) == len(Language)
    assert len(every(["alloy", "nova"])) == 2 * len(Language)
