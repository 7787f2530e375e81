"""A laboratory: a white one of our day, or an alchemist's, by daylight or by its own lights."""

from dataclasses import replace

import numpy as np

from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.built import (
    benches,
    glassware,
    outlook,
    reading,
    skins,
    volumes,
)
from reelwright.providers.offline.visual.built.apparatus import Glass
from reelwright.providers.offline.visual.built.chamber import Lamp
from reelwright.providers.offline.visual.built.indoors import Indoors, Window
from reelwright.providers.offline.visual.built.massing import (
    ABOVE,
    ACROSS,
    AHEAD,
    AWAY,
    RIGHT,
    Massing,
    Panel,
)
from reelwright.providers.offline.visual.built.shelving import Case
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.nature import heavens
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects import cast
from reelwright.providers.offline.visual.subjects.footing import Footing
from reelwright.providers.offline.visual.subjects.things import things

LIQUIDS = ("#20d8c8", "#58e048", "#ff5a9c", "#ffb020", "#4a8cff", "#b45cff", "#ff6a34")
TOPS = ("#2c3236", "#b4bcc0", "#3c4a54")
ACCENTS = ("#b8c4c8", "#5f8c90", "#7c94b0", "#a88a64", "#88a084")
"""The fronts of cupboards."""
WOODS = ("#5a3c26", "#4c3424", "#6a4c30")
STONES = ("#8c8274", "#7c7a78", "#94826c")
LEVELS = {"white": benches.TOP, "old": 0.82}


class Laboratory:
    """A laboratory, of the same make in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng, film = stage, stage.rng("layout"), stage.film_rng("laboratory")
        self.kind = str(film.choice(["white", "old"]))
        self.top, self.wood = str(film.choice(TOPS)), str(film.choice(WOODS))
        self.accent = str(film.choice(ACCENTS))
        self.stone = str(film.choice(STONES))
        self.tints = [colour(str(text)) for text in film.choice(LIQUIDS, 4, replace=False)]
        self.close = bool(rng.random() < 0.5) and Place.FLOOR not in stage.places
        self.laid = Place.TABLE in stage.places or Place.FLOOR not in stage.places
        stage.stand(
            0.47 if self.close else 0.5,
            rng.uniform(0.85, 1.0),
            1.42 if self.close else 1.55,
            rng.uniform(-0.07, 0.07),
        )
        self.side = int(rng.choice([-1, 1]))
        edge = stage.size.width / stage.view.unit / 1.9
        self.half = float(np.clip(edge * 3.8, 2.3, 3.6))
        self.tall = 3.0 if self.kind == "white" else 3.7
        self.deep = rng.uniform(4.9, 5.5) if self.close else rng.uniform(8.0, 9.5)
        stage.light = self._turned(stage.light)
        self.inside = self._lit(stage.light)
        self.massing = Massing(stage, self.inside)
        glow = 0.05 + 0.6 * float(stage.light.lamps) ** 1.5
        self.glass = Glass(self.massing, tuple(self.tints), glow, self._gleam())

    @property
    def level(self) -> float:
        """How high its tables are."""
        return LEVELS[self.kind]

    def _turned(self, light: Light) -> Light:
        rng, low = self.stage.rng("sun"), light.sun.elevation < 0.3
        high = 0.4 if low else rng.uniform(0.5, 0.65)
        sun = replace(
            light.sun, azimuth=self.side * rng.uniform(0.3, 0.6), elevation=high, seen=False
        )
        return replace(light, sun=sun, blue=light.blue * 0.4)

    def _window(self) -> Window:
        if self.kind == "white":
            wide = min(self.half - 0.4, 2.3)
            return Window(AHEAD, self.deep, ((-wide, wide), (1.05, 2.6)), (4, 1))
        middle, wide = -self.side * 0.3, min(1.1, self.half * 0.4)
        spans = (middle - wide, middle + wide), (1.15, 3.3)
        return Window(AHEAD, self.deep, spans, (5, 8), arched=True)

    def _lit(self, light: Light) -> Indoors:
        day = light.ambient * np.float32(3.2) + light.sun.colour * np.float32(0.5)
        pale = 0.12 if self.kind == "white" else 0.13
        bounce = day * np.float32(pale) + light.sun.colour * np.float32(0.05)
        lamps = self._lamps(light.lamps) if light.lamps > 0.3 else ()
        share = 0.04 if self.kind == "white" else 0.03
        bounce = bounce + sum((one.colour for one in lamps), np.zeros(3, np.float32)) * np.float32(
            share
        )
        sun = light.sun.colour * np.float32(1.2)
        return Indoors(
            self.stage, self.half, self.tall, self.deep, (self._window(),), day, sun, bounce, lamps
        )

    def _lamps(self, lit: float) -> tuple[Lamp, ...]:
        if self.kind == "white":
            cool = colour("#dfeaff", 0.085 * lit)
            return tuple(Lamp((0.0, self.tall - 0.2, z), cool, 2.4) for z in (2.4, self.deep * 0.7))
        fire = Lamp(
            (*self._fire()[:1], 0.8, self._fire()[1] - 0.9), colour("#ff8a3c", 2.2 * lit), 1.3
        )
        return (fire, *(reading.shed((x, 1.15, z), 1.0 * lit, 0.9) for x, z in self._candles()))

    def _fire(self) -> tuple[float, float]:
        """Return where the furnace stands: metres to the right and ahead."""
        return self.side * (self.half - 0.75), self.deep - 1.1

    def _candles(self) -> list[tuple[float, float]]:
        return [(-self.side * 1.0, 3.25), (self.side * 0.9, 3.3)]

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        view, lit = self.stage.view, self._falling()
        if place is Place.TABLE and self.laid:
            level = self.level
            return Footing(view, 2.8, 3.2, lambda _x, _z: level, edge=0.36, tallest=1.2, light=lit)
        if place is not Place.FLOOR or self.close:
            return None
        aside = 0.42 if self.laid else 0.0
        return Footing(view, 4.2, self.deep - 0.9, middle=aside, edge=0.5, tallest=2.2, light=lit)

    def _falling(self) -> Light:
        """Return the light that falls on things inside."""
        inside, light = self.inside, self.stage.light
        glow = sum((lamp.colour for lamp in inside.lamps), np.zeros(3, np.float32))
        ambient = (
            inside.bounce * np.float32(2.2)
            + inside.day * np.float32(0.12)
            + glow * np.float32(0.12)
        )
        sun = replace(
            light.sun, elevation=0.5, colour=inside.day * np.float32(0.25) + glow * np.float32(0.2)
        )
        return replace(light, ambient=ambient, sun=sun)

    def sky(self) -> None:
        """Paint the sky outside."""
        heavens.paint(self.stage, "laboratory", 0.25)
        self.stage.breathe(3_000)

    def far(self) -> None:
        """Paint the park outside."""
        outlook.paint(self.stage, self.deep + 8)

    def mid(self) -> None:
        """Paint the room, and what stands along its walls."""
        self._shell()
        self._white() if self.kind == "white" else self._old()
        self.inside.shafts(0.03 if self.kind == "old" else 0.008, self.stage.rng("dust").random(2))

    def near(self) -> None:
        """Set the table with its glass."""
        if not self.laid:
            return
        seen = min(abs(self.stage.view.across(edge, 3.2)) for edge in (-0.94, 0.94))
        wide = min(1.75, self.half * 0.7, seen)
        if self.kind == "white":
            benches.island(self.massing, (-wide, wide), (2.65, 3.55), (self.top, self.accent))
        else:
            reading.table(self.massing, (-wide, wide), (2.65, 3.55), self.wood, self.level)
        self._glass(wide)
        footing = self.footing(Place.TABLE)
        if Place.TABLE not in self.stage.places and footing is not None:
            name = (
                "microscope"
                if self.kind == "white"
                else str(self.stage.film_rng("old").choice(["skull", "hourglass", "scroll"]))
            )
            cast.cast(self.stage, things()[name], footing, (0, 1))

    def _shell(self) -> None:
        half, tall, deep, white = self.half, self.tall, self.deep, self.kind == "white"
        massing, window = self.massing, self.inside.windows[0]
        wide, high = (-half - 0.05, half + 0.05), (-0.05, tall + 0.05)
        wall = skins.plaster("#dfe4e6") if white else benches.blocks(self.stone, 0.23, 2)
        floor = _tiles if white else skins.wood(self.wood, long=1, plank=0.22)
        massing.panel(Panel((0.0, 0.0, 0.0), RIGHT, AWAY), (wide, (0.3, deep + 0.05)), floor)
        roof = skins.plain("#e8ecee") if white else skins.plain("#8c8070")
        massing.panel(Panel((0.0, tall, 0.0), RIGHT, AWAY), (wide, (0.3, deep + 0.05)), roof)
        for side in (-1, 1):
            massing.panel(
                Panel((side * half, 0.0, 0.0), AWAY, ABOVE), ((0.3, deep + 0.05), high), wall
            )
        end = Panel((0.0, 0.0, deep), RIGHT, ABOVE)
        massing.panel(end, (wide, high), wall, lambda x, y: 1 - window.opening(x, y))
        bars = skins.plain("#c8ced0" if white else "#241e18")
        massing.panel(
            end, window.spans, bars, lambda x, y: window.opening(x, y) - window.clear(x, y, 0.02)
        )

    def _white(self) -> None:
        massing, lit = self.massing, self.stage.light.lamps
        benches.lit_ceiling(
            massing, self.tall, self.half, self.deep, 0.45 * lit if lit > 0.3 else 0.0
        )
        for side in (-1, 1):
            made = self.top, self.accent
            benches.fitted(massing, side, self.half, (1.2, self.deep - 0.15), made)
            rng = self.stage.rng(f"instruments {side}")
            for z in np.arange(self.deep - 1.2, 2.2, -1.35).tolist():
                at = side * (self.half - benches.DEEP + 0.12)
                if rng.random() < 0.62:
                    benches.instrument(massing, side, at, z, min(1.0, lit + 0.2))
                else:
                    self.glass.rack((at + side * 0.12, benches.TOP, z), rng)

    def _old(self) -> None:
        massing, rng = self.massing, self.stage.rng("shelves")
        lit = 0.35 + 0.65 * self.stage.light.lamps
        for z in np.arange(1.4, self.deep, 1.5)[::-1].tolist():
            massing.block(
                (-self.half, self.half),
                (self.tall - 0.26, self.tall),
                (z, z + 0.2),
                skins.wood(self.wood, long=0),
            )
        far = -self.side
        Case(
            ACROSS,
            far * (self.half - 0.3),
            self.side,
            (1.0, self.deep - 0.4),
            (0.0, 2.1),
            self.wood,
            volumes.LEATHERS[0],
            4,
        ).paint(massing)
        jars = glassware.stoppered(benches.POTIONS, 0.19, 0.42, int(rng.integers(9)))
        for side, foot in ((far, 2.12), (self.side, 1.45), (self.side, 1.95)):
            self._shelf(side, foot, jars)
        across, ahead = self._fire()
        benches.furnace(massing, across, ahead, lit)
        self.glass.still((across, 1.3, ahead), 0.55, -self.side, self.stage.rng("still"))

    def _shelf(self, side: int, foot: float, jars: skins.Skin) -> None:
        """Hang a board with jars on a wall."""
        wall, depth = side * self.half, side * (self.half - 0.26)
        across = (min(wall, depth), max(wall, depth))
        board = skins.wood(self.wood, long=1)
        ends = (1.2, self.deep - (0.3 if side == -self.side else 2.0))
        face = Panel((side * (self.half - 0.16), foot + 0.03, 0.0), AWAY, ABOVE)
        self.massing.panel(face, (ends, (0.0, 0.41)), jars, _standing)
        self.massing.block(across, (foot, foot + 0.035), ends, board)

    def _glass(self, wide: float) -> None:
        """Set the glass on the table in groups, the farthest first, its middle left free."""
        stage, rng, level = self.stage, self.stage.rng("glass"), self.level
        if self.kind == "old":
            lit = 0.3 + 0.7 * min(1.0, stage.light.lamps)
            for x, z in self._candles():
                benches.candle(stage, (x, level, z), lit if stage.light.lamps > 0.3 else 0.0)
            reading.book(self.massing, (self.side * 0.3, 2.95), 0.15, level)
        else:
            self.glass.tubes((-self.side * wide * 0.42, level, 2.96), stage.rng("tubes"))
        for number, share in enumerate((0.95, 0.78, 0.62, -0.7, -0.9)):
            kind = ("round", "cone", "cylinder", "cone", "beaker")[number]
            tall = rng.uniform(0.26, 0.46) * (1.25 if kind == "cylinder" else 1.0)
            spot = self.side * share * wide * 0.93, level, 3.38 - 0.12 * (number % 3)
            self.glass.stand(kind, float(tall), spot, rng)

    def _gleam(self) -> Plane:
        """Return the light that glass catches."""
        light = self._falling()
        return np.asarray(
            light.ambient * np.float32(1.5) + light.sun.colour * np.float32(0.6), np.float32
        )


def _tiles(first: Plane, second: Plane) -> Plane:
    joint = [np.abs(np.mod(one / np.float32(0.6), 1) - np.float32(0.5)) for one in (first, second)]
    dark = np.clip((np.maximum(*joint) - np.float32(0.493)) * 150, 0, 1) * np.float32(0.22)
    tone = skins.plaster("#8e989e")(first, second)
    return np.asarray(tone * (1 - dark)[..., None], np.float32)


def _standing(first: Plane, second: Plane) -> Plane:
    """Return where jars may be: below the tallest."""
    return np.asarray(second < 0.41, np.float32) * np.ones_like(first)
