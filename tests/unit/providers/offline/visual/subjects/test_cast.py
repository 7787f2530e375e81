"""Setting things where they belong."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects import cast, marks
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft
from reelwright.providers.offline.visual.subjects.marks import Mark
from reelwright.providers.offline.visual.subjects.things import things

ALL = things()
SIZE = (160, 120)
MARK = Mark(80.0, 90.0, 40, 10.0, mirrored=False)


def put(stage: Stage, name: str, mark: Mark = MARK) -> np.ndarray:
    """Return how the picture changes."""
    before = stage.canvas.light.copy()
    cast.put(stage, ALL[name], Footing(stage.view, 4, 60), mark)
    return np.asarray(stage.canvas.light - before)


def where(change: np.ndarray) -> np.ndarray:
    return np.asarray(np.abs(change).max(axis=-1) > 0.01)


def looks(staged: Callable[..., Stage], name: str, seed: int, film: int) -> bytes:
    """Return a thing as a picture of a film shows it, in the same light and place."""
    stage = staged(SIZE, seed=seed, film=film, sun=(0.8, 0.5), horizon=0.6, eye=2.0, clear=1e9)
    stage.canvas.light[:] = 0.0
    put(stage, name, replace(MARK, height=60, ahead=30.0))
    return stage.canvas.light.round(3).tobytes()


@pytest.mark.parametrize("name", ["deer", "fox", "bicycle", "cactus", "man"])
def test_things_are_where_their_mark_is(staged: Callable[..., Stage], name: str) -> None:
    stage = staged(SIZE, ground=10.5)
    put(stage, name)
    rows, columns = np.nonzero(stage.canvas.depth == 10)
    assert rows.min() == pytest.approx(50, abs=2)
    assert rows.max() + 1 == pytest.approx(90, abs=2)
    assert (columns.min() + columns.max() + 1) / 2 == pytest.approx(80, abs=5)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["deer", "sailboat", "campfire", "cottage", "eagle", "oak"]),
    st.floats(-60, 220),
    st.floats(-40, 190),
    st.integers(2, 130),
    st.booleans(),
)
def test_marks_may_be_anywhere(
    staged: Callable[..., Stage], name: str, x: float, y: float, height: int, mirrored: bool
) -> None:
    stage = staged((80, 60), ground=12.0)
    put(stage, name, Mark(x, y, height, 10.0, mirrored))
    assert np.isfinite(stage.canvas.light).all()
    assert stage.canvas.light.min() >= -1e-4


@pytest.mark.parametrize("name", ["deer", "cottage", "sailboat"])
def test_nearer_things_hide_it(staged: Callable[..., Stage], name: str) -> None:
    stage = staged(SIZE)
    stage.canvas.depth[:, :80] = 3.0
    put(stage, name)
    assert (stage.canvas.depth[:, :80] == 3).all()
    assert (stage.canvas.depth[:, 80:] == 10).any()


@pytest.mark.parametrize("name", ["deer", "bicycle"])
def test_mirrored_things_look_the_other_way(staged: Callable[..., Stage], name: str) -> None:
    covers = []
    for mirrored in (False, True):
        stage = staged(SIZE)
        put(stage, name, replace(MARK, mirrored=mirrored))
        there = stage.canvas.depth == 10
        columns = np.flatnonzero(there.any(axis=0))
        covers.append(there[:, columns[0] : columns[-1] + 1])
    assert np.array_equal(covers[0], covers[1][:, ::-1])
    assert not np.array_equal(covers[0], covers[1])


def test_denser_air_hides_more(staged: Callable[..., Stage]) -> None:
    away = []
    for clear in (1e6, 30.0, 5.0):
        stage = staged(SIZE, clear=clear)
        put(stage, "bear")
        haze = np.broadcast_to(stage.air.haze[None], stage.canvas.light.shape)
        away.append(float(np.abs(stage.canvas.light - haze)[stage.canvas.depth == 10].mean()))
    assert away[0] > away[1] > away[2]


def test_things_are_darker_at_night(staged: Callable[..., Stage]) -> None:
    means = []
    for hour in (Hour.DAY, Hour.NIGHT):
        stage = staged(SIZE, hour=hour, clear=1e9)
        put(stage, "sheep")
        means.append(float(stage.canvas.light[stage.canvas.depth == 10].mean()))
    assert means[0] > 2 * means[1]


@pytest.mark.parametrize("name", ["deer", "car", "book", "chair"])
def test_what_stands_has_a_shadow(staged: Callable[..., Stage], name: str) -> None:
    change = put(staged(SIZE, ground=10.5), name).sum(axis=-1)
    beneath = change[90:96]
    assert beneath.min() < -0.05
    assert beneath.max() <= 1e-4


@pytest.mark.parametrize("name", ["eagle", "balloon", "fish", "rocket"])
def test_what_hovers_has_none(staged: Callable[..., Stage], name: str) -> None:
    change = where(put(staged(SIZE, ground=10.5), name))
    assert not change[92:].any()


@pytest.mark.parametrize("name", ["sailboat", "swan"])
def test_what_floats_has_an_image(staged: Callable[..., Stage], name: str) -> None:
    change = where(put(staged(SIZE, ground=10.5), name))
    assert change[92:100].any()
    assert not change[131:].any()


@pytest.mark.parametrize("name", ["duck", "swan"])
def test_what_swims_leaves_no_image_on_land(staged: Callable[..., Stage], name: str) -> None:
    stage = staged(SIZE, ground=10.5)
    stage.canvas.light[:] = 0.05
    there = replace(ALL[name], many=(1, 1), place=Place.LAND)
    cast.cast(stage, there, Footing(stage.view, 6, 10), (0, 1))
    foot = int(np.flatnonzero((stage.canvas.depth < 10.5).any(axis=1))[-1]) + 1
    assert stage.canvas.light[foot + 1 :].max() <= 0.05 + 1e-4


def test_what_is_raised_lies_on_a_crate(staged: Callable[..., Stage]) -> None:
    """A crate is wider than what lies on it, and fills the lower half."""
    stage = staged(SIZE, ground=10.5)
    raised = replace(ALL["guitar"].at(Place.LAND), raised=True)
    cast.put(stage, raised, Footing(stage.view, 4, 60), MARK)
    wide = (stage.canvas.depth == 10).sum(axis=1)
    assert wide[76:88].min() > 30
    assert 4 < wide[54:66].max() < 30


def test_what_is_firm_leaves_no_wash(staged: Callable[..., Stage]) -> None:
    """Under a bridge in the dark, nothing is white."""
    white = []
    for name in ("bridge", "canoe"):
        stage = staged(SIZE, ground=10.5)
        stage.canvas.light[:] = 0.0
        put(stage, name)
        white.append(float(stage.canvas.light[90:94, 70:90].mean()))
    assert white[0] < 0.5 * white[1]


@pytest.mark.parametrize(("wet", "wide"), [(True, 160), (False, 155)])
def test_bridges_reach_from_edge_to_edge_on_open_water(
    staged: Callable[..., Stage], wet: bool, wide: int
) -> None:
    stage = staged(SIZE, ground=10.5)
    stage.canvas.water[:] = wet
    put(stage, "bridge", replace(MARK, height=34))
    assert (stage.canvas.depth == 10).any(axis=0).sum() == pytest.approx(wide, abs=4)


def test_what_runs_on_rails_has_a_track(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE, ground=10.5)
    change = where(put(stage, "train", replace(MARK, height=20)))
    assert change[90:92].all()


def test_what_looks_another_way_in_its_place_is_drawn_so(staged: Callable[..., Stage]) -> None:
    """A dragon on the ground is the standing one, taller than wide."""
    stage = staged(SIZE, ground=10.5)
    there = replace(ALL["dragon"], place=Place.LAND)
    cast.cast(stage, there, Footing(stage.view, 9, 10), (0, 1))
    rows, columns = np.nonzero(stage.canvas.depth < 10.4)
    assert np.ptp(columns) < 1.1 * np.ptp(rows)


@pytest.mark.parametrize("name", ["campfire", "lantern", "comet"])
def test_what_shines_lights_the_air(staged: Callable[..., Stage], name: str) -> None:
    stage = staged(SIZE, hour=Hour.NIGHT)
    stage.canvas.light[:] = 0.0
    change = put(stage, name)
    around = change.copy()
    around[stage.canvas.depth == 10] = 0
    assert around[55:70, 40:120].max() > 0.02


def test_what_does_not_shine_leaves_the_dark(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE, hour=Hour.NIGHT)
    stage.canvas.light[:] = 0.0
    change = where(put(stage, "deer"))
    assert not change[:45].any()


def test_edges_take_the_light_behind(staged: Callable[..., Stage]) -> None:
    seen = []
    for level in (0.0, 2.0):
        stage = staged(SIZE, clear=1e9)
        stage.canvas.light[:] = level
        put(stage, "bear")
        seen.append((stage.canvas.light.mean(axis=-1), stage.canvas.depth == 10))
    more = seen[1][0] - seen[0][0]
    there = seen[0][1]
    inside = there.copy()
    for _ in range(5):
        inside[1:-1, 1:-1] &= (
            inside[:-2, 1:-1] & inside[2:, 1:-1] & inside[1:-1, :-2] & inside[1:-1, 2:]
        )
    assert more[there & ~inside].mean() > 3 * more[inside].mean()


@pytest.mark.parametrize("name", ["cottage", "church", "windmill", "palm"])
def test_a_film_keeps_the_looks(staged: Callable[..., Stage], name: str) -> None:
    first, again = (looks(staged, name, seed, 4) for seed in (1, 2))
    assert first == again


@pytest.mark.parametrize("name", ["cottage", "church", "palm"])
def test_other_films_have_other_looks(staged: Callable[..., Stage], name: str) -> None:
    assert len({looks(staged, name, 1, film) for film in range(5)}) > 1


@pytest.mark.parametrize("name", ["lighthouse", "oak"])
def test_built_and_grown_things_stand_on_their_mark(
    staged: Callable[..., Stage], name: str
) -> None:
    stage = staged(SIZE, horizon=0.6, eye=2.0)
    put(stage, name, replace(MARK, height=60, ahead=30.0))
    rows = np.flatnonzero((stage.canvas.depth == 30).any(axis=1))
    assert rows[-1] + 1 == pytest.approx(91, abs=2)
    assert rows[0] == pytest.approx(31, abs=9)


@pytest.mark.parametrize("seed", range(1, 4))
def test_casts_set_as_many_as_marked(staged: Callable[..., Stage], seed: int) -> None:
    stage, again = (staged((320, 240), seed=seed, ground=500.0) for _ in range(2))
    ground = Footing(stage.view, 4, 200)
    cast.cast(stage, ALL["sheep"], ground, (0, 1))
    wanted = marks.marks(again, ALL["sheep"], ground, (0, 1), again.rng("cast 0 sheep"))
    depths = set(np.unique(stage.canvas.depth)) - {np.float32(500), FAR}
    assert depths <= {np.float32(mark.ahead) for mark in wanted}
    assert max(depths) in {np.float32(mark.ahead) for mark in wanted}


def test_flocks_and_rainbows_are_cast(staged: Callable[..., Stage]) -> None:
    for name in ("birds", "rainbow"):
        stage = staged((320, 240))
        before = stage.canvas.light.copy()
        cast.cast(stage, ALL[name], aloft(stage.view), (0, 1))
        assert (stage.canvas.depth == FAR).all()
        assert np.abs(stage.canvas.light - before).max() > 0.05


@pytest.mark.parametrize("name", ["deer", "sailboat", "birds", "cottage"])
def test_casts_keep_their_seed(staged: Callable[..., Stage], name: str) -> None:
    seen = []
    for seed in (1, 1, 2):
        stage = staged(SIZE, seed=seed, sun=(0.8, 0.5), ground=500.0)
        ground = aloft(stage.view) if name == "birds" else Footing(stage.view, 4, 200)
        cast.cast(stage, ALL[name], ground, (0, 1))
        seen.append(stage.canvas.light)
    assert np.array_equal(seen[0], seen[1])
    assert not np.array_equal(seen[0], seen[2])


def test_company_is_set_the_farther_first(staged: Callable[..., Stage]) -> None:
    stage = staged((320, 240), ground=500.0)
    near, far = Footing(stage.view, 6, 6), Footing(stage.view, 20, 20)
    cast.company(stage, [(ALL["mouse"], near, (0, 2)), (ALL["elephant"], far, (1, 2))])
    assert {6.0, 20.0} <= set(np.unique(stage.canvas.depth).tolist())


def test_company_does_not_depend_on_who_is_named_first(staged: Callable[..., Stage]) -> None:
    seen = []
    for order in (1, -1):
        stage = staged((160, 120), ground=500.0)
        ground = Footing(stage.view, 5, 60)
        parts = [(ALL["deer"], ground, (0, 2)), (ALL["fox"], ground, (1, 2))]
        cast.company(stage, parts[::order])
        seen.append(stage.canvas.light)
    assert np.array_equal(seen[0], seen[1])


@pytest.mark.parametrize("seed", range(4))
def test_elephants_dwarf_mice(staged: Callable[..., Stage], seed: int) -> None:
    stage = staged((320, 240), seed=seed, ground=500.0)
    ground = Footing(stage.view, 5, 60)
    mouse, elephant = (replace(ALL[name], many=(1, 1)) for name in ("mouse", "elephant"))
    cast.company(stage, [(mouse, ground, (0, 2)), (elephant, ground, (1, 2))])
    depths = sorted(set(np.unique(stage.canvas.depth).tolist()) - {500.0, float(FAR)})
    tall = [int(np.ptp(np.nonzero(stage.canvas.depth == depth)[0])) for depth in depths]
    assert len(tall) == 2
    assert tall[1] > 2.5 * tall[0]


def test_what_hangs_has_a_cable(staged: Callable[..., Stage]) -> None:
    stage = staged((320, 180))
    stage.canvas.light[:] = 1.0
    cast.put(
        stage, ALL["cable_car"], aloft(stage.view), Mark(200.0, 80.0, 40, 80.0, mirrored=False)
    )
    left, right = (np.flatnonzero(stage.canvas.light[:, x, 0] < 0.9) for x in (20, 300))
    assert left.size
    assert right.size
    assert left.mean() > right.mean()


@pytest.mark.parametrize("name", ["fox", "sailboat", "car", "frog"])
def test_drawn_things_keep_their_looks_in_all_films(
    staged: Callable[..., Stage], name: str
) -> None:
    assert len({looks(staged, name, seed, film) for seed, film in ((1, 4), (2, 4), (1, 5))}) == 1
