"""What will be said and shown, scene by scene, before anything is paid for."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from reelwright.model.brief import Language
from reelwright.model.ids import Key, SceneId
from reelwright.model.provenance import Provenance
from reelwright.model.time import ZERO, Time
from reelwright.model.value import Value


class Camera(StrEnum):
    """What the camera does during a scene."""

    HOLD = "hold"
    PUSH_IN = "push in"
    PULL_BACK = "pull back"
    PAN_LEFT = "pan left"
    PAN_RIGHT = "pan right"
    TILT_UP = "tilt up"
    TILT_DOWN = "tilt down"


class Scene(Value):
    """One scene: the words spoken over it, the words its picture shows, its camera and length.

    `narration` is empty where nobody speaks. `duration` is the planned length: where somebody
    speaks, the film gives a scene what its words need. Where it is `exact`, the scene lasts just
    that: its picture is held when its words are over, words that are too long for it are spoken a
    little faster, and only where that does not do, it is longer, and says so.

    A `picture` that the asker brought is shown instead of one of `visual`, which is empty where it
    came without words. `picture_take` counts how often another picture of the same words was asked
    for. `shots` is how many pictures show the scene, one after another; one that the asker brought
    stands alone.
    """

    id: SceneId
    narration: str = ""
    visual: str
    picture: Key | None = None
    picture_take: Annotated[int, Field(ge=0)] = 0
    shots: Annotated[int, Field(ge=1, le=1_000)] = 1
    camera: Camera = Camera.PUSH_IN
    duration: Time
    exact: bool = False


class Storyboard(Value):
    """The plan of a film: its title, what it is about, and its scenes in order.

    `tale` is the name of the tale it tells, where its planner knows tales by name; the names of
    more than one are parted by spaces. `provenance` says who planned it, and is None where nobody
    of a crew did.
    """

    version: Literal[1] = 1
    title: str
    description: str = ""
    language: Language
    mood: str | None = None
    tale: str | None = None
    provenance: Provenance | None = None
    scenes: Annotated[tuple[Scene, ...], Field(min_length=1)]

    @property
    def duration(self) -> Time:
        """The planned length of the film: the sum of its scenes."""
        return sum((scene.duration for scene in self.scenes), ZERO)
