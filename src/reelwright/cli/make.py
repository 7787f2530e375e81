"""`reelwright make`: a film from words."""

from pathlib import Path

import typer

from reelwright.cli import options
from reelwright.cli.progress import watching
from reelwright.cli.summary import summary
from reelwright.settings import load


def make(  # noqa: PLR0913 - each is an option of the command
    prompt: options.Prompt = None,
    *,
    script: options.Script = None,
    story: options.Story = None,
    about: options.About = None,
    brief: options.BriefFile = None,
    pictures: options.Pictures = None,
    style: options.Style = None,
    aspect: options.Aspect = None,
    resolution: options.Resolution = None,
    fps: options.Fps = None,
    duration: options.Duration = None,
    language: options.Language = None,
    animator: options.Animator = None,
    voice: options.Voice = None,
    captions: options.Captions = None,
    music: options.Music = None,
    mood: options.Mood = None,
    quality: options.Quality = None,
    seed: options.Seed = None,
    output: options.Output = Path("film.mp4"),
    sidecar: options.Sidecar = True,
    as_json: options.AsJson = False,
) -> None:
    """Make a film from a prompt, a script, a story topic or a brief."""
    from reelwright.wiring.local import Workshop  # noqa: PLC0415 - `--help` needs none of it

    given: options.Given = {
        "prompt": prompt,
        "script": script,
        "story": story,
        "custom_topic": about,
        "pictures": pictures or None,
        "style": style,
        "aspect": aspect,
        "resolution": resolution,
        "fps": fps,
        "duration": duration,
        "language": language,
        "animator": animator,
        "voice": voice,
        "captions": captions,
        "music": music,
        "mood": mood,
        "quality": quality,
        "seed": seed,
    }
    with options.naming(given), watching(quiet=as_json) as watch:
        papers = output.parent / f"{output.stem}.json" if sidecar else None
        asked = options.asked(brief, given)
        film = Workshop(load(), watch).make(asked.brief, output, papers, uploads=asked.uploads)
    typer.echo(film.write_json() if as_json else summary(film))


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(make)
