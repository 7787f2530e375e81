"""What pixora's clients ask for, as our briefs and storyboards have it; all of it is pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from reelwright.api.contracts.pixora import asks
from reelwright.api.contracts.pixora.words import style
from reelwright.model.brief import Aspect, Brief, MusicBrief, Resolution
from reelwright.model.ids import scene_id
from reelwright.model.storyboard import Scene
from reelwright.model.time import Time
from reelwright.model.value import Json
from reelwright.ports.records.productions import SceneRow

_PROMPT: Final = 2_000
_MOOD: Final = 64
_SILENT: Final = re.compile(r"\b(no (music|sound|audio)|silen(t|ce))\b", re.IGNORECASE)


def details(asked: Mapping[str, Any]) -> dict[str, Json]:
    """Return what a video keeps of what its owner asked, besides its title."""
    names = ("description", "style", "aspect_ratio", "duration")
    return {name: asked[name] for name in names if name in asked}


def brief(row_title: str, kept: Mapping[str, Any], resolution: str) -> Brief:
    """Return what a video without scenes is planned by: its title and description."""
    said = f"{row_title}. {kept['description']}".strip() if kept["description"] else row_title
    prompt = said[:_PROMPT] if any(letter.isalnum() for letter in said[:_PROMPT]) else "A video"
    return Brief(
        prompt=prompt,
        style=style(kept["style"]),
        aspect=Aspect(kept["aspect_ratio"]),
        resolution=Resolution(resolution),
        duration=Time.of(kept["duration"]),
    )


def scened(plain: Brief, scenes: Sequence[SceneRow]) -> Brief:
    """Return what a video is made by that has scenes.

    It lasts as long as they do, where the length of any was asked for; else as long as the video is
    to be. Its one piece of music is in the mood of the first scene that says what is heard; where
    every scene that says so is silent, there is none.
    """
    length = None if any(row.exact for row in scenes) else plain.duration
    return plain.model_copy(update={"duration": length, "music": _music(scenes)})


def planning(asked: asks.Prompt, resolution: str) -> Brief:
    """Return what is planned by to see what a prompt might become."""
    return Brief(
        prompt=asked.prompt,
        style=style(asked.style),
        resolution=Resolution(resolution),
        duration=Time.of(asked.duration),
    )


def _music(scenes: Sequence[SceneRow]) -> MusicBrief | None:
    heard = [text for row in scenes if (text := str(row.details.get("audio_description", "")))]
    if heard and all(_SILENT.search(text) for text in heard):
        return None
    for text in heard:
        if any(letter.isalpha() for letter in text):
            return MusicBrief(mood=text.strip()[:_MOOD].strip())
    return MusicBrief()


def _speaks(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def script(text: str) -> str:
    """Return what is spoken of a script: nothing where it has no letter or digit."""
    return text.strip() if _speaks(text) else ""


def scene(asked: Mapping[str, Any]) -> Scene:
    """Return a scene of a storyboard as it was asked for."""
    return Scene(
        id=scene_id(1),
        narration=script(asked["script"]),
        visual=asked["visual_description"],
        duration=Time.of(asked["duration"]),
        exact=True,
    )


def noted(asked: Mapping[str, Any]) -> dict[str, Json]:
    """Return what a scene keeps that storyboards have no place for.

    A script that says nothing is among it, so that it is shown as it was written.
    """
    names = ("order_index", "audio_description")
    kept = {name: asked[name] for name in names if name in asked}
    if "script" in asked:
        kept["script"] = "" if script(asked["script"]) else asked["script"].strip()
    return kept
