"""Production: conducts the steps from a brief to a film, on whatever runner it is given."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from reelwright.durable.runner import Runner
from reelwright.model.asset import (
    Animation,
    Film,
    Gathered,
    Picture,
    SceneAssets,
    Shot,
    Speech,
    Track,
)
from reelwright.model.brief import Brief
from reelwright.model.errors import Broken
from reelwright.model.ids import SceneId
from reelwright.model.progress import Progress, Step
from reelwright.model.storyboard import Scene, Storyboard
from reelwright.model.timeline import Timeline
from reelwright.pipeline import sidecar
from reelwright.pipeline.animate import animate
from reelwright.pipeline.arrange import Arranged, arrange, film_length
from reelwright.pipeline.check import check, moderate
from reelwright.pipeline.crew import Crew
from reelwright.pipeline.deliver import deliver
from reelwright.pipeline.film import film, labelled
from reelwright.pipeline.illustrate import illustrate
from reelwright.pipeline.plan import plan
from reelwright.pipeline.score import score
from reelwright.pipeline.shots import shots
from reelwright.pipeline.speak import speak
from reelwright.render.export import Rendered
from reelwright.render.means import Means
from reelwright.render.watch import Watch

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Site:
    """Where and how a film is made: its file, what filming may use, the clock, the halt.

    Its papers go to `sidecar`, if that is given; `told` are the tales of its owner's earlier films.
    `planned` is given the storyboard before anything is made of it, and `gathered` what each scene
    is made of, once it is there. `claim` says whether a tale may be told, which somebody else may
    have begun to tell meanwhile. `keep` takes the finished file
    before the step that made it counts as done, so that it outlives this machine, and returns where
    it is from then on.
    """

    out: Path
    means: Means
    clock: Callable[[], float]
    stop: Event
    sidecar: Path | None = None
    told: frozenset[str] = frozenset()
    planned: Callable[[Storyboard], Awaitable[None]] | None = None
    gathered: Callable[[SceneAssets], Awaitable[None]] | None = None
    claim: Callable[[frozenset[str]], Awaitable[bool]] | None = None
    keep: Callable[[Path], Awaitable[Path]] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What a production came to: its film, what that is made of, and the timeline it plays."""

    film: Film
    gathered: Gathered
    timeline: Timeline


class Production:
    """One film being made: a brief, a crew, a runner, the site; its storyboard, if it has one."""

    def __init__(
        self,
        brief: Brief,
        crew: Crew,
        runner: Runner,
        site: Site,
        storyboard: Storyboard | None = None,
    ) -> None:
        self._brief, self._crew, self._runner, self._site = brief, crew, runner, site
        self._storyboard = storyboard
        self._begun = site.clock()
        self._seconds = dict.fromkeys(Step, 0.0)

    async def plan(self) -> Storyboard:
        """Take the steps that cost nothing: check the brief, plan its storyboard if it has none."""
        await self._step(Step.CHECK, partial(check, self._brief, self._crew, self._storyboard))
        if self._storyboard is not None:
            return self._storyboard
        return await self._step(Step.PLAN, self._planned)

    async def produce(self) -> Made:
        """Take every step and return what came of them."""
        board = await self.plan()
        if self._site.planned is not None:
            await self._site.planned(board)
        scenes = await self._gather(board)
        length = film_length(self._brief, board, scenes)
        track = await self._step(Step.SCORE, partial(score, self._brief, board, self._crew, length))
        gathered = Gathered(scenes=tuple(scenes), track=track)
        arranged = await self._step(
            Step.ARRANGE, partial(_now, arrange, self._brief, board, gathered)
        )
        rendered = await self._step(Step.FILM, partial(self._film, board, arranged))
        made = await self._step(
            Step.DELIVER, partial(_now, self._deliver, board, gathered, arranged, rendered)
        )
        return Made(self._timed(made), gathered, arranged.timeline)

    async def scene(self, name: str) -> SceneAssets:
        """Take the steps of one scene alone, as whoever was given it as a piece of its own.

        Raises `Broken` where the production has no storyboard, or no such scene in it.
        """
        for scene in self._storyboard.scenes if self._storyboard else ():
            if scene.id == name:
                return await self._scene(scene)
        raise Broken(f"There is no scene {name!r} to be made.")

    async def _planned(self) -> Storyboard:
        """Return the first storyboard whose tale may be told; where all were, any.

        Its words are judged as part of this step, before anything is bought for them.
        """
        told, claim = self._site.told, self._site.claim
        while True:
            board = await plan(self._brief, self._crew, told)
            tales = frozenset((board.tale or "").split())
            if claim is None or tales <= told or await claim(tales - told):
                await moderate(self._brief, self._crew, board)
                return board
            told |= tales

    async def _gather(self, storyboard: Storyboard) -> list[SceneAssets]:
        """Speak and illustrate all scenes, as many beside each other as the runner allows."""
        spawned = [
            self._runner.spawn(scene.id, partial(self._scene, scene)) for scene in storyboard.scenes
        ]
        return await self._runner.join(spawned)

    async def _scene(self, scene: Scene) -> SceneAssets:
        speech: Speech | None = await self._step(
            Step.SPEAK, partial(speak, scene, self._brief, self._crew), scene.id
        )
        first, *more = [await self._shot(one) for one in shots(scene)]
        assets = SceneAssets(
            scene=scene.id,
            picture=first.picture,
            animation=first.animation,
            speech=speech,
            more=tuple(more),
        )
        if self._site.gathered is not None:
            await self._site.gathered(assets)
        return assets

    async def _shot(self, scene: Scene) -> Shot:
        picture: Picture = await self._step(
            Step.ILLUSTRATE, partial(illustrate, scene, self._brief, self._crew), scene.id
        )
        animation: Animation = await self._step(
            Step.ANIMATE, partial(animate, picture, self._brief, self._crew, scene.id), scene.id
        )
        return Shot(picture=picture, animation=animation)

    async def _film(self, board: Storyboard, arranged: Arranged) -> Rendered:
        site = self._site
        rendered = await film(
            arranged.timeline,
            site.out,
            labelled(self._brief, board, arranged.timeline),
            self._crew.blobs,
            means=site.means,
            watch=Watch(self._frames_done, site.stop),
        )
        return rendered if site.keep is None else replace(rendered, path=await site.keep(site.out))

    def _deliver(
        self, board: Storyboard, gathered: Gathered, arranged: Arranged, rendered: Rendered
    ) -> Film:
        made = deliver(board, gathered, arranged, rendered)
        if self._site.sidecar is not None:
            sidecar.write(self._site.sidecar, made, self._brief, arranged.timeline)
        return made

    def _frames_done(self, done: int, frames: int) -> None:
        if done < frames:
            self._tell(Step.FILM, None, done / frames, f"frame {done} of {frames}")

    async def _step(
        self, step: Step, work: Callable[[], Awaitable[T]], scene: SceneId | None = None
    ) -> T:
        self._tell(step, scene, 0.0)
        begun = self._site.clock()
        result = await self._runner.run(f"{step}/{scene}" if scene else step.value, work)
        self._seconds[step] += self._site.clock() - begun
        self._tell(step, scene, 1.0, _note(result))
        return result

    def _tell(self, step: Step, scene: SceneId | None, done: float, note: str = "") -> None:
        self._runner.publish(Progress(step=step, scene=scene, done=done, note=note))

    def _timed(self, made: Film) -> Film:
        elapsed = self._site.clock() - self._begun
        return made.model_copy(update={"seconds": dict(self._seconds), "elapsed": elapsed})


async def _now(work: Callable[..., T], *given: object) -> T:
    return work(*given)


def _note(result: object) -> str:
    if isinstance(result, Storyboard):
        return f"{result.title}, {_counted(len(result.scenes))}"
    if isinstance(result, Track):
        return result.provenance.model
    if isinstance(result, Speech):
        return f"{float(result.duration):.1f} s"
    return ""


def _counted(scenes: int) -> str:
    return "1 scene" if scenes == 1 else f"{scenes} scenes"
