"""A server does its duties again and again, and what fails is done again."""

import os
import time
from pathlib import Path

from reelwright.ports.records.letters import Letter
from reelwright.wiring.duties import doing, duties


def until(true, seconds=20.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.02)
    raise AssertionError("Waited for nothing.")


def test_every_duty_can_be_done(office, given):
    for _, duty in duties(office, given, b"k" * 32).values():
        duty()
        duty()


def test_letters_are_written_to_the_outbox(office, given, rows):
    at = office.clock()
    with office.store.write() as records:
        records.letters.add(Letter(rows.id(), "a@b.example", "Hello", "Words.", at, due_at=at))
    _, deliver = duties(office, given, b"k" * 32)["letters"]
    deliver()
    (letter,) = (given.data / "outbox").iterdir()
    assert "Words." in letter.read_text()


def test_retention_goes_by_the_settings(office, given):
    long_ago = office.clock().replace(year=2000)
    with office.store.write() as records:
        records.events.append("job:a", "job.progress", {}, long_ago)
    _, sweep = duties(office, given.model_copy(update={"keep_events": 0}), b"k" * 32)["retention"]
    assert sweep() == {}
    _, sweep = duties(office, given, b"k" * 32)["retention"]
    assert sweep() == {"events": 1}


def test_duty_that_fails_is_done_again(caplog):
    turns = []

    def fail():
        turns.append(1)
        raise ValueError("no")

    with doing({"failing": (0.01, fail)}):
        until(lambda: len(turns) >= 3)
    done = len(turns)
    time.sleep(0.1)
    assert len(turns) == done
    assert "failing failed" in caplog.text


def test_folder_of_an_ended_job_is_cleared(office, given):
    folder = Path(given.data / "work" / "gone")
    folder.mkdir(parents=True)
    os.utime(folder, (0, 0))
    _, clear = duties(office, given, b"k" * 32)["clearing"]
    assert clear().folders == 1
    assert not folder.exists()
