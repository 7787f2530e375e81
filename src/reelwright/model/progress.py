"""How far a film is: the steps of making one, and what is told while they are taken."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from reelwright.model.ids import SceneId
from reelwright.model.value import Value


class Step(StrEnum):
    """A step of making a film, in the order they are taken."""

    CHECK = "check"
    PLAN = "plan"
    SPEAK = "speak"
    ILLUSTRATE = "illustrate"
    ANIMATE = "animate"
    SCORE = "score"
    ARRANGE = "arrange"
    FILM = "film"
    DELIVER = "deliver"


SCENE_STEPS = (Step.SPEAK, Step.ILLUSTRATE, Step.ANIMATE)
"""The steps that are taken scene by scene."""


class Progress(Value):
    """News of one step, of one scene of it where the step works scene by scene.

    `done` is the finished share of the work named, 0 when it begins and 1 when it ends; `note` is
    a few words for a person.
    """

    step: Step
    scene: SceneId | None = None
    done: Annotated[float, Field(ge=0, le=1)]
    note: str = ""
