"""A server says that it is ready while its database answers and its disk takes, and not after."""

import time
from contextlib import contextmanager
from dataclasses import replace

import pytest

from reelwright.api.native.health import Pulse
from reelwright.durable.records import Records
from reelwright.model.errors import Unavailable
from reelwright.wiring.checks import STALE, Checks


def until(true, seconds=10.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("Waited for nothing.")


class Clock:
    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def watched():
    """Watch an office; stop with the test."""
    begun = []

    def watch(office, **more):
        checks = Checks(office, every=0.02, **more)
        checks.start()
        begun.append(checks)
        return checks

    yield watch
    for checks in begun:
        checks.stop()


WELL = Pulse({"database": True, "storage": True}, {"media": True, "workers": False})


def test_nothing_is_well_before_it_is_looked_at(office):
    pulse = Checks(office).pulse()
    assert (pulse.ready, pulse.serving) == (False, {"database": False, "storage": False})


def test_whole_installation_is_ready(office, watched):
    checks = watched(office)
    until(lambda: checks.pulse() == WELL)
    assert checks.pulse().ready


def test_workers_are_noticed(office, watched):
    checks = watched(office)
    until(lambda: checks.pulse() == WELL)
    Records(office.engine).beat("worker-1", 15.0)
    until(lambda: checks.pulse() == replace(WELL, others={"media": True, "workers": True}))


class Away:
    """A store that does not answer."""

    @contextmanager
    def read(self):
        raise Unavailable("The database is away.")
        yield

    write = read


def test_absent_database_is_noticed(office, watched):
    checks = watched(replace(office, store=Away()))
    until(lambda: checks.pulse().serving["storage"])
    assert checks.pulse().serving == {"database": False, "storage": True}


class Shut:
    """A store of media that does not answer."""

    async def has(self, key):
        raise Unavailable("The bucket cannot be used just now.")


def test_shut_bucket_is_noticed_and_answers_go_on(office, watched):
    checks = watched(replace(office, blobs=Shut()))
    until(lambda: checks.pulse().ready)
    assert checks.pulse().others == {"media": False, "workers": False}


def test_folder_that_vanished_is_noticed(office, watched, tmp_path):
    checks = watched(replace(office, data=tmp_path / "gone"))
    until(lambda: checks.pulse().serving["database"])
    assert checks.pulse().serving == {"database": True, "storage": False}


def test_look_that_hangs_counts_as_bad(office, watched):
    clock = Clock()
    checks = watched(office, clock=clock)
    until(lambda: checks.pulse() == WELL)
    checks.stop()
    time.sleep(0.1)
    clock.now += STALE + 0.1
    assert checks.pulse().serving == {"database": False, "storage": False}


def test_draining_server_is_not_ready(office, watched):
    checks = watched(office)
    until(lambda: checks.pulse() == WELL)
    checks.drain()
    assert checks.pulse() == replace(WELL, draining=True)
    assert not checks.pulse().ready
