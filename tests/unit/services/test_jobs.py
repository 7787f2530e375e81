"""The laws of jobs: accepted whole or not at all, ended in exactly one way."""

from dataclasses import replace

import pytest

from reelwright.model.errors import Broken, Cancelled, NotFound, OverQuota, Refused, VendorFailed
from reelwright.model.storyboard import Scene, Storyboard
from reelwright.model.time import Time
from reelwright.ports.records.jobs import ENDED, JobState, StepRow
from reelwright.ports.records.ledger import Kind, Unit
from reelwright.services import credits, jobs, news  # noqa: A004 - the noun of the office
from reelwright.services.credits import Insufficient
from reelwright.services.jobs import NOTHING, Crowded, Outcome, Room
from reelwright.services.spending import Line, Prices, Quote, Terms, Work

BOARD = Storyboard(
    title="Tides",
    language="english",
    scenes=(Scene(id="scene-1", visual="a calm sea", duration=Time.of(2)),),
)


@pytest.fixture
def job(ada, fund, accept):
    fund(ada, 1_000)
    return accept(ada)


def bill(micros: int) -> Quote:
    return Quote((Line("film", 1.0, micros),), 1)


def events(records, topic: str) -> list[tuple[int, str]]:
    return [(event.seq, event.type) for event in records.events.after(topic, 0, 99)]


def test_job_is_accepted_whole(ada, store, handed, job):
    with store.read() as records:
        assert records.jobs.get(ada.id, job.id) == job
        assert (job.state, job.number, job.held, job.unit) == (
            JobState.QUEUED, 1, 400, Unit.MICROS,
        )  # fmt: skip
        assert handed.jobs == [(job.id, ada.id, 10)]
        assert [one.kind for one in records.ledger.of_job(job.id)] == [Kind.HOLD]
        topics = (news.job_topic(job.id), news.account_topic(ada.id))
        assert [events(records, topic) for topic in topics] == [[(1, "job.accepted")]] * 2


def test_job_without_money_leaves_nothing(ada, store, fund, accept):
    fund(ada, 399)
    with pytest.raises(Insufficient, match="Insufficient funds: 400 required, 399 available"):
        accept(ada)
    with store.read() as records:
        assert records.jobs.of(None, 9) == ()
        assert credits.balance(records, ada.id, Unit.MICROS) == 399
        assert events(records, news.account_topic(ada.id)) == []
    with store.write() as records:
        assert records.jobs.next_number() == 1


def test_room_of_an_account_is_bounded(ada, bob, accept):
    free, room = Terms(), Room(account=2)
    for _ in range(2):
        accept(ada, free, room)
    with pytest.raises(Crowded, match="2 of your jobs are waiting or running"):
        accept(ada, free, room)
    assert accept(bob, free, room).number == 3


def test_room_of_all_is_bounded(ada, bob, accept):
    free, room = Terms(), Room(overall=1)
    accept(ada, free, room)
    with pytest.raises(jobs.Busy):
        accept(bob, free, room)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_room_is_bounded_for_all_at_once(kind, ada, accept, together):
    def try_(_number) -> bool:
        try:
            return accept(ada, Terms(), Room(account=10)).number > 0
        except OverQuota:
            return False

    assert sorted(together(try_, range(30))) == [False] * 20 + [True] * 10


def test_job_of_another_is_as_one_that_is_not(ada, bob, records, rows, accept):
    acts = [
        lambda account, job: jobs.get(records, account, job),
        lambda account, job: jobs.cancel(records, account, job, NOTHING, rows.at),
    ]
    mine = jobs.accept(records, ada.id, _order(), Room(), rows.at)
    for act in acts:
        for account, job in ((bob.id, mine.id), (ada.id, "none")):
            with pytest.raises(NotFound, match=f"^There is no job '{job}'.$"):
                act(account, job)
    assert jobs.get(records, ada.id, mine.id) == mine


def test_job_begins_again_after_a_death(job, records, rows):
    first, second = rows.later(), rows.later()
    jobs.begin(records, job.id, first)
    begun = jobs.begin(records, job.id, second)
    running = replace(job, state=JobState.RUNNING, attempts=2, started_at=first)
    assert begun == running
    assert records.jobs.by_id(job.id) == running


def test_job_that_ended_never_begins(job, records, rows):
    jobs.cancel(records, job.account_id, job.id, NOTHING, rows.at)
    with pytest.raises(Cancelled):
        jobs.begin(records, job.id, rows.at)
    assert records.jobs.by_id(job.id).attempts == 0


def test_job_keeps_the_plan_it_is_made_by(job, records):
    jobs.planned(records, job.id, BOARD)
    assert records.jobs.by_id(job.id).request == {**job.request, "made_by": BOARD.write()}


def test_steps_are_told_and_never_go_back(job, records, rows):
    plan = StepRow(job.id, "plan", "done", rows.at, "Tides, 1 scene")
    speak = StepRow(job.id, "speak/scene-1", "running", rows.later())
    jobs.step(records, job.id, plan, 0.5, rows.at)
    jobs.step(records, job.id, speak, 0.2, rows.at)
    now = records.jobs.by_id(job.id)
    assert (now.stage, now.progress) == ("speak/scene-1", 0.5)
    assert records.jobs.steps(job.id) == (plan, speak)
    told = records.events.after(news.job_topic(job.id), 1, 9)
    assert [event.payload for event in told] == [
        {"step": "plan", "state": "done", "note": "Tides, 1 scene", "progress": 0.5},
        {"step": "speak/scene-1", "state": "running", "note": "", "progress": 0.5},
    ]


def test_step_of_a_job_that_ended_is_not_told(job, records, rows):
    ended = jobs.cancel(records, job.account_id, job.id, NOTHING, rows.at)
    before = events(records, news.job_topic(job.id))
    jobs.step(records, job.id, StepRow(job.id, "plan", "done", rows.at), 0.5, rows.at)
    assert records.jobs.by_id(job.id) == ended
    assert records.jobs.steps(job.id) == ()
    assert events(records, news.job_topic(job.id)) == before


def test_job_that_succeeds_costs_its_bill(ada, job, records, rows):
    at = rows.later()
    outcome = Outcome({"film": "f"}, bill(150), ({"kind": "font"},))
    done = jobs.succeed(records, job.id, outcome, at)
    assert done == replace(
        job,
        state=JobState.SUCCEEDED,
        progress=1.0,
        result={"film": "f"},
        degradations=({"kind": "font"},),
        cost=150,
        counted=150,
        ended_at=at,
    )
    assert records.jobs.by_id(job.id) == done
    assert credits.balance(records, ada.id, Unit.MICROS) == 850


def test_fixed_price_is_what_was_held(ada, fund, accept):
    fund(ada, 100, Unit.CREDITS)
    work, prices = Work({"film": 30.0}, 30.0), Prices({"film": 2})
    ordered = accept(ada, Terms(Unit.CREDITS), quote=Quote((Line("film", 20.0, 40),), 2))
    fixed = replace(ordered, request={"fixed": True})
    assert jobs.bill(ordered, work, prices) == Quote((Line("film", 30.0, 60),), 3)
    assert jobs.bill(fixed, work, prices) == Quote((Line("film", 30.0, 60),), 2)


@pytest.mark.parametrize(
    ("error", "state", "code", "sentence"),
    [
        (VendorFailed("The kiln is cold."), JobState.FAILED, "vendor_failed", "The kiln is cold."),
        (Refused("Not that story."), JobState.REJECTED, "refused", "Not that story."),
        (Cancelled("Stopped."), JobState.CANCELLED, "cancelled", "Stopped."),
        (
            Broken("password=hunter2"),
            JobState.FAILED,
            "broken",
            "Something went wrong inside Reelwright; nothing was charged for what failed.",
        ),
    ],
)
def test_job_that_fails_says_why(ada, job, records, rows, error, state, code, sentence):
    failed = jobs.fail(records, job.id, error, bill(25), rows.at)
    told = (failed.state, failed.error_code, failed.error, failed.cost)
    assert told == (state, code, sentence, 25)
    assert records.jobs.by_id(job.id) == failed
    assert credits.balance(records, ada.id, Unit.MICROS) == 975
    [*_, last] = records.events.after(news.job_topic(job.id), 0, 99)
    assert (last.type, last.payload["error"]) == (f"job.{state.value}", sentence)


def test_job_ends_once(ada, job, records, rows):
    first = jobs.succeed(records, job.id, Outcome({}, bill(100)), rows.at)
    again = [
        jobs.succeed(records, job.id, Outcome({"film": "other"}, bill(400)), rows.later()),
        jobs.fail(records, job.id, Broken("Late."), NOTHING, rows.later()),
        jobs.cancel(records, ada.id, job.id, NOTHING, rows.later()),
    ]
    assert again == [first] * 3
    assert credits.balance(records, ada.id, Unit.MICROS) == 900
    kinds = [name for _, name in events(records, news.job_topic(job.id))]
    assert kinds == ["job.accepted", "job.succeeded"]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_job_has_one_end_of_many(kind, ada, fund, accept, store, rows, together):
    """Success, failure and cancellation at once: one happens, the others see it."""
    fund(ada, 10_000)
    made = [accept(ada) for _ in range(6)]

    def end(number: int) -> tuple[str, JobState]:
        job = made[number // 6]
        with store.write() as records:
            ended = (
                lambda: jobs.succeed(records, job.id, Outcome({}, bill(100)), rows.at),
                lambda: jobs.fail(records, job.id, Broken("No."), bill(100), rows.at),
                lambda: jobs.cancel(records, ada.id, job.id, bill(100), rows.at),
            )[number % 3]()
        return job.id, ended.state

    ends = set(together(end, range(36)))
    with store.read() as records:
        assert ends == {(job.id, records.jobs.by_id(job.id).state) for job in made}
        assert {state for _, state in ends} <= set(ENDED)
        assert records.ledger.balance(credits.held(ada.id), Unit.MICROS) == 0
        assert credits.balance(records, ada.id, Unit.MICROS) == 10_000 - 600
        assert records.ledger.spent(ada.id, "2026-11-22") == 600
        assert [len(events(records, news.job_topic(job.id))) for job in made] == [2] * 6


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_job_changed_by_many_loses_no_change(kind, ada, accept, store, rows, together):
    """Steps are told while the plan is kept: neither writes the other's change over."""
    job = accept(ada, Terms())

    def work(number: int) -> None:
        with store.write() as records:
            (
                lambda: jobs.begin(records, job.id, rows.at),
                lambda: jobs.planned(records, job.id, BOARD),
                lambda: jobs.step(
                    records, job.id, StepRow(job.id, f"s{number}", "done", rows.at), 0.1, rows.at
                ),
            )[number % 3]()

    together(work, range(30))
    with store.read() as records:
        now = records.jobs.by_id(job.id)
        assert (now.attempts, now.request["made_by"]) == (10, BOARD.write())
        assert len(records.jobs.steps(job.id)) == 10
        seqs = [seq for seq, _ in events(records, news.job_topic(job.id))]
        assert seqs == list(range(1, 22))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_jobs_come_and_go_without_barring_each_other(
    kind, ada, fund, accept, store, rows, together
):
    """Jobs of one account are accepted while others of it end."""
    fund(ada, 100_000)
    terms = Terms(Unit.MICROS, per_day=100_000)

    def live(_number) -> None:
        job = accept(ada, terms)
        with store.write() as records:
            jobs.begin(records, job.id, rows.at)
        with store.write() as records:
            jobs.succeed(records, job.id, Outcome({}, bill(100)), rows.at)

    together(live, range(40))
    with store.read() as records:
        assert credits.balance(records, ada.id, Unit.MICROS) == 96_000
        assert records.ledger.spent(ada.id, "2026-11-22") == 4_000
        assert records.jobs.count(None, (JobState.SUCCEEDED,)) == 40


def _order() -> jobs.Order:
    return jobs.Order("film", "native", {}, bill(1), Terms())


def test_job_turned_away_is_refused_and_free(ada, store, handed, rows, fund):
    fund(ada, 1_000)
    terms = Terms(unit=Unit.MICROS, per_day=100)
    order = jobs.Order("produce", "film", {}, bill(400), terms, details={"score": 0.9})
    with store.write() as records:
        job = jobs.turn_away(records, ada.id, order, Refused("Not this."), rows.at)
    assert (job.state, job.error, job.held, job.ended_at) == (
        JobState.REJECTED, "Not this.", 0, rows.at,
    )  # fmt: skip
    with store.read() as records:
        assert records.jobs.get(ada.id, job.id) == job
        assert records.ledger.spent(ada.id, "2026-11-22") == 0
        assert events(records, news.job_topic(job.id)) == [(1, "job.rejected")]
    assert handed.jobs == []


def test_notes_of_a_contract_are_kept_whatever_the_state(ada, store, rows, job):
    with store.write() as records:
        jobs.fail(records, job.id, VendorFailed("No."), NOTHING, rows.at)
        ended = jobs.annotate(records, jobs.of_id(records, job.id), {"status": "failed"})
    with store.read() as records:
        assert records.jobs.get(ada.id, job.id) == ended
    assert (ended.state, ended.details) == (JobState.FAILED, {"status": "failed"})


def test_job_is_found_by_number_in_its_contract(ada, bob, store, job):
    with store.read() as records:
        assert jobs.of_number(records, ada.id, job.number, origin=job.origin) == job
        assert jobs.of_number(records, None, job.number, origin=job.origin) == job
        for account, number, origin in (
            (bob.id, job.number, job.origin),
            (ada.id, 99, job.origin),
            (ada.id, job.number, "pixora"),
        ):
            with pytest.raises(NotFound):
                jobs.of_number(records, account, number, origin=origin)
