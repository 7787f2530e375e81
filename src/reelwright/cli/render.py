"""`reelwright render`: an exact timeline becomes a film."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from reelwright.cli import options
from reelwright.cli.progress import watching
from reelwright.model.brief import Quality
from reelwright.model.errors import Fault, Invalid, unknown
from reelwright.model.timeline import Timeline
from reelwright.settings import load
from reelwright.wiring.local import Workshop

TimelineFile = Annotated[Path, typer.Argument(help="A timeline as JSON; its media lie beside it.")]


def render(
    timeline: TimelineFile,
    *,
    output: options.Output = Path("film.mp4"),
    quality: options.Quality = None,
    as_json: options.AsJson = False,
) -> None:
    """Render a timeline, exactly as it is written, into an MP4 file."""
    with options.within(timeline):
        exact = Timeline.read_json(options.text_of(timeline))
    with watching(quiet=as_json) as watch:
        shop = Workshop(load(), watch)
        rendered = shop.render(exact, timeline.parent, output, _quality(quality))
    facts = {**asdict(rendered), "path": str(rendered.path)}
    typer.echo(json.dumps(facts, ensure_ascii=False, indent=2) if as_json else facts["path"])


def _quality(name: str | None) -> Quality:
    if name is None:
        return Quality.MEDIUM
    if name not in set(Quality):
        raise Invalid([Fault("--quality", unknown("quality", name, Quality))])
    return Quality(name)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(render)
