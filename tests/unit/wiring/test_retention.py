"""What is old enough is forgotten, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from reelwright.ports.records.letters import Letter
from reelwright.ports.records.requests import Keyed
from reelwright.settings import Settings
from reelwright.wiring.retention import Keeps, keeps, sweep

AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def filled(office):
    """An office with an event, a letter and a request of each of forty days."""
    with office.store.write() as records:
        for days in range(40):
            at = AT - days * DAY
            records.events.append("job:a", "job.progress", {}, at)
            records.letters.add(Letter(f"{days}", "a@b.example", "Hello", "…", at, due_at=at))
            records.requests.begin(Keyed("ann", "POST /jobs", f"{days}", "digest", at))
    return office


def test_each_kind_is_kept_as_long_as_said(filled):
    keep = Keeps(events=10 * DAY, letters=20 * DAY)
    assert sweep(filled.store, keep, AT) == {"events": 29, "letters": 19, "requests": 38}
    assert sweep(filled.store, keep, AT) == {}


def test_what_is_kept_for_ever_stays(filled):
    keep = keeps(Settings(keep_events=0, keep_letters=0, keep_sessions=0, keep_deliveries=0))
    assert sweep(filled.store, keep, AT + 5000 * DAY) == {"requests": 40}


def test_settings_are_days():
    found = keeps(Settings(keep_events=1, keep_sessions=2, keep_letters=3, keep_jobs=5))
    assert found == Keeps(events=DAY, sessions=2 * DAY, letters=3 * DAY, jobs=5 * DAY)


def test_more_than_a_batch_goes_at_once(office):
    with office.store.write() as records:
        for number in range(2_300):
            at = AT - 2 * DAY
            records.letters.add(Letter(f"{number}", "", "", "", at, due_at=at))
    assert sweep(office.store, Keeps(letters=DAY), AT) == {"letters": 2_300}
