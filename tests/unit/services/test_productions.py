"""The laws of productions and their scenes."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Brief
from reelwright.model.errors import Conflict, Invalid, NotFound
from reelwright.model.ids import scene_id
from reelwright.model.storyboard import Camera, Scene, Storyboard
from reelwright.model.time import Time
from reelwright.ports.records.productions import Take
from reelwright.ports.records.uploads import Upload, UploadState
from reelwright.services import productions, projects
from reelwright.services.productions import Label, SceneEdit

KEY = "a" * 64
BRIEF = Brief(prompt="the tide")


def scene(number: int, **more) -> Scene:
    words = {"narration": f"Line {number}.", "visual": f"sea {number}", "duration": Time.of(2)}
    return Scene(**{"id": scene_id(number), **words, **more})


def board(*scenes: Scene) -> Storyboard:
    return Storyboard(title="Tides", language="english", mood="calm", scenes=scenes)


THREE = board(scene(1), scene(2, picture=KEY), scene(3, camera=Camera.PULL_BACK, picture_take=2))


@pytest.fixture
def tides(ada, records, rows):
    return productions.create(records, ada.id, BRIEF, Label("native"), rows.at)


@pytest.fixture
def planned(records, rows, tides):
    return productions.planned(records, tides, THREE, rows.at)


def names(records, production) -> list[str]:
    return [row.name for row in records.productions.scenes(production.id)]


def positions(records, production) -> list[int]:
    return [row.position for row in records.productions.scenes(production.id)]


def test_production_made_is_its_owners(ada, records, tides):
    assert productions.get(records, ada.id, tides.id) == tides
    assert (tides.number, tides.version, productions.brief(tides)) == (1, 1, BRIEF)
    assert productions.storyboard(records, tides) is None


def test_production_of_another_is_as_one_that_is_not(ada, bob, records, tides):
    for act in (productions.get, productions.remove):
        for account, production in ((bob.id, tides.id), (ada.id, "none")):
            with pytest.raises(NotFound, match=f"^There is no production '{production}'.$"):
                act(records, account, production)
    assert productions.get(records, ada.id, tides.id) == tides


def test_production_goes_into_ones_own_project_alone(ada, bob, records, rows):
    sea = projects.create(records, ada.id, "Sea", "", origin="native", at=rows.at)
    label = Label("native", project=sea.id)
    made = productions.create(records, ada.id, BRIEF, label, rows.at)
    assert made.project_id == sea.id
    with pytest.raises(NotFound, match=f"There is no project '{sea.id}'"):
        productions.create(records, bob.id, BRIEF, label, rows.at)


def test_storyboard_planned_comes_back_whole(ada, records, tides, planned):
    kept = productions.get(records, ada.id, tides.id)
    assert kept == planned
    assert (kept.title, kept.version) == ("Tides", 2)
    assert productions.storyboard(records, kept) == THREE


def test_storyboard_planned_again_takes_the_place_of_the_first(ada, records, rows, planned):
    later = productions.planned(records, planned, board(scene(1), scene(7)), rows.at)
    assert productions.storyboard(records, later) == board(scene(1), scene(7))


def test_title_given_outlives_the_plan(ada, records, rows):
    label = Label("native", title="My sea")
    made = productions.create(records, ada.id, BRIEF, label, rows.at)
    assert productions.planned(records, made, THREE, rows.at).title == "My sea"


def test_scene_keeps_what_is_not_edited(ada, records, rows, planned):
    before = records.productions.scenes(planned.id)[1]
    at = rows.later()
    after = productions.edit(records, planned, "scene-2", SceneEdit(narration="New."), at)
    assert after == replace(before, narration="New.", updated_at=at)
    assert records.productions.scenes(planned.id)[1] == after
    assert productions.get(records, ada.id, planned.id).version == planned.version + 1


@pytest.fixture
def hers(ada, records, rows):
    """Give Ada a picture of her own."""
    made = Upload(
        rows.id(), ada.id, "native", "sea.jpg", UploadState.READY, 9, 9, rows.at, rows.at,
        kind="picture", blob=KEY,
    )  # fmt: skip
    records.uploads.add(made)


def test_scene_is_edited_in_all_its_parts(records, rows, planned, hers):
    change = SceneEdit("N", "V", Camera.PULL_BACK, Time.of("2.5"), KEY, another_picture=True)
    row = productions.edit(records, planned, "scene-1", change, rows.at)
    [now, *_] = productions.storyboard(records, planned).scenes
    assert now == scene(
        1, narration="N", visual="V", camera=Camera.PULL_BACK, duration=Time.of("2.5"),
        exact=True, picture=KEY, picture_take=1,
    )  # fmt: skip
    assert (row.camera, row.picture_take) == ("pull back", 1)


@pytest.mark.parametrize(
    ("changes", "exact"),
    [
        ([{"narration": "N"}], False),
        ([{"duration": Time.of(3)}], True),
        ([{"duration": Time.of(3)}, {"narration": "N"}], True),
        ([{"duration": Time.of(3), "exact": False}], False),
        ([{"duration": Time.of(3)}, {"exact": False}], False),
        ([{"exact": True}], True),
    ],
)
def test_scene_lasts_just_what_its_owner_says(records, rows, planned, changes, exact):
    for change in changes:
        again = productions.get(records, planned.account_id, planned.id)
        productions.edit(records, again, "scene-1", SceneEdit(**change), rows.at)
    [now, *_] = productions.storyboard(records, planned).scenes
    assert now.exact is exact


def test_scene_gives_its_owners_picture_back(records, rows, planned):
    row = productions.edit(records, planned, "scene-2", SceneEdit(picture=""), rows.at)
    assert row.picture is None


def test_scene_is_never_empty(store, ada, rows):
    with store.write() as records:
        made = productions.create(records, ada.id, BRIEF, Label("native"), rows.at)
        planned = productions.planned(records, made, THREE, rows.at)

    def edit() -> None:
        with store.write() as records:
            productions.edit(records, planned, "scene-1", SceneEdit("", ""), rows.at)

    with pytest.raises(Invalid, match="A scene needs a narration, a visual or a picture"):
        edit()
    with store.read() as records:
        assert productions.storyboard(records, planned) == THREE


def test_scene_shows_ones_own_picture_alone(bob, records, rows, planned, hers):
    theirs = productions.create(records, bob.id, BRIEF, Label("native"), rows.at)
    theirs = productions.planned(records, theirs, board(scene(1)), rows.at)
    with pytest.raises(NotFound, match="There is no picture"):
        productions.edit(records, theirs, "scene-1", SceneEdit(picture=KEY), rows.at)


def test_scene_missing_is_not_found(records, rows, planned):
    for act in (
        lambda: productions.edit(records, planned, "scene-9", SceneEdit("N"), rows.at),
        lambda: productions.take_out(records, planned, "scene-9", rows.at),
    ):
        with pytest.raises(NotFound, match="no scene 'scene-9' in this production"):
            act()


@pytest.mark.parametrize(
    ("position", "order"),
    [
        (None, ["scene-1", "scene-2", "scene-3", "scene-4"]),
        (0, ["scene-4", "scene-1", "scene-2", "scene-3"]),
        (1, ["scene-1", "scene-4", "scene-2", "scene-3"]),
        (99, ["scene-1", "scene-2", "scene-3", "scene-4"]),
    ],
)
def test_scene_is_put_in_its_place(records, rows, planned, position, order):
    row = productions.insert(records, planned, scene(1, narration="New."), position, rows.at)
    assert names(records, planned) == order
    assert positions(records, planned) == [0, 1, 2, 3]
    assert (row.name, row.narration, row.position) == (
        "scene-4", "New.", order.index("scene-4"),
    )  # fmt: skip


def test_scenes_named_by_their_owner_get_company(records, rows, tides):
    own = productions.planned(records, tides, board(scene(1, id="intro")), rows.at)
    row = productions.insert(records, own, scene(1), None, rows.at)
    assert names(records, own) == ["intro", row.name]


def test_scene_taken_out_closes_the_ranks(records, rows, planned):
    productions.take_out(records, planned, "scene-2", rows.at)
    assert names(records, planned) == ["scene-1", "scene-3"]
    assert positions(records, planned) == [0, 1]


def test_last_scene_stays(records, rows, tides):
    one = productions.planned(records, tides, board(scene(1)), rows.at)
    with pytest.raises(Conflict, match="A film has at least one scene"):
        productions.take_out(records, one, "scene-1", rows.at)
    assert names(records, one) == ["scene-1"]


@pytest.mark.parametrize(
    "order",
    [
        [],
        ["scene-1", "scene-2"],
        ["scene-1", "scene-2", "scene-2"],
        ["scene-1", "scene-2", "scene-4"],
        ["scene-1", "scene-2", "scene-3", "scene-3"],
    ],
)
def test_order_names_each_scene_once(records, rows, planned, order):
    with pytest.raises(Invalid, match="Name each scene once: scene-1, scene-2, scene-3"):
        productions.reorder(records, planned, order, rows.at)
    assert names(records, planned) == ["scene-1", "scene-2", "scene-3"]


def test_order_keeps_scenes_and_their_takes(records, rows, planned):
    first = records.productions.scenes(planned.id)[0]
    take = Take(rows.id(), first.id, "picture", 0, "sea 1", {"key": KEY}, "job", rows.at)
    records.productions.add_take(take)
    moved = productions.reorder(records, planned, ["scene-3", "scene-1", "scene-2"], rows.at)
    assert [(row.name, row.position) for row in moved] == [
        ("scene-3", 0), ("scene-1", 1), ("scene-2", 2),
    ]  # fmt: skip
    assert records.productions.takes(first.id) == (take,)


def test_edit_of_what_was_not_seen_is_a_conflict(records, rows, planned):
    productions.edit(records, planned, "scene-1", SceneEdit("First."), rows.at)
    with pytest.raises(Conflict, match="changed meanwhile"):
        productions.edit(records, planned, "scene-1", SceneEdit("Second."), rows.at)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_edits_at_once_are_all_kept(kind, ada, store, rows, together):
    with store.write() as records:
        made = productions.create(records, ada.id, BRIEF, Label("native"), rows.at)
        productions.planned(records, made, board(*map(scene, range(1, 17))), rows.at)

    def edit(number: int) -> None:
        with store.write() as records:
            seen = productions.get(records, ada.id, made.id)
            productions.edit(records, seen, f"scene-{number}", SceneEdit(f"{number}!"), rows.at)

    together(edit, range(1, 17))
    with store.read() as records:
        rows_ = records.productions.scenes(made.id)
        assert [row.narration for row in rows_] == [f"{number}!" for number in range(1, 17)]


def test_nothing_is_stale_of_what_is_shown():
    assert productions.stale(THREE, THREE) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"narration": "New."},
        {"visual": "storm"},
        {"camera": Camera.PAN_LEFT},
        {"duration": Time.of(3)},
        {"exact": True},
        {"picture": KEY},
        {"picture_take": 1},
    ],
)
def test_scene_changed_is_stale(change):
    now = board(scene(1).model_copy(update=change), *THREE.scenes[1:])
    assert productions.stale(now, THREE) == ("scene-1",)


def test_scene_new_is_stale_and_one_moved_is_not():
    now = board(scene(9), *reversed(THREE.scenes))
    assert productions.stale(now, THREE) == ("scene-9",)


OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.integers(0, 9)),
        st.tuples(st.just("take out"), st.integers(0, 9)),
        st.tuples(st.just("reverse"), st.just(0)),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OPERATIONS)
def test_scenes_are_a_list(records, ada, rows, asked):
    """Inserting, taking out and reordering do to the rows what they do to a list of names."""
    made = productions.create(records, ada.id, BRIEF, Label("native"), rows.at)
    productions.planned(records, made, THREE, rows.at)
    model = ["scene-1", "scene-2", "scene-3"]
    for verb, place in asked:
        seen = productions.get(records, ada.id, made.id)
        if verb == "insert":
            row = productions.insert(records, seen, scene(1), place, rows.at)
            assert row.name not in model
            model.insert(min(place, len(model)), row.name)
        elif verb == "take out" and len(model) > 1:
            productions.take_out(records, seen, model.pop(place % len(model)), rows.at)
        else:
            model.reverse()
            productions.reorder(records, seen, model, rows.at)
        assert names(records, made) == model
        assert positions(records, made) == list(range(len(model)))


def test_shots_of_scenes_are_kept(records, rows, tides):
    several = board(scene(1, shots=3), scene(2))
    made = productions.planned(records, tides, several, rows.at)
    assert productions.storyboard(records, made) == several


def test_pictures_asked_for_are_foreseen():
    brief = Brief(script=("One", "Two"), images=7, music=None, voice=None)
    assert productions.foreseen(brief).things["picture"] == 7
    assert productions.foreseen(brief.model_copy(update={"images": 1})).things["picture"] == 2
    planned = board(scene(1, shots=5), scene(2, shots=2), scene(3, picture=KEY))
    assert productions.work(planned, brief, 10.0).things["picture"] == 7
