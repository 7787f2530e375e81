"""Whose things are whose: another's, and what is no id at all, answer like what is not there."""

ODD = (
    *("0", "-1", "1e3", "00", "01", "9223372036854775808", "9007199254740992"),
    *("%201", "%00", "..%2F1", "%D9%A1", "abc", "1.0", "1" * 300),
)
OWNED = (
    ("GET", "/projects/{}", None),
    ("PUT", "/projects/{}", {"name": "Mine"}),
    ("DELETE", "/projects/{}", None),
    ("GET", "/jobs/{}", None),
    ("PATCH", "/jobs/{}", {"status": "cancelled"}),
    ("POST", "/jobs/{}/cancel", None),
)
NAMED = (
    ("/jobs/signed-url", "job_id", {}),
    ("/jobs/", "project_id", {"script": "Rain"}),
)
FIXED = {"X-Request-ID": "request-1"}
COUNTED = {"ratelimit", "ratelimit-policy"}


def told(answer, number: object) -> tuple[object, ...]:
    """Return an answer without the id that was asked for, and without what is counted."""
    headers = {name: text for name, text in answer.headers.items() if name not in COUNTED}
    return answer.status_code, answer.text.replace(str(number), "it"), headers


def test_anothers_things_are_missing(ann, bob, floor):
    job = ann.job()["id"]
    floor.begins(job)
    floor.succeeds(job)
    open_, nothing = ann.job(project_id=1)["id"], 99
    before = [ann.sees(number) for number in (job, open_)]
    pairs = {}
    for method, path, body in OWNED:
        for number in (job, open_):
            pairs[method, path, number] = [
                told(bob.client.request(method, path.format(one), json=body, headers=FIXED), one)
                for one in (number, nothing)
            ]
    for path, field, body in NAMED:
        pairs["POST", path, job] = [
            told(bob.client.post(path, json={**body, field: one}, headers=FIXED), one)
            for one in (job, nothing)
        ]
    assert {name: both for name, both in pairs.items() if both[0] != both[1]} == {}
    assert {name: both[0] for name, both in pairs.items() if both[0][0] != 404} == {}
    assert [ann.sees(number) for number in (job, open_)] == before
    assert (bob.client.get("/jobs/").json(), bob.client.get("/projects/").json()) == ([], [])


def test_narrowing_to_anothers_project_shows_nothing(ann, bob):
    project = ann.project()
    ann.job(project_id=project)
    answer = bob.client.get("/jobs/", params={"project_id": project})
    assert (answer.status_code, answer.json(), answer.headers["X-Total-Count"]) == (200, [], "0")


def test_odd_ids_are_missing(ann):
    ann.job()
    answers = {
        (method, path, odd): ann.client.request(method, path.format(odd), json=body)
        for method, path, body in OWNED
        for odd in ODD
    }
    found = {asked: one.status_code for asked, one in answers.items() if one.status_code != 404}
    assert found == {}
    assert {tuple(one.json()) for one in answers.values()} == {("detail",)}
