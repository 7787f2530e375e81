"""Productions, their scenes and takes in the database."""

from collections.abc import Collection
from dataclasses import replace

import sqlalchemy as sa

from reelwright.model.errors import Conflict
from reelwright.model.ids import Key
from reelwright.ports.records.productions import Production, SceneRow, Take, blobs_in
from reelwright.storage.sql import counters
from reelwright.storage.sql.rows import added, fields, older, one_to_change, put, several
from reelwright.storage.sql.tables import jobs, productions, scenes, takes


class SqlProductions:
    """The productions there are, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, production: Production) -> None:
        """Keep a new production."""
        self._connection.execute(sa.insert(productions).values(**fields(production)))

    def save(self, production: Production) -> None:
        """Keep what became of a production: its version counts up."""
        mine = sa.update(productions).where(
            productions.c.id == production.id, productions.c.version == production.version
        )
        later = replace(production, version=production.version + 1)
        if self._connection.execute(mine.values(**fields(later))).rowcount == 0:
            raise Conflict("The production was changed meanwhile; read it again.")

    def get(self, account: str, production: str) -> Production | None:
        """Return the account's production with this id."""
        mine = productions.c.account_id == account
        return self._one(sa.and_(productions.c.id == production, mine))

    def by_id(self, production: str) -> Production | None:
        """Return a production, whoever's it is."""
        return self._one(productions.c.id == production)

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
        found = sa.select(productions).where(productions.c.account_id == account)
        if origin is not None:
            found = found.where(productions.c.origin == origin)
        if project is not None:
            found = found.where(productions.c.project_id == project)
        found = older(found, productions, older_than).limit(limit)
        return several(self._connection, Production, found)

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
        """Return a stretch of an account's productions of one origin, and how many there are."""
        wanted = [productions.c.account_id == account, productions.c.origin == origin]
        if made is not None:
            wanted.append(_last_job().in_([state or "" for state in made]))
        counted = sa.select(sa.func.count()).select_from(productions).where(*wanted)
        order = productions.c.id if oldest_first else productions.c.id.desc()
        found = sa.select(productions).where(*wanted).order_by(order).limit(limit).offset(offset)
        total = self._connection.scalar(counted) or 0
        return total, several(self._connection, Production, found)

    def remove(self, production: str) -> None:
        """Forget a production, its scenes, jobs and films."""
        self._connection.execute(sa.delete(productions).where(productions.c.id == production))

    def next_number(self) -> int:
        """Return a public integer no production has."""
        return counters.following(self._connection, "productions")

    def scenes(self, production: str) -> tuple[SceneRow, ...]:
        """Return the scenes of a production in their order."""
        mine = sa.select(scenes).where(scenes.c.production_id == production)
        ordered = mine.order_by(scenes.c.position, scenes.c.id)
        return several(self._connection, SceneRow, ordered)

    def scene(self, account: str, scene: str) -> SceneRow | None:
        """Return the scene with this id, if it is in a production of the account's."""
        among = sa.select(scenes).join(productions, productions.c.id == scenes.c.production_id)
        mine = among.where(scenes.c.id == scene, productions.c.account_id == account)
        return next(iter(several(self._connection, SceneRow, mine)), None)

    def put_scene(self, scene: SceneRow) -> None:
        """Keep a scene, new or changed."""
        put(self._connection, scenes, fields(scene), ["id"])

    def remove_scene(self, scene: str) -> None:
        """Forget a scene and its takes."""
        self._connection.execute(sa.delete(scenes).where(scenes.c.id == scene))

    def add_take(self, take: Take) -> None:
        """Keep a take, unless its kind, number and words are kept for its scene."""
        added(self._connection, takes, fields(take), ["scene_id", "kind", "number", "words"])

    def takes(self, scene: str) -> tuple[Take, ...]:
        """Return a scene's takes, the newest first."""
        mine = sa.select(takes).where(takes.c.scene_id == scene).order_by(takes.c.id.desc())
        return several(self._connection, Take, mine)

    def tales(self, account: str) -> frozenset[str]:
        """Return the tales that an account's storyboards tell."""
        tale = productions.c.storyboard["tale"].as_string()
        found = sa.select(tale).where(productions.c.account_id == account, tale.is_not(None))
        return frozenset(name for told in self._connection.scalars(found) for name in told.split())

    def blobs(self) -> frozenset[Key]:
        """Return every blob that a scene, or a take of one, names."""
        made = sa.select(takes.c.asset).execution_options(yield_per=500)
        brought = sa.select(scenes.c.picture).distinct()
        shown = frozenset(Key(key) for key in self._connection.scalars(brought) if key is not None)
        return shown.union(*map(blobs_in, self._connection.scalars(made)))

    def _one(self, wanted: "sa.ColumnElement[bool]") -> Production | None:
        return one_to_change(self._connection, Production, sa.select(productions).where(wanted))


def _last_job() -> "sa.ColumnElement[str]":
    """Return the state of a production's last job that makes its film, empty without one."""
    mine = sa.and_(jobs.c.production_id == productions.c.id, jobs.c.kind == "produce")
    last = sa.select(jobs.c.state).where(mine).order_by(jobs.c.number.desc()).limit(1)
    return sa.func.coalesce(last.scalar_subquery(), "")
