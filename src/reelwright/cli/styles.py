"""`reelwright styles`: how pictures can be drawn and captions shown."""

import typer

from reelwright.cli import options
from reelwright.cli.listing import show
from reelwright.model.brief import CaptionStyle, Style
from reelwright.providers.catalog import offer

_PICTURES = {
    Style.CINEMATIC: "film light: teal shadows, warm highlights, contrast",
    Style.PHOTOREALISTIC: "as a good camera sees it",
    Style.ANIME: "flat shapes, clean bright colour, painted skies",
    Style.COMIC_BOOK: "ink lines, flat tones, halftone dots",
    Style.PIXAR_ART: "rounded, soft and saturated, like a family animation",
    Style.WATERCOLOR: "washes that run on paper",
    Style.DOCUMENTARY: "soft daylight, muted colour, the grain of fast film",
    Style.NOIR: "black and white, one hard light, deep shadows",
}
_CAPTIONS = {
    CaptionStyle.CLASSIC: "the whole line stands while it is spoken",
    CaptionStyle.PROGRESSIVE: "words appear as they are spoken, and stay",
    CaptionStyle.KARAOKE: "the whole line stands, the word being spoken is lit",
    CaptionStyle.WORD: "one word at a time, large",
    CaptionStyle.BOXED_LINE: "the whole line stands on a box",
    CaptionStyle.BOXED_WORD: "the whole line stands, a box behind the word being spoken",
    CaptionStyle.POP: "the word being spoken is lit, and jumps out of its line",
    CaptionStyle.TYPEWRITER: "letters appear one by one as words are spoken",
}


def styles(*, as_json: options.AsJson = False) -> None:
    """List the styles of pictures and captions, and the genres and moods of music."""
    rows = [
        *(_row("--style", name, _PICTURES[name]) for name in Style),
        *(_row("--captions", name, _CAPTIONS[name]) for name in CaptionStyle),
        *(_row("--music", name, "a genre of music") for name in offer("offline", "music").genres),
        *(_row("--mood", name, "a mood of music") for name in offer("offline", "music").moods),
    ]
    show(rows, as_json=as_json)


def _row(option: str, name: str, about: str) -> dict[str, str]:
    return {"option": option, "name": name, "about": about}


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(styles)
