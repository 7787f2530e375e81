"""Requests with idempotency keys in the database."""

from datetime import datetime

import sqlalchemy as sa

from reelwright.ports.records.requests import Keyed
from reelwright.storage.sql.rows import added, fields, one
from reelwright.storage.sql.tables import requests

_KEY = ["principal", "route", "key"]


class SqlRequests:
    """The requests of the last day that carried a key, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def begin(self, request: Keyed) -> Keyed | None:
        """Keep a request; or return the one that came with this key before, and keep nothing."""
        before = None
        # The one that was before may be forgotten between the two statements.
        while before is None and not added(self._connection, requests, fields(request), _KEY):
            before = one(self._connection, Keyed, sa.select(requests).where(_same(request)))
        return before

    def answer(self, request: Keyed) -> None:
        """Keep what was answered."""
        mine = sa.update(requests).where(_same(request)).values(**fields(request))
        self._connection.execute(mine)

    def forget(self, request: Keyed) -> None:
        """Forget a request that came to nothing, so that it may be made again."""
        self._connection.execute(sa.delete(requests).where(_same(request)))

    def sweep(self, before: datetime) -> int:
        """Forget requests older than that; return how many."""
        old = sa.delete(requests).where(requests.c.created_at < before)
        return self._connection.execute(old).rowcount


def _same(request: Keyed) -> "sa.ColumnElement[bool]":
    return sa.and_(
        requests.c.principal == request.principal,
        requests.c.route == request.route,
        requests.c.key == request.key,
    )
