"""Films of what is known by heart: stories of a topic, explanations, crafts and lives."""

from collections.abc import Iterator
from fractions import Fraction

from reelwright.providers.offline.lexicon import read
from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.chance import pick, shuffled
from reelwright.providers.offline.planner.draft import Draft, holds
from reelwright.providers.offline.planner.place import Place, suited
from reelwright.providers.offline.planner.texts import scenery
from reelwright.providers.offline.planner.texts.grammar import fill
from reelwright.providers.offline.planner.texts.tongue import Telling, Tongue, tellings
from reelwright.providers.offline.planner.wander import Wander

_ENOUGH = Fraction(27, 20)
"""How much longer than its tales a film is before there is time to begin another."""


def one(book: str, name: str, spoken: Tongue, seed: int) -> Draft:
    """Return the tale called `name`."""
    return _draft(book, [name], spoken, seed)


def some(
    book: str, spoken: Tongue, seed: int, told: frozenset[str], room: Fraction | None
) -> Draft:
    """Return a tale of the book, and more of them as long as `room` seconds hold more.

    Those the language tells that are in `told` come last, and of the others those first that
    `room` holds.
    """
    names = _untold_first(book, spoken, seed, told, room)
    count = 1
    while room and count < len(names) and _lasts(book, names[:count], spoken) * _ENOUGH < room:
        count += 1
    return _draft(book, names[:count], spoken, seed)


def _untold_first(
    book: str, spoken: Tongue, seed: int, told: frozenset[str], room: Fraction | None
) -> list[str]:
    known = tellings(spoken.language, book)
    names = shuffled((name for name in scenery.tales(book) if name in known), seed, book)
    heard = {name for tales in told for name in tales.split()}
    return sorted(
        names,
        key=lambda name: (_called(book, name) in heard, not _holds(room, known[name], spoken)),
    )


def _holds(room: Fraction | None, telling: Telling, spoken: Tongue) -> bool:
    return room is None or holds([Beat(line, "") for line in telling.lines], room, spoken.pace)


def _called(book: str, name: str) -> str:
    return f"{book}/{name}"


def _draft(book: str, names: list[str], spoken: Tongue, seed: int) -> Draft:
    known = tellings(spoken.language, book)
    first = scenery.tales(book)[names[0]]
    hour = read(first.scenes[-1].show).hour
    return Draft(
        title=_title([known[name] for name in names], spoken),
        about=" ".join(known[name].about for name in names),
        mood=first.mood,
        beats=tuple(_beats(book, names, spoken, seed)),
        pauses=Wander(spoken, Place(first.rest, suited(first.rest, hour)), seed),
        tale=" ".join(_called(book, name) for name in names),
    )


def _title(told: list[Telling], spoken: Tongue) -> str:
    if len(told) == 1:
        return told[0].title
    return fill(spoken.titles["pair"], one=told[0].title, other=told[1].title)


def _beats(book: str, names: list[str], spoken: Tongue, seed: int) -> Iterator[Beat]:
    for number, name in enumerate(names):
        if number:
            yield _bridge(scenery.tales(book)[name], spoken, seed)
        scenes = scenery.tales(book)[name].scenes
        lines = tellings(spoken.language, book)[name].lines
        for scene, line in zip(scenes, lines, strict=True):
            yield Beat(line, scene.show, scene.rank)


def _bridge(tale: scenery.Tale, spoken: Tongue, seed: int) -> Beat:
    says, shows = spoken.arcs["bridge"]["next"], scenery.arcs()["bridge"].shows["next"]
    say, show = pick(list(zip(says, shows, strict=True)), seed, "bridge")
    place = Place(tale.rest, suited(tale.rest, read(tale.scenes[0].show).hour))
    return Beat(say, f"{place.words}: {show}")


def _lasts(book: str, names: list[str], spoken: Tongue) -> Fraction:
    lines = (line for name in names for line in tellings(spoken.language, book)[name].lines)
    return sum((Beat(line, "").lasts(spoken.pace) for line in lines), Fraction(0))
