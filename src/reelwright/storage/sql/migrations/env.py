"""How Alembic runs the migrations: on the connection that `schema` hands over."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON

from reelwright.storage.sql.tables import Instant, Numbers, metadata


def _written(kind: str, thing: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our own column types by their names in a new migration."""
    if kind == "type" and isinstance(thing, Instant | Numbers):
        return f"{type(thing).__name__}()"
    return "Json" if kind == "type" and isinstance(thing, JSON) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=_written,
    version_table="schema_version",
)
with context.begin_transaction():
    context.run_migrations()
