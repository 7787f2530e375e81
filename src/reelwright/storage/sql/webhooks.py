"""Webhook endpoints and deliveries in the database."""

from datetime import datetime

import sqlalchemy as sa

from reelwright.ports.records.webhooks import Delivery, DeliveryState, Endpoint
from reelwright.storage.sql.rows import fields, older, one, put, several
from reelwright.storage.sql.tables import deliveries, endpoints


class SqlWebhooks:
    """The endpoints there are, and their deliveries, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, endpoint: Endpoint) -> None:
        """Keep an endpoint, new or changed."""
        put(self._connection, endpoints, fields(endpoint), ["id"])

    def get(self, account: str, endpoint: str) -> Endpoint | None:
        """Return the account's endpoint with this id."""
        return self._one(endpoints.c.id == endpoint, endpoints.c.account_id == account)

    def lock(self, endpoint: str) -> None:
        """Let nobody else change an endpoint, or lock it, until the transaction ends."""
        # On SQLite whoever writes is alone. News may be added for an endpoint that is locked.
        mine = sa.select(endpoints.c.id).where(endpoints.c.id == endpoint)
        self._connection.execute(mine.with_for_update(key_share=True))

    def by_id(self, endpoint: str) -> Endpoint | None:
        """Return an endpoint, whoever's it is."""
        return self._one(endpoints.c.id == endpoint)

    def of(self, account: str) -> tuple[Endpoint, ...]:
        """Return an account's endpoints, the oldest first."""
        mine = sa.select(endpoints).where(endpoints.c.account_id == account)
        return several(self._connection, Endpoint, mine.order_by(endpoints.c.id))

    def remove(self, endpoint: str) -> None:
        """Forget an endpoint and its deliveries."""
        self._connection.execute(sa.delete(endpoints).where(endpoints.c.id == endpoint))

    def add(self, delivery: Delivery) -> None:
        """Keep a delivery to be made."""
        self._connection.execute(sa.insert(deliveries).values(**fields(delivery)))

    def save(self, delivery: Delivery) -> None:
        """Keep what became of a delivery."""
        mine = sa.update(deliveries).where(deliveries.c.id == delivery.id)
        self._connection.execute(mine.values(**fields(delivery)))

    def delivery(self, endpoint: str, delivery: str) -> Delivery | None:
        """Return an endpoint's delivery with this id."""
        mine = sa.select(deliveries).where(
            deliveries.c.id == delivery, deliveries.c.endpoint_id == endpoint
        )
        return one(self._connection, Delivery, mine)

    def deliveries(
        self, endpoint: str, limit: int, older_than: str | None = None
    ) -> tuple[Delivery, ...]:
        """Return an endpoint's deliveries, the newest first, those older than one."""
        mine = sa.select(deliveries).where(deliveries.c.endpoint_id == endpoint)
        newest = older(mine, deliveries, older_than).limit(limit)
        return several(self._connection, Delivery, newest)

    def due(self, at: datetime, limit: int) -> tuple[Delivery, ...]:
        """Return deliveries to be tried now, the oldest first."""
        waiting = sa.select(deliveries).where(
            deliveries.c.state == DeliveryState.DUE.value, deliveries.c.due_at <= at
        )
        ordered = waiting.order_by(deliveries.c.due_at, deliveries.c.id).limit(limit)
        return several(self._connection, Delivery, ordered)

    def claim(self, delivery: str, at: datetime, due_at: datetime) -> bool:
        """Take a due delivery to try: it is due again then, if nothing is heard. False if taken."""
        mine = sa.update(deliveries).where(
            deliveries.c.id == delivery,
            deliveries.c.state == DeliveryState.DUE.value,
            deliveries.c.due_at <= at,
        )
        taken = mine.values(due_at=due_at, attempts=deliveries.c.attempts + 1)
        return self._connection.execute(taken).rowcount == 1

    def postpone(self, endpoint: str, due_at: datetime) -> None:
        """Let nothing more be tried at an endpoint before a moment."""
        early = self._waiting(endpoint).where(deliveries.c.due_at < due_at)
        self._connection.execute(early.values(due_at=due_at))

    def give_up(self, endpoint: str, at: datetime) -> None:
        """End all that is due at an endpoint: it failed."""
        failed = self._waiting(endpoint).values(state=DeliveryState.FAILED.value, ended_at=at)
        self._connection.execute(failed)

    def forget(self, before: datetime, limit: int) -> int:
        """Forget deliveries that ended before a moment, at most so many; return how many."""
        old = sa.select(deliveries.c.id).where(deliveries.c.ended_at < before).limit(limit)
        return self._connection.execute(
            sa.delete(deliveries).where(deliveries.c.id.in_(old))
        ).rowcount

    @staticmethod
    def _waiting(endpoint: str) -> sa.Update:
        return sa.update(deliveries).where(
            deliveries.c.endpoint_id == endpoint, deliveries.c.state == DeliveryState.DUE.value
        )

    def _one(self, *wanted: "sa.ColumnElement[bool]") -> Endpoint | None:
        return one(self._connection, Endpoint, sa.select(endpoints).where(*wanted))
