"""A voice says its sentence on the floor, once, and it is kept for whoever asks next."""

import asyncio

from reelwright.model.brief import Language
from reelwright.model.time import ZERO
from reelwright.pipeline.speak import duration
from reelwright.ports.records.jobs import JobState
from reelwright.services import samples
from reelwright.services.samples import Sample

ALLOY = Sample("alloy", Language.ENGLISH)


def asked(house, sample: Sample) -> str:
    """Ask for a sample, as the API does; return its job."""
    office = house.office
    with office.store.write() as records:
        room, at = office.house.room, office.clock()
        return samples.ask(records, house.account, sample, room, at).id


def test_voice_is_heard_and_kept(house):
    ended = house.end(asked(house, ALLOY))
    assert (ended.state, ended.cost) == (JobState.SUCCEEDED, 0)
    assert ended.result == {"voice": "alloy", "language": "english", "blob": ALLOY.key}
    wav = asyncio.run(house.office.blobs.get(ALLOY.key))
    assert duration(wav) > ZERO
    again = house.end(asked(house, ALLOY))
    assert again.result == ended.result
    assert asyncio.run(house.office.blobs.get(ALLOY.key)) == wav
