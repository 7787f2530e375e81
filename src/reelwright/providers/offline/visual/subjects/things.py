"""The things that can be painted, read from `data/things.toml`, and their drawings."""

import gzip
import json
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import TypeAdapter

from reelwright.providers.offline.lexicon import Setting
from reelwright.providers.offline.visual.place import Place


@dataclass(frozen=True, slots=True)
class Form:
    """How a thing looks in one of its places: its drawing, metres, and the share of it to keep."""

    place: Place
    art: str
    tall: float
    keep: float = 1.0


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing: its name, where its drawing is, how tall it is in metres, and where it belongs.

    `also` names other places it may be in, and `forms` those in which it looks another way. `many`
    is how many there are at least and at most, `keep` the share of its drawing from the top that is
    the thing itself, `glow` how much it shines; what is `still` looks alike from both sides. Its
    drawing is turned `turn` degrees to the left, and pressed to the share `flat` of its height
    where it shows from above what lies on the ground. What is `hung` hangs from a cable, what is
    `railed` runs on rails; what is `low` flies low and close by, and what is `firm` is in water
    without floating on it. What is `raised` lies on a crate, where there is no table.
    """

    name: str
    art: str
    tall: float
    place: Place
    home: Setting
    many: tuple[int, int] = (1, 1)
    keep: float = 1.0
    glow: float = 0.0
    still: bool = False
    turn: float = 0.0
    flat: float = 1.0
    hung: bool = False
    railed: bool = False
    low: bool = False
    firm: bool = False
    raised: bool = False
    also: tuple[Place, ...] = ()
    forms: tuple[Form, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it may be, the usual first."""
        return (self.place, *self.also, *ELSEWHERE[self.place])

    def at(self, place: Place) -> "Thing":
        """Return it as it is in `place`."""
        form = next((form for form in self.forms if form.place is place), None)
        if form is None:
            return replace(self, place=place)
        return replace(self, place=place, art=form.art, tall=form.tall, keep=form.keep)


ELSEWHERE = {
    Place.LAND: (Place.FLOOR,),
    Place.COAST: (Place.LAND,),
    Place.WATER: (),
    Place.DEEP: (),
    Place.AIR: (),
    Place.VOID: (),
    Place.TABLE: (Place.LAND,),
    Place.FLOOR: (Place.LAND,),
}
"""Where else things of a place may be, if their setting has no such place."""


@lru_cache(maxsize=1)
def things() -> dict[str, Thing]:
    """Return all things by name."""
    table = tomllib.loads(_data().joinpath("things.toml").read_text(encoding="utf-8"))
    thing = TypeAdapter(Thing)
    return {name: thing.validate_python({"name": name, **row}) for name, row in table.items()}


@lru_cache(maxsize=64)
def drawing(art: str) -> str:
    """Return the SVG of `emoji:<name>` or `own:<name>`."""
    kind, name = art.split(":")
    if kind == "own":
        return _data().joinpath("own", f"{name}.svg").read_text(encoding="utf-8")
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {space} viewBox="0 0 32 32">{_emoji()[name]}</svg>'


@lru_cache(maxsize=1)
def _emoji() -> dict[str, str]:
    art = json.loads(gzip.decompress(_data().joinpath("art.json.gz").read_bytes()))
    drawings: dict[str, str] = art["drawings"]
    return drawings


def _data() -> Traversable:
    return files("reelwright.providers.offline.visual") / "data"
