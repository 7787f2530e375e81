"""The air between two layers: the particles of one weather, drawn at any instant."""

from reelwright.model.stack import Particles
from reelwright.render.kernels.drawing import DrawSprites
from reelwright.render.particles import WEATHERS
from reelwright.render.particles.field import View, rolls
from reelwright.render.planes import Planes


class Air:
    """Particles whose place and look are pure functions of their seed, the time and the camera."""

    def __init__(self, particles: Particles, frame: tuple[int, int], draw: DrawSprites) -> None:
        self._kind = WEATHERS[particles.weather]
        wide = frame[0] / frame[1] / (16 / 9)
        count = max(1, round(self._kind.count * particles.amount * wide))
        self._chance = rolls(particles.seed, count)
        self._particles, self._frame, self._draw = particles, frame, draw

    def show(self, seconds: float, zoom: float, way: tuple[float, float], into: Planes) -> None:
        """Draw them over a frame, seen by a camera as `View` has it."""
        view = View(self._frame, zoom, way, self._particles.depth, self._particles.side)
        self._draw(self._kind.sprites(self._chance, seconds, view), (into.y, into.u, into.v))
