"""Lists of what there is to choose from, as a table or as JSON."""

import json
from collections.abc import Sequence

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

Rows = Sequence[dict[str, str]]


def show(rows: Rows, *, as_json: bool) -> None:
    """Print rows of the same columns on standard output."""
    if as_json:
        typer.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
        return
    table = Table(box=None, pad_edge=False)
    for column in rows[0]:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row.values()))
    Console().print(table)
