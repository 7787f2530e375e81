"""Who makes a film: one implementation of each port the pipeline asks for."""

from dataclasses import dataclass, field

from reelwright.pipeline.memory import Forgetful, Memory
from reelwright.ports.animator import Animator
from reelwright.ports.blobs import Blobs
from reelwright.ports.moderator import Moderator
from reelwright.ports.music import Music
from reelwright.ports.planner import Planner
from reelwright.ports.visual import Visual
from reelwright.ports.voice import Voice


@dataclass(frozen=True, slots=True)
class Crew:
    """The vendors a production works with, where it keeps what they make, what it remembers."""

    planner: Planner
    visual: Visual
    animator: Animator
    voice: Voice
    music: Music
    moderator: Moderator
    blobs: Blobs
    memory: Memory = field(default_factory=Forgetful)
