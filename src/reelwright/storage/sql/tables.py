"""The tables, all of them: what a row of each is, and what the database itself forbids.

Instants are microseconds since 1970 (UTC), money is whole micro-dollars or whole credits, ids are
lower-case UUIDs that sort by age. A column that ends in `_id` names a row; what is kept whole and
never searched is JSON.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = sa.MetaData(naming_convention=_NAMES)

Json = sa.JSON().with_variant(JSONB(), "postgresql")


class Instant(sa.TypeDecorator[datetime]):
    """A moment in UTC, to the microsecond, as a whole number: it sorts alike in every database."""

    impl = sa.BigInteger
    cache_ok = True

    # The names and the second parameter of both are SQLAlchemy's.
    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:  # noqa: ARG002
        """Return the microseconds since 1970."""
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ANN401, ARG002
        """Return the moment, in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=int(value))


class Numbers(sa.TypeDecorator[list[int]]):
    """Whole numbers in their order: PostgreSQL looks into them, elsewhere they are JSON."""

    impl = sa.JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        """Return what a database keeps them as."""
        kind = sa.ARRAY(sa.BigInteger) if dialect.name == "postgresql" else sa.JSON()
        return dialect.type_descriptor(kind)


def _id(name: str = "id") -> "sa.Column[str]":
    return sa.Column(name, sa.Text, primary_key=True)


def _of(table: str, *, optional: bool = False, indexed: bool = True) -> "sa.Column[str]":
    """Return a column that names a row of `table` and goes with it."""
    singular = table.removesuffix("s")
    return sa.Column(
        f"{singular}_id",
        sa.ForeignKey(f"{table}.id", ondelete="CASCADE"),
        nullable=optional,
        index=indexed,
    )


def _at(name: str, *, optional: bool = False) -> "sa.Column[datetime]":
    return sa.Column(name, Instant, nullable=optional)


counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("last", sa.BigInteger, nullable=False),
)
"""The last number given out, by what is numbered: public integers, and the events of a topic."""

buckets = sa.Table(
    "buckets",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    _at("until"),
    sa.Column("moments", Numbers, nullable=True),
)
"""How much of a limit somebody has used up, as the moment by which it is forgotten.

Where requests are counted one by one, `moments` are theirs, as instants are written.
"""

accounts = sa.Table(
    "accounts",
    metadata,
    _id(),
    sa.Column("number", sa.BigInteger, nullable=False, unique=True),
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("email_folded", sa.Text, nullable=False, unique=True),
    sa.Column("username", sa.Text),
    sa.Column("username_folded", sa.Text, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("avatar_url", sa.Text),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("is_active", sa.Boolean, nullable=False),
    sa.Column("password_hash", sa.Text),
    sa.Column("subject", sa.Text, unique=True),
    _at("verified_at", optional=True),
    _at("created_at"),
    _at("updated_at"),
)

sessions = sa.Table(
    "sessions",
    metadata,
    _id(),
    _of("accounts"),
    sa.Column("audience", sa.Text, nullable=False),
    sa.Column("user_agent", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    _at("created_at"),
    _at("last_used_at"),
    _at("expires_at"),
    _at("revoked_at", optional=True),
    sa.Index("ix_sessions_expires_at", "expires_at"),
)

refresh_tokens = sa.Table(
    "refresh_tokens",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),
    _of("sessions"),
    _at("created_at"),
    _at("expires_at"),
    _at("used_at", optional=True),
)

keys = sa.Table(
    "keys",
    metadata,
    _id(),
    _of("accounts"),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False, unique=True),
    sa.Column("shown", sa.Text, nullable=False),
    sa.Column("scopes", Json, nullable=False),
    _at("created_at"),
    _at("expires_at", optional=True),
    _at("last_used_at", optional=True),
    _at("revoked_at", optional=True),
)
"""API keys, only their hashes; `shown` is the few characters by which an owner knows one."""

recovery_tokens = sa.Table(
    "recovery_tokens",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),
    _of("accounts"),
    _at("created_at"),
    _at("expires_at"),
    _at("used_at", optional=True),
)

letters = sa.Table(
    "letters",
    metadata,
    _id(),
    sa.Column("to", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    _at("created_at"),
    _at("due_at"),
    _at("sent_at", optional=True),
)
"""Mail to be sent, in the order of its making."""

balances = sa.Table(
    "balances",
    metadata,
    sa.Column("purse", sa.Text, primary_key=True),
    sa.Column("unit", sa.Text, primary_key=True),
    sa.Column("amount", sa.BigInteger, nullable=False),
    sa.Column("floor", sa.BigInteger),
    sa.CheckConstraint("floor IS NULL OR amount >= floor", name="not_below_floor"),
)
"""What each purse holds: the sum of its entries. An account's purses have a floor of nought."""

transfers = sa.Table(
    "transfers",
    metadata,
    _id(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("job_id", sa.Text, index=True),
    _of("accounts", optional=True),
    sa.Column("memo", sa.Text, nullable=False),
    _at("created_at"),
    sa.UniqueConstraint("job_id", "kind"),
)
"""Movements of money, whole or not at all; a job has at most one of each kind."""

entries = sa.Table(
    "entries",
    metadata,
    _id(),
    _of("transfers"),
    sa.Column("purse", sa.Text, nullable=False, index=True),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
    _at("created_at"),
)
"""The two sides of every transfer, which add up to nought."""

spending = sa.Table(
    "spending",
    metadata,
    sa.Column("account_id", sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("micros", sa.BigInteger, nullable=False),
)
"""What an account has held or spent on one UTC day, against its cap."""

projects = sa.Table(
    "projects",
    metadata,
    _id(),
    sa.Column("number", sa.BigInteger, nullable=False, unique=True),
    _of("accounts"),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    _at("created_at"),
    _at("updated_at"),
)

productions = sa.Table(
    "productions",
    metadata,
    _id(),
    sa.Column("number", sa.BigInteger, nullable=False, unique=True),
    _of("accounts"),
    sa.Column("project_id", sa.ForeignKey("projects.id", ondelete="CASCADE"), index=True),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("brief", Json, nullable=False),
    sa.Column("storyboard", Json),
    sa.Column("details", Json, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    _at("created_at"),
    _at("updated_at"),
)
"""Films in the making. `storyboard` is all of it but its scenes; `details` are its origin's own."""

scenes = sa.Table(
    "scenes",
    metadata,
    _id(),
    _of("productions"),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("narration", sa.Text, nullable=False),
    sa.Column("visual", sa.Text, nullable=False),
    sa.Column("camera", sa.Text, nullable=False),
    sa.Column("duration", Json, nullable=False),
    sa.Column("exact", sa.Boolean, nullable=False),
    sa.Column("picture_take", sa.Integer, nullable=False),
    sa.Column("picture", sa.Text),
    sa.Column("details", Json, nullable=False),
    _at("created_at"),
    _at("updated_at"),
    sa.UniqueConstraint("production_id", "name"),
)
"""Scenes as they are now. `picture_take` counts how often another was asked for."""

takes = sa.Table(
    "takes",
    metadata,
    _id(),
    _of("scenes"),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("asset", Json, nullable=False),
    sa.Column("job_id", sa.Text, nullable=False),
    _at("created_at"),
    sa.UniqueConstraint("scene_id", "kind", "number", "words"),
)
"""Every version of a scene's picture, line and clip that was made."""

jobs = sa.Table(
    "jobs",
    metadata,
    _id(),
    sa.Column("number", sa.BigInteger, nullable=False, unique=True),
    _of("accounts"),
    sa.Column("production_id", sa.ForeignKey("productions.id", ondelete="CASCADE"), index=True),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("progress", sa.Float, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("request", Json, nullable=False),
    sa.Column("result", Json),
    sa.Column("held", sa.BigInteger, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("cost", sa.BigInteger, nullable=False),
    sa.Column("counted", sa.BigInteger, nullable=False),
    sa.Column("error_code", sa.Text),
    sa.Column("error", sa.Text),
    sa.Column("degradations", Json, nullable=False),
    sa.Column("details", Json, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    _at("created_at"),
    _at("started_at", optional=True),
    _at("ended_at", optional=True),
    sa.Index("ix_jobs_state_created_at", "state", "created_at"),
    sa.Index("ix_jobs_account_id_created_at", "account_id", "created_at"),
    sa.Index("ix_jobs_ended_at", "ended_at"),
)

steps = sa.Table(
    "steps",
    metadata,
    sa.Column("job_id", sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("cost", sa.BigInteger, nullable=False),
    _at("started_at"),
    _at("ended_at", optional=True),
    sa.Index("ix_steps_ended_at", "ended_at"),
)
"""What a job did, step by step: its processing log."""

calls = sa.Table(
    "calls",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("job_id", sa.ForeignKey("jobs.id", ondelete="CASCADE"), index=True, nullable=False),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("vendor", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("vendor_id", sa.Text),
    sa.Column("cost", sa.BigInteger, nullable=False),
    sa.Column("result", Json),
    sa.Column("attempts", sa.Integer, nullable=False),
    _at("until", optional=True),
    _at("created_at"),
    _at("ended_at", optional=True),
    sa.Index("ix_calls_vendor_state", "vendor", "state"),
)
"""Paid calls: the intent is committed before a vendor is asked, the answer before it is used."""

vendors = sa.Table(
    "vendors",
    metadata,
    sa.Column("vendor", sa.Text, primary_key=True),
    _at("next_at", optional=True),
    sa.Column("failures", sa.Integer, nullable=False),
    _at("shut_until", optional=True),
)
"""When each vendor may be asked again, as all workers together have to keep it."""

films = sa.Table(
    "films",
    metadata,
    _id(),
    _of("accounts"),
    _of("productions"),
    sa.Column("job_id", sa.Text, nullable=False, unique=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("duration", Json, nullable=False),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("bytes", sa.BigInteger, nullable=False),
    sa.Column("blobs", Json, nullable=False),
    sa.Column("sidecar", Json, nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    _at("created_at"),
)
"""Published films. `blobs` names each of their files; a link signed under another epoch is void."""

uploads = sa.Table(
    "uploads",
    metadata,
    _id(),
    _of("accounts"),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("received", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.Text),
    sa.Column("blob", sa.Text),
    sa.Column("facts", Json, nullable=False),
    _at("created_at"),
    _at("updated_at"),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("topic", sa.Text, primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("payload", Json, nullable=False),
    _at("at"),
    sa.Index("ix_events_at", "at"),
)
"""What happened, for ever: each topic counts its own events from one, without a gap."""

requests = sa.Table(
    "requests",
    metadata,
    sa.Column("principal", sa.Text, primary_key=True),
    sa.Column("route", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("headers", Json),
    sa.Column("body", Json),
    _at("created_at"),
    sa.Index("ix_requests_created_at", "created_at"),
)
"""Requests that came with an idempotency key, and what was answered."""

endpoints = sa.Table(
    "endpoints",
    metadata,
    _id(),
    _of("accounts"),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("types", Json, nullable=False),
    sa.Column("salts", Json, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    _at("rotated_at", optional=True),
    _at("failing_since", optional=True),
    _at("created_at"),
    _at("updated_at"),
)
"""Where an account wants to be told of events (webhooks)."""

deliveries = sa.Table(
    "deliveries",
    metadata,
    _id(),
    _of("endpoints"),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("payload", Json, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("status", sa.Integer),
    _at("created_at"),
    _at("due_at"),
    _at("ended_at", optional=True),
    sa.Index("ix_deliveries_state_due_at", "state", "due_at"),
)
