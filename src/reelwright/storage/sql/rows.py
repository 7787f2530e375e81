"""Between rows and the values they are: what every noun of this package does alike."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, TypeVar, get_origin

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")

Row = Mapping[str, Any]


def one(connection: sa.Connection, kind: type[T], statement: "sa.Select[Any]") -> T | None:
    """Return the value that the first row found is, its columns being the fields of `kind`."""
    row = connection.execute(statement).mappings().first()
    return None if row is None else read(kind, row)


def one_to_change(
    connection: sa.Connection, kind: type[T], statement: "sa.Select[Any]"
) -> T | None:
    """Return what `one` does; in a transaction that writes, nobody else changes it till its end.

    On SQLite a transaction that writes is alone anyway. On PostgreSQL two that read a row and save
    what they made of it would each lose the other's change.
    """
    reading = connection.get_execution_options().get("reading", False)
    return one(
        connection, kind, statement if reading else statement.with_for_update(key_share=True)
    )


def several(connection: sa.Connection, kind: type[T], statement: "sa.Select[Any]") -> tuple[T, ...]:
    """Return the values that the rows found are."""
    return tuple(read(kind, row) for row in connection.execute(statement).mappings())


def read(kind: type[T], row: Mapping[Any, Any]) -> T:
    """Return the value that a row is: names become members of an enum, lists tuples."""
    as_kept = _kinds(kind)
    return kind(**{name: as_kept.get(name, _same)(part) for name, part in row.items()})


_Making = Callable[[Any], Any]

_KINDS: dict[type, dict[str, _Making]] = {}


def _kinds(kind: type) -> dict[str, _Making]:
    """Return the fields of a kind that a database keeps otherwise, and what makes them again."""
    if kind not in _KINDS:
        found = {one.name: _making(one.type) for one in dataclasses.fields(kind)}
        _KINDS[kind] = {name: making for name, making in found.items() if making is not _same}
    return _KINDS[kind]


def _making(hint: object) -> _Making:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return tuple if get_origin(hint) is tuple else _same


def _same(part: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    return part


def fields(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    """Return the row that a value is, by column."""
    return {name: _plain(part) for name, part in dataclasses.asdict(value).items()}


def _plain(part: object) -> object:
    return part.value if isinstance(part, Enum) else part


def put(connection: sa.Connection, table: sa.Table, row: Row, key: Sequence[str]) -> None:
    """Insert a row, or let it take the place of the one with its `key`."""
    statement = _insert(connection)(table).values(**row)
    rest = {name: statement.excluded[name] for name in row if name not in key}
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=rest))


def added(connection: sa.Connection, table: sa.Table, row: Row, key: Sequence[str]) -> bool:
    """Insert a row unless there is one with its `key`; say whether it was."""
    statement = _insert(connection)(table).values(**row)
    unless = statement.on_conflict_do_nothing(index_elements=list(key))
    # Of an INSERT, SQLAlchemy keeps the number of rows only where it is told to.
    done = connection.execute(unless, execution_options={"preserve_rowcount": True})
    return done.rowcount == 1


def _insert(connection: sa.Connection) -> Any:  # noqa: ANN401 - the two have no common type
    return sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert


def older(statement: "sa.Select[Any]", table: sa.Table, row: str | None) -> "sa.Select[Any]":
    """Return the statement, newest rows first, only those older than `row` (ids sort by age)."""
    found = statement if row is None else statement.where(table.c.id < row)
    return found.order_by(table.c.id.desc())
