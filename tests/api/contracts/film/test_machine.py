"""Any number of jobs, in any order of legal and illegal steps: their states, and the money."""

import itertools
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reelwright.api.contracts.film.states import ENDED, LINE, State
from reelwright.model.errors import Refused
from reelwright.services.spending import Line, Quote
from shared.film import SCRIPT, VIOLENT, Floor, entered, reachable

CENTS = 10_000
OWNED = {State.PENDING, State.QUEUED, State.PROCESSING, State.CANCELLED}
DAY = 500_000_000


@dataclass
class Model:
    """What a job must be: its engine, what was reported, what it may cost and what it did."""

    estimate: int
    engine: State
    reported: float = 0.0
    told: State | None = None
    cost: int = 0
    progress: float = 0.0
    seen: list[State] = field(default_factory=list)

    @property
    def shown(self) -> State:
        if self.engine not in LINE:
            late = self.engine is State.MODERATION_FAILED and self.told is State.PROCESSING
            return State.FAILED if late else self.engine
        return max(self.told or State.PENDING, self.engine, key=LINE.index)

    @property
    def held(self) -> int:
        """What of its day's cap it takes up."""
        return self.estimate if self.engine in LINE else self.cost


class Jobs(RuleBasedStateMachine):
    """One user's jobs, driven through the API and by the engine."""

    build: Any

    @initialize()
    def begin(self) -> None:
        self.house = self.build()
        entered(self.house, "root")
        self.ann, self.floor = entered(self.house, "ann"), Floor(self.house)
        self.project = self.ann.project()
        self.jobs: dict[int, Model] = {}

    def pick(self, which: int) -> tuple[int, Model] | None:
        """Return one of the jobs there are, if there is any."""
        if not self.jobs:
            return None
        number = sorted(self.jobs)[which % len(self.jobs)]
        return number, self.jobs[number]

    def patch(self, number: int, body: dict[str, Any]) -> int:
        status: int = self.ann.client.patch(f"/jobs/{number}", json=body).status_code
        return status

    @rule(images=st.sampled_from([1, 100, 1_000]), seconds=st.sampled_from([2, 160, 1_500, 3_600]))
    def create(self, images: int, seconds: int) -> None:
        config = {
            "num_images": images,
            "video_duration": seconds,
            "include_voice": False,
            "include_music": False,
        }
        body = {"project_id": self.project, "script": SCRIPT, "config": config}
        answer = self.ann.client.post("/jobs/", json=body)
        estimate = (images * 2 + seconds * 5) * CENTS
        spent = sum(job.held for job in self.jobs.values())
        if estimate > 100_000_000:
            assert answer.status_code == 400
        elif spent + estimate > DAY:
            assert answer.status_code == 403
        else:
            told = answer.json()
            assert (answer.status_code, told["estimated_cost"]) == (201, estimate / 1_000_000)
            self.jobs[told["id"]] = Model(estimate, State.QUEUED, seen=[State(told["status"])])

    @rule()
    def create_refused(self) -> None:
        told = self.ann.job(project_id=self.project, script=VIOLENT)
        seen = [State(told["status"])]
        self.jobs[told["id"]] = Model(0, State.MODERATION_FAILED, seen=seen)

    @rule(which=st.integers(0, 99), step=st.sampled_from(["begin", "plan", "speak/scene-1"]))
    def work(self, which: int, step: str) -> None:
        picked = self.pick(which)
        if picked is None or picked[1].engine not in LINE:
            return
        number, job = picked
        if job.engine is State.QUEUED:
            self.floor.begins(number)
            job.engine = State.MODERATING
        if step != "begin" and not (step == "plan" and job.engine is State.PROCESSING):
            self.floor.steps(number, step, 0.03 if step == "plan" else 0.2)
            job.engine = State.MODERATING if step == "plan" else State.PROCESSING

    @rule(which=st.integers(0, 99), cost=st.integers(0, 30_000_000))
    def succeed(self, which: int, cost: int) -> None:
        picked = self.pick(which)
        if picked is None or picked[1].engine is not State.PROCESSING:
            return
        number, job = picked
        self.floor.succeeds(number, bill=Quote((Line("picture", 1, cost),), 0))
        job.engine, job.cost = State.COMPLETED, min(cost, job.estimate)

    @rule(which=st.integers(0, 99), refused=st.booleans())
    def fail(self, which: int, refused: bool) -> None:
        picked = self.pick(which)
        if picked is None or picked[1].engine not in LINE:
            return
        number, job = picked
        refusing = refused and job.engine is State.MODERATING
        self.floor.fails(number, Refused("No.") if refusing else None)
        job.engine = State.MODERATION_FAILED if refusing else State.FAILED

    @rule(which=st.integers(0, 99))
    def cancel(self, which: int) -> None:
        picked = self.pick(which)
        if picked is None:
            return
        number, job = picked
        status = self.ann.client.post(f"/jobs/{number}/cancel").status_code
        ended = job.shown in ENDED
        assert status == (400 if ended and job.shown is not State.CANCELLED else 200)
        job.engine = job.engine if ended else State.CANCELLED

    @rule(
        which=st.integers(0, 99),
        wanted=st.none() | st.sampled_from(State),
        progress=st.none() | st.integers(0, 100),
    )
    def report(self, which: int, wanted: State | None, progress: int | None) -> None:
        picked = self.pick(which)
        if picked is None:
            return
        number, job = picked
        given = {"status": wanted, "progress": progress}
        status = self.patch(number, {name: one for name, one in given.items() if one is not None})
        moving = wanted is not None and wanted is not job.shown
        if not moving and progress is None:
            assert status == 200
        elif job.shown in ENDED:
            assert status == 400
        elif moving and wanted not in OWNED:
            assert status == 403
        else:
            assert status == 200
            job.reported = max(job.reported, min(float(progress or 0), 99.9))
            if moving and wanted is State.CANCELLED:
                job.engine = State.CANCELLED
            elif moving and wanted is not None:
                job.told = max(job.shown, wanted, key=LINE.index)

    @invariant()
    def states_are_as_modelled(self) -> None:
        for number, job in self.jobs.items():
            told = self.ann.sees(number)
            assert told["status"] == job.shown.value
            assert told["actual_cost"] == round(job.cost / 1_000_000 + 1e-9, 2)
            assert (told["progress"] == 100.0) == (job.shown is State.COMPLETED)
            assert told["progress"] >= max(job.progress, min(job.reported, 99.9))
            job.progress = told["progress"]
            job.seen.append(job.shown)
            assert all(reachable(*pair) for pair in itertools.pairwise(job.seen[-2:]))

    @invariant()
    def money_adds_up(self) -> None:
        with self.house.office.store.read() as records:
            account = records.accounts.by_username("ann")
            assert account is not None
            spent = records.ledger.spent(account.id, "2026-11-22")
        assert spent == sum(job.held for job in self.jobs.values()) <= DAY


@pytest.mark.slow
def test_jobs_keep_to_their_model(build):
    machine = type("AnnsJobs", (Jobs,), {"build": staticmethod(build)})
    machine.TestCase.settings = settings(
        max_examples=25,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine.TestCase("runTest").runTest()
