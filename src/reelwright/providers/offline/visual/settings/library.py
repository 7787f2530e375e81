"""A library: a long hall under high windows, a round room, a small study."""

from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.built import outlook, reading, shelving, skins, volumes
from reelwright.providers.offline.visual.built.indoors import Indoors, Window
from reelwright.providers.offline.visual.built.massing import (
    ABOVE,
    ACROSS,
    AHEAD,
    AWAY,
    RIGHT,
    Drum,
    Massing,
    Panel,
)
from reelwright.providers.offline.visual.built.shelving import Case
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.nature import heavens
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing

WOODS = (("#5c3a22", "#6e4a2c"), ("#4a2c1c", "#5c3a26"), ("#6e5234", "#80603c"))
"""The wood of the cases, and of floor and tables."""
WALLS = ("#c8b898", "#a8a890", "#b8a4a0")
RUGS = (("#6e2624", "#c8a860"), ("#26405a", "#c0a878"), ("#2c4a38", "#c8b078"))


@dataclass(frozen=True, slots=True)
class Plan:
    """A kind of library: half its width, its height and its depth in metres; its zoom and eye."""

    half: float
    tall: float
    deep: float
    zoom: float
    eye: float


PLANS = {
    "hall": Plan(4.6, 8.8, 20.0, 0.8, 1.75),
    "round": Plan(5.6, 9.4, 11.4, 0.62, 1.7),
    "study": Plan(2.9, 3.5, 6.4, 0.86, 1.5),
}


class Library:
    """A library, of the same wood, leather and cloth in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng, film = stage, stage.rng("layout"), stage.film_rng("library")
        self.name = str(rng.choice(list(PLANS), p=[0.42, 0.28, 0.3]))
        self.plan = PLANS[self.name]
        stage.stand(
            rng.uniform(0.56, 0.6) if self.name != "study" else 0.5,
            self.plan.zoom * rng.uniform(0.95, 1.1),
            self.plan.eye,
            rng.uniform(-0.09, 0.09) if self.name == "hall" else rng.uniform(-0.04, 0.04),
        )
        self.wood, self.floor = WOODS[film.integers(len(WOODS))]
        self.wall, self.rug = str(film.choice(WALLS)), RUGS[film.integers(len(RUGS))]
        self.leathers = volumes.LEATHERS[film.integers(len(volumes.LEATHERS))]
        self.side = int(rng.choice([-1, 1]))
        self.laid = Place.TABLE in stage.places or Place.FLOOR not in stage.places
        stage.light = self._turned(stage.light)
        self.inside = self._lit(stage.light)
        self.massing = Massing(stage, self.inside)

    def _turned(self, light: Light) -> Light:
        """Turn the sun so that it shines in through the windows."""
        rng = self.stage.rng("sun")
        low = light.sun.elevation < 0.3
        if self.name == "study":
            aside, high = self.side * rng.uniform(0.3, 0.6), rng.uniform(0.42, 0.6)
        else:
            aside, high = self.side * rng.uniform(1.0, 1.2), rng.uniform(0.62, 0.78)
        high = high * (0.8 if low else 1.0)
        return replace(
            light,
            sun=replace(light.sun, azimuth=aside, elevation=high, seen=False),
            blue=light.blue * 0.3,
        )

    def _windows(self) -> tuple[Window, ...]:
        half, deep = self.plan.half, self.plan.deep
        if self.name == "study":
            return (Window(AHEAD, deep, ((-1.0, 1.0), (0.95, 3.1)), (4, 4), arched=True),)
        if self.name == "round":
            spans = [(x, x + 1.5) for x in (-3.4, -0.75, 1.9)]
            return tuple(
                Window(AHEAD, deep, (span, (6.3, 9.0)), (3, 4), arched=True) for span in spans
            )
        ends = (Window(AHEAD, deep, ((-1.9, 1.9), (2.6, 8.0)), (4, 7), arched=True),)
        high = [
            Window(ACROSS, side * half, ((6.3, 8.3), (z, z + 1.5)), (4, 3), True, -side)
            for side in (-1, 1)
            for z in np.arange(3.6, deep - 2, 3.8).tolist()
        ]
        return (*ends, *high)

    def _lit(self, light: Light) -> Indoors:
        plan, large = self.plan, 1.0 if self.name == "study" else 2.1
        day = light.ambient * np.float32(3.9 - 3.0 * light.stars) + light.sun.colour * np.float32(
            0.65
        )
        bounce = day * np.float32(0.22) + light.sun.colour * np.float32(0.04)
        lamps = tuple(
            reading.shed(place, strength * light.lamps, reach)
            for place, strength, reach in self._lamps()
            if light.lamps > 0.3
        )
        bounce = bounce + sum(
            (lamp.colour for lamp in lamps), np.zeros(3, np.float32)
        ) * np.float32(0.011)
        sun, windows = light.sun.colour * np.float32(2.4), self._windows()
        share = np.float32(large / max(1.0, len(windows) * 0.45))
        return Indoors(
            self.stage, plan.half, plan.tall, plan.deep, windows, day * share, sun, bounce, lamps
        )

    def _lamps(self) -> list[tuple[tuple[float, float, float], float, float]]:
        """Return where lamps shine, how strongly, and how far they reach."""
        placed = [((x, 1.05, z), 1.6, 0.9) for x, z in self._desks()]
        hung = [((x, y, z), 1.15, 3.0) for x, y, z in self._globes()]
        return placed + hung

    def _desks(self) -> list[tuple[float, float]]:
        """Return where green lamps stand: metres to the right and ahead."""
        return [(self.side * 0.82, 3.3)] if self.laid else []

    def _globes(self) -> list[tuple[float, float, float]]:
        if self.name == "hall":
            return [(0.0, 4.6, z) for z in (5.5, 9.5, 13.5, 17.5)]
        return [(0.0, 4.9, 6.2)] if self.name == "round" else [(-self.side * 1.5, 2.5, 4.8)]

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        view, lit = self.stage.view, self._falling()
        if place is Place.TABLE and self.laid:
            return Footing(
                view, 2.85, 3.4, lambda _x, _z: reading.TOP, edge=0.4, tallest=1.2, light=lit
            )
        if place is not Place.FLOOR:
            return None
        aside, far = (0.45 if self.laid else 0.0), min(9.0, self.plan.deep - 1.5)
        return Footing(view, 4.2, far, middle=aside, edge=0.6, tallest=2.4, light=lit)

    def _falling(self) -> Light:
        """Return the light that falls on things inside."""
        inside, light = self.inside, self.stage.light
        glow = sum((lamp.colour for lamp in inside.lamps[:2]), np.zeros(3, np.float32))
        ambient = inside.bounce * np.float32(2.0) + inside.day * np.float32(0.12)
        sun = replace(
            light.sun, elevation=0.5, colour=inside.day * np.float32(0.2) + glow * np.float32(0.4)
        )
        return replace(light, ambient=ambient + glow * np.float32(0.25), sun=sun)

    def sky(self) -> None:
        """Paint the sky outside."""
        heavens.paint(self.stage, "library", 0.25)
        self.stage.breathe(3_000)

    def far(self) -> None:
        """Paint the park outside."""
        outlook.paint(self.stage, self.plan.deep + 8)

    def mid(self) -> None:
        """Paint the walls and their books, and the light in the air."""
        self._floors()
        {"hall": self._hall, "round": self._round, "study": self._study}[self.name]()
        self.inside.shafts(
            0.016 if self.name != "study" else 0.03, self.stage.rng("dust").random(2)
        )

    def near(self) -> None:
        """Hang the lamps and set the table."""
        stage, lit = self.stage, min(1.0, self.stage.light.lamps)
        lit = lit if lit > 0.3 else 0.0
        for place in reversed(self._globes()):
            reading.globe(stage, place, 0.19, lit)
        if self.laid:
            reading.table(self.massing, (-1.3, 1.3), (2.75, 3.7), self.floor)
            reading.book(self.massing, (-self.side * 0.15, 3.0), 0.12 * self.side)
            reading.banker(stage, (self.side * 0.82, reading.TOP, 3.35), lit)

    def _floors(self) -> None:
        plan, massing = self.plan, self.massing
        level, wide = Panel((0.0, 0.0, 0.0), RIGHT, AWAY), (-plan.half - 0.05, plan.half + 0.05)
        massing.panel(
            level, (wide, (0.3, plan.deep + 0.05)), skins.wood(self.floor, long=1, plank=0.18)
        )
        reading.rug(massing, 2.6 if self.name == "hall" else 3.4, (2.0, plan.deep * 0.72), self.rug)
        roof = Panel((0.0, plan.tall, 0.0), RIGHT, AWAY)
        massing.panel(roof, (wide, (0.3, plan.deep + 0.05)), skins.plain("#d8cdb8"))
        beam = skins.wood(self.wood, long=0)
        for z in np.arange(1.7, plan.deep, 1.9)[::-1].tolist() if self.name != "round" else []:
            massing.block(wide, (plan.tall - 0.3, plan.tall), (z, z + 0.22), beam)

    def _wall(self, window: Window, wide: tuple[float, float], up: tuple[float, float]) -> None:
        """Paint a wall ahead around a window, and the window's frame."""
        panel = Panel((0.0, 0.0, window.at), RIGHT, ABOVE)
        stone = skins.plaster(self.wall)
        self.massing.panel(panel, (wide, up), stone, lambda x, y: 1 - window.opening(x, y))
        self._frame(panel, window)

    def _frame(self, panel: Panel, window: Window) -> None:
        def bars(x: Plane, y: Plane) -> Plane:
            return window.opening(x, y) - window.clear(x, y, 0.02)

        spans = window.spans if window.axis == AHEAD else window.spans[::-1]
        self.massing.panel(panel, spans, skins.plain("#3a3028"), bars)

    def _hall(self) -> None:
        plan, massing = self.plan, self.massing
        self._wall(
            self.inside.windows[0], (-plan.half - 0.05, plan.half + 0.05), (-0.05, plan.tall + 0.05)
        )
        for side in (-1, 1):
            wall = Panel((side * plan.half, 0.0, 0.0), AWAY, ABOVE)
            open_ = [one for one in self.inside.windows if one.axis == ACROSS and one.at * side > 0]

            def solid(along: Plane, up: Plane, through: list[Window] = open_) -> Plane:
                total = sum((one.opening(up, along) for one in through), np.zeros_like(up))
                return np.asarray(1 - total, np.float32)

            massing.panel(
                wall,
                ((0.3, plan.deep + 0.05), (3.0, plan.tall + 0.05)),
                skins.plaster(self.wall),
                solid,
            )
            at, ends = side * (plan.half - 0.3), (0.6, plan.deep - 0.2)
            for floor, up in enumerate(((0.0, 3.22), (3.42, 6.02))):
                Case(ACROSS, at, -side, ends, up, self.wood, self.leathers, side + floor).paint(
                    massing
                )
            shelving.gallery(massing, side, (plan.half - 1.25, plan.half), 3.42, ends, self.wood)
        foot = self.side * (plan.half - 1.25), 7.0
        shelving.ladder(massing, foot, self.side * (plan.half - 0.45), 3.0, self.wood)

    def _round(self) -> None:
        plan, massing = self.plan, self.massing
        drum = Drum(0.0, plan.deep - plan.half, plan.half, inside=True)
        windows = self.inside.windows

        def solid(along: Plane, up: Plane) -> Plane:
            total = np.zeros_like(up)
            for one, turn in zip(windows, (-0.72, 0.0, 0.72), strict=True):
                middle = np.float32((one.spans[0][0] + one.spans[0][1]) / 2 - turn * drum.radius)
                total += one.opening(along + middle, up)
            return np.asarray(1 - total, np.float32)

        massing.drum(drum, (5.9, plan.tall), skins.plaster(self.wall), solid)
        for low, high in ((0.0, 3.1), (3.3, 5.95)):
            shelving.ring(massing, drum, (low, high), self.wood, self.leathers)
        shelving.terrace(massing, drum, 0.95, 3.3, self.wood)

    def _study(self) -> None:
        plan, massing = self.plan, self.massing
        self._wall(
            self.inside.windows[0], (-plan.half - 0.05, plan.half + 0.05), (-0.05, plan.tall + 0.05)
        )
        for side in (-1, 1):
            at = side * (plan.half - 0.3)
            Case(
                ACROSS,
                at,
                -side,
                (0.6, plan.deep - 0.1),
                (0.0, plan.tall - 0.25),
                self.wood,
                self.leathers,
                side,
            ).paint(massing)
            ends = sorted((side * 1.25, side * (plan.half - 0.2)))
            Case(
                AHEAD,
                plan.deep - 0.32,
                -1,
                (ends[0], ends[1]),
                (0.0, plan.tall - 0.25),
                self.wood,
                self.leathers,
                9 + side,
            ).paint(massing)
        shelving.ladder(
            massing,
            (self.side * (plan.half - 1.0), 4.3),
            self.side * (plan.half - 0.45),
            2.8,
            self.wood,
        )
