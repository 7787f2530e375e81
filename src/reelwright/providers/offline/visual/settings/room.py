"""A room with a window: a study or a parlour, by daylight or by the light of a lamp."""

from dataclasses import replace

import numpy as np

from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, ramp
from reelwright.providers.offline.visual.built import furniture, hearth, seating, skins
from reelwright.providers.offline.visual.built.chamber import Chamber, Lamp, Opening
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.nature import ground, heavens, terrain
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.terrain import Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects import cast
from reelwright.providers.offline.visual.subjects.footing import Footing
from reelwright.providers.offline.visual.subjects.things import things

PALETTES = (
    ("#c8b292", "#6a4a30", "#8a5a34", "#7a2e2a", "#d8b070"),
    ("#8fa39a", "#d8d0c0", "#a07a50", "#2f5a5a", "#d8c8a0"),
    ("#7a8ca6", "#e0dcd4", "#8a6444", "#a04a3a", "#e0c080"),
    ("#b89a9a", "#8a6a64", "#7a5238", "#5a3a5e", "#d0a878"),
    ("#7f8f72", "#4a3a2c", "#94683e", "#8a3a2a", "#d8b878"),
)
"""Rooms: wall, panels, floor, rug, ornament."""
CURTAINS = ("#a84a40", "#5f7f92", "#d8c8a4", "#7f9068", "#a88a9a")
CLUTTER = ("books", "plant", "cup", "teapot", "globe", "clock", "vase", "radio")
"""What lies on a table on which nothing was asked for."""
PLANS = {"study": 0.4, "parlour": 0.32, "hearth": 0.28}
"""How often a room is which: a desk and books, a sofa, a fireplace with an armchair."""
SEATS = ("#6a7a5c", "#8a4a3c", "#4c6480", "#b09a74", "#7a5a70")
"""The cloth of sofas and armchairs."""
STONES = ("#d8d2c6", "#8a7a6c", "#b8a898")
"""What fireplaces are built of."""


class Room:
    """A room, of the same colours in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng, film = stage, stage.rng("layout"), stage.film_rng("room")
        zoom = rng.uniform(0.84, 1.1)
        stage.stand(rng.uniform(0.46, 0.5), zoom, 1.45, rng.uniform(-0.1, 0.1))
        self.tones = PALETTES[film.integers(len(PALETTES))]
        self.cloth = CURTAINS[film.integers(len(CURTAINS))]
        self.papered = bool(film.random() < 0.4)
        self.side = int(rng.choice([-1, 1]))
        self.seat = str(film.choice(SEATS))
        asked = not stage.places.isdisjoint({Place.LAND, Place.FLOOR})
        self.laid = Place.TABLE in stage.places or not asked
        name = str(rng.choice(list(PLANS), p=list(PLANS.values())))
        self.plan = "study" if asked else name
        self.lamp: tuple[float, float, float] | None = None
        self.room = self._built(rng)

    def _built(self, rng: np.random.Generator) -> Chamber:
        stage = self.stage
        edge = stage.size.width / stage.view.unit / 1.9
        half = float(np.clip(edge * rng.uniform(3.6, 4.2), 1.7, 3.0))
        tall, deep = (3.1 if stage.portrait else 2.75), rng.uniform(4.6, 5.4)
        middle = -self.side * rng.uniform(0.0, 0.28) * half
        wide = min(half * 0.95, rng.uniform(1.7, 2.3))
        panes = (3 if wide > 1.6 else 2, 3)
        opening = Opening(middle - wide / 2, middle + wide / 2, 0.85, tall - 0.45, panes)
        light = self._turned(stage.light)
        day = light.ambient * np.float32(3.1) + light.sun.colour * np.float32(0.5)
        bounce = day * np.float32(0.14) + light.sun.colour * np.float32(0.045)
        lamps: tuple[Lamp, ...] = ()
        if light.lamps > 0.3:
            aside, before = (0.35, 0.4) if self.plan == "hearth" else (0.75, 0.9)
            self.lamp = (self.side * (half - aside), 1.5, deep - before)
            lamps = (Lamp(self.lamp, colour("#ffb060", 1.25 * light.lamps), 1.5),)
            if self.plan == "hearth":
                lamps = (*lamps, hearth.fire(half, deep, -self.side, 1.4 * light.lamps))
            bounce = bounce + lamps[0].colour * np.float32(0.035)
        sun = light.sun.colour * np.float32(1.15)
        return Chamber(stage, half, tall, deep, opening, day, sun, bounce, lamps)

    def _turned(self, light: Light) -> Light:
        """Turn the sun so that it shines through the window, and return the light."""
        rng, low = self.stage.rng("sun"), light.sun.elevation < 0.3
        high = 0.36 if low else rng.uniform(0.5, 0.68)
        aside = self.side * rng.uniform(0.15, 0.5)
        seen = low and light.sun.seen
        turned = replace(light, sun=replace(light.sun, azimuth=aside, elevation=high, seen=seen))
        self.stage.light = turned
        return turned

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        view, lit = self.stage.view, self._inside()
        if place is Place.TABLE:
            reach = self._reach() - 0.2
            top = seating.LOW if self.plan == "parlour" else furniture.TOP
            ground = Footing(view, 2.85, 3.4, lambda _x, _z: top, edge=0.4, tallest=1.2, light=lit)
            return replace(ground, fits=lambda across, _ahead: abs(across) <= reach)
        if place is not Place.FLOOR:
            return None
        aside, far = (0.42 if self.laid else 0.0), self.room.deep - 0.5
        return Footing(view, 4.0, far, middle=aside, edge=0.55, tallest=2.3, light=lit)

    def _reach(self) -> float:
        """Return how many metres the table reaches to each side of the middle."""
        return furniture.reach(self.room) * (0.85 if self.plan == "parlour" else 1.0)

    def _inside(self) -> Light:
        """Return the light that falls on things in the room."""
        room, light = self.room, self.stage.light
        glow = sum((lamp.colour for lamp in room.lamps), np.zeros(3, np.float32))
        window = room.daylight * np.float32(0.35) + glow * np.float32(0.5)
        ambient = room.bounce * np.float32(3) + room.daylight * np.float32(0.16)
        sun = replace(light.sun, elevation=0.35, colour=window)
        return replace(light, ambient=ambient + glow * np.float32(0.3), sun=sun)

    def sky(self) -> None:
        """Paint the sky outside."""
        heavens.paint(self.stage, "room", 0.25)
        self.stage.breathe(3_000)

    def far(self) -> None:
        """Paint the land outside."""
        stage = self.stage
        drift = stage.rng("outside").uniform(0, 6.28, 2)

        def relief(across: Plane, ahead: Plane) -> Plane:
            hills = np.sin(across / 160 + drift[0]) * 14 + np.sin(across / 61 + drift[1]) * 5
            far = ramp(ahead, 150, 700) * 34 - 4
            return np.asarray(hills * ramp(ahead, 120, 500) + far, np.float32)

        for land in terrain.survey(stage, relief, Reach(15, 900, 200)):
            stage.lay(land, ground.shade(land, ground.turf(land, stage.moment), stage.light))
        kinds = ("bare", "spruce") if stage.moment.white else ("oak", "elm")
        Grove(stage, relief).wood(kinds, (60, 300), 9)

    def mid(self) -> None:
        """Paint the room and what stands and hangs along its walls."""
        wall, panels, floor, rug, ornament = self.tones
        paper = skins.paper(wall, panels) if self.papered else skins.plaster(wall, panels)
        furniture.shell(self.room, paper, floor)
        furniture.window(self.room, self.cloth)
        furniture.rug(self.room, rug, ornament)
        if self.plan == "hearth":
            stone = str(self.stage.film_rng("hearth").choice(STONES))
            lit = self.stage.light.lamps
            hearth.build(self.room, -self.side, stone, lit if lit > 0.3 else 0.0)
        else:
            furniture.bookcase(self.room, -self.side)
        furniture.pictures(self.room, self.side, self.stage.film_rng("pictures"))
        self._seats()

    def _seats(self) -> None:
        """Stand what one sits on: a sofa under the window, or an armchair by the fire."""
        room = self.room
        if self.plan == "parlour":
            middle, half = (room.opening.left + room.opening.right) / 2, min(1.1, room.half * 0.5)
            middle = float(np.clip(middle, half - room.half + 0.4, room.half - half - 0.4))
            seating.sofa(room, (middle - half, middle + half), room.deep - 0.24, self.seat)
        elif self.plan == "hearth":
            seating.armchair(room, self.side, room.deep - 1.7, self.seat)

    def near(self) -> None:
        """Set the lamp beside the window, and the table with something on it."""
        if self.lamp is not None:
            furniture.lamp(self.room, self.lamp)
        if not self.laid:
            return
        if self.plan == "parlour":
            seating.low_table(self.room, self._reach(), (2.75, 3.4))
        else:
            furniture.table(self.room)
        footing = self.footing(Place.TABLE)
        if Place.TABLE not in self.stage.places and footing is not None:
            rng = self.stage.rng("clutter")
            names = rng.choice(CLUTTER, rng.integers(1, 3), replace=False).tolist()
            for order, name in enumerate(names):
                cast.cast(self.stage, things()[name], footing, (order, len(names)))
