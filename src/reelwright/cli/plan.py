"""`reelwright plan`: the storyboard a brief would be filmed from; spends nothing."""

import typer

from reelwright.cli import options
from reelwright.settings import load


def plan(  # noqa: PLR0913 - each is an option of the command
    prompt: options.Prompt = None,
    *,
    script: options.Script = None,
    story: options.Story = None,
    about: options.About = None,
    brief: options.BriefFile = None,
    pictures: options.Pictures = None,
    duration: options.Duration = None,
    language: options.Language = None,
    voice: options.Voice = None,
    seed: options.Seed = None,
    as_json: options.AsJson = True,  # noqa: ARG001 - a storyboard always is; errors may be
) -> None:
    """Print the storyboard as JSON: what will be said and shown, scene by scene."""
    from reelwright.wiring.local import Workshop  # noqa: PLC0415 - `--help` needs none of it

    given: options.Given = {
        "prompt": prompt,
        "script": script,
        "story": story,
        "custom_topic": about,
        "pictures": pictures or None,
        "duration": duration,
        "language": language,
        "voice": voice,
        "seed": seed,
    }
    with options.naming(given):
        asked = options.asked(brief, given)
        board = Workshop(load()).plan(asked.brief, uploads=asked.uploads)
    typer.echo(board.write_json())


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(plan)
