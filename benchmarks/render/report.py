"""The results as tables: on the screen, and between the markers of the README."""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.render.bench import Result, Row, read

README = Path(__file__).with_name("README.md")
_BEGIN, _END = "<!-- results -->\n", "<!-- end of results -->\n"


def table(result: Result) -> str:
    """Return a result as a heading, a table and its notes, in Markdown."""
    against = f"against {result.against}" if result.against else ""
    head = f"| | unit | median | from – to | runs | {against} | goal |\n{'|---' * 7}|\n"
    body = "".join(_line(row) for row in result.rows)
    notes = "".join(f"\n{note}\n" for note in (*result.notes, *result.skipped))
    return f"### {result.title}\n\n{head}{body}{notes}"


def _line(row: Row) -> str:
    spread = f"{_figure(min(row.values))} – {_figure(max(row.values))}"
    spread = spread if len(row.values) > 1 else ""
    cells = row.name, row.unit, _figure(row.median), spread, str(len(row.values)), _times(row)
    return f"| {' | '.join(cells)} | {row.goal} |\n"


def _times(row: Row) -> str:
    return "" if row.ratio is None else f"{row.ratio:.2f}"


def _figure(value: float) -> str:
    """Return a figure with three places that count."""
    size = abs(value)
    places = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3 if size >= 0.1 else 4
    return f"{value:,.{places}f}"


def publish(work: Path, figures: Iterable[str]) -> None:
    """Put the tables of the last results, in order, between the README's markers."""
    results = [read(path) for name in figures if (path := place(work, name)).exists()]
    text = README.read_text()
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    machines = "\n\n".join(dict.fromkeys(result.machine for result in results))
    tables = "\n".join(table(result) for result in results)
    README.write_text(f"{before}{_BEGIN}\n{machines}\n\n{tables}\n{_END}{after}")


def place(work: Path, figure: str) -> Path:
    """Return the file of a figure's last result."""
    return work / "results" / f"{figure}.json"
