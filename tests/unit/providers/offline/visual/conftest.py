"""Requests as short as a test can say them; small pictures, painted once, and measures of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from reelwright.model.brief import Size, Style
from reelwright.ports.visual import PictureRequest
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather
from reelwright.providers.offline.visual import painter
from reelwright.providers.offline.visual.order import Order
from reelwright.providers.offline.visual.stage import Moment
from reelwright.providers.offline.visual.subjects.things import things

GOLDEN = Path(__file__).parent / "golden"
LUMA = np.array([0.2126, 0.7152, 0.0722])
LANDSCAPE = (128, 72)


@pytest.fixture(scope="session")
def asked() -> Callable[..., PictureRequest]:
    """Return a request for a picture of some words."""

    def build(words: str, *, seed: int = 1, film: int = 1) -> PictureRequest:
        return PictureRequest(words, Style.CINEMATIC, Size(width=96, height=54), seed, film)

    return build


@dataclass(frozen=True, eq=False)
class Picture:
    """A painted picture, red green blue, and what is measured of it, in code values 0 to 255."""

    pixels: np.ndarray
    unplaced: tuple[str, ...]

    @property
    def light(self) -> np.ndarray:
        """How light each pixel is."""
        return self.pixels @ LUMA

    @property
    def mean(self) -> float:
        """How light the whole is."""
        return float(self.light.mean())

    @property
    def spread(self) -> float:
        """How far light and dark lie apart, as a standard deviation."""
        return float(self.light.std())

    @property
    def black(self) -> float:
        """The share of it that is as good as black."""
        return float((self.light < 3).mean())

    @property
    def blown(self) -> float:
        """The share of it that is as good as white."""
        return float((self.light > 250).mean())

    @property
    def warmth(self) -> float:
        """How much more red than blue there is."""
        return float(self.pixels[..., 0].mean() - self.pixels[..., 2].mean())

    @property
    def redness(self) -> float:
        """How much more red than green there is."""
        return float(self.pixels[..., 0].mean() - self.pixels[..., 1].mean())

    @property
    def chroma(self) -> float:
        """How colourful it is: the mean distance of the strongest from the weakest primary."""
        return float(np.ptp(self.pixels, axis=-1).mean())

    @property
    def white(self) -> float:
        """The share of it that is light and without colour."""
        return float(((self.light > 120) & (np.ptp(self.pixels, axis=-1) < 40)).mean())

    @property
    def detail(self) -> float:
        """How much neighbours differ."""
        return float(np.abs(np.diff(self.light, axis=1)).mean())

    @property
    def colour(self) -> np.ndarray:
        """The mean colour."""
        return self.pixels.reshape(-1, 3).mean(axis=0)

    def rows(self, top: float, bottom: float) -> "Picture":
        """Return the part between two shares of the height."""
        height = len(self.pixels)
        part = self.pixels[round(top * height) : round(bottom * height)]
        return Picture(part, self.unplaced)

    def columns(self, left: float, right: float) -> "Picture":
        """Return the part between two shares of the width."""
        width = self.pixels.shape[1]
        part = self.pixels[:, round(left * width) : round(right * width)]
        return Picture(part, self.unplaced)

    def apart(self, other: "Picture") -> np.ndarray:
        """Return how far each pixel is from that of another, the mean of its primaries."""
        return np.abs(self.pixels.astype(int) - other.pixels.astype(int)).mean(axis=-1)


@cache
def _painted(order: Order) -> Picture:
    painting = painter.paint(order)
    return Picture(painting.pixels, tuple(thing.name for thing in painting.unplaced))


@pytest.fixture(scope="session")
def paint() -> Callable[..., Picture]:
    """Paint a setting: by day in clear weather in summer, unless said, and without things."""

    def one(
        setting: Setting,
        *moment: Hour | Weather | Season,
        style: Style = Style.PHOTOREALISTIC,
        size: tuple[int, int] = LANDSCAPE,
        seed: int = 1,
        film: int = 1,
        names: str = "",
    ) -> Picture:
        said = {type(one): one for one in moment}
        when = Moment(
            said.get(Hour, Hour.DAY),
            said.get(Weather, Weather.CLEAR),
            said.get(Season, Season.SUMMER),
        )
        chosen = tuple(things()[name] for name in names.split())
        frame = Size(width=size[0], height=size[1])
        return _painted(Order(setting, when, chosen, style, frame, seed, film, ()))

    return one


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, np.ndarray], None]:
    """Give a function that holds a picture against its golden one.

    They may differ by 1.5 code values on average, and by more than 32 in 0.5 % of all values:
    what another processor's arithmetic may come to, and less than anything a person would notice.
    Write them anew with `--regild`.
    """

    def hold(name: str, pixels: np.ndarray) -> None:
        path = GOLDEN / f"{name}.png"
        if request.config.getoption("--regild"):
            cv2.imwrite(str(path), pixels[..., ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 9])
        kept = cv2.imread(str(path), cv2.IMREAD_COLOR)
        assert kept is not None, f"no golden picture {path}; paint it with --regild, and look at it"
        assert kept.shape == pixels.shape
        difference = np.abs(kept[..., ::-1].astype(int) - pixels.astype(int))
        assert difference.mean() <= 1.5, f"{name}: differs by {difference.mean():.2f} on average"
        assert (difference > 32).mean() <= 0.005, f"{name}: differs plainly in places"

    return hold
