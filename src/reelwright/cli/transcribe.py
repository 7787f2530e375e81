"""`reelwright transcribe`: a recording becomes captions, each word at its time."""

from pathlib import Path
from typing import Annotated

import typer

from reelwright.cli import options
from reelwright.model.brief import Language
from reelwright.model.errors import Fault, Invalid, unknown
from reelwright.model.output import SUBTITLES
from reelwright.render.whole import writable

Sound = Annotated[Path, typer.Argument(help="Anything with sound: a recording, or a film.")]
Text = Annotated[
    Path | None,
    typer.Option("--text", help="The words that are spoken, where they are known."),
]
Out = Annotated[
    Path, typer.Option("--output", "-o", help="The captions to write: .srt, .vtt or .ass.")
]

Sidecar = Annotated[bool, typer.Option(help="Write who heard them beside the captions, as JSON.")]


def transcribe(
    sound: Sound,
    *,
    text: Text = None,
    language: options.Language = None,
    output: Out = Path("captions.srt"),
    sidecar: Sidecar = True,
) -> None:
    """Write down what is said in a recording, or when each word of a known text is said."""
    from reelwright.wiring import hearing  # noqa: PLC0415 - `--help` needs none of it

    place = writable(output, SUBTITLES)
    papers = hearing.papers(place) if sidecar else None
    known = options.text_of(text) if text else None
    made = hearing.captions(sound, known, _language(language))
    hearing.write(made, place, papers)
    typer.echo(f"{place}: {len(made.cues)} captions in {made.language}")


def _language(name: str | None) -> Language | None:
    if name is None:
        return None
    if name not in list(Language):
        raise Invalid((Fault("--language", unknown("language", name, Language)),))
    return Language(name)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(transcribe)
