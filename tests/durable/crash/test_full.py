"""The disk is full, and is not any more: what is new is refused, what was accepted ends well.

A limit on the size of a process's files fails its writes as a full disk does (EFBIG for ENOSPC).
"""

import json
import resource
import time

import pytest

from durable.crash.callers import BASE, Call
from durable.crash.mill import FILM
from reelwright.ports.records.ledger import Unit

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])

BODY = json.dumps({"brief": FILM.write()})


@pytest.fixture
def desk(mill):
    opened = mill.open("desk", Unit.MICROS)
    assert opened.ready() == "desk", mill.log()
    return opened


@pytest.fixture
def ask(mill):
    """Ask something of the desk, and return the status, the header that says when, and the body."""
    bearer = {"Authorization": f"Bearer {mill.key(0)}", "Content-Type": "application/json"}

    def asked(method: str, path: str, key: str = "") -> tuple[int, str | None, dict]:
        call = Call(mill.folder / "desk")
        headers = {**bearer, **({"Idempotency-Key": f'"{key}"'} if key else {})}
        call.request(
            method, f"{BASE}{path}", BODY if path == "/productions" and key else None, headers
        )
        with call.getresponse() as answer:
            found = answer.status, answer.getheader("Retry-After"), json.loads(answer.read())
        call.close()
        return found

    return asked


def fill(process) -> None:
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


def free(process) -> None:
    everything = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, everything)


def test_full_disk_refuses_what_is_new(kind, mill, desk, ask):
    status, _, made = ask("POST", "/productions", "before")
    assert status == 201
    fill(desk)
    for path, key in (("/productions", "after"), (f"/productions/{made['id']}/produce", "job")):
        status, later, problem = ask("POST", path, key)
        assert (status, problem["status"]) == (503, 503)
        assert int(later) >= 1
    status, _, found = ask("GET", f"/productions/{made['id']}")
    assert (status, found["id"]) == (200, made["id"])
    free(desk)
    assert ask("POST", "/productions", "after")[0] == 201
    status, _, job = ask("POST", f"/productions/{made['id']}/produce", "job")
    assert status == 202
    mill.hire()
    mill.wait()
    assert ask("GET", f"/jobs/{job['id']}")[2]["state"] == "succeeded"
    assert mill.broken() == []


@pytest.mark.parametrize("step", ["visual.picture", "blobs.put", "blobs.take"])
def test_worker_outlives_a_full_disk(kind, mill, step):
    """What was being made is made in the end, or has cost nothing; the next one is made."""
    mill.accept()
    worker = mill.hire(HALT_AT=f"before {step}#1")
    halted = mill.halted()
    fill(worker)
    halted.unlink()
    time.sleep(2.0)
    free(worker)
    mill.wait()
    mill.accept(2, brief=FILM.model_copy(update={"script": ("Hill", "Dale")}))
    mill.wait()
    assert worker.runs
    assert mill.broken(again=4) == []  # as many calls as were under way, and could not be noted


QUICK = [4, 60]
SLOW = [first for first in range(1, 151, 7) if first not in QUICK]
SLOWLY = [pytest.param(first, marks=pytest.mark.slow) for first in SLOW]


@pytest.mark.parametrize("first", [*QUICK, *SLOWLY])
def test_job_that_finds_no_room_costs_nothing(kind, mill, whole, first):
    """A blob finds no room at some call to the disk: the job is made whole, or paid back whole."""
    mill.accept()
    worker = mill.hire(FULL_FROM=str(first), FULL_TO=str(first))
    mill.wait()
    mill.accept()  # of the same, and there is room again
    mill.wait()
    assert worker.runs
    assert set(mill.films()) == set(whole)
    assert mill.states().count("succeeded") == len(mill.films()) >= 1
    assert mill.broken(again=4) == []
