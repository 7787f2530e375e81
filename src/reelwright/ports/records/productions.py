"""Productions: films in the making, their scenes, and every take of a picture or a line."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from reelwright.model.ids import Key
from reelwright.model.value import Json


@dataclass(frozen=True, slots=True)
class Production:
    """A film in the making.

    `brief` is what was asked, as JSON; `storyboard` is all of the plan but its scenes, None until
    there is one; `details` are the business of its `origin` alone.
    `version` counts its changes, so that nobody overwrites what he has not seen.
    """

    id: str
    number: int
    account_id: str
    project_id: str | None
    origin: str
    title: str
    brief: Mapping[str, Json]
    created_at: datetime
    updated_at: datetime
    storyboard: Mapping[str, Json] | None = None
    details: Mapping[str, Json] = field(default_factory=dict)
    version: int = 1


@dataclass(frozen=True, slots=True)
class SceneRow:
    """A scene as it is now. `name` is its id in the storyboard, `position` its place in the film.

    `picture_take` counts how often another picture was asked for; `picture` is the blob of the
    owner's own, which then is shown. `duration` is as a storyboard writes it, and whether it is
    `exact`.
    """

    id: str
    production_id: str
    name: str
    position: int
    narration: str
    visual: str
    camera: str
    duration: Json
    created_at: datetime
    updated_at: datetime
    exact: bool = False
    picture_take: int = 0
    picture: str | None = None
    details: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Take:
    """One version of what a scene shows or says, as it was made: `asset` is it as JSON."""

    id: str
    scene_id: str
    kind: str
    number: int
    words: str
    asset: Mapping[str, Json]
    job_id: str
    created_at: datetime


_KEY: Final = re.compile("[0-9a-f]{64}")


def blobs_in(asset: Json) -> Iterator[Key]:
    """Yield every blob that an asset names, as JSON: its own, and those of its parts."""
    if isinstance(asset, str):
        if _KEY.fullmatch(asset):
            yield Key(asset)
    elif isinstance(asset, Mapping):
        for part in asset.values():
            yield from blobs_in(part)
    elif isinstance(asset, list | tuple):
        for part in asset:
            yield from blobs_in(part)


class Productions(Protocol):
    """The productions there are. An account sees its own alone: another's is not there."""

    def add(self, production: Production) -> None:
        """Keep a new production."""
        ...

    def save(self, production: Production) -> None:
        """Keep what became of a production: its version counts up.

        Raises `Conflict` where it has changed since it was read.
        """
        ...

    def get(self, account: str, production: str) -> Production | None:
        """Return the account's production with this id."""
        ...

    def by_id(self, production: str) -> Production | None:
        """Return a production, whoever's it is: for the studio floor, never for a caller."""
        ...

    def of(
        self,
        account: str,
        limit: int,
        older_than: str | None = None,
        *,
        origin: str | None = None,
        project: str | None = None,
    ) -> tuple[Production, ...]:
        """Return an account's productions, the newest first, those older than one."""
        ...

    def page(
        self,
        account: str,
        origin: str,
        *,
        limit: int,
        offset: int,
        oldest_first: bool = False,
        made: Collection[str | None] | None = None,
    ) -> tuple[int, tuple[Production, ...]]:
        """Return a stretch of an account's productions of one origin, and how many there are.

        With `made`, only those are meant whose last job that makes the film is in one of these
        states; None among them stands for no such job.
        """
        ...

    def remove(self, production: str) -> None:
        """Forget a production, its scenes, jobs and films."""
        ...

    def next_number(self) -> int:
        """Return a public integer no production has."""
        ...

    def scenes(self, production: str) -> tuple[SceneRow, ...]:
        """Return the scenes of a production in their order."""
        ...

    def scene(self, account: str, scene: str) -> SceneRow | None:
        """Return the scene with this id, if it is in a production of the account's."""
        ...

    def put_scene(self, scene: SceneRow) -> None:
        """Keep a scene, new or changed."""
        ...

    def remove_scene(self, scene: str) -> None:
        """Forget a scene and its takes."""
        ...

    def add_take(self, take: Take) -> None:
        """Keep a take, unless its kind, number and words are kept for its scene."""
        ...

    def takes(self, scene: str) -> tuple[Take, ...]:
        """Return a scene's takes, the newest first."""
        ...

    def tales(self, account: str) -> frozenset[str]:
        """Return the tales that an account's storyboards tell."""
        ...

    def blobs(self) -> frozenset[Key]:
        """Return every blob that a scene, or a take of one, names."""
        ...
