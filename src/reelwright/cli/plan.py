"""`reelwright plan`: the storyboard a brief would be filmed from; spends nothing."""

import typer

from reelwright.cli import options
from reelwright.wiring import local


def plan(  # noqa: PLR0913 - each is an option of the command
    prompt: options.Prompt = None,
    *,
    script: options.Script = None,
    story: options.Story = None,
    about: options.About = None,
    brief: options.BriefFile = None,
    duration: options.Duration = None,
    language: options.Language = None,
    voice: options.Voice = None,
    seed: options.Seed = None,
) -> None:
    """Print the storyboard as JSON: what will be said and shown, scene by scene."""
    asked = options.brief_from(
        brief,
        {
            "prompt": prompt,
            "script": script,
            "story": story,
            "custom_topic": about,
            "duration": duration,
            "language": language,
            "voice": voice,
            "seed": seed,
        },
    )
    typer.echo(local.plan(asked).write_json())


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(plan)
