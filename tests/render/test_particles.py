"""Particles are functions of seed, time and camera, and drawn the same either way."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.stack import Particles, Weather
from reelwright.render.kernels.drawing import drawing
from reelwright.render.particles import WEATHERS
from reelwright.render.particles.field import View, rolls
from reelwright.render.particles.sprites import Shape, Sprites, ycc
from reelwright.render.planes import Planes, from_bgr
from reelwright.render.sources.air import Air

GROUND = {
    Weather.SNOW: ((120, 90, 60), (190, 175, 160)),
    Weather.RAIN: ((70, 60, 50), (110, 100, 90)),
    Weather.DUST: ((30, 50, 70), (60, 90, 120)),
    Weather.EMBERS: ((20, 10, 15), (20, 30, 60)),
    Weather.LEAVES: ((220, 200, 170), (150, 190, 200)),
    Weather.BUBBLES: ((140, 90, 20), (60, 30, 5)),
    Weather.STARS: ((35, 15, 10), (90, 50, 40)),
    Weather.RAYS: ((40, 80, 60), (30, 50, 40)),
}


def ground(weather: Weather, width: int = 320, height: int = 180) -> Planes:
    down = np.linspace(0, 1, height)[:, None, None]
    top, bottom = (np.array(colour) for colour in GROUND[weather])
    shaded = np.broadcast_to(top * (1 - down) + bottom * down, (height, width, 3))
    return from_bgr(np.ascontiguousarray(shaded.astype(np.uint8)))


def grey(width: int, height: int, level: int = 60) -> Planes:
    return from_bgr(np.full((height, width, 3), level, np.uint8))


def drawn(
    into: Planes, seconds: float, way: str = "numba", camera=(1.0, (0.0, 0.0)), **fields
) -> Planes:
    Air(Particles(**fields), into.size, drawing(way).sprites).show(seconds, *camera, into)
    return into


def picture(planes: Planes) -> np.ndarray:
    chroma = [cv2.resize(plane, planes.size) for plane in (planes.u, planes.v)]
    luma, blue, red = (plane.astype(float) for plane in (planes.y, *chroma))
    matrix = np.array([[1.1644, 2.1124, 0], [1.1644, -0.2132, -0.5329], [1.1644, 0, 1.7927]])
    bgr = np.dstack([luma - 16, blue - 128, red - 128]) @ matrix.T
    return np.clip(np.rint(bgr), 0, 255).astype(np.uint8)


def furthest(one: Planes, two: Planes) -> int:
    return max(int(np.abs(a.astype(int) - b).max()) for a, b in zip(one, two, strict=True))


def positions(weather: Weather, seconds: float, view: View | None = None) -> np.ndarray:
    chance = rolls(3, WEATHERS[weather].count)
    return WEATHERS[weather].sprites(chance, seconds, view or View((320, 180))).numbers[:2].T


def test_every_weather_is_there():
    assert set(WEATHERS) == set(Weather)


@pytest.mark.parametrize("weather", Weather)
def test_it_looks_as_it_did(weather, golden):
    golden(f"particles-{weather}", picture(drawn(ground(weather), 3.0, weather=weather, seed=3)))


@pytest.mark.parametrize("weather", Weather)
@pytest.mark.parametrize("size", [(320, 180), (98, 130)])
def test_both_ways_draw_the_same(weather, size):
    one, two = (
        drawn(grey(*size), 2.5, way, (1.4, (3.3, -2.1)), weather=weather)
        for way in ("numba", "opencv")
    )
    assert furthest(one, grey(*size)) > 20
    # A sprite over another may turn a half the other way in each of them.
    assert furthest(one, two) <= 1


@pytest.mark.parametrize("weather", Weather)
def test_seed_and_time_say_all(weather):
    first = drawn(grey(320, 180), 2.5, weather=weather, seed=1)
    assert furthest(first, drawn(grey(320, 180), 2.5, weather=weather, seed=1)) == 0
    assert furthest(first, drawn(grey(320, 180), 2.5, weather=weather, seed=2)) > 20
    assert furthest(first, drawn(grey(320, 180), 3.5, weather=weather, seed=1)) > 10


@pytest.mark.parametrize("weather", Weather)
def test_amount_adds_and_moves_none(weather):
    few, many = rolls(7, 100), rolls(7, 250)
    assert np.array_equal(few, many[:, :100])
    changed = [
        np.abs(drawn(grey(320, 180), 1.0, weather=weather, amount=amount).y.astype(int) - 68).sum()
        for amount in (0.5, 1, 2)
    ]
    assert changed[1] / changed[0] == pytest.approx(2, rel=0.35)
    assert changed[2] / changed[1] == pytest.approx(2, rel=0.35)


@pytest.mark.parametrize("weather", Weather)
def test_it_looks_alike_at_every_size(weather):
    sizes = [(640, 360), (1280, 720)]
    small, large = (drawn(grey(*size), 2.0, weather=weather).y.astype(float) - 68 for size in sizes)
    assert large.mean() == pytest.approx(small.mean(), rel=0.1)
    halved = cv2.resize(large, sizes[0], interpolation=cv2.INTER_AREA)
    soft, other = (cv2.GaussianBlur(one, (0, 0), 3) for one in (small, halved))
    assert np.corrcoef(soft.ravel(), other.ravel())[0, 1] > 0.97


@pytest.mark.parametrize(
    ("weather", "lowest", "highest"),
    [("snow", 0.03, 0.3), ("rain", 0.9, 3.2), ("leaves", 0.02, 0.3), ("bubbles", -0.25, -0.02)],
)
def test_all_fall_or_rise(weather, lowest, highest):
    # In heights of the frame a second; what came in at the other side is left out.
    step = 1 / 240
    fallen = (positions(weather, 2 + step) - positions(weather, 2))[:, 1] / 180 / step
    kept = np.abs(fallen) < 0.5 / step
    assert kept.mean() > 0.95
    assert lowest <= np.median(fallen[kept]) <= highest
    assert (np.sign(fallen[kept]) == np.sign(highest)).mean() > 0.95


def test_embers_rise_while_they_glow():
    step = 1 / 240
    risen = (positions("embers", 2) - positions("embers", 2 + step))[:, 1] / 180 / step
    kept = np.abs(risen) < 0.5 / step
    assert (risen[kept] > 0).mean() > 0.9


def test_stars_stand_and_twinkle():
    assert np.array_equal(positions("stars", 0), positions("stars", 9.3))
    chance = rolls(3, 300)
    alphas = np.array(
        [
            WEATHERS["stars"].sprites(chance, t, View((320, 180))).numbers[7]
            for t in np.arange(0, 6, 0.1)
        ]
    )
    swing = np.ptp(alphas, axis=0) / alphas.max(axis=0)
    assert 0.1 < np.median(swing) < 0.6
    # Slow enough to be seen as twinkling: no more than a seventh of it from frame to frame.
    fine = np.array(
        [WEATHERS["stars"].sprites(chance, t / 30, View((320, 180))).numbers[7] for t in range(60)]
    )
    assert (np.abs(np.diff(fine, axis=0)).max(axis=0) < 0.15 * alphas.max(axis=0)).all()


@pytest.mark.parametrize("weather", [Weather.SNOW, Weather.STARS, Weather.DUST])
def test_camera_moves_them_in_parallax(weather):
    still, moved, near = (
        positions(weather, 1, View((320, 180), 1.0, (way, 0.0), depth))
        for way, depth in ((0.0, 1.0), (2.0, 1.0), (2.0, 2.0))
    )
    once, twice = ((one - still)[:, 0] for one in (moved, near))
    kept = (np.abs(once) < 50) & (np.abs(twice) < 50)
    assert once[kept] * 2 == pytest.approx(twice[kept], abs=1e-3)
    assert 0.5 * 2 <= np.median(once[kept]) <= 1.5 * 2


def test_a_sprite_is_as_bright_between_pixels_as_on_them():
    light = []
    for part in np.linspace(0, 1, 9):
        planes = grey(64, 64)
        dot = Sprites.of(Shape.DISC, ([30 + part], [31.3]), (1.1, 1.1), ycc(255, 255, 255), 0.9)
        drawing("numba").sprites(dot, (planes.y, planes.u, planes.v))
        light.append((planes.y.astype(float) - planes.y[0, 0]).sum())
    assert np.ptp(light) < 0.06 * np.mean(light)


def test_sprites_move_by_fractions_of_a_pixel():
    centres = []
    for part in np.linspace(0, 2, 17):
        planes = grey(64, 64, 20)
        dot = Sprites.of(Shape.DISC, ([30 + part], [31]), (3, 3), ycc(255, 255, 255), 1.0)
        drawing("numba").sprites(dot, (planes.y, planes.u, planes.v))
        light = planes.y.astype(float) - planes.y[0, 0]
        centres.append((light.sum(axis=0) * np.arange(64)).sum() / light.sum())
    assert centres == pytest.approx(30 + np.linspace(0, 2, 17), abs=0.03)


@given(
    shape=st.sampled_from(list(Shape)),
    x=st.floats(-40, 110),
    y=st.floats(-40, 110),
    along=st.floats(0.01, 60),
    across=st.floats(0.01, 60),
    angle=st.floats(-7, 7),
    veil=st.floats(0, 1),
)
@settings(max_examples=60)
def test_any_sprite_anywhere_is_drawn_the_same(shape, x, y, along, across, angle, veil):
    one, two = grey(70, 66), grey(70, 66)
    ink = ycc(250, 120, 30)
    sprite = Sprites.of(
        shape, ([x], [y]), (along, across), ink, 0.8, angle=angle, soft=0.6, veil=veil
    )
    for way, into in (("numba", one), ("opencv", two)):
        drawing(way).sprites(sprite, (into.y, into.u, into.v))
    assert furthest(one, two) <= 1
    assert one.y.min() >= 16
    assert one.y.max() <= 235


def test_nothing_leaves_the_frame_without_coming_back():
    # Over a minute the middle of the frame is as full as at first.
    for weather in (Weather.SNOW, Weather.RAIN, Weather.LEAVES, Weather.BUBBLES, Weather.DUST):
        inside = [
            np.all(
                (positions(weather, t) > 0) & (positions(weather, t) < [320, 180]), axis=1
            ).mean()
            for t in (0.0, 7.0, 31.0, 60.0)
        ]
        assert min(inside) > 0.6 * max(inside)
        assert min(inside) > 0.3


@pytest.mark.parametrize(("side", "brighter"), [(-1, np.s_[:, :160]), (1, np.s_[:, 160:])])
def test_rays_come_from_their_side(side, brighter):
    shown = drawn(grey(320, 180), 1.0, weather="rays", amount=3, side=side).y.astype(int) - 68
    top = shown[:40]
    assert top[brighter].sum() > 0.9 * top.sum() > 0


def test_rays_only_add_light():
    shown = drawn(grey(320, 180), 1.0, weather="rays", amount=3)
    assert shown.y.min() == grey(320, 180).y.min()
