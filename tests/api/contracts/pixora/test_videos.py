"""Pixora's videos: C0-VI-01 to 09."""

import pytest

from reelwright.model.errors import VendorFailed
from reelwright.services import jobs
from reelwright.services.jobs import NOTHING, Order, Room
from reelwright.services.spending import Terms

NOWHERE = "0193a5b0-7e1c-7000-8000-00000000dead"
URLS = {"output_url", "thumbnail_url"}


def names(listed: dict) -> list[str]:
    return [video["title"] for video in listed["videos"]]


@pytest.fixture
def filmed(ann, mill):
    """Give a video of Ann's that was made."""
    video = ann.video(duration=10)
    mill.succeed(ann.generate(video["id"]))
    return ann.sees(f"/videos/{video['id']}")


def test_vi_01_pages_count_all_there_are(ann):
    for number in range(25):
        ann.video(title=f"Video {number}")
    pages = [ann.sees(f"/videos?limit=10&offset={offset}") for offset in (0, 10, 20, 30)]
    assert [page["total"] for page in pages] == [25] * 4
    assert [len(page["videos"]) for page in pages] == [10, 10, 5, 0]
    listed = [title for page in pages for title in names(page)]
    assert listed == [f"Video {number}" for number in reversed(range(25))]
    assert len(ann.sees("/videos")["videos"]) == 10


@pytest.mark.parametrize(
    "query",
    [
        *("limit=0", "limit=101", "limit=1.5", "limit=ten", "offset=-1", "offset=1000001"),
        *("status=unknown", "status=", "sort=title", "sort=", "limit="),
    ],
)
def test_vi_02_other_pages_are_refused(ann, query):
    answer = ann.client.get(f"/videos?{query}")
    assert (answer.status_code, isinstance(answer.json()["detail"], str)) == (422, True)


def test_wrong_parameters_are_named(ann):
    wrong = ann.client.get("/videos?limit=0&status=unknown").json()["errors"]
    assert [one["field"] for one in wrong] == ["limit", "status"]


def test_unknown_parameters_are_left_alone(ann):
    assert ann.client.get("/videos?colour=red").status_code == 200


def test_vi_03_status_filters_and_counts(ann, mill):
    wanted = {}
    for status in ("pending", "processing", "completed", "failed"):
        wanted[status] = [ann.video(title=status, duration=1)["id"]]
    mill.succeed(ann.generate(wanted["completed"][0]))
    mill.fail(ann.generate(wanted["failed"][0]), VendorFailed("The painter is away."))
    ann.generate(wanted["processing"][0])
    found = {status: ann.sees(f"/videos?status={status}") for status in wanted}
    assert {
        status: [one["id"] for one in page["videos"]] for status, page in found.items()
    } == wanted
    assert {page["total"] for page in found.values()} == {1}
    assert {one["status"] for page in found.values() for one in page["videos"]} == set(wanted)


def test_vi_04_sort_goes_both_ways(house, ann):
    for number in range(3):
        ann.video(title=f"{number}")
        house.clock.go()
    assert names(ann.sees("/videos?sort=created_at")) == ["0", "1", "2"]
    assert names(ann.sees("/videos?sort=-created_at")) == ["2", "1", "0"]
    assert names(ann.sees("/videos")) == ["2", "1", "0"]


def test_vi_05_addresses_come_with_the_film(ann, mill):
    video = ann.video(duration=10)
    assert not URLS & set(video)
    job = ann.generate(video["id"])
    mill.begin(job)
    during = ann.sees(f"/videos/{video['id']}")
    assert (during["status"], URLS & set(during)) == ("processing", set())
    mill.succeed(job)
    after = ann.sees(f"/videos/{video['id']}")
    assert (after["status"], URLS & set(after)) == ("completed", URLS)
    assert set(ann.sees("/videos")["videos"][0]) >= URLS


def test_vi_06_addresses_play_without_a_header(house, filmed):
    browser = house.client()
    whole = browser.get(filmed["output_url"])
    assert (whole.status_code, whole.headers["Content-Type"]) == (200, "video/mp4")
    part = browser.get(filmed["output_url"], headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, b"film")
    assert browser.head(filmed["output_url"]).headers["Content-Length"] == str(len(whole.content))
    poster = browser.get(filmed["thumbnail_url"])
    assert (poster.content, poster.headers["Content-Type"]) == (b"a poster", "image/jpeg")
    paths = [filmed[name].partition("?")[0] for name in ("output_url", "thumbnail_url")]
    assert [path.rpartition(".")[2] for path in paths] == ["mp4", "jpg"]


def test_addresses_last_a_day(house, ann, filmed):
    house.clock.go(86_399)
    assert house.client().get(filmed["output_url"]).status_code == 200
    house.clock.go(2)
    assert house.client().get(filmed["output_url"]).status_code == 403
    again = ann.sees(f"/videos/{filmed['id']}")["output_url"]
    assert house.client().get(again).status_code == 200


@pytest.mark.parametrize("change", [("sig=", "sig=0"), ("film.mp4", "poster.jpg"), ("e=1", "e=2")])
def test_changed_addresses_open_nothing(house, filmed, change):
    answer = house.client().get(filmed["output_url"].replace(*change))
    assert (answer.status_code, list(answer.json())) == (403, ["detail"])


def test_vi_07_deleting_takes_all_along(house, ann, filmed):
    scene = ann.sees(f"/scenes?video_id={filmed['id']}")["scenes"][0]["id"]
    answer = ann.client.delete(f"/videos/{filmed['id']}")
    assert (answer.status_code, answer.json()) == (200, {"message": "Video deleted successfully"})
    gone = [f"/videos/{filmed['id']}", f"/scenes/{scene}", f"/scenes?video_id={filmed['id']}"]
    assert [ann.client.get(path).status_code for path in gone] == [404, 404, 404]
    assert ann.client.delete(f"/videos/{filmed['id']}").status_code == 404
    assert house.client().get(filmed["output_url"]).status_code == 404


def test_deleting_calls_off_and_gives_back(house, ann):
    video = ann.video(duration=30)
    job = ann.generate(video["id"])
    assert ann.credits == 7
    ann.client.delete(f"/videos/{video['id']}")
    assert ann.credits == 10
    assert ann.client.get(f"/generation/status/{job}").status_code == 404


def test_vi_08_strangers_find_nothing(ann, bob, filmed):
    mine = f"/videos/{filmed['id']}"
    for path in (mine, f"/videos/{NOWHERE}"):
        answers = [
            bob.client.get(path),
            bob.client.put(path, json={"title": "Mine"}),
            bob.client.delete(path),
        ]
        assert [(one.status_code, one.json()) for one in answers] == [
            (404, {"detail": "Video not found"})
        ] * 3
    assert ann.sees(mine) == filmed
    assert bob.sees("/videos") == {"total": 0, "videos": []}


@pytest.mark.parametrize(
    "odd",
    ["0", "-1", "1e3", "9223372036854775808", "00", "%201", "%00", "..%2F1", "%D9%A1", "a" * 300],
)
def test_malformed_ids_are_not_found(ann, odd):
    for path in (f"/videos/{odd}", f"/scenes/{odd}", f"/generation/status/{odd}"):
        assert ann.client.get(path).status_code == 404
    assert ann.client.post(f"/generation/video/{odd}").status_code == 404
    assert ann.client.delete(f"/videos/{odd}").status_code == 404
    assert ann.client.put(f"/scenes/{odd}", json={}).status_code == 404


def test_vi_09_changes_keep_the_status(house, ann, filmed):
    house.clock.go(60)
    changed = {"title": "Tour", "description": "Updated", "style": "noir", "duration": 40}
    answer = ann.client.put(f"/videos/{filmed['id']}", json=changed).json()
    kept = {name: filmed[name] for name in ("status", "created_at", "aspect_ratio", "id")}
    assert {name: answer[name] for name in {**kept, **changed}} == {**kept, **changed}
    assert answer["updated_at"] > filmed["updated_at"]
    assert set(answer) >= URLS


def test_updates_are_those_of_its_film_too(house, ann, mill):
    video = ann.video(duration=10)["id"]
    job, seen = ann.generate(video), []
    for step in (mill.begin, mill.succeed):
        house.clock.go(60)
        step(job)
        now = house.clock().strftime("%Y-%m-%dT%H:%M:%S")
        seen.append(ann.sees(f"/videos/{video}")["updated_at"].startswith(now))
    assert seen == [True, True]


def test_plans_since_hide_no_film(house, ann, mill):
    video = ann.video(duration=10)["id"]
    mill.fail(ann.generate(video), VendorFailed("The painter is away."))
    for _ in range(11):
        with house.office.store.write() as records:
            order = Order("plan", "pixora", {}, NOTHING, Terms(), video)
            made = jobs.accept(records, ann.id, order, Room(), house.clock())
            jobs.cancel(records, ann.id, made.id, NOTHING, house.clock())
    assert ann.sees(f"/videos/{video}")["status"] == "failed"


def test_only_words_change_while_it_is_made(ann):
    video = ann.video()
    ann.generate(video["id"])
    words = ann.client.put(f"/videos/{video['id']}", json={"title": "T", "description": "D"})
    shape = ann.client.put(f"/videos/{video['id']}", json={"aspect_ratio": "9:16"})
    assert (words.status_code, words.json()["status"]) == (200, "processing")
    assert (shape.status_code, shape.json()) == (400, {"detail": "Video is being generated"})


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": ""},
        {"title": "  "},
        {"title": "a" * 201},
        {"title": None},
        {"title": 5},
        {"title": "T", "duration": 0},
        {"title": "T", "duration": 601},
        {"title": "T", "duration": "20"},
        {"title": "T", "duration": 20.5},
        {"title": "T", "duration": True},
        {"title": "T", "duration": None},
        {"title": "T", "aspect_ratio": "2:1"},
        {"title": "T", "style": ""},
        {"title": "T", "style": "a" * 65},
        {"title": "T", "description": "a" * 5_001},
        {"title": "T\x00"},
    ],
)
def test_wrong_videos_are_refused(ann, body):
    answer = ann.client.post("/videos", json=body)
    assert (answer.status_code, isinstance(answer.json()["detail"], str)) == (422, True)
    assert ann.sees("/videos")["total"] == 0


@pytest.mark.parametrize(
    "text",
    [
        b"{",
        b'{"title": NaN}',
        b'{"title": "T", "duration": 1e999}',
        b'{"title": "\\ud800"}',
        b'{"title": "T", "duration": 9223372036854775808}',
        b"[" * 66 + b"]" * 66,
        b'{"title": "T"} trailing',
        b'{"title": "\xff"}',
    ],
)
def test_broken_json_is_400(ann, text):
    answer = ann.client.post("/videos", content=text, headers={"Content-Type": "application/json"})
    assert (answer.status_code, list(answer.json())) == (400, ["detail"])


@pytest.mark.parametrize(
    "ratio", ["16:9", "9:16", "1:1", "4:3", "3:4", "4:5", "5:4", "21:9", "9:21"]
)
def test_every_ratio_is_taken(ann, ratio):
    assert ann.video(aspect_ratio=ratio)["aspect_ratio"] == ratio


def test_what_is_left_out_has_its_default(ann):
    video = ann.client.post("/videos", json={"title": " T ", "status": "completed"}).json()
    defaults = {
        "title": "T",
        "description": "",
        "status": "pending",
        "style": "cinematic",
        "aspect_ratio": "16:9",
        "duration": 30,
    }
    assert {name: video[name] for name in defaults} == defaults


def test_productions_of_others_are_not_videos(house, ann, mill):
    login = {"login": ann.email, "password": "ann likes long passwords"}
    native = house.client("/reelwright/v1")
    token = native.post("/sessions", json=login).json()["access_token"]
    native.headers["Authorization"] = f"Bearer {token}"
    made = native.post("/productions", json={"brief": {"prompt": "The sea"}}).json()["id"]
    assert ann.sees("/videos")["total"] == 0
    assert ann.client.get(f"/videos/{made}").status_code == 404
    assert ann.client.post(f"/generation/video/{made}").status_code == 404
    video = ann.video()
    listed = native.get("/productions").json()["data"]
    assert {one["id"]: one["origin"] for one in listed} == {made: "native", video["id"]: "pixora"}
