"""Films whose words are given: lines or scenes, and a picture for each that follows its words."""

from collections.abc import Sequence
from dataclasses import replace

from reelwright.model.brief import SceneBrief
from reelwright.providers.offline.lexicon import Hour, Setting, Sight, read
from reelwright.providers.offline.planner import title
from reelwright.providers.offline.planner.ask import mood
from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.chance import pick
from reelwright.providers.offline.planner.draft import COUNT, Draft
from reelwright.providers.offline.planner.place import Place, place_words, suited
from reelwright.providers.offline.planner.texts import scenery
from reelwright.providers.offline.planner.texts.grammar import fill
from reelwright.providers.offline.planner.texts.tongue import Tongue


def lines(script: Sequence[str], spoken: Tongue, seed: int) -> Draft:
    """Return a scene for each line, narrated word for word."""
    return _draft([SceneBrief(narration=line) for line in script], spoken, seed)


def scenes(given: Sequence[SceneBrief], spoken: Tongue, seed: int) -> Draft:
    """Return the scenes as they are given; what shows nothing yet shows what it says."""
    return _draft(given, spoken, seed)


def _draft(given: Sequence[SceneBrief], spoken: Tongue, seed: int) -> Draft:
    texts = [scene.visual or scene.narration or "" for scene in given]
    feeling = mood(texts)
    shown = pictures(texts, feeling, seed)
    return Draft(
        title=title.headline(given[0].narration or texts[0]),
        about=fill(spoken.about["script"], count=COUNT),
        mood=feeling or "calm",
        beats=tuple(
            Beat(
                scene.narration or "",
                scene.visual or picture,
                length=scene.duration.seconds if scene.duration else None,
            )
            for scene, picture in zip(given, shown, strict=True)
        ),
    )


def pictures(texts: Sequence[str], feeling: str | None, seed: int) -> list[str]:
    """Return words for a picture of each text: the text, and after a dash what it leaves open.

    Place, light and season are those of the texts before it, or of the first after it that says;
    weather lasts until the place changes. Where no text names a place, the mood chooses one.
    """
    sights = [read(text) for text in texts]
    here = _beginning(sights, feeling, seed)
    shown = []
    for text, sight in zip(texts, sights, strict=True):
        here = _onward(here, sight)
        lit = replace(here, hour=suited(here.setting, here.hour))
        missing = place_words(sight, lit)
        shown.append(f"{text} — {missing}" if missing else text)
    return shown


def _onward(here: Place, sight: Sight) -> Place:
    moved = sight.setting not in (None, here.setting)
    return Place(
        sight.setting or here.setting,
        _hour(sight) or here.hour,
        sight.weather or (None if moved else here.weather),
        sight.season or here.season,
    )


def _beginning(sights: Sequence[Sight], feeling: str | None, seed: int) -> Place:
    moods = scenery.moods()
    options = moods[feeling] if feeling else [one for named in moods.values() for one in named[:1]]
    setting, hour = pick(options, seed, "place")
    settings = [sight.setting for sight in sights if sight.setting] or _homes(sights)
    hours = [hour for hour in map(_hour, sights) if hour]
    seasons = [sight.season for sight in sights if sight.season]
    return Place(
        settings[0] if settings else setting,
        hours[0] if hours else hour,
        None,
        seasons[0] if seasons else None,
    )


def _hour(sight: Sight) -> Hour | None:
    known = scenery.subjects()
    own = (known[name].hour for name in sight.subjects if name in known)
    return sight.hour or next((hour for hour in own if hour), None)


def _homes(sights: Sequence[Sight]) -> list[Setting]:
    known = scenery.subjects()
    names = (name for sight in sights for name in sight.subjects if name in known)
    return [known[name].home for name in names]
