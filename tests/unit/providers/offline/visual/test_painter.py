"""The painter serves every setting and style, sets things where they can be seen, and repeats itself."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from reelwright.model.brief import Aspect, Size, Style
from reelwright.providers.offline import png
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather
from reelwright.providers.offline.visual import painter
from reelwright.providers.offline.visual.order import Order
from reelwright.providers.offline.visual.stage import Moment
from reelwright.providers.offline.visual.subjects.things import things

NOON = Moment(Hour.DAY, Weather.CLEAR, Season.SUMMER)
SMALL = Size(width=96, height=54)
AN_ORDER = Order(Setting.OCEAN, NOON, (), Style.PHOTOREALISTIC, SMALL, 1, 1, ())

ALONE = [
    (Setting.OCEAN, "sailboat"),
    (Setting.OCEAN, "whale"),
    (Setting.OCEAN, "lighthouse"),
    (Setting.SKY, "balloon"),
    (Setting.SKY, "birds"),
    (Setting.UNDERWATER, "fish"),
    (Setting.UNDERWATER, "shark"),
    (Setting.SPACE, "rocket"),
]
"""Things that change nothing of a setting but where they are."""
BESIDE = [
    (Setting.MEADOW, "horse", "cow"),
    (Setting.DESERT, "camel", "cactus"),
    (Setting.MOUNTAINS, "goat", "ram"),
    (Setting.VILLAGE, "dog", "cat"),
    (Setting.BEACH, "crab", "tortoise"),
    (Setting.CITY, "car", "bus"),
    (Setting.ROOM, "book", "teapot"),
    (Setting.ROOM, "sofa", "bed"),
]
"""Things on land, for which a setting makes room: one instead of another changes them alone."""


def seen(one, other) -> np.ndarray:
    """Return where two pictures differ plainly."""
    return one.apart(other) > 12


def test_every_setting_is_served():
    assert set(painter.SETTINGS) == set(Setting)


def test_layers_are_painted_from_far_to_near(monkeypatch):
    called = []

    class Spy(painter.SETTINGS[Setting.OCEAN]):
        def sky(self):
            called.append("sky")
            super().sky()

        def far(self):
            called.append("far")

        def mid(self):
            called.append("mid")

        def near(self):
            called.append("near")

    monkeypatch.setitem(painter.SETTINGS, Setting.OCEAN, Spy)
    painter.paint(AN_ORDER)
    assert called == ["sky", "far", "mid", "near"]


def test_same_order_same_picture():
    one, again = (painter.paint(AN_ORDER).pixels for _ in range(2))
    assert np.array_equal(one, again)


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 2},
        {"setting": Setting.BEACH},
        {"style": Style.ANIME},
        {"moment": replace(NOON, hour=Hour.DUSK)},
        {"moment": replace(NOON, weather=Weather.STORM)},
        {"things": (things()["sailboat"],)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_order_another_picture(change):
    one, other = (painter.paint(order).pixels for order in (AN_ORDER, replace(AN_ORDER, **change)))
    assert np.abs(one.astype(int) - other.astype(int)).mean() > 1


@pytest.mark.parametrize("style", [Style.PHOTOREALISTIC, Style.WATERCOLOR])
def test_threads_do_not_matter(style):
    """OpenCV splits its work among threads; the picture must not tell."""
    order = replace(AN_ORDER, style=style, size=Size(width=320, height=180))
    kept = cv2.getNumThreads()
    pictures = []
    for threads in (1, 4):
        cv2.setNumThreads(threads)
        pictures.append(painter.paint(order).pixels)
    cv2.setNumThreads(kept)
    assert np.array_equal(*pictures)


@pytest.mark.parametrize("aspect", Aspect)
def test_sizes_show_the_same_scene(paint, aspect):
    """A picture twice as large is the same picture, larger."""
    across, down = (int(side) for side in aspect.split(":"))
    scale = np.sqrt(7_000 / (across * down))
    wide, tall = round(across * scale), round(down * scale)
    small = paint(Setting.OCEAN, Hour.SUNSET, size=(wide, tall), seed=4)
    large = paint(Setting.OCEAN, Hour.SUNSET, size=(wide * 2, tall * 2), seed=4)
    shrunk = cv2.resize(large.pixels, (wide, tall), interpolation=cv2.INTER_AREA)
    assert np.abs(shrunk.astype(int) - small.pixels.astype(int)).mean() < 12


def test_pictures_are_encoded_exactly(paint):
    pixels = paint(Setting.ROOM).pixels
    kept = png.decoded(png.encoded(pixels[..., ::-1]))
    assert np.array_equal(kept[..., ::-1], pixels)


@pytest.mark.parametrize(("setting", "name"), ALONE)
def test_things_are_seen(paint, setting, name):
    there = seen(paint(setting, names=name), paint(setting))
    assert 0.003 < there.mean() < 0.2


@pytest.mark.parametrize(("setting", "name"), ALONE)
def test_things_keep_clear_of_captions_and_edges(paint, setting, name):
    """The camera moves in by 15 %, and words are written over the lowest fifth."""
    there = seen(paint(setting, names=name), paint(setting))
    rows, columns = np.nonzero(there)
    assert 0.15 < rows.mean() / 72 < 0.78
    assert 0.15 < columns.mean() / 128 < 0.85
    assert there[58:].sum() < 0.2 * there.sum()
    assert not there[:, :8].any()
    assert not there[:, -8:].any()


@pytest.mark.parametrize(("setting", "one", "other"), BESIDE)
def test_things_on_land_keep_clear_of_captions_and_edges(paint, setting, one, other):
    there = seen(*(paint(setting, seed=2, names=name) for name in (one, other)))
    rows, columns = np.nonzero(there)
    assert 0.003 < there.mean() < 0.2
    assert 0.3 < rows.mean() / 72 < 0.8
    assert 0.15 < columns.mean() / 128 < 0.85
    assert there[58:].sum() < 0.25 * there.sum()
    assert not there[:, :8].any()
    assert not there[:, -8:].any()


@pytest.mark.parametrize(
    ("setting", "name"), [(Setting.OCEAN, "sailboat"), (Setting.SKY, "balloon")]
)
def test_things_stand_aside_in_portraits_too(paint, setting, name):
    size = (72, 128)
    there = seen(paint(setting, size=size, names=name), paint(setting, size=size))
    rows, columns = np.nonzero(there)
    assert 0.15 < rows.mean() / 128 < 0.78
    assert 0.15 < columns.mean() / 72 < 0.85


def test_several_things_stand_apart(paint):
    """One stands to the left, one to the right."""
    both = paint(Setting.OCEAN, names="sailboat whale", seed=2)
    there = seen(both, paint(Setting.OCEAN, seed=2))
    shares = [there[:, :64].sum() / there.sum(), there[:, 64:].sum() / there.sum()]
    assert min(shares) > 0.2


def test_what_recurs_keeps_its_looks(paint):
    """In three pictures of each of two films: one lighthouse is redder, whatever the picture."""

    def tone(seed: int, film: int) -> float:
        bare, built = (
            paint(Setting.OCEAN, seed=seed, film=film, names=one) for one in ("", "lighthouse")
        )
        red, _, blue = built.pixels[seen(bare, built)].mean(axis=0)
        return red / blue

    assert all(tone(seed, 3) > tone(seed, 1) + 0.05 for seed in (1, 2, 3))


def test_what_recurs_is_as_many(paint):
    """A flock has the same number of heads in all pictures of a film, and another in another."""
    shares = {
        film: [
            seen(
                paint(Setting.UNDERWATER, seed=seed, film=film, names="fish"),
                paint(Setting.UNDERWATER, seed=seed, film=film),
            ).mean()
            for seed in (1, 2)
        ]
        for film in range(1, 4)
    }
    within = max(max(pair) / min(pair) for pair in shares.values())
    across = max(map(max, shares.values())) / min(map(min, shares.values()))
    assert across > within


def test_what_has_no_place_is_told(paint):
    assert paint(Setting.OCEAN, names="deer sailboat teapot").unplaced == ("deer", "teapot")


def test_what_has_no_place_leaves_no_trace(paint):
    """The order of the deer changes nothing in a sea, not even where the waves are."""
    assert not seen(paint(Setting.OCEAN, names="deer"), paint(Setting.OCEAN)).any()


@pytest.mark.parametrize(
    ("hour", "names"), [(Hour.DAY, "horse"), (Hour.SUNSET, "horse"), (Hour.NIGHT, "horse")]
)
def test_things_take_the_light_of_the_hour(paint, hour, names):
    """A figure is about as light as its surroundings, by day and by night."""
    there = seen(
        paint(Setting.MEADOW, hour, names=names), paint(Setting.MEADOW, hour, names="snail")
    )
    picture = paint(Setting.MEADOW, hour, names=names)
    assert picture.light[there].mean() < 1.9 * picture.mean
    assert picture.light[there].mean() > 0.2 * picture.mean


def test_fog_veils_things_too(paint):
    """A sailboat in fog stands out less than in clear air."""
    stands = []
    for weather in (Weather.CLEAR, Weather.FOG):
        bare, with_boat = (paint(Setting.OCEAN, weather, names=one) for one in ("", "sailboat"))
        change = with_boat.apart(bare)
        stands.append(change[change > 6].mean())
    assert stands[1] < stands[0]


def test_lamps_glow_in_the_dark(paint):
    """A candle lights the room more at night than by day."""
    glow = []
    for hour in (Hour.DAY, Hour.NIGHT):
        cold, lit = (paint(Setting.ROOM, hour, names=one) for one in ("bread", "candle"))
        glow.append((lit.light - cold.light).max())
    assert glow[1] > 0.8 * glow[0]
