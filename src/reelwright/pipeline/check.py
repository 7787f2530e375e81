"""Check: whether this crew can make what was asked, and whether it may be made."""

from reelwright.model.brief import Brief, Language
from reelwright.model.errors import Fault, Invalid, Refused, choices, unknown
from reelwright.model.storyboard import Storyboard
from reelwright.pipeline.animate import models
from reelwright.pipeline.crew import Crew
from reelwright.ports.voice import VoiceProfile


async def check(brief: Brief, crew: Crew, storyboard: Storyboard | None = None) -> None:
    """Raise `Invalid` with every fault there is, or `Refused` where the words may not be filmed.

    Of a storyboard that is there already, the words count as the brief's do.
    """
    finders = (_language_faults, _voice_faults, _animator_faults)
    faults = [fault for found in finders for fault in found(brief, crew)]
    if faults := [*faults, *await _picture_faults(brief, crew)]:
        raise Invalid(faults)
    await moderate(brief, crew, storyboard)


async def moderate(brief: Brief, crew: Crew, storyboard: Storyboard | None = None) -> None:
    """Raise `Refused` where the words of a brief, or those planned for it, may not be filmed.

    They are judged as one text, for what excuses a word may stand in either of them.
    """
    words = dict.fromkeys([*_words(brief), *_planned(storyboard)])
    verdict = await crew.moderator.judge("\n".join(words))
    if verdict.flagged:
        raise Refused(
            f"These words were refused as {choices(verdict.flagged).replace(' or ', ' and ')}. "
            "Rephrase them; the moderator is a first gate of rules and can be wrong."
        )


def _language_faults(brief: Brief, crew: Crew) -> list[Fault]:
    writes = crew.planner.languages
    own_words = brief.script is not None or brief.scenes is not None
    if own_words or brief.language in writes:
        return []
    return [
        Fault(
            "language",
            f"The planner cannot write {brief.language}; it writes {_and(writes)}. "
            "Choose one of those, or give a script in your own words.",
        )
    ]


def _voice_faults(brief: Brief, crew: Crew) -> list[Fault]:
    if brief.voice is None:
        return []
    voices = {profile.name: profile for profile in crew.voice.voices}
    if brief.voice != "default" and brief.voice not in voices:
        return [Fault("voice", unknown("voice", brief.voice, [*voices, "none"]))]
    return _mute(brief.language, voices.get(brief.voice, crew.voice.voices[0]))


def _animator_faults(brief: Brief, crew: Crew) -> list[Fault]:
    if brief.animator in models(crew):
        return []
    known = [model.id for model in crew.animator.models]
    return [Fault("animator", unknown("animator", brief.animator, known))]


async def _picture_faults(brief: Brief, crew: Crew) -> list[Fault]:
    place = "scenes[{}].picture" if brief.scenes else "pictures[{}]"
    return [
        Fault(place.format(number), f"No picture is kept under {key}; upload it again.")
        for number, key in enumerate(brief.brought)
        if key is not None and not await crew.blobs.has(key)
    ]


def _mute(language: Language, profile: VoiceProfile) -> list[Fault]:
    if language in profile.languages:
        return []
    return [
        Fault(
            "language",
            f"The voice {profile.name} does not speak {language}; it speaks "
            f"{_and(profile.languages)}. Choose one of those, or no voice.",
        )
    ]


def _and(languages: tuple[Language, ...]) -> str:
    return choices(languages).replace(" or ", " and ")


def _words(brief: Brief) -> list[str]:
    scenes = [text for scene in brief.scenes or () for text in (scene.narration, scene.visual)]
    given = [brief.prompt, brief.custom_topic, *(brief.script or ()), *scenes]
    return [text for text in given if text]


def _planned(storyboard: Storyboard | None) -> list[str]:
    if storyboard is None:
        return []
    scenes = [text for scene in storyboard.scenes for text in (scene.narration, scene.visual)]
    return [text for text in (storyboard.title, storyboard.description, *scenes) if text]
