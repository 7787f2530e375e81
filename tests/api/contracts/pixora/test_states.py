"""Pixora against a small model of itself: whatever is asked in whatever order, both agree."""

from dataclasses import dataclass, field
from itertools import count
from math import ceil

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from reelwright.model.errors import VendorFailed
from reelwright.ports.records.ledger import Kind, Unit
from reelwright.services.credits import available, held


@dataclass
class Scene:
    """A scene as the model knows it."""

    index: int
    age: int
    seconds: int
    words: str
    filmed: bool = False


@dataclass
class Video:
    """A video as the model knows it: `job` is at work on it."""

    seconds: int
    status: str = "pending"
    job: str | None = None
    held: int = 0
    film: bool = False
    scenes: dict[str, Scene] = field(default_factory=dict)

    @property
    def price(self) -> int:
        return max(
            1, ceil(max(self.seconds, sum(one.seconds for one in self.scenes.values())) / 10)
        )


class Pixora(RuleBasedStateMachine):
    """Sends legal and illegal requests of one account, and ends its jobs in every way."""

    videos = Bundle("videos")
    scenes = Bundle("scenes")

    @initialize()
    def begin(self) -> None:
        self.person, self.ages = self.register(), count()
        self.known: dict[str, Video] = {}
        self.credits = 10
        self.jobs: dict[str, tuple[str, int]] = {}

    def answered(self, method: str, path: str, body: object = None, status: int = 200) -> dict:
        answer = self.person.client.request(method, path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    @rule(target=videos, seconds=st.integers(1, 60))
    def create(self, seconds: int) -> str:
        made = self.person.video(duration=seconds)
        self.known[made["id"]] = Video(seconds)
        return made["id"]

    @rule(
        target=scenes, video=videos, index=st.none() | st.integers(0, 5), seconds=st.integers(1, 30)
    )
    def add(self, video: str, index: int | None, seconds: int) -> object:
        body = {"video_id": video, "visual_description": "A bridge", "duration": seconds}
        known = self.known.get(video)
        if index is not None:
            body["order_index"] = index
        if known is None or known.job:
            self.answered("POST", "/scenes", body, 404 if known is None else 400)
            return multiple()
        made = self.answered("POST", "/scenes", body, 201)
        last = max((one.index + 1 for one in known.scenes.values()), default=0)
        known.scenes[made["id"]] = Scene(
            last if index is None else index, next(self.ages), seconds, "A bridge"
        )
        return video, made["id"]

    @rule(
        pair=scenes,
        words=st.sampled_from(["A beach", "A bridge"]),
        index=st.none() | st.integers(0, 5),
    )
    def edit(self, pair: tuple[str, str], words: str, index: int | None) -> None:
        video, scene = pair
        known = self.known.get(video)
        body = {"visual_description": words} | ({} if index is None else {"order_index": index})
        if known is None or scene not in known.scenes:
            self.answered("PUT", f"/scenes/{scene}", body, 404)
        elif known.job:
            self.answered("PUT", f"/scenes/{scene}", body, 400)
        else:
            self.answered("PUT", f"/scenes/{scene}", body)
            known.scenes[scene].words = words
            if index is not None:
                known.scenes[scene].index = index

    @rule(pair=scenes)
    def drop(self, pair: tuple[str, str]) -> None:
        video, scene = pair
        known = self.known.get(video)
        gone = known is None or scene not in known.scenes
        self.answered(
            "DELETE", f"/scenes/{scene}", None, 404 if gone else 400 if known.job else 200
        )
        if not gone and not known.job:
            del known.scenes[scene]

    @rule(video=videos)
    def delete(self, video: str) -> None:
        known = self.known.pop(video, None)
        self.answered("DELETE", f"/videos/{video}", None, 200 if known else 404)
        if known is not None:
            self.credits += known.held

    @rule(video=videos)
    def generate(self, video: str) -> None:
        known = self.known.get(video)
        path = f"/generation/video/{video}"
        if known is None:
            self.answered("POST", path, None, 404)
        elif known.job:
            assert self.answered("POST", path)["job_id"] == known.job
        elif known.price > self.credits:
            self.answered("POST", path, None, 402)
        else:
            known.job, known.held = self.answered("POST", path)["job_id"], known.price
            known.status = "processing"
            self.credits -= known.held
            self.jobs[known.job] = (video, 0)

    @rule(video=videos, progress=st.floats(0, 1))
    def work(self, video: str, progress: float) -> None:
        known = self.known.get(video)
        if known is not None and known.job:
            self.mill.begin(known.job)
            self.mill.advance(known.job, progress)

    @rule(video=videos)
    def succeed(self, video: str) -> None:
        known = self.known.get(video)
        if known is None or not known.job:
            return
        self.mill.succeed(known.job)
        known.status, known.job, known.held, known.film = "completed", None, 0, True
        if not known.scenes:
            self.planned(video, known)
        for scene in known.scenes.values():
            scene.filmed = True

    def planned(self, video: str, known: Video) -> None:
        """Take over the scenes that the planner made: what they are is not the model's business."""
        for one in self.answered("GET", f"/scenes?video_id={video}&limit=100")["scenes"]:
            known.scenes[one["id"]] = Scene(
                one["order_index"], next(self.ages), one["duration"], one["visual_description"]
            )

    @rule(video=videos)
    def fail(self, video: str) -> None:
        known = self.known.get(video)
        if known is None or not known.job:
            return
        self.mill.fail(known.job, VendorFailed("The painter is away."))
        self.credits += known.held
        known.status, known.job, known.held = "failed", None, 0

    @invariant()
    def agrees_on_credits(self) -> None:
        assert self.person.credits == self.credits

    @invariant()
    def agrees_on_videos(self) -> None:
        found = self.answered("GET", "/videos?limit=100")
        told = {one["id"]: (one["status"], "output_url" in one) for one in found["videos"]}
        known = {name: (one.status, one.film) for name, one in self.known.items()}
        assert (found["total"], told) == (len(known), known)

    @invariant()
    def agrees_on_scenes(self) -> None:
        for video, known in self.known.items():
            found = self.answered("GET", f"/scenes?video_id={video}&limit=100")["scenes"]
            ordered = sorted(known.scenes.items(), key=lambda pair: (pair[1].index, pair[1].age))
            assert [(one["id"], one["visual_description"]) for one in found] == [
                (name, scene.words) for name, scene in ordered
            ]
            there = {one["id"]: "video_url" in one for one in found}
            assert there == {name: scene.filmed for name, scene in known.scenes.items()}

    @invariant()
    def progress_never_falls(self) -> None:
        for job, (video, before) in self.jobs.items():
            if video in self.known:
                seen = self.answered("GET", f"/generation/status/{job}")
                assert before <= seen["progress"] <= (100 if seen["status"] == "completed" else 99)
                self.jobs[job] = (video, seen["progress"])

    @invariant()
    def ledger_is_exact(self) -> None:
        """G-60: what is held is what open jobs hold, and no job settles twice."""
        with self.store.read() as records:
            spendable, aside = (
                records.ledger.balance(purse(self.person.id), Unit.CREDITS)
                for purse in (available, held)
            )
            for job in self.jobs:
                kinds = [one.kind for one in records.ledger.of_job(job)]
                assert len(kinds) == len(set(kinds))
                assert Kind.HOLD in kinds
        assert spendable == self.credits
        assert aside == sum(one.held for one in self.known.values())


@pytest.mark.parametrize(
    ("examples", "steps"), [(5, 15), pytest.param(40, 40, marks=pytest.mark.slow)]
)
def test_g_50_states_and_balances_are_the_models(house, mill, newcomer, examples, steps):
    own = {"mill": mill, "register": staticmethod(newcomer), "store": house.office.store}
    run_state_machine_as_test(
        type("Machine", (Pixora,), own),
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None),
    )
