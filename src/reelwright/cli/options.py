"""The options that describe a film, and the brief they make.

Values are taken as text: the brief itself says what is wrong with one, and what there is instead.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from reelwright.model.brief import SOURCES, Brief
from reelwright.model.errors import Fault, Invalid, Unavailable
from reelwright.model.value import parse

if TYPE_CHECKING:
    from reelwright.pipeline.upload import Upload

LARGEST_BRIEF = 4_000_000
"""Bytes of a file of words; 500 lines of 2,000 characters of four bytes."""

Prompt = Annotated[str | None, typer.Argument(help="What the film is about, in your words.")]
Script = Annotated[
    Path | None,
    typer.Option("--script", help="A text file: each line is a scene, narrated word for word."),
]
Story = Annotated[
    str | None, typer.Option("--story", help="A story topic, such as mystery or bedtime.")
]
About = Annotated[
    str | None, typer.Option("--about", help="What a story of the topic 'custom topic' is about.")
]
BriefFile = Annotated[
    Path | None, typer.Option("--brief", help="A brief as JSON; other options change it.")
]
Pictures = Annotated[
    list[Path] | None,
    typer.Option("--picture", help="Your own picture, for the first scene; again, the next."),
]
Style = Annotated[str | None, typer.Option("--style", help="How it is drawn: `reelwright styles`.")]
Aspect = Annotated[
    str | None, typer.Option("--aspect", help="16:9, 9:16, 1:1, 4:3, 21:9 and more.")
]
Resolution = Annotated[
    str | None, typer.Option("--resolution", help="360p to 2160p, the shorter side.")
]
Fps = Annotated[str | None, typer.Option("--fps", help="Frames per second, 12 to 60.")]
Duration = Annotated[
    str | None, typer.Option("--duration", help="Seconds; without it, as long as the words need.")
]
Language = Annotated[str | None, typer.Option("--language", help="What is spoken and written.")]
Animator = Annotated[
    str | None,
    typer.Option("--animator", help="How pictures come alive: `reelwright models`."),
]
Voice = Annotated[
    str | None, typer.Option("--voice", help="A name from `reelwright voices`, or none.")
]
Captions = Annotated[
    str | None,
    typer.Option("--captions", help="A style from `reelwright styles`, or none."),
]
Music = Annotated[
    str | None, typer.Option("--music", help="A genre from `reelwright styles`, or none.")
]
Mood = Annotated[str | None, typer.Option("--mood", help="A mood from `reelwright styles`.")]
Quality = Annotated[str | None, typer.Option("--quality", help="low, medium or high.")]
Seed = Annotated[
    str | None, typer.Option("--seed", help="Another number, another film; the same, the same.")
]
Output = Annotated[Path, typer.Option("--output", "-o", help="The MP4 file to make.")]
Sidecar = Annotated[
    bool, typer.Option(help="Write credits, storyboard and timeline beside the film, as JSON.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON, for machines.")]

Given = Mapping[str, str | Path | list[Path] | None]
"""The options as they were given, by the brief's field; None where one was not."""


class Asked(NamedTuple):
    """A brief, and the pictures it came with."""

    brief: Brief
    uploads: "tuple[Upload, ...]"


_OPTIONS = {
    "prompt": "PROMPT",
    "custom_topic": "--about",
    "pictures": "--picture",
    "music.genre": "--music",
    "music.mood": "--mood",
}


def asked(file: Path | None, given: Given) -> Asked:
    """Return the brief of a JSON file and the options given, which go before the file's values.

    The pictures a file names lie beside it. Raises `Invalid` with every fault, named by the option
    it came from, or by its JSON path.
    """
    from reelwright.wiring.uploads import Uploads  # noqa: PLC0415 - it is half of all imports

    uploads = Uploads()
    data = uploads.named(_file_data(file), file.parent if file else Path())
    with naming(given):
        fields = uploads.named(_fields(given), Path())
    if file is None and fields.keys().isdisjoint(SOURCES):
        raise Invalid(
            'Say what to film: a prompt in quotes, such as "Ocean waves at sunset", '
            "or --script, --story or --brief."
        )
    with naming(given):
        return Asked(Brief.read({**data, **fields}), uploads.found)


def _file_data(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    with within(file):
        data = parse(text_of(file))
    if not isinstance(data, dict):
        raise Invalid(f"{file} must hold one JSON object: a brief.")
    return data


@contextmanager
def within(file: Path) -> Iterator[None]:
    """Name the file in faults that have no place of their own."""
    try:
        yield
    except Invalid as wrong:
        told = [fault if fault.path else Fault(str(file), fault.problem) for fault in wrong.faults]
        raise Invalid(told) from None


def text_of(file: Path) -> str:
    """Return the text in a file, or raise `Unavailable` with what is wrong with it."""
    try:
        if file.is_dir():
            raise Unavailable(f"{file} is a folder; name a file in it.")
        with file.open("rb") as opened:
            content = opened.read(LARGEST_BRIEF + 1)
        if len(content) > LARGEST_BRIEF:
            raise Unavailable(f"{file} is larger than {LARGEST_BRIEF // 1_000_000} MB; shorten it.")
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        raise Unavailable(f"There is no file {file}.") from None
    except UnicodeDecodeError:
        raise Unavailable(f"{file} is not UTF-8 text; save it as UTF-8.") from None
    except OSError as refused:
        raise Unavailable(f"{file} cannot be read: {refused.strerror}.") from None


def _fields(given: Given) -> dict[str, Any]:
    fields: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if isinstance(script := fields.get("script"), Path):
        fields["script"] = text_of(script)
    if isinstance(pictures := fields.get("pictures"), list):
        fields["pictures"] = [str(path) for path in pictures]
    for name in ("voice", "captions"):
        if fields.get(name) == "none":
            fields[name] = None
    genre, mood = fields.pop("music", None), fields.pop("mood", None)
    if genre == "none":
        fields["music"] = None
    elif genre or mood:
        fields["music"] = {"genre": genre, "mood": mood}
    return fields


@contextmanager
def naming(given: Given) -> Iterator[None]:
    """Name faults by the option, where the value at fault came from one."""
    try:
        yield
    except Invalid as wrong:
        raise Invalid([_named(fault, given) for fault in wrong.faults]) from None


def _named(fault: Fault, given: Given) -> Fault:
    field, _, index = fault.path.rstrip("]").partition("[")
    if field == "" and given.get("custom_topic") is not None:
        return Fault("", fault.problem.replace("custom_topic", "--about"))
    if isinstance(script := given.get("script"), Path) and field == "script" and index:
        return Fault(f"{script}, line {_line(script, int(index))}", fault.problem)
    if given.get(field.partition(".")[0]) is None:
        return fault
    without = " Or none, for a film without." if field == "captions" else ""
    return Fault(_OPTIONS.get(field, f"--{fault.path}"), fault.problem + without)


def _line(script: Path, index: int) -> int:
    """Return the number, from 1, of a file's line with words, `index` such lines before it."""
    lines = enumerate(text_of(script).splitlines(), start=1)
    return [number for number, line in lines if line.strip()][index]
