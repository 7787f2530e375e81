"""The catalogue: what may be asked for here, as plain data for those who load no vendor.

`python -m reelwright.wiring.catalogue` prints it as JSON.
"""

import json
import sys
from typing import Final

from reelwright.model.brief import Aspect, CaptionStyle, Language, Resolution, Style, Topic
from reelwright.model.ids import Key
from reelwright.model.value import Json
from reelwright.ports.voice import VoiceProfile
from reelwright.providers.catalog import VENDORS, offer
from reelwright.services import samples

PICTURES: Final = {
    Style.CINEMATIC: "film light: teal shadows, warm highlights, contrast",
    Style.PHOTOREALISTIC: "as a good camera sees it",
    Style.ANIME: "flat shapes, clean bright colour, painted skies",
    Style.COMIC_BOOK: "ink lines, flat tones, halftone dots",
    Style.PIXAR_ART: "rounded, soft and saturated, like a family animation",
    Style.WATERCOLOR: "washes that run on paper",
    Style.DOCUMENTARY: "soft daylight, muted colour, the grain of fast film",
    Style.NOIR: "black and white, one hard light, deep shadows",
}
CAPTIONS: Final = {
    CaptionStyle.CLASSIC: "the whole line stands while it is spoken",
    CaptionStyle.PROGRESSIVE: "words appear as they are spoken, and stay",
    CaptionStyle.KARAOKE: "the whole line stands, the word being spoken is lit",
    CaptionStyle.WORD: "one word at a time, large",
    CaptionStyle.BOXED_LINE: "the whole line stands on a box",
    CaptionStyle.BOXED_WORD: "the whole line stands, a box behind the word being spoken",
    CaptionStyle.POP: "the word being spoken is lit, and jumps out of its line",
    CaptionStyle.TYPEWRITER: "letters appear one by one as words are spoken",
}
MODELS: Final = {
    "planner": "storyboards from templates and stories, without a language model",
    "voice": "speech by Kokoro-82M, with the times of its words",
    "transcriber": "words in sound, by Whisper base (the extra `transcribe`)",
    "music": "composed to the film's length, or one of 28 recorded tracks",
    "moderator": "a first gate of rules, in thirteen categories",
}
"""What the vendor that ships does with one model of a kind."""

_MAKES: Final = (("pictures", "visual"), ("motion", "animator"))


def catalogue() -> dict[str, Json]:
    """Return the styles, voices, languages, music and models there are, best known first."""
    music = offer("offline", "music")
    return {
        "styles": [{"id": style.value, "about": PICTURES[style]} for style in Style],
        "caption_styles": [{"id": one.value, "about": CAPTIONS[one]} for one in CaptionStyle],
        "aspects": [aspect.value for aspect in Aspect],
        "resolutions": [resolution.value for resolution in Resolution],
        "topics": [topic.value for topic in Topic],
        "languages": [{"id": one.value, "tag": one.tag} for one in Language],
        "voices": [_voice(profile) for profile in offer("offline", "voice").voices],
        "music": {"genres": list(music.genres), "moods": list(music.moods)},
        "models": [{**row, "available": True} for row in models()],
    }


def kept() -> frozenset[Key]:
    """Return the keys of media that belong to no account: what voices say to be chosen."""
    return samples.every(profile.name for profile in offer("offline", "voice").voices)


def models() -> list[dict[str, str]]:
    """Return the models of the vendor that ships: what each makes, its id and a line about it."""
    several = [
        {"makes": makes, "model": model.id, "about": model.about}
        for makes, port in _MAKES
        for model in offer("offline", port).models
    ]
    single = [
        {"makes": port, "model": f"offline:{port}", "about": MODELS[port]}
        for port in VENDORS["offline"]
        if port in MODELS
    ]
    return [*several, *single]


def _voice(profile: VoiceProfile) -> dict[str, Json]:
    return {
        "id": profile.name,
        "about": profile.about,
        "languages": [language.value for language in profile.languages],
        "untrained": [language.value for language in profile.untrained],
    }


if __name__ == "__main__":
    json.dump(catalogue(), sys.stdout, ensure_ascii=False)
