"""Looking around: a place's shots one by one, then its neighbours', none twice before all."""

from collections import deque
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, zip_longest
from typing import TypeVar

from reelwright.providers.offline.lexicon import Setting
from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.chance import shuffled
from reelwright.providers.offline.planner.figure import Figure
from reelwright.providers.offline.planner.place import Place
from reelwright.providers.offline.planner.texts import scenery
from reelwright.providers.offline.planner.texts.grammar import fill
from reelwright.providers.offline.planner.texts.scenery import ANYWHERE, OUTDOORS
from reelwright.providers.offline.planner.texts.tongue import Tongue

T = TypeVar("T")


class Wander:
    """One film's look around a place, with or without a figure in it.

    When a place has shown all it has, it goes on to the nearest not yet seen; when all are, a part
    of the day passes and it begins again. `known` says whether the asker named the place: if not,
    it begins with what could be said anywhere.
    """

    def __init__(
        self,
        spoken: Tongue,
        place: Place,
        seed: int,
        *,
        figure: Figure | None = None,
        known: bool = True,
    ) -> None:
        self._spoken, self._place, self._seed, self._figure = spoken, place, seed, figure
        self._pool = place.setting if known else ANYWHERE
        self._told: set[str] = set()
        self._shown: set[str] = set()
        self._waiting: deque[Beat] = deque()
        self._chapters = self._walk()

    def opening(self, room: Fraction | None, *, seen: bool = False) -> Beat:
        """Return a beat to begin with, one that fits into `room` seconds if any does.

        It is the first sight of the figure, if there is one and it is to be `seen` at once.
        """
        sightings = list(self._sightings(self._place)) if seen else []
        return self._fitting(sightings[:1] or self._beats(self._pool, "open", self._place), room)

    def closing(self, room: Fraction | None) -> Beat:
        """Return a beat to end with, one that fits into `room` seconds if any does."""
        return self._fitting(self._beats(self._pool, "close", self._place), room)

    def next(self, room: Fraction | None) -> Beat | None:
        """Return the next thing to see that fits into `room` seconds; None if nothing here does."""
        while not self._waiting:
            self._waiting.extend(next(self._chapters))
        fitting = (beat for beat in self._waiting if self._fits(beat, room))
        if found := next(fitting, None):
            self._waiting.remove(found)
        return found

    def _fits(self, beat: Beat, room: Fraction | None) -> bool:
        return room is None or beat.lasts(self._spoken.pace) <= room

    def _fitting(self, beats: Iterable[Beat], room: Fraction | None) -> Beat:
        options = list(beats)
        shortest = min(options, key=lambda beat: beat.lasts(self._spoken.pace))
        return self._unseen(next((one for one in options if self._fits(one, room)), shortest))

    def _walk(self) -> Iterator[list[Beat]]:
        yield self._chapter(self._pool, self._place)
        here = self._place
        while True:
            for setting in _route(here.setting)[0 if self._pool == ANYWHERE else 1 :]:
                there = here.moved(setting)
                arrival = list(self._beats(setting, "open", there))[:1]
                yield [*map(self._unseen, arrival), *self._chapter(setting, there)]
            self._told.clear()
            here = here.later()
            yield self._chapter(here.setting, here)

    def _chapter(self, pool: str, place: Place) -> list[Beat]:
        kinds = ("detail", "life", "air")
        own = [self._beats(pool, kind, place) for kind in kinds]
        light = (place.weather, place.hour, place.season) if place.outdoors else ()
        sky = [self._beats(OUTDOORS, str(what), place) for what in light if what]
        seen = _in_turn([*sky, *own])
        return [self._unseen(beat) for beat in _in_turn([self._sightings(place), seen])]

    def _beats(self, pool: str, kind: str, place: Place) -> Iterator[Beat]:
        named = scenery.shots(pool).get(kind, {})
        for name in shuffled(named, self._seed, pool, kind):
            say = self._spoken.lines[pool][kind][name]
            if place.shows(named[name]) and say not in self._told:
                yield Beat(say, self._picture(place, named[name].show), 1, named[name].camera)

    def _sightings(self, place: Place) -> Iterator[Beat]:
        if self._figure is None or self._figure.many or place is not self._place:
            return
        for beat, shows in scenery.poses()[self._figure.subject.kind].items():
            says = self._spoken.subjects[self._figure.subject.kind][beat]
            pairs = shuffled(zip(says, shows, strict=True), self._seed, "subject", beat)
            for say, show in pairs[: 1 if beat == "appear" else None]:
                told = fill(say, self._figure.noun)
                if told not in self._told:
                    yield Beat(told, self._picture(place, show), 1)

    def _picture(self, place: Place, show: str) -> str:
        figure = f", {self._figure.shown}" if self._figure and place.gist is None else ""
        return f"{place.words}{figure}: {show}"

    def _unseen(self, beat: Beat) -> Beat:
        again = (f"{beat.show}, {words}" for words in scenery.places().again)
        show = next((one for one in (beat.show, *again) if one not in self._shown), beat.show)
        self._told.add(beat.say)
        self._shown.add(show)
        return Beat(beat.say, show, beat.rank, beat.camera)


def _route(start: Setting) -> list[Setting]:
    settings = scenery.places().settings
    route = [start]
    for setting in route:
        route += [near for near in settings[setting].near if near not in route]
    return route


def _in_turn(columns: Iterable[Iterable[T]]) -> list[T]:
    rows = zip_longest(*columns)
    return [one for one in chain.from_iterable(rows) if one is not None]
