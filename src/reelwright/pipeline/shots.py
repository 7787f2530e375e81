"""Shots: the pictures that show a scene one after another, where a brief asks for more than one."""

from math import floor
from typing import Final

from reelwright.model.brief import Brief
from reelwright.model.ids import SceneId
from reelwright.model.provenance import Degradation
from reelwright.model.storyboard import Scene, Storyboard
from reelwright.model.time import Time

SHORTEST_SHOT: Final = Time.of("0.5")
"""How long a picture stands at least, where its scene has several."""


def spread(board: Storyboard, images: int | None) -> Storyboard:
    """Return a storyboard whose scenes are shown in so many pictures together.

    Each has one at least; the rest are shared out in proportion to what is spoken, as votes are to
    seats (Webster's method), as far as a scene has time for them. A picture that the asker brought
    stands alone.
    """
    if images is None:
        return board
    counts = [1] * len(board.scenes)
    room = [_room(scene) for scene in board.scenes]
    for _ in range(images - len(counts)):
        open_ = [at for at, count in enumerate(counts) if count < room[at]]
        if not open_:
            break
        counts[
            max(open_, key=lambda at: (_weight(board.scenes[at]) / (2 * counts[at] + 1), -at))
        ] += 1
    scenes = tuple(
        scene.model_copy(update={"shots": count})
        for scene, count in zip(board.scenes, counts, strict=True)
    )
    return board.model_copy(update={"scenes": scenes})


def shots(scene: Scene) -> tuple[Scene, ...]:
    """Return a scene once for each picture that shows it: the first is the scene itself.

    The others have ids of their own, by which their pictures come out otherwise.
    """
    further = range(2, scene.shots + 1) if scene.picture is None else ()
    return (scene, *(_shot(scene, number) for number in further))


def less(brief: Brief, shown: int) -> list[Degradation]:
    """Return what is other than asked where a film shows so many pictures."""
    asked = brief.images
    if asked is None or shown == asked:
        return []
    if shown > asked:
        why = f"{asked} were asked for, and {shown} scenes need one each"
    else:
        least = float(SHORTEST_SHOT)
        why = (
            f"{asked} were asked for, and there is time for {shown}, each of {least:.1f} s at least"
        )
    return [Degradation(what="images", why=why)]


def _shot(scene: Scene, number: int) -> Scene:
    return scene.model_copy(update={"id": SceneId(f"{scene.id}/{number}"), "shots": 1})


def _room(scene: Scene) -> int:
    if scene.picture is not None:
        return 1
    return max(1, floor(scene.duration.seconds / SHORTEST_SHOT.seconds))


def _weight(scene: Scene) -> float:
    """Return how long a scene is, about, by its words; by its plan where nobody speaks."""
    return len(scene.narration) or float(scene.duration)
