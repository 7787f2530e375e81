"""Plan: the brief becomes a storyboard, the pictures it came with on its scenes."""

from itertools import zip_longest

from reelwright.model.brief import Brief, SceneBrief
from reelwright.model.progress import Step
from reelwright.model.storyboard import Scene, Storyboard
from reelwright.pipeline.crew import Crew
from reelwright.pipeline.shots import spread
from reelwright.ports.purchase import Purchase, under

WORDLESS = "Pictures"
"""What a planner is told of a film in which there are pictures and not one word."""


async def plan(brief: Brief, crew: Crew, told: frozenset[str] = frozenset()) -> Storyboard:
    """Return the storyboard of a brief; no tale of `told` while there is another.

    Scenes have just the length that the brief gives them, if it gives them one.
    The pictures that came with the brief are on its scenes, as many as it has, and of those it
    asks for each scene has its share.
    """
    worded = _worded(brief)

    async def planned(purchase: Purchase) -> Storyboard:
        return await under(crew.planner, purchase).plan(worded, told=told)

    asked = (worded.write(), sorted(told))
    board = await crew.memory.once(Step.PLAN, asked, Storyboard, planned)
    given = _given(brief)[: len(board.scenes)]
    scenes = tuple(
        _shown(scene, one) if one else scene for scene, one in zip_longest(board.scenes, given)
    )
    timed = _timed(board.model_copy(update={"scenes": scenes}), brief)
    return spread(timed, brief.images)


def _timed(board: Storyboard, brief: Brief) -> Storyboard:
    lengths = [scene.duration for scene in brief.scenes or ()]
    if len(lengths) != len(board.scenes):
        return board
    scenes = tuple(
        scene.model_copy(update={"duration": length, "exact": True}) if length else scene
        for scene, length in zip(board.scenes, lengths, strict=True)
    )
    return board.model_copy(update={"scenes": scenes})


def _worded(brief: Brief) -> Brief:
    """Return a brief in which scenes without words have those of the first that has some."""
    if brief.scenes is None:
        return brief
    words = next((text for scene in brief.scenes if (text := _words(scene))), WORDLESS)
    scenes = tuple(
        scene if _words(scene) else scene.model_copy(update={"visual": words})
        for scene in brief.scenes
    )
    return brief.model_copy(update={"scenes": scenes})


def _given(brief: Brief) -> tuple[SceneBrief, ...]:
    """Return what came for each scene; the pictures of a prompt, script or story as scenes."""
    return brief.scenes or tuple(SceneBrief(picture=picture) for picture in brief.pictures)


def _shown(scene: Scene, given: SceneBrief) -> Scene:
    if given.picture is None:
        return scene
    visual = scene.visual if scene.narration or _words(given) else ""
    return scene.model_copy(update={"picture": given.picture, "visual": visual})


def _words(scene: SceneBrief) -> str | None:
    return scene.visual or scene.narration
