"""What is measured is read by Prometheus, and names nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from reelwright.model.errors import Unavailable
from reelwright.ports.records.jobs import JobState, StepRow
from reelwright.ports.records.ledger import Unit
from reelwright.wiring.metrics import Meter


def told(meter: Meter) -> dict[tuple[str, ...], float]:
    """Return every sample by its name and its labels' values."""
    families = text_string_to_metric_families(meter.text().decode())
    return {
        (sample.name.removeprefix("reelwright_"), *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


@pytest.fixture
def meter(office):
    made = Meter()
    made.watch(office)
    return made


@pytest.fixture
def busy(office, rows):
    """An office with three jobs, one of which ended."""
    ann = rows.account(1)
    with office.store.write() as records:
        records.accounts.add(ann)
        for number, (state, held, unit) in enumerate(
            [
                (JobState.QUEUED, 3, Unit.CREDITS),
                (JobState.RUNNING, 5_000_000, Unit.MICROS),
                (JobState.SUCCEEDED, 9, Unit.CREDITS),
            ]
        ):
            job = rows.job(ann.id, number, state=state, held=held, unit=unit)
            records.jobs.add(job)
        records.queue.enqueue(job.id, ann.id, 10)
    return office, job


def test_requests_are_counted_by_route():
    meter = Meter()
    for status in (200, 200, 404):
        meter.request("GET", "/reelwright/v1/jobs/{job}", status, 0.02)
    found = told(meter)
    assert found["http_requests_total", "GET", "/reelwright/v1/jobs/{job}", "200"] == 2
    assert found["http_requests_total", "GET", "/reelwright/v1/jobs/{job}", "404"] == 1
    assert found["http_request_seconds_count", "GET", "/reelwright/v1/jobs/{job}"] == 3


def test_strangers_invent_no_labels():
    meter = Meter()
    meter.request("BREW", None, 404, 0.01)
    assert ("http_requests_total", "OTHER", "unknown", "404") in told(meter)


@pytest.mark.usefixtures("busy")
def test_installation_is_told(meter):
    found = told(meter)
    assert found["database_up",] == 1
    assert {key[1]: value for key, value in found.items() if key[0] == "jobs"} == {
        **dict.fromkeys(JobState, 0.0),
        "queued": 1,
        "running": 1,
        "succeeded": 1,
    }
    assert found["money_held", "credits"] == 3
    assert found["money_held", "micros"] == 5_000_000
    assert found["queue_depth", "jobs", "queued"] == 1
    assert found["workers",] == 0


def test_steps_are_counted_once_each(busy, meter):
    office, job = busy
    at = office.clock()
    with office.store.write() as records:
        for name, seconds in (("speak/s1", 2), ("speak/s2", 4), ("film", None)):
            ended = None if seconds is None else at + timedelta(seconds=seconds)
            records.jobs.put_step(StepRow(job.id, name, "done", at, ended_at=ended))
    told(meter)
    found = told(meter)
    assert found["step_seconds_count", "speak"] == 2
    assert found["step_seconds_sum", "speak"] == 6
    assert ("step_seconds_count", "film") not in found


def test_steps_that_ended_long_before_do_not_count(busy, office):
    _, job = busy
    long_ago = office.clock() - timedelta(hours=1)
    with office.store.write() as records:
        records.jobs.put_step(StepRow(job.id, "plan", "done", long_ago, ended_at=long_ago))
    meter = Meter()
    meter.watch(office)
    assert ("step_seconds_count", "plan") not in told(meter)


class Away:
    """A store that does not answer."""

    def read(self):
        raise Unavailable("The database is away.")

    write = read


def test_absent_database_is_told_alone(office):
    meter = Meter()
    meter.watch(replace(office, store=Away()))
    meter.request("GET", "/x", 503, 0.01)
    found = told(meter)
    assert found["database_up",] == 0
    assert [key for key in found if key[0] in {"jobs", "money_held"}] == []
    assert found["http_requests_total", "GET", "/x", "503"] == 1
