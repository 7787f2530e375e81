"""The offline planner: a brief becomes a storyboard, out of texts that ship with it."""

import asyncio
from fractions import Fraction

from reelwright.model.brief import Brief, Language, Topic
from reelwright.model.errors import Fault, Invalid, choices
from reelwright.model.ids import seed_of
from reelwright.model.storyboard import Storyboard
from reelwright.providers.offline.planner.ask import Ask, Kind, understand
from reelwright.providers.offline.planner.board import storyboard
from reelwright.providers.offline.planner.draft import Draft
from reelwright.providers.offline.planner.kinds import ambient, arc, journey, script, tale
from reelwright.providers.offline.planner.texts import shelf
from reelwright.providers.offline.planner.texts.tongue import Tongue, tongue


class OfflinePlanner:
    """Plans from hand-written texts: no model, no network, the same words for the same brief.

    It writes the languages that have a folder in `languages/`; words that are given it takes in
    any language.
    """

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it can write narration in."""
        return shelf.languages()

    async def plan(self, brief: Brief, *, told: frozenset[str] = frozenset()) -> Storyboard:
        """Return the storyboard of `brief`; its scenes' durations sum to the brief's exactly.

        Where the brief has no duration, a scene lasts as long as the offline voice takes for it,
        and a little air. A topic's tales that are in `told` wait until all the others of the
        language have been told; then it begins again. Raises `Invalid` for a language it cannot
        write, for scenes whose own durations cannot make up the brief's, and for more words than
        the longest film holds.
        """
        own_words = brief.script is not None or brief.scenes is not None
        if brief.language not in self.languages and not own_words:
            known = choices(language.value for language in self.languages)
            problem = f"The offline planner does not write {brief.language.value}; choose {known}."
            raise Invalid([Fault("language", problem)])
        return await asyncio.to_thread(_plan, brief, told)


def _plan(brief: Brief, told: frozenset[str]) -> Storyboard:
    spoken = _tongue(brief.language)
    whole = brief.duration.seconds if brief.duration else None
    seed = seed_of("plan", brief.seed, brief.prompt or brief.story or "", brief.custom_topic)
    return storyboard(_draft(brief, spoken, seed, told, whole), spoken, seed, whole)


def _tongue(language: Language) -> Tongue:
    """Return what can be said in a language; of one it cannot write, a pace to read it at."""
    if language in shelf.languages():
        return tongue(language)
    plain = tongue(Language.ENGLISH)
    return plain.model_copy(update={"language": language, "about": {**plain.about, "script": ""}})


def _draft(
    brief: Brief, spoken: Tongue, seed: int, told: frozenset[str], whole: Fraction | None
) -> Draft:
    if brief.script is not None:
        return script.lines(brief.script, spoken, seed)
    if brief.scenes is not None:
        return script.scenes(brief.scenes, spoken, seed)
    if brief.story is not None:
        if brief.story is not Topic.CUSTOM:
            return tale.some(brief.story.replace(" ", "-"), spoken, seed, told, whole)
        return _custom(brief.custom_topic, spoken, seed)
    return _prompted(brief.prompt or "", spoken, seed, whole)


def _custom(about: str | None, spoken: Tongue, seed: int) -> Draft:
    if about is None:
        return journey.invent(spoken, seed)
    ask = understand(about, spoken)
    return _known(ask, spoken, seed) or journey.plan(ask, spoken, seed)


def _prompted(prompt: str, spoken: Tongue, seed: int, whole: Fraction | None) -> Draft:
    ask = understand(prompt, spoken)
    if known := _known(ask, spoken, seed):
        return known
    if ask.kind is Kind.AMBIENT:
        return ambient.plan(ask, spoken, seed, whole)
    if ask.kind is Kind.JOURNEY:
        return journey.plan(ask, spoken, seed)
    return arc.plan(ask, spoken, seed)


def _known(ask: Ask, spoken: Tongue, seed: int) -> Draft | None:
    return tale.one(ask.kind, ask.tale, spoken, seed) if ask.tale else None
