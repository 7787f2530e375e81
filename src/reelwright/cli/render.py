"""`reelwright render`: an exact timeline becomes a film, or its pictures, sound or words alone."""

import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic_core import to_jsonable_python

from reelwright.cli import options
from reelwright.cli.progress import watching
from reelwright.model.output import Kind, Output
from reelwright.model.timeline import Timeline
from reelwright.render.export import Rendered
from reelwright.render.produce import Written
from reelwright.render.whole import writable
from reelwright.settings import load
from reelwright.wiring.rendering import render as rendered

TimelineFile = Annotated[Path, typer.Argument(help="A timeline as JSON; its media lie beside it.")]
Out = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        help="The file to make: .mp4, .mov or .webm; .m3u8 to be watched while it is made; .gif; "
        ".png, .jpg or .webp for a poster; .wav or .mp3; .srt, .vtt or .ass.",
    ),
]
Codec = Annotated[str | None, typer.Option("--codec", help="h264, hevc, av1 or vp9.")]
Hardware = Annotated[bool, typer.Option("--hardware", help="Encode in hardware, where it can be.")]
Sheet = Annotated[
    bool, typer.Option("--sheet", help="Make the picture a contact sheet of every shot.")
]


def render(  # noqa: PLR0913 - each is an option of the command
    timeline: TimelineFile,
    *,
    output: Out = Path("film.mp4"),
    codec: Codec = None,
    quality: options.Quality = None,
    hardware: Hardware = False,
    sheet: Sheet = False,
    as_json: options.AsJson = False,
) -> None:
    """Render a timeline, exactly as it is written, into a file of the kind its name says."""
    with options.naming({"codec": codec, "quality": quality}):
        asked = _asked(output, codec=codec, quality=quality, hardware=hardware, sheet=sheet)
    with options.within(timeline):
        exact = Timeline.read_json(options.text_of(timeline))
    with watching(quiet=as_json) as watch:
        made = rendered(exact, timeline.parent, output, asked, load(), watch)
    typer.echo(_written(made) if as_json else _told(made))


def _asked(out: Path, **options: str | bool | None) -> Output:
    """Return the output that a file's name and the options ask for."""
    kind = Kind.of(writable(out, tuple(Kind)))
    given = {name: value for name, value in options.items() if value is not None}
    return Output.read({"kind": kind, **given})


def _written(made: Rendered | Written) -> str:
    return json.dumps(to_jsonable_python(made), ensure_ascii=False, indent=2)


def _told(made: Rendered | Written) -> str:
    """Return the lines to print: the path, what is less than was asked and what is worth a look."""
    lines = [str(made.path)]
    if isinstance(made, Rendered):
        warnings = made.report.warnings if made.report else ()
        lines += [f"  Less than was asked: {one}" for one in made.less]
        lines += [f"  Worth a look: {one.says}" for one in warnings]
    return "\n".join(lines)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(render)
