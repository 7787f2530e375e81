"""Films of what nobody here knows: a question walked around, a craft begun, a life thought of.

They say only what is true of any question, any craft, any life.
"""

import re
from collections.abc import Iterator

from reelwright.providers.offline.planner import title
from reelwright.providers.offline.planner.ask import Ask, Kind
from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.chance import pick
from reelwright.providers.offline.planner.draft import COUNT, Draft
from reelwright.providers.offline.planner.figure import Figure, first
from reelwright.providers.offline.planner.place import Place, suited
from reelwright.providers.offline.planner.texts import scenery
from reelwright.providers.offline.planner.texts.grammar import capital, fill
from reelwright.providers.offline.planner.texts.tongue import Tongue
from reelwright.providers.offline.planner.wander import Wander

_SAID = 120
"""Characters of a question short enough to be said aloud."""
_MOODS = {Kind.EXPLAIN: "calm", Kind.HOWTO: "happy", Kind.LIFE: "nostalgic"}


def plan(ask: Ask, spoken: Tongue, seed: int) -> Draft:
    """Return a film about what `ask` names and this planner knows nothing of."""
    figure = first(ask.text, spoken)
    person = ask.who or ""
    made = fill(spoken.titles[ask.kind], person=person)
    return Draft(
        title=title.titled(ask.text, spoken) if ask.native else title.titled(made, spoken),
        about=fill(spoken.about[ask.kind], person=person, count=COUNT),
        mood=ask.mood or _MOODS[ask.kind],
        beats=tuple(_beats(ask, figure, spoken, seed)),
        pauses=Wander(spoken, _places(ask, figure)[-1], seed, figure=figure),
    )


def _beats(ask: Ask, figure: Figure | None, spoken: Tongue, seed: int) -> Iterator[Beat]:
    arc = scenery.arcs()[ask.kind]
    for beat, rank, place in zip(arc.beats, arc.ranks, _places(ask, figure), strict=True):
        pairs = list(zip(spoken.arcs[ask.kind][beat], arc.shows[beat], strict=True))
        say, show = pick(pairs, seed, ask.text, beat)
        if beat == arc.beats[0] and _asked(ask, spoken):
            say = spoken.arcs[ask.kind]["told"][0]
        told = fill(say, person=ask.who or "", question=_question(ask))
        subject = f", {figure.shown}" if figure and beat not in arc.own else ""
        yield Beat(told, f"{place.words}{subject}: {show}", rank)


def _places(ask: Ask, figure: Figure | None) -> list[Place]:
    arc, sight = scenery.arcs()[ask.kind], ask.sight
    here = sight.setting or (figure.subject.home if figure else None)
    settings = [
        place if here is None or beat in arc.own else here
        for beat, place in zip(arc.beats, arc.places, strict=True)
    ]
    return [
        Place(setting, suited(setting, sight.hour or hour), sight.weather, sight.season)
        for setting, hour in zip(settings, arc.hours, strict=True)
    ]


def _asked(ask: Ask, spoken: Tongue) -> bool:
    """Say whether the prompt can be said aloud as the question it is."""
    short = ask.native and len(ask.text) <= _SAID and "told" in spoken.arcs[ask.kind]
    questions = ask.kind is Kind.HOWTO or re.search(spoken.asks.question, ask.text, re.IGNORECASE)
    return short and bool(questions)


def _question(ask: Ask) -> str:
    return capital(ask.text).rstrip("?？ ")
