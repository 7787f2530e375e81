"""Films of a place or a mood: somebody looks around, and the end steps back."""

from fractions import Fraction

from reelwright.providers.offline.planner import title
from reelwright.providers.offline.planner.ask import Ask
from reelwright.providers.offline.planner.chance import pick
from reelwright.providers.offline.planner.draft import COUNT, Draft
from reelwright.providers.offline.planner.figure import Figure, first
from reelwright.providers.offline.planner.place import Place, suited
from reelwright.providers.offline.planner.texts import scenery
from reelwright.providers.offline.planner.texts.grammar import fill
from reelwright.providers.offline.planner.texts.tongue import Noun, Tongue
from reelwright.providers.offline.planner.wander import Wander

_SIGHTS = 3
"""Beats between the first and the last when no length is asked for."""
_BRIEF = Fraction(16)
"""Seconds below which a film has no time to arrive before it shows what it is about."""

_APART = frozenset({"thing", "person"})
"""Kinds that a film is not named after where there is a place to name it after."""


def plan(ask: Ask, spoken: Tongue, seed: int, room: Fraction | None) -> Draft:
    """Return a look around what `ask` names, as `room` seconds allow."""
    figure = first(ask.text, spoken)
    place = _place(ask, figure, seed)
    known = bool(ask.sight.setting or figure)
    around = Wander(spoken, place, seed, figure=figure, known=known)
    opening = around.opening(room and room / 2, seen=bool(room and room < _BRIEF))
    closing = around.closing(room and room - opening.lasts(spoken.pace))
    between = () if room else (around.next(None) for _ in range(_SIGHTS))
    apart = _APART if ask.sight.setting else _APART - {"person"}
    about = figure if figure and figure.subject.kind not in apart and not figure.many else None
    noun = about.noun if about else spoken.places[place.setting]
    return Draft(
        title=_title(ask, place, noun, spoken),
        about=_about(place, noun, spoken, known=known),
        mood=ask.mood or ("epic" if place.weather == "storm" else "calm"),
        beats=(opening, *(beat for beat in between if beat), closing),
        pauses=around,
        drifting=True,
    )


def _place(ask: Ask, figure: Figure | None, seed: int) -> Place:
    sight = ask.sight
    moods = scenery.moods()
    by_mood = pick(moods[ask.mood or "calm"], seed, "place")
    setting = sight.setting or (figure.subject.home if figure else by_mood[0])
    usual = scenery.places().settings[setting].hours or (None,)
    own = figure.subject.hour if figure else None
    felt = [hour for _, hour in moods[ask.mood]] if ask.mood else []
    drawn = own or (pick(felt or usual, seed, "hour") if sight.setting or figure else by_mood[1])
    hour = suited(setting, sight.hour or drawn)
    gist = ask.gist if sight.setting or figure else None
    return Place(setting, hour, sight.weather, sight.season, gist)


def _title(ask: Ask, place: Place, noun: Noun, spoken: Tongue) -> str:
    return title.titled(ask.text, spoken) if ask.native else title.of_place(place, noun, spoken)


def _about(place: Place, noun: Noun, spoken: Tongue, *, known: bool) -> str:
    hour = spoken.hours[place.hour] if place.hour else ""
    pattern = spoken.about[("ambient" if hour else "bare") if known else "anywhere"]
    return fill(pattern, noun, hour=hour, count=COUNT)
