"""Particles: what falls, floats or shines, as functions of seed and time."""

from reelwright.model.stack import Weather
from reelwright.render.particles.bubbles import BUBBLES
from reelwright.render.particles.dust import DUST
from reelwright.render.particles.embers import EMBERS
from reelwright.render.particles.field import Kind
from reelwright.render.particles.leaves import LEAVES
from reelwright.render.particles.rain import RAIN
from reelwright.render.particles.rays import RAYS
from reelwright.render.particles.snow import SNOW
from reelwright.render.particles.stars import STARS

WEATHERS: dict[Weather, Kind] = {
    Weather.SNOW: SNOW,
    Weather.RAIN: RAIN,
    Weather.DUST: DUST,
    Weather.EMBERS: EMBERS,
    Weather.LEAVES: LEAVES,
    Weather.BUBBLES: BUBBLES,
    Weather.STARS: STARS,
    Weather.RAYS: RAYS,
}
