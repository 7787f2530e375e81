"""Samples: a sentence of each voice, made when somebody first asks for it, and kept for all.

A sample lies under a key that says which voice says what in which release, so that whoever asks
need look nothing up.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import metadata, resources
from typing import Final

from reelwright.model.brief import Language
from reelwright.model.ids import Key, content_key
from reelwright.ports.records import Records
from reelwright.ports.records.jobs import Job
from reelwright.services import jobs
from reelwright.services.jobs import NOTHING, OPEN, Order, Outcome, Room
from reelwright.services.spending import Terms

SAMPLE: Final = "sample"
"""The kind of the jobs that make them. They cost nothing, and come before films."""

_ORIGIN: Final = "native"
_PRIORITY: Final = 1
_FEW: Final = 200


@dataclass(frozen=True, slots=True)
class Sample:
    """A voice, and the language it is to be heard in."""

    voice: str
    language: Language

    @property
    def text(self) -> str:
        """What it says."""
        return _texts()[self.language.value]

    @property
    def key(self) -> Key:
        """Where it is kept, as WAV."""
        release = metadata.version("reelwright")
        return content_key("sample", release, self.voice, self.language.value, self.text)


def every(voices: Iterable[str]) -> frozenset[Key]:
    """Return the keys of all the samples there may be of these voices."""
    return frozenset(Sample(voice, language).key for voice in voices for language in Language)


def ask(records: Records, account: str, sample: Sample, room: Room, at: datetime) -> Job:
    """Return the job that makes a sample: one that the account has under way, or a new one.

    Raises what `jobs.accept` raises.
    """
    wanted = {"voice": sample.voice, "language": sample.language.value}
    for job in records.jobs.of(account, _FEW, states=OPEN):
        if job.kind == SAMPLE and dict(job.request) == wanted:
            return job
    order = Order(SAMPLE, _ORIGIN, dict(wanted), NOTHING, Terms(), priority=_PRIORITY)
    return jobs.accept(records, account, order, room, at)


def of_job(job: Job) -> Sample:
    """Return the sample that a job makes."""
    return Sample(str(job.request["voice"]), Language(str(job.request["language"])))


def keep(records: Records, job: Job, at: datetime) -> None:
    """End a job whose sample is kept."""
    jobs.succeed(records, job.id, Outcome({**job.request, "blob": of_job(job).key}, NOTHING), at)


@cache
def _texts() -> dict[str, str]:
    file = resources.files("reelwright.services") / "samples.toml"
    return tomllib.loads(file.read_text("utf-8"))
