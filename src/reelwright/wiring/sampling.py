"""Sampling: a worker has a voice say its sentence, which is kept for whoever asks next."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

from reelwright.durable.runner import Runner
from reelwright.model.brief import Brief
from reelwright.model.errors import Broken
from reelwright.model.ids import SceneId
from reelwright.model.storyboard import Scene
from reelwright.model.time import Time
from reelwright.pipeline.crew import Crew
from reelwright.pipeline.speak import speak
from reelwright.ports.records import Store
from reelwright.ports.records.jobs import Job
from reelwright.services import samples


class Sampling:
    """Makes the samples that are asked for in one installation."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock

    async def conduct(self, job: Job, runner: Runner, crew: Crew) -> None:
        """Do a job of the kind `samples.SAMPLE`, with a crew that buys for this job.

        Raises what the voice raises.
        """
        await runner.run("sample", partial(self._said, job, crew))

    async def _said(self, job: Job, crew: Crew) -> None:
        sample = samples.of_job(job)
        if not await crew.blobs.has(sample.key):
            scene = Scene(
                id=SceneId("sample"), narration=sample.text, visual="", duration=Time.of(1)
            )
            brief = Brief(prompt=sample.text, voice=sample.voice, language=sample.language)
            said = await speak(scene, brief, crew)
            if said is None:
                raise Broken(f"The voice {sample.voice!r} said nothing.")
            await crew.blobs.put(sample.key, await crew.blobs.get(said.blob))
        await asyncio.to_thread(self._keep, job)

    def _keep(self, job: Job) -> None:
        with self._store.write() as records:
            samples.keep(records, job, self._clock())
