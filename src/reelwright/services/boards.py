"""Boards: what a storyboard may be that its owner wrote, or changed."""

from collections.abc import Iterator
from typing import Final

from reelwright.model.brief import LONGEST, SHORTEST_SCENE
from reelwright.model.errors import Fault, Invalid
from reelwright.model.ids import SceneId, is_key
from reelwright.model.storyboard import Scene, Storyboard

MOST: Final = 500
"""Scenes of a film."""

WORDS: Final = 2_000
"""Characters of a scene's narration, or of the words for its picture."""

_NAME, _TITLE, _DESCRIPTION = 64, 200, 5_000


def check(board: Storyboard) -> None:
    """Raise `Invalid` with every fault of a storyboard."""
    scenes = [
        Fault(f"scenes[{place}].{fault.path}", fault.problem)
        for place, scene in enumerate(board.scenes[:MOST])
        for fault in _scene(scene)
    ]
    if faults := [*_whole(board), *_named(board), *scenes]:
        raise Invalid(faults)


def check_scene(board: Storyboard, scene: SceneId) -> None:
    """Raise `Invalid` with the faults of one scene that was changed."""
    if faults := [fault for one in board.scenes if one.id == scene for fault in _scene(one)]:
        raise Invalid(faults)


def check_length(board: Storyboard) -> None:
    """Raise `Invalid` for a storyboard that has too many scenes, or lasts too long."""
    if faults := list(_length(board)):
        raise Invalid(faults)


def _length(board: Storyboard) -> Iterator[Fault]:
    if len(board.scenes) > MOST:
        yield Fault("scenes", f"A film has {MOST} scenes at most, not {len(board.scenes):,}.")
    elif board.duration > LONGEST:
        problem = (
            f"All scenes together last {LONGEST.write()} seconds at most, "
            f"not {board.duration.write()}."
        )
        yield Fault("duration", problem)


def _whole(board: Storyboard) -> Iterator[Fault]:
    yield from _length(board)
    yield from _long("title", board.title, _TITLE)
    yield from _long("description", board.description, _DESCRIPTION)


def _named(board: Storyboard) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, scene in enumerate(board.scenes[:MOST]):
        if scene.id in seen or not scene.id.strip():
            problem = f"Another scene is called {scene.id!r}" if scene.id in seen else "It has none"
            yield Fault(f"scenes[{place}].id", f"{problem}; give each its own id.")
        seen.add(scene.id)


def _scene(scene: Scene) -> Iterator[Fault]:
    if not (scene.narration or scene.visual or scene.picture):
        yield Fault("visual", "A scene needs a narration, a visual or a picture.")
    if not SHORTEST_SCENE <= scene.duration <= LONGEST:
        problem = (
            f"A scene lasts from {SHORTEST_SCENE.write()} to {LONGEST.write()} seconds, "
            f"not {scene.duration.write()}."
        )
        yield Fault("duration", problem)
    if scene.picture is not None and not is_key(scene.picture):
        yield Fault("picture", "A picture is named by the content key of its upload.")
    yield from _long("id", scene.id, _NAME)
    yield from _long("narration", scene.narration, WORDS)
    yield from _long("visual", scene.visual, WORDS)


def _long(path: str, text: str, most: int) -> Iterator[Fault]:
    if len(text) > most:
        yield Fault(path, f"This is too long: {len(text):,} characters, {most:,} at most.")
