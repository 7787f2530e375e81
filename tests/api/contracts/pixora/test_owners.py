"""Two accounts and every operation of pixora's with an owned id: another's looks like none (G-10)."""

import re

import pytest

NOWHERE = "0193a5b0-7e1c-7000-8000-00000000dead"
OWNED = [
    ("GET", "/videos/{video}", None),
    ("PUT", "/videos/{video}", {"title": "Mine"}),
    ("DELETE", "/videos/{video}", None),
    ("GET", "/scenes?video_id={video}", None),
    ("POST", "/scenes", {"video_id": "{video}", "visual_description": "Mine"}),
    ("GET", "/scenes/{scene}", None),
    ("PUT", "/scenes/{scene}", {"script": "Mine."}),
    ("DELETE", "/scenes/{scene}", None),
    ("POST", "/generation/video/{video}", None),
    ("GET", "/generation/status/{job}", None),
]
PASSING = {"x-request-id", "ratelimit", "date"}


@pytest.fixture
def anns(ann, mill) -> dict[str, str]:
    """Give the ids of Ann's things."""
    video = ann.video()["id"]
    scene = ann.scene(video)["id"]
    job = ann.generate(video)
    mill.succeed(job)
    return {"video": video, "scene": scene, "job": job}


def named_id(found: re.Match[str]) -> str:
    return f"{{{found[1]}_id}}"


def filled(text: str, ids: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: ids[found[1]], text)


def asked(person, operation, ids: dict[str, str]):
    method, path, body = operation
    data = body and {name: filled(text, ids) for name, text in body.items()}
    answer = person.client.request(method, filled(path, ids), json=data)
    headers = {name: text for name, text in answer.headers.items() if name not in PASSING}
    return answer.status_code, answer.text, headers


@pytest.mark.parametrize("operation", OWNED, ids=[f"{one[0]} {one[1]}" for one in OWNED])
def test_g_10_another_s_is_as_if_it_were_not(ann, bob, anns, operation):
    nowhere = dict.fromkeys(anns, NOWHERE)
    before = ann.sees(f"/videos/{anns['video']}"), ann.sees(f"/scenes/{anns['scene']}")
    theirs, none = asked(bob, operation, anns), asked(bob, operation, nowhere)
    assert (theirs[0], theirs) == (404, none)
    assert before == (ann.sees(f"/videos/{anns['video']}"), ann.sees(f"/scenes/{anns['scene']}"))
    assert bob.credits == 10


def test_all_operations_with_an_owned_id_are_tried(house):
    document = house.client("/pixora").get("/openapi.json").json()
    named = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, ways in document["paths"].items()
        for method in ways
        if "{" in path and "{user_id}" not in path
    }
    owned = re.compile(r"\{(video|scene|job)\}")
    tried = {f"{method} {owned.sub(named_id, path)}" for method, path, _ in OWNED}
    assert named <= tried
