"""The studio floor: jobs from the queue are made into films; the office is told of their end."""

import asyncio
import secrets
import shutil
import time
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

from reelwright.durable.runner import Runner
from reelwright.durable.state import State
from reelwright.model.asset import SceneAssets
from reelwright.model.errors import Broken, Cancelled, ReelwrightError
from reelwright.model.ids import Key
from reelwright.model.progress import Progress
from reelwright.model.storyboard import Storyboard
from reelwright.pipeline.crew import Crew
from reelwright.pipeline.production import Made, Production, Site
from reelwright.pipeline.publish import Stretch, published, stretches
from reelwright.ports.records.jobs import Job
from reelwright.render.means import Means
from reelwright.render.watch import Watch
from reelwright.services import receiving, samples
from reelwright.wiring.clerk import Clerk, Order
from reelwright.wiring.newsroom import Newsroom
from reelwright.wiring.office import Office, asked_of
from reelwright.wiring.opening import Opening
from reelwright.wiring.purchases import Maker
from reelwright.wiring.reuse import Remembered
from reelwright.wiring.sampling import Sampling


class Floor:
    """Makes the jobs of one worker process, with one crew, whose `makers` are known by port."""

    def __init__(
        self, office: Office, crew: Crew, means: Means, makers: Mapping[str, Maker]
    ) -> None:
        self._office, self._crew, self._means, self._makers = office, crew, means, makers
        self._newsroom, self._clerk = Newsroom(office.store, office.clock), Clerk(office)
        self._work = office.data / "work"
        self._opening = Opening(
            office.store,
            crew.blobs,
            self._work,
            office.clock,
            bounds=office.house.bounds,
            strict=office.house.strict,
        )
        self._sampling = Sampling(office.store, office.clock)

    async def conduct(self, job: str, piece: str | None, runner: Runner) -> object:
        """Make a job, or one scene of it; tell the office what goes wrong with a whole job."""
        if piece is not None:
            order = await asked_of(self._clerk.order, job, "made_by")
            return await self._production(order, runner, Path(), Event()).scene(piece)
        row = await asked_of(self._clerk.job, job)
        if row.kind in (receiving.CHECK, samples.SAMPLE):
            await self._aside(row, runner)
            return None
        # A job that is resumed takes the same steps, so it plans though it has planned.
        order = await asked_of(self._clerk.order, job, "storyboard")
        async with self._ended(job):
            await self._whole(order, runner)
        return None

    async def _aside(self, job: Job, runner: Runner) -> None:
        """Do a job that makes no film: look at an upload, or let a voice be heard."""
        async with self._ended(job.id):
            await asked_of(self._clerk.begun, job.id)
            if job.kind == receiving.CHECK:
                await self._opening.conduct(job, runner)
            else:
                memory = Remembered(self._office, job, self._makers)
                await self._sampling.conduct(job, runner, replace(self._crew, memory=memory))

    @asynccontextmanager
    async def _ended(self, job: str) -> AsyncIterator[None]:
        """Tell the office of an error that ends a job."""
        try:
            yield
        except ReelwrightError as error:
            await asyncio.to_thread(self._newsroom.flush)
            await asked_of(self._clerk.failed, job, error)
            raise

    def close(self) -> None:
        """Write the last news."""
        self._newsroom.close()

    async def _whole(self, order: Order, runner: Runner) -> None:
        job, stop = order.job.id, Event()
        await asked_of(self._clerk.begun, job)
        with self._folder(job) as folder:
            production = self._production(order, runner, folder / "film.mp4", stop)
            if order.job.kind == "plan":
                await asked_of(self._clerk.planned, job, await production.plan())
                made, files = None, dict[str, Key]()
            else:
                made = await production.produce()
                film, watch = Key(made.film.path), Watch(stop=stop)
                scenes = _scenes(order, made)
                publish = partial(published, made.timeline, film, self._crew.blobs, watch, scenes)
                files = await runner.run("publish", publish)
        await asyncio.to_thread(self._newsroom.flush)
        await asked_of(self._clerk.done, job, made, files)

    def _production(self, order: Order, runner: Runner, out: Path, stop: Event) -> Production:
        job, board = order.job, order.storyboard
        kept = _Kept(self._clerk, order)
        site = Site(
            out=out,
            means=self._means,
            clock=time.monotonic,
            stop=stop,
            told=order.told,
            planned=kept.planned,
            gathered=kept.gathered,
            claim=kept.claim,
            keep=self._kept,
        )
        memory = Remembered(self._office, job, self._makers)
        return Production(order.brief, replace(self._crew, memory=memory), runner, site, board)

    @contextmanager
    def _folder(self, job: str) -> Iterator[Path]:
        """Give a folder for a film, apart from any that a frozen worker may still write to."""
        folder = self._work / job / secrets.token_hex(4)
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):  # there is another
                folder.parent.rmdir()

    async def _kept(self, film: Path) -> Path:
        return Path(await self._crew.blobs.take(film))

    # What the engine asks of, and tells, the owner of the jobs (durable.tending.Tending).

    def published(self, job: str, _piece: str | None, news: object, /) -> None:
        """Hear of a step."""
        if isinstance(news, Progress):
            self._newsroom.hear(job, news)

    def open(self) -> Sequence[str]:
        """Return the jobs that have not ended."""
        return self._clerk.unended()

    def unwanted(self, running: Sequence[str]) -> Collection[str]:
        """Return those of the running jobs that ended for the office."""
        return self._clerk.over(running)

    def buried(self, job: str) -> None:
        """Fail a job under which workers kept dying; what was held for it goes back."""
        gone = Broken("The work was given up: it kept ending the process doing it.")
        self._clerk.failed(job, gone)

    def ended(self, job: str, state: State) -> None:
        """Fail a job of whose end the office was not told."""
        wrong = Cancelled("The job was cancelled.") if state is State.CANCELLED else _untold(state)
        self._clerk.failed(job, wrong)

    def lost(self, job: str) -> None:
        """Put a job back that the engine does not know, as after a restored backup."""
        self._clerk.queued(job)


def _scenes(order: Order, made: Made) -> Sequence[Stretch]:
    """Return the scenes whose files are to be published, too: all, where the job asks for them."""
    if order.job.request.get("scene_files") is not True:
        return ()
    return stretches(order.brief, made.film.storyboard, made.gathered)


class _Kept:
    """What becomes of one job's storyboard and scenes: it is kept as soon as it is there."""

    def __init__(self, clerk: Clerk, order: Order) -> None:
        self._clerk, self._job, self._board = clerk, order.job, order.storyboard

    async def claim(self, tales: frozenset[str]) -> bool:
        """Say whether the job may tell these tales."""
        return await asked_of(self._clerk.claimed, self._job, tales)

    async def planned(self, board: Storyboard) -> None:
        """Keep the storyboard that the job is made by."""
        self._board = board
        await asked_of(self._clerk.planned, self._job.id, board)

    async def gathered(self, assets: SceneAssets) -> None:
        """Keep what a scene is made of."""
        if self._board is None:
            raise Broken(f"The scene {assets.scene!r} was made without a storyboard.")
        await asked_of(self._clerk.gathered, self._job, self._board, assets)


def _untold(state: State) -> ReelwrightError:
    return Broken(f"The work ended as {state.value}, and nobody was told why.")
