"""The clerk: what the studio floor reads and writes in the office's rows, a transaction each."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from reelwright.model.asset import SceneAssets
from reelwright.model.brief import Brief
from reelwright.model.errors import Broken, ReelwrightError, Unavailable
from reelwright.model.ids import Key, new_id
from reelwright.model.storyboard import Storyboard
from reelwright.model.value import Value
from reelwright.pipeline import sidecar as sidecars
from reelwright.pipeline.production import Made
from reelwright.ports.records import Records
from reelwright.ports.records.calls import Call
from reelwright.ports.records.films import FilmRow
from reelwright.ports.records.jobs import ENDED, Job
from reelwright.services import jobs, productions, receiving
from reelwright.services.jobs import NOTHING, OPEN, Outcome
from reelwright.services.productions import Version
from reelwright.wiring.office import Office
from reelwright.wiring.tally import report, tally

log: Final = logging.getLogger(__name__)

_MANY: Final = 10_000
"""More jobs than are ever open at once."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a job asks for: the brief, and the storyboard it came with or was planned to have.

    `told` are the tales that its owner's storyboards tell by now.
    """

    job: Job
    brief: Brief
    storyboard: Storyboard | None
    told: frozenset[str]


class Clerk:
    """Keeps the rows of jobs that are made. Its methods block."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def job(self, job: str) -> Job:
        """Return a job; `NotFound` if there is none."""
        with self._office.store.read() as records:
            return jobs.of_id(records, job)

    def order(self, job: str, known: str) -> Order:
        """Return what a job asks for; its storyboard is the one called `known` in its request."""
        with self._office.store.read() as records:
            row = jobs.of_id(records, job)
            board = row.request.get(known)
            return Order(
                job=row,
                brief=Brief.read(row.request["brief"]),
                storyboard=Storyboard.read(board) if board else None,
                told=records.productions.tales(row.account_id),
            )

    def begun(self, job: str) -> None:
        """Note that a job is being made; `Cancelled` if it ended."""
        with self._office.store.write() as records:
            jobs.begin(records, job, self._office.clock())

    def claimed(self, job: Job, tales: frozenset[str]) -> bool:
        """Let a job tell these tales, unless others of its account tell one of them by now."""
        with self._office.store.write() as records:
            records.accounts.get(job.account_id)  # two of one account wait for each other here
            if tales & (records.productions.tales(job.account_id) | _telling(records, job)):
                return False
            jobs.tell(records, job.id, tales)
            return True

    def planned(self, job: str, board: Storyboard) -> None:
        """Keep the storyboard a job is made by, and give it to a production that has none."""
        at = self._office.clock()
        with self._office.store.write() as records:
            row = jobs.planned(records, job, board)
            production = records.productions.by_id(row.production_id or "")
            if production is not None and production.storyboard is None:
                productions.planned(records, production, board, at)

    def gathered(self, job: Job, board: Storyboard, assets: SceneAssets) -> None:
        """Keep what a scene is made of among its takes, unless the scene is gone."""
        told = next(scene for scene in board.scenes if scene.id == assets.scene)
        made: tuple[tuple[str, str, Value | None], ...] = (
            ("picture", told.visual, assets.picture),
            ("clip", told.visual, assets.animation),
            ("speech", told.narration, assets.speech),
        )
        with self._office.store.write() as records:
            rows = records.productions.scenes(job.production_id or "")
            for row in (row for row in rows if row.name == assets.scene):
                for kind, words, asset in made:
                    if asset is not None:
                        version = Version(kind, words, asset.write(), job.id)
                        productions.take(records, row, version, self._office.clock())

    def done(self, job: str, made: Made | None, files: dict[str, Key]) -> None:
        """End a job with its film, unless it ended: the film's row, its bill and its news at once.

        A job that only plans has made nothing and costs nothing.
        """
        at = self._office.clock()
        with self._office.store.write() as records:
            row = records.jobs.by_id(job)
            if row is None or row.state in ENDED:
                return
            if made is None:
                jobs.succeed(records, job, Outcome({}, NOTHING), at)
                return
            film = _film_row(row, made, files, at)
            records.films.add(film)
            calls = records.calls.of_job(job)
            jobs.succeed(records, job, self._outcome(row, film, made, calls), at)

    def _outcome(self, job: Job, film: FilmRow, made: Made, calls: Sequence[Call]) -> Outcome:
        counted = tally(made, calls)
        return Outcome(
            result={"film": film.id, **report(made, counted)},
            bill=jobs.bill(job, counted.work, self._office.house.prices),
            degradations=tuple(one.write() for one in made.film.degradations),
        )

    def failed(self, job: str, error: ReelwrightError) -> None:
        """End a job with the error that stopped it, unless it ended; it costs nothing."""
        ours = isinstance(error, Broken | Unavailable)
        deaths = self._office.queue.buried([job]).get(job, 0) if ours else 0
        with self._office.store.write() as records:
            if records.jobs.by_id(job) is None:  # forgotten with its production
                return
            jobs.tried(records, job, deaths)
            row = receiving.fail(records, job, error, self._office.clock())
        level = logging.ERROR if ours else logging.INFO
        log.log(level, "Job %s ended as %s: %s", job, row.state.value, error)

    def unended(self) -> list[str]:
        """Return the jobs that have not ended."""
        with self._office.store.read() as records:
            return [job.id for job in records.jobs.unended(None, _MANY)]

    def over(self, several: Collection[str]) -> list[str]:
        """Return those of several jobs that ended, or that are not there."""
        with self._office.store.read() as records:
            found = {job: records.jobs.by_id(job) for job in several}
        return [job for job, row in found.items() if row is None or row.state in ENDED]

    def queued(self, job: str) -> None:
        """Put a job into the queue again, unless it ended."""
        with self._office.store.write() as records:
            row = records.jobs.by_id(job)
            if row is not None and row.state not in ENDED:
                jobs.hand_over(records, row)


def _telling(records: Records, job: Job) -> frozenset[str]:
    """Return the tales that other open jobs of the same account have claimed."""
    beside = records.jobs.of(job.account_id, _MANY, states=OPEN)
    return frozenset(tale for one in beside if one.id != job.id for tale in jobs.tales(one))


def _film_row(job: Job, made: Made, files: dict[str, Key], at: datetime) -> FilmRow:
    film = made.film
    papers = sidecars.papers(film, Brief.read(job.request["brief"]), made.timeline)
    return FilmRow(
        id=new_id(at),
        account_id=job.account_id,
        production_id=job.production_id or "",
        job_id=job.id,
        title=film.title,
        duration=film.duration.write(),
        width=film.width,
        height=film.height,
        bytes=film.bytes,
        blobs=files,
        sidecar=papers.write(),
        created_at=at,
    )
