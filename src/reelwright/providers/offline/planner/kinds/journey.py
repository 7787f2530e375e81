"""Films of somebody who sets out for something, and what it takes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reelwright.model.brief import Language
from reelwright.providers.offline.lexicon import Setting, Sight
from reelwright.providers.offline.planner import figure, title
from reelwright.providers.offline.planner.ask import Ask
from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.chance import pick, shuffled
from reelwright.providers.offline.planner.draft import COUNT, Draft
from reelwright.providers.offline.planner.figure import Figure
from reelwright.providers.offline.planner.place import Place, suited
from reelwright.providers.offline.planner.texts import scenery
from reelwright.providers.offline.planner.texts.grammar import fill
from reelwright.providers.offline.planner.texts.tongue import Noun, Tongue
from reelwright.providers.offline.planner.wander import Wander

_ROADS = {"wish": slice(0, 4), "setback": slice(4, 7), "turn": slice(7, None)}
"""Which sentences of the road may follow which beat."""
_EXTRA = 3
"""The rank of the road: told where there is room."""
_MIDWAY = 2
"""The beat at whose place a long film looks around."""
_QUALIFIES = re.compile(r".*?(?:^['’]s|\s(?:who|that|which|\w+ing)\b)")
"""How words go on that say which hero it is, and do not yet tell what happens."""
_THEY = 3
"""The gender, in English, of somebody nothing is known of."""


def plan(ask: Ask, spoken: Tongue, seed: int) -> Draft:
    """Return the way of the hero that `ask` speaks of."""
    way = _Way(ask.goal, _hero(ask, spoken), ask.sight, spoken, seed, _tale(ask, spoken))
    return replace(way.draft(), title=title.titled(ask.text, spoken)) if ask.native else way.draft()


def invent(spoken: Tongue, seed: int) -> Draft:
    """Return the way of somebody, to something."""
    goal = pick(sorted(scenery.goals()), seed, "goal")
    hero = figure.figure(pick(scenery.goals()[goal].heroes, seed, "hero"), spoken)
    return _Way(goal, hero, Sight(None, None, None, None, ()), spoken, seed).draft()


@dataclass(frozen=True, slots=True)
class _Way:
    goal: str
    hero: Figure
    sight: Sight
    spoken: Tongue
    seed: int
    tale: str | None = None

    def draft(self) -> Draft:
        return Draft(
            title=title.titled(fill(self.spoken.titles["journey"], self.hero.noun), self.spoken),
            about=fill(self.spoken.about["journey"], self.hero.noun, count=COUNT),
            mood="inspiring",
            beats=tuple(self.beats()),
            pauses=Wander(self.spoken, self.places()[_MIDWAY], self.seed, figure=self.hero),
        )

    def beats(self) -> Iterator[Beat]:
        arc = scenery.arcs()["journey"]
        for beat, rank, place in zip(arc.beats, arc.ranks, self.places(), strict=True):
            say, show = self.line(beat)
            yield self.beat(say, show, rank, place)
            for say, show in self.roads(beat):
                yield self.beat(say, show, _EXTRA, place)

    def line(self, beat: str) -> tuple[str, str]:
        goal, arc = scenery.goals()[self.goal], scenery.arcs()["journey"]
        if beat in goal.shows:
            return pick(self.spoken.goals[self.goal][beat], self.seed, beat), goal.shows[beat]
        says, shows = self.spoken.arcs["journey"][beat], arc.shows[beat]
        if beat == "meet" and self.tale is not None:
            return self.spoken.arcs["journey"]["told"][0], pick(shows, self.seed, beat)
        return pick(list(zip(says, shows, strict=True)), self.seed, beat)

    def roads(self, beat: str) -> list[tuple[str, str]]:
        says, shows = self.spoken.arcs["journey"]["road"], scenery.arcs()["journey"].shows["road"]
        pairs = shuffled(zip(says, shows, strict=True), self.seed, "road")
        return pairs[_ROADS[beat]] if beat in _ROADS else []

    def beat(self, say: str, show: str, rank: int, place: Place) -> Beat:
        seen = show.replace("{who}", self.hero.shown)
        told = fill(say, self.hero.noun, tale=self.tale or "")
        return Beat(told, f"{place.words}: {seen}", rank)

    def places(self) -> list[Place]:
        hours = scenery.goals()[self.goal].hours
        return [
            Place(
                setting,
                suited(setting, self.sight.hour or hour),
                self.sight.weather,
                self.sight.season,
            )
            for setting, hour in zip(self.settings(), hours, strict=True)
        ]

    def settings(self) -> list[Setting]:
        goal = scenery.goals()[self.goal]
        stays = self.hero.subject.kind in ("swimmer", "craft")
        named = None if self.sight.setting in goal.toward else self.sight.setting
        own = named or (self.hero.subject.home if stays else None)
        if own is None:
            return list(goal.places)
        end = goal.places[-1] if goal.bound and self.hero.subject.kind != "swimmer" else own
        return [*[own] * (len(goal.places) - 1), end]


def _tale(ask: Ask, spoken: Tongue) -> str | None:
    """Return the tale in the asker's own words, where the language has a sentence for them."""
    if not (ask.hero and ask.gist and ask.native and "told" in spoken.arcs["journey"]):
        return None
    rest = ask.gist.removeprefix(ask.hero.a)
    whole = len(rest) < len(ask.gist) == len(ask.text) and _QUALIFIES.match(rest)
    return ask.gist if whole else ask.hero.a


def _hero(ask: Ask, spoken: Tongue) -> Figure:
    """Return who sets out: as the asker calls them, in English; else by what the lexicon knows."""
    texts = (ask.hero.a, ask.text) if ask.hero else (ask.text,)
    seen = (figure.first(text, spoken, figure.ALIVE) for text in texts)
    found = next((one for one in seen if one), None)
    hero = found or figure.figure(figure.SOMEBODY, spoken)
    if ask.gist is None or not ask.hero or not ask.hero.noun:
        return hero
    gender = hero.noun.gender if found else _THEY
    noun = Noun.read({"gender": gender, "a": ask.hero.a, "the": f"the {ask.hero.noun}"})
    english = spoken.language is Language.ENGLISH
    return replace(hero, noun=noun if english else hero.noun, shown=ask.hero.a)
