"""Who runs the machine finds and changes accounts, keys, credits and jobs."""

import json
from datetime import UTC, datetime

import pytest

from reelwright.cli.app import WRONG, run
from reelwright.model.errors import Broken
from reelwright.ports.records.accounts import Role
from reelwright.ports.records.calls import Call, CallState
from reelwright.ports.records.jobs import JobState
from reelwright.ports.records.keys import ApiKey
from reelwright.ports.records.ledger import Unit
from reelwright.services import jobs
from reelwright.services.credits import balance, grant, open_purses
from reelwright.services.jobs import NOTHING, Order, Room
from reelwright.services.spending import Quote, Terms
from reelwright.settings import Settings
from reelwright.wiring.installation import installed, upgrade

AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)


@pytest.fixture
def given(tmp_path, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_DATA", str(tmp_path / "data"))
    made = Settings(data=tmp_path / "data")
    upgrade(made)
    return made


@pytest.fixture
def office(given):
    with installed(given) as opened:
        yield opened


@pytest.fixture
def ann(office, rows):
    """An account with ten credits, an API key and a job for three of the credits."""
    made = rows.account(1, email="ann@example.org", username="ann")
    order = Order(
        "produce", "native", {"brief": {"prompt": "tides"}, "made_by": {}}, Quote((), 3), PREPAID
    )
    with office.store.write() as records:
        records.accounts.add(made)
        open_purses(records, made.id)
        grant(records, made.id, 10, memo="Welcome", at=AT, unit=Unit.CREDITS)
        records.keys.add(ApiKey(KEY, made.id, "laptop", "hash", "rw_live_ab…yz", ("read",), AT))
        jobs.accept(records, made.id, order, Room(), AT)
    return made


PREPAID = Terms(unit=Unit.CREDITS)
KEY = "0193a5b0-0000-7000-8000-00000000000c"


def said(capsys, *arguments: str) -> str:
    assert run(["admin", *arguments]) == 0
    return capsys.readouterr().out.strip()


def listed(capsys, *arguments: str) -> list[dict[str, str]]:
    return json.loads(said(capsys, *arguments, "--json"))


def refused(capsys, *arguments: str) -> str:
    assert run(["admin", *arguments]) == WRONG
    return capsys.readouterr().err.strip()


def job_of(office, account) -> str:
    with office.store.read() as records:
        return records.jobs.of(account.id, 10)[-1].id


def fail(office, job: str) -> None:
    with office.store.write() as records:
        jobs.fail(records, job, Broken("No."), NOTHING, AT)


@pytest.mark.usefixtures("given")
def test_empty_installation_lists_nothing(capsys):
    assert said(capsys, "users") == "There is no account yet."
    assert listed(capsys, "users") == []
    assert said(capsys, "jobs") == "There is no such job."
    assert said(capsys, "dead") == "There are no dead letters."
    assert said(capsys, "doubts") == "There are no doubts."


def test_users_are_listed(ann, capsys):
    (user,) = listed(capsys, "users")
    assert user == {
        "id": ann.id,
        "email": "ann@example.org",
        "user name": "ann",
        "role": "user",
        "active": "yes",
        "created": "2026-11-22T12:30:15Z",
    }


@pytest.mark.parametrize("named", ["ann@example.org", "ANN@example.org", "ann", "id"])
def test_account_goes_by_any_of_its_names(ann, office, capsys, named):
    said(capsys, "role", ann.id if named == "id" else named, "admin")
    with office.store.read() as records:
        assert records.accounts.get(ann.id).role is Role.ADMIN


def test_account_is_shut_out_and_let_in(ann, office, capsys):
    states = []
    for verb in ("deactivate", "activate"):
        said(capsys, verb, "ann")
        with office.store.read() as records:
            states.append(records.accounts.get(ann.id).is_active)
    assert states == [False, True]


@pytest.mark.usefixtures("ann")
def test_key_is_listed_and_revoked_once(office, capsys):
    (key,) = listed(capsys, "keys", "ann")
    assert (key["id"], key["key"], key["scopes"], key["revoked"]) == (
        KEY,
        "rw_live_ab…yz",
        "read",
        "",
    )
    said(capsys, "revoke", KEY)
    with office.store.read() as records:
        assert records.keys.get(KEY).revoked_at is not None
    assert refused(capsys, "revoke", KEY).startswith("KEY: There is no key")


def test_credits_are_granted_and_taken(ann, capsys):
    assert said(capsys, "grant", "ann", "1000") == "ann@example.org has 1,007 credits now."
    assert said(capsys, "grant", "ann", "--", "-7") == "ann@example.org has 1,000 credits now."
    assert run(["admin", "grant", "ann", "--", "-1001"]) == WRONG


def test_jobs_are_listed_by_state(ann, office, capsys):
    (job,) = listed(capsys, "jobs", "--account", "ann", "--state", "queued")
    assert (job["id"], job["state"], job["kind"]) == (job_of(office, ann), "queued", "produce")
    assert listed(capsys, "jobs", "--state", "failed") == []


def test_cancelled_job_gives_its_money_back(ann, office, capsys):
    job = job_of(office, ann)
    assert said(capsys, "cancel", job) == f"Job {job} is cancelled."
    with office.store.read() as records:
        assert records.jobs.by_id(job).state is JobState.CANCELLED
        assert balance(records, ann.id) == 10
    assert refused(capsys, "cancel", job) == "The job has ended already: it was cancelled."


def test_failed_job_is_accepted_anew(ann, office, capsys, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_CHARGE", "credits")
    old = job_of(office, ann)
    assert refused(capsys, "retry", old).startswith("Only what failed or was cancelled")
    fail(office, old)
    said(capsys, "retry", old)
    with office.store.read() as records:
        new = records.jobs.of(ann.id, 10)[0]
        assert (new.state, new.request) == (JobState.QUEUED, {"brief": {"prompt": "tides"}})
        assert new.held > 0
        assert balance(records, ann.id) == 10 - new.held
    assert new.id in office.queue.states([new.id])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["role", "nobody", "admin"], "There is no account 'nobody'"),
        (["role", "ann", "amdin"], "ROLE: There is no role 'amdin'. Did you mean 'admin'?"),
        (["jobs", "--state", "runing"], "--state: There is no state 'runing'. Did you mean"),
        (["cancel", "x"], "There is no job 'x'; `reelwright admin jobs` lists them."),
    ],
)
@pytest.mark.usefixtures("ann")
def test_mistake_gets_its_sentence(arguments, sentence, capsys):
    assert refused(capsys, *arguments).startswith(sentence)


def test_doubts_are_listed(ann, office, capsys):
    job = job_of(office, ann)
    doubt = Call("k1", job, "speak/scene-1", "kiln", CallState.DOUBTFUL, 0, AT, attempts=2)
    with office.store.write() as records:
        records.calls.intend(doubt)
    assert listed(capsys, "doubts") == [
        {
            "vendor": "kiln",
            "key": "k1",
            "job": job,
            "step": "speak/scene-1",
            "asked": "2",
            "since": "2026-11-22T12:30:00Z",
        }
    ]
