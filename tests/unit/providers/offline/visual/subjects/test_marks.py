"""Where each thing goes, and how large it is shown."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects import figure, marks
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft
from reelwright.providers.offline.visual.subjects.marks import CLOSE, EDGE, LOW, LOWEST, TOP, Mark
from reelwright.providers.offline.visual.subjects.things import Thing, things

ALL = things()
SIZES = [(160, 90), (90, 160), (120, 120), (96, 120), (210, 90)]
everything = st.sampled_from(sorted(ALL))
seeds = st.integers(0, 2**31)


def placed(
    stage: Stage,
    thing: Thing,
    footing: Footing | None = None,
    rank: tuple[int, int] = (0, 1),
) -> list[Mark]:
    ground = footing or Footing(stage.view, 4.0, 200.0)
    return marks.marks(stage, thing, ground, rank, stage.rng(f"cast {rank[0]} {thing.name}"))


def one(stage: Stage, name: str, footing: Footing | None = None) -> Mark:
    return placed(stage, replace(ALL[name], many=(1, 1)), footing)[0]


@settings(max_examples=150, deadline=None)
@given(everything, seeds, st.sampled_from(SIZES))
def test_marks_stay_in_the_safe_part(
    staged: Callable[..., Stage], name: str, seed: int, size: tuple[int, int]
) -> None:
    stage = staged(size, seed=seed)
    for mark in placed(stage, ALL[name]):
        assert size[0] * EDGE - 1e-6 <= mark.x <= size[0] * (1 - EDGE) + 1e-6
        assert stage.view.horizon - 1 <= mark.y <= size[1] * LOWEST + 1e-3
        assert 4.0 <= mark.ahead <= 200.0
        assert mark.height >= 1


@pytest.mark.parametrize("seed", range(4))
def test_captions_stay_free_where_nothing_fits(staged: Callable[..., Stage], seed: int) -> None:
    stage = staged(seed=seed)
    nowhere = Footing(stage.view, 2.0, 2.0, fits=lambda _across, _ahead: False)
    assert one(stage, "deer", nowhere).y == pytest.approx(120 * (LOWEST + 0.02))


@settings(max_examples=60, deadline=None)
@given(everything, seeds)
def test_there_are_as_many_as_usual(staged: Callable[..., Stage], name: str, seed: int) -> None:
    least, most = ALL[name].many
    assert least <= len(placed(staged(seed=1, film=seed), ALL[name])) <= most


@pytest.mark.parametrize("name", [name for name, thing in ALL.items() if thing.many[1] > 1])
def test_a_film_keeps_the_count(staged: Callable[..., Stage], name: str) -> None:
    counts = {len(placed(staged(seed=seed, film=5), ALL[name])) for seed in range(6)}
    others = {len(placed(staged(seed=1, film=film), ALL[name])) for film in range(30)}
    assert len(counts) == 1
    assert len(others) > 1


def test_pictures_of_a_film_place_it_anew(staged: Callable[..., Stage]) -> None:
    places = {round(one(staged(seed=seed, film=5), "deer").x) for seed in range(12)}
    assert len(places) > 6


def test_marks_keep_their_seed(staged: Callable[..., Stage]) -> None:
    first, again = (placed(staged(seed=3), ALL["sheep"]) for _ in range(2))
    assert first == again


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_lone_things_stand_off_the_middle(staged: Callable[..., Stage], seed: int) -> None:
    share = abs(one(staged((320, 180), seed=seed), "deer").x / 160 - 1)
    assert 0.11 < share < 0.39


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(2, 4))
def test_several_things_stand_apart(staged: Callable[..., Stage], seed: int, count: int) -> None:
    stage = staged((320, 180), seed=seed)
    names = ["deer", "fox", "wolf", "bear"][:count]
    columns = [
        placed(stage, replace(ALL[name], many=(1, 1)), rank=(number, count))[0].x
        for number, name in enumerate(names)
    ]
    assert np.diff(columns).min() > 320 * 0.05


@settings(max_examples=60, deadline=None)
@given(everything, seeds)
def test_things_look_into_the_picture(staged: Callable[..., Stage], name: str, seed: int) -> None:
    mark = one(staged(seed=seed), name)
    assert mark.mirrored == (not ALL[name].still and mark.x < 80)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["deer", "fox", "cottage", "car", "man"]), seeds)
def test_sizes_agree_with_the_distance(staged: Callable[..., Stage], name: str, seed: int) -> None:
    stage = staged((320, 180), seed=seed)
    mark, shown = one(stage, name), marks.shown(ALL[name]) * stage.view.unit
    true = stage.view.focal * ALL[name].tall / mark.ahead
    wanted = np.clip(true, shown * 0.72, shown * 1.35)
    assert mark.height == pytest.approx(wanted, abs=1)


def test_farther_ground_shows_smaller_things(staged: Callable[..., Stage]) -> None:
    stage = staged((320, 180))
    near, far = (
        one(stage, "man", Footing(stage.view, ahead, ahead)).height for ahead in (9.0, 20.0)
    )
    assert near > far


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_plurals_stand_in_depth(staged: Callable[..., Stage], seed: int) -> None:
    stage = staged((320, 180), seed=seed)
    first, *others = placed(stage, replace(ALL["sheep"], many=(4, 4)))
    assert len(others) == 3
    assert all(other.ahead >= first.ahead * 0.99 for other in others)
    assert all(other.height <= first.height * 1.1 for other in others)
    assert len({round(mark.x) for mark in (first, *others)}) > 1


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["eagle", "balloon", "airplane", "dove"]), seeds)
def test_flying_things_hover_between_rows(
    staged: Callable[..., Stage], name: str, seed: int
) -> None:
    stage = staged(seed=seed)
    for mark in placed(stage, ALL[name], aloft(stage.view, 0.2, 0.35)):
        middle = (mark.y - mark.height / 2) / 120
        assert 0.195 <= middle <= 0.355
        assert mark.ahead == 80


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["butterfly", "bee", "dragonfly"]), seeds)
def test_insects_fly_low_and_close_by(staged: Callable[..., Stage], name: str, seed: int) -> None:
    stage = staged(seed=seed)
    for mark in placed(stage, ALL[name], aloft(stage.view, 0.2, 0.35)):
        middle = (mark.y - mark.height / 2) / 120
        assert LOW[0] - 0.005 <= middle <= LOW[1] + 0.005
        assert mark.ahead == CLOSE


@pytest.mark.parametrize("seed", range(4))
def test_flying_things_stay_below_the_upper_edge(staged: Callable[..., Stage], seed: int) -> None:
    stage = staged((320, 180), seed=seed)
    mark = one(stage, "dragon", aloft(stage.view, 0.0, 0.01))
    assert mark.y - mark.height >= 180 * TOP / 2 - 1


def test_groups_mostly_look_one_way(staged: Callable[..., Stage]) -> None:
    """Of a pair, the second looks where the first does, but for one in five."""
    pairs = [
        placed(staged((320, 180), seed=seed), replace(ALL["camel"], many=(2, 2)))
        for seed in range(60)
    ]
    same = sum(first.mirrored is second.mirrored for first, second in pairs)
    assert 40 <= same <= 56


@pytest.mark.parametrize("seed", range(6))
def test_unfit_ground_is_avoided(staged: Callable[..., Stage], seed: int) -> None:
    stage = staged((320, 180), seed=seed)
    shore = Footing(stage.view, 4, 60, fits=lambda across, _ahead: across > 0.5)
    mark = one(stage, "deer", shore)
    assert (mark.x - 160) * mark.ahead / stage.view.focal > 0.5


@pytest.mark.parametrize("seed", range(6))
def test_things_stand_on_the_ground_as_it_lies(staged: Callable[..., Stage], seed: int) -> None:
    stage = staged((320, 180), seed=seed)
    hill = Footing(stage.view, 6, 60, lambda across, ahead: across * 0.05 + ahead * 0.01)
    mark = one(stage, "deer", hill)
    across = (mark.x - stage.view.middle) * mark.ahead / stage.view.focal
    row = stage.view.y(across * 0.05 + mark.ahead * 0.01, mark.ahead)
    assert mark.y == pytest.approx(row, abs=0.01)


@pytest.mark.parametrize("seed", range(6))
def test_footings_may_keep_the_middle_free(staged: Callable[..., Stage], seed: int) -> None:
    stage = staged((320, 180), seed=seed)
    mark = one(stage, "chair", Footing(stage.view, 4, 6, middle=0.42, edge=0.55))
    assert 0.41 < abs(mark.x / 160 - 1) < 0.56


@pytest.mark.parametrize("place", Place)
def test_larger_things_are_shown_larger(place: Place) -> None:
    model = replace(ALL["deer"], place=place)
    sizes = [marks.shown(replace(model, tall=tall)) for tall in (0.1, 0.5, 2, 10, 50)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2]
    assert 0.08 < sizes[0] < sizes[-1] < 0.43


def test_small_things_are_shown_large_enough_to_know() -> None:
    assert min(marks.shown(thing) for thing in ALL.values()) > 0.08


def test_what_lies_on_a_crate_is_shown_large() -> None:
    raised = replace(ALL["strawberry"].at(Place.LAND), raised=True)
    assert marks.shown(raised) > 2 * marks.shown(ALL["strawberry"].at(Place.LAND))


@settings(max_examples=150, deadline=None)
@given(everything, seeds, st.sampled_from(SIZES))
def test_nothing_is_cut_off(
    staged: Callable[..., Stage], name: str, seed: int, size: tuple[int, int]
) -> None:
    stage = staged(size, seed=seed)
    for mark in placed(stage, ALL[name]):
        left, top, right, bottom = marks.span(ALL[name], mark)
        assert 0 <= left < right <= size[0]
        assert 0 <= top < bottom <= size[1] * LOWEST + 1e-3


def test_spans_are_as_wide_as_the_figure() -> None:
    mark = Mark(80.0, 90.0, 40, 10.0, mirrored=False)
    half = figure.width(ALL["deer"]) * 20
    assert marks.span(ALL["deer"], mark) == (80 - half, 50, 80 + half, 90)


@pytest.mark.parametrize(
    ("other", "hidden"),
    [
        ((0, 0, 10, 10), 1.0),
        ((5, 0, 15, 10), 0.5),
        ((2, 2, 4, 4), 1.0),
        ((10, 0, 20, 10), 0.0),
        ((20, 20, 30, 30), 0.0),
    ],
)
def test_overlap_is_of_the_smaller(other: marks.Span, hidden: float) -> None:
    assert marks.overlap((0, 0, 10, 10), other) == hidden
    assert marks.overlap(other, (0, 0, 10, 10)) == hidden


@settings(max_examples=40, deadline=None)
@given(seeds, st.lists(st.sampled_from(["deer", "fox", "man", "horse"]), min_size=2, max_size=4))
def test_what_is_taken_is_left_free(
    staged: Callable[..., Stage], seed: int, names: list[str]
) -> None:
    stage, taken = staged((320, 180), seed=seed), list[marks.Span]()
    ground, hidden = Footing(stage.view, 4.0, 200.0), []
    for number, name in enumerate(names):
        rng = stage.rng(f"cast {number} {name}")
        thing = replace(ALL[name], many=(1, 1))
        (mark,) = marks.marks(
            stage, thing, ground, (number, len(names)), rng, marks.Room(tuple(taken))
        )
        part = marks.span(thing, mark)
        hidden += [marks.overlap(part, other) for other in taken]
        taken.append(part)
    assert max(hidden) <= 0.3


@pytest.mark.parametrize("seed", range(6))
def test_land_before_it_is_avoided(staged: Callable[..., Stage], seed: int) -> None:
    stage = staged((320, 180), seed=seed)
    stage.canvas.depth[:, 160:] = 2.0
    mark = one(stage, "deer")
    assert mark.x < 170


@pytest.mark.parametrize(
    ("name", "beside", "share"),
    [
        ("deer", ["deer"], 1.0),
        ("elephant", ["elephant", "mouse"], 1.0),
        ("cottage", ["eagle", "cottage"], 1.0),
    ],
)
def test_the_largest_of_its_place_is_shown_as_usual(
    name: str, beside: list[str], share: float
) -> None:
    assert marks.share(ALL[name], [ALL[one] for one in beside]) == share


def test_small_things_are_smaller_beside_large_ones() -> None:
    mouse, elephant = ALL["mouse"], ALL["elephant"]
    beside = marks.shown(mouse) * marks.share(mouse, [mouse, elephant])
    assert beside == pytest.approx(marks.LEAST)
    assert marks.shown(elephant) > 3.3 * beside
    assert marks.shown(elephant) < 3 * marks.shown(mouse)
