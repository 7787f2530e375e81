"""Pixora's scenes: C0-SC-01 to 07."""

import pytest

NOWHERE = "0193a5b0-7e1c-7000-8000-00000000dead"
URLS = {"image_url", "video_url", "audio_url"}
MISSING = (404, {"detail": "Scene not found"})
BUSY = (400, {"detail": "Video is being generated"})


def told(answer) -> tuple[int, object]:
    return answer.status_code, answer.json()


def listed(person, video: str, query: str = "") -> list[str]:
    found = person.sees(f"/scenes?video_id={video}&limit=100{query}")
    return [scene["visual_description"] for scene in found["scenes"]]


@pytest.fixture
def video(ann) -> str:
    return ann.video()["id"]


@pytest.fixture
def filmed(ann, mill, video) -> str:
    """Give a video of two scenes that was made."""
    for words in ("one", "two"):
        ann.scene(video, visual_description=words)
    mill.succeed(ann.generate(video))
    return video


def test_sc_01_list_needs_a_video(ann):
    answer = ann.client.get("/scenes")
    assert (answer.status_code, "video_id" in answer.json()["detail"]) == (422, True)


def test_sc_02_order_is_by_index_then_age(house, ann, video):
    for index, words in ((5, "e"), (0, "a"), (5, "f"), (2, "c")):
        ann.scene(video, order_index=index, visual_description=words)
        house.clock.go()
    assert listed(ann, video) == ["a", "c", "e", "f"]
    assert listed(ann, video, "&sort=created_at") == ["e", "a", "f", "c"]
    assert listed(ann, video, "&sort=-created_at") == ["c", "f", "a", "e"]


def test_sc_03_scene_without_a_place_is_the_last(ann, video):
    first = ann.scene(video)
    ann.scene(video, order_index=7)
    third = ann.scene(video)
    assert (first["order_index"], third["order_index"]) == (0, 8)


def test_moving_a_scene_moves_it_in_the_film(ann, video):
    ids = [ann.scene(video, visual_description=words)["id"] for words in "abc"]
    ann.client.put(f"/scenes/{ids[2]}", json={"order_index": 0})
    ann.client.put(f"/scenes/{ids[0]}", json={"order_index": 1})
    assert listed(ann, video) == ["c", "a", "b"]


def test_pages_of_scenes_count_all(ann, video):
    for number in range(12):
        ann.scene(video, visual_description=f"{number}")
    page = ann.sees(f"/scenes?video_id={video}&offset=10")
    assert (page["total"], [one["visual_description"] for one in page["scenes"]]) == (
        12,
        ["10", "11"],
    )
    assert len(ann.sees(f"/scenes?video_id={video}")["scenes"]) == 10


def test_planned_scenes_keep_their_place_beside_new_ones(ann, mill):
    video = ann.video(duration=20)["id"]
    mill.succeed(ann.generate(video))
    before = ann.sees(f"/scenes?video_id={video}")["scenes"]
    ann.scene(video, order_index=0, visual_description="between")
    after = ann.sees(f"/scenes?video_id={video}")["scenes"]
    assert [one["order_index"] for one in before] == list(range(len(before)))
    assert after[1]["visual_description"] == "between"
    assert [one["order_index"] for one in after] == [0, 0, *range(1, len(before))]


def test_sc_04_changed_scene_stays_completed_with_its_files(house, ann, filmed):
    scene = ann.sees(f"/scenes?video_id={filmed}")["scenes"][0]
    assert (scene["status"], set(scene) >= URLS) == ("completed", True)
    house.clock.go(60)
    change = {"visual_description": "three", "script": "Other words.", "duration": 7}
    answer = ann.client.put(f"/scenes/{scene['id']}", json=change).json()
    assert {name: answer[name] for name in change} == change
    assert (answer["status"], "stale" in str(answer)) == ("completed", False)
    paths = [[one[name].partition("?")[0] for name in sorted(URLS)] for one in (scene, answer)]
    assert paths[0] == paths[1]
    assert answer["updated_at"] > answer["created_at"]


def test_changed_scene_alone_is_processed_again(ann, mill, filmed):
    first, second = ann.sees(f"/scenes?video_id={filmed}")["scenes"]
    ann.client.put(f"/scenes/{first['id']}", json={"script": "Other words."})
    job = ann.generate(filmed)
    during = [one["status"] for one in ann.sees(f"/scenes?video_id={filmed}")["scenes"]]
    mill.succeed(job)
    after = ann.sees(f"/scenes?video_id={filmed}")["scenes"]
    assert during == ["processing", "completed"]
    assert [(one["id"], one["script"], one["status"]) for one in after] == [
        (first["id"], "Other words.", "completed"),
        (second["id"], second["script"], "completed"),
    ]


def test_files_of_scenes_are_what_they_end_in(house, ann, filmed):
    scene = ann.sees(f"/scenes?video_id={filmed}")["scenes"][1]
    answers = {name: house.client().get(scene[name]) for name in URLS}
    assert {name: one.headers["Content-Type"] for name, one in answers.items()} == {
        "image_url": "image/jpeg",
        "video_url": "video/mp4",
        "audio_url": "audio/mpeg",
    }
    endings = {name: scene[name].partition("?")[0].rpartition(".")[2] for name in URLS}
    assert endings == {"image_url": "jpg", "video_url": "mp4", "audio_url": "mp3"}


def test_sc_05_new_scene_is_pending_without_files(ann, filmed):
    scene = ann.scene(filmed, visual_description="three")
    assert (scene["status"], URLS & set(scene), "updated_at" in scene) == ("pending", set(), False)
    assert ann.sees(f"/videos/{filmed}")["status"] == "completed"


def test_sc_06_strangers_find_nothing(ann, bob, filmed):
    scene = ann.sees(f"/scenes?video_id={filmed}")["scenes"][0]["id"]
    for path in (f"/scenes/{scene}", f"/scenes/{NOWHERE}"):
        answers = (
            bob.client.get(path),
            bob.client.put(path, json={"script": "Mine."}),
            bob.client.delete(path),
        )
        assert [told(one) for one in answers] == [MISSING] * 3
    for other in (filmed, NOWHERE):
        answer = bob.client.get(f"/scenes?video_id={other}")
        assert told(answer) == (404, {"detail": "Video not found"})


@pytest.mark.parametrize("odd", ["", "0", "video_id_1", "a" * 300])
def test_sc_07_scene_of_no_video_is_not_made(ann, bob, filmed, odd):
    for person, video in ((bob, filmed), (ann, NOWHERE), (ann, odd)):
        body = {"video_id": video, "visual_description": "A bridge"}
        answer = person.client.post("/scenes", json=body)
        assert told(answer) == (404, {"detail": "Video not found"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"duration": 0},
        {"duration": 121},
        {"duration": 5.5},
        {"duration": "5"},
        {"order_index": -1},
        {"order_index": 1.5},
        {"visual_description": ""},
        {"visual_description": "…"},
        {"visual_description": "a" * 2_001},
        {"visual_description": None},
        {"script": "a" * 2_001},
        {"script": 5},
        {"audio_description": None},
        {"audio_description": "a" * 5_001},
    ],
)
def test_wrong_scenes_are_refused(ann, video, wrong):
    good = {"video_id": video, "visual_description": "A bridge"}
    answer = ann.client.post("/scenes", json={**good, **wrong})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, *wrong)
    scene = ann.scene(video)
    changed = ann.client.put(f"/scenes/{scene['id']}", json=wrong)
    assert changed.status_code == 422
    assert ann.sees(f"/scenes/{scene['id']}")["duration"] == scene["duration"]


def test_what_is_left_out_has_its_default(ann, video):
    body = {"video_id": video, "visual_description": "A bridge", "status": "completed"}
    made = ann.client.post("/scenes", json=body).json()
    defaults = {"order_index": 0, "audio_description": "", "script": "", "duration": 5}
    assert {name: made[name] for name in defaults} == defaults
    assert made["status"] == "pending"


def test_scenes_stand_still_while_they_are_made(ann, video):
    scene = ann.scene(video)
    ann.generate(video)
    path = f"/scenes/{scene['id']}"
    assert told(ann.client.put(path, json={"script": "Other words."})) == BUSY
    assert told(ann.client.delete(path)) == BUSY
    body = {"video_id": video, "visual_description": "A bridge"}
    assert told(ann.client.post("/scenes", json=body)) == BUSY


def test_deleting_leaves_the_others_numbers(ann, video):
    ids = [ann.scene(video, visual_description=words)["id"] for words in "abc"]
    answer = ann.client.delete(f"/scenes/{ids[1]}")
    assert told(answer) == (200, {"message": "Scene deleted successfully"})
    left = ann.sees(f"/scenes?video_id={video}")["scenes"]
    assert [(one["id"], one["order_index"]) for one in left] == [(ids[0], 0), (ids[2], 2)]
    assert told(ann.client.delete(f"/scenes/{ids[1]}")) == MISSING


def test_last_scene_may_go_too(ann, video):
    scene = ann.scene(video)
    ann.client.delete(f"/scenes/{scene['id']}")
    assert ann.sees(f"/scenes?video_id={video}") == {"total": 0, "scenes": []}
    assert ann.scene(video)["order_index"] == 0


def test_scene_is_made_once_a_key(ann, video):
    body, key = {"video_id": video, "visual_description": "A bridge"}, {"Idempotency-Key": "s-1"}
    answers = [ann.client.post("/scenes", json=body, headers=key).json() for _ in range(2)]
    assert (answers[0], ann.sees(f"/scenes?video_id={video}")["total"]) == (answers[1], 1)


def test_empty_change_changes_nothing(ann, filmed):
    scene = ann.sees(f"/scenes?video_id={filmed}")["scenes"][0]["id"]
    before = ann.sees(f"/scenes/{scene}")
    assert told(ann.client.put(f"/scenes/{scene}", json={})) == (200, before)


def test_sounds_take_as_many_words_as_texts_do(ann, video):
    heard = "soft rain " * 500
    assert ann.scene(video, audio_description=heard)["audio_description"] == heard


def test_script_of_signs_is_shown_as_written(house, ann, video):
    scene = ann.scene(video, script="???")
    path = f"/scenes/{scene['id']}"
    spoken = ann.client.put(path, json={"script": "Well?"}).json()["script"]
    silent = ann.client.put(path, json={"script": "…"}).json()["script"]
    empty = ann.client.put(path, json={"script": ""}).json()["script"]
    assert (scene["script"], spoken, silent, empty) == ("???", "Well?", "…", "")
