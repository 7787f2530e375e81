"""Projects: kept, listed, changed and deleted with all that is in them."""

from reelwright.services import projects

PROJECT = {"name": "My First Film", "description": "A short film about AI"}
CHANGE = {"name": "Updated Film Name", "description": "Updated description"}
MADE = {
    "id": 1,
    **PROJECT,
    "user_id": 2,
    "created_at": "2026-11-22T12:30:00",
    "updated_at": "2026-11-22T12:30:00",
}


def test_projects_live_their_life(ann, house):
    made = ann.client.post("/projects/", json=PROJECT)
    assert (made.status_code, made.json()) == (201, MADE)
    house.clock.go(90)
    changed = ann.client.put("/projects/1", json=CHANGE)
    later = {**MADE, **CHANGE, "updated_at": "2026-11-22T12:31:30"}
    assert (changed.status_code, changed.json()) == (200, later)
    assert ann.client.get("/projects/1").json() == later
    assert ann.client.get("/projects/").json() == [later]
    gone = ann.client.delete("/projects/1")
    assert (gone.status_code, gone.json()) == (200, {"message": "Project deleted successfully"})
    missing = ann.client.get("/projects/1")
    assert (missing.status_code, missing.json()) == (404, {"detail": "Project not found"})


def test_both_forms_of_an_address_answer_alike(ann):
    ann.job()
    paths = ("/projects", "/projects/1", "/jobs", "/jobs/1")
    plain = [ann.client.get(path) for path in paths]
    slashed = [ann.client.get(f"{path}/") for path in paths]
    assert [one.content for one in plain] == [one.content for one in slashed]
    assert [one.status_code for one in (*plain, *slashed)] == [200] * 8


def test_projects_may_go_without_a_description(ann):
    made = [
        ann.client.post("/projects", json=one).json()["description"]
        for one in ({"name": "a"}, {"name": "b", "description": None})
    ]
    assert made == [None, None]


def test_changes_leave_what_is_not_sent(ann):
    ann.client.post("/projects/", json=PROJECT)
    told = [
        ann.client.put("/projects/1", json=change).json()
        for change in ({}, {"name": "Other"}, {"description": None})
    ]
    shown = [(one["name"], one["description"]) for one in told]
    about = PROJECT["description"]
    assert shown == [("My First Film", about), ("Other", about), ("Other", None)]


def test_wrong_projects_are_refused(ann):
    ann.project()
    wrong = ({}, {"name": ""}, {"name": "  "}, {"name": "n" * 201}, {"name": 5}, {"name": None})
    made = [ann.client.post("/projects/", json=one) for one in wrong]
    changed = [ann.client.put("/projects/1", json=one) for one in wrong[1:-1]]
    long = ann.client.put("/projects/1", json={"description": "d" * 5_001})
    answers = [*made, *changed, long]
    assert {(one.status_code, *one.json()) for one in answers} == {(400, "detail")}


def test_lists_are_arrays_with_their_length_in_headers(ann, bob):
    names = [f"Film {number}" for number in range(5)]
    for name in names:
        ann.project(name)
    bob.project("Bob's")
    answer = ann.client.get("/projects/", params={"skip": 1, "limit": 2})
    assert [one["name"] for one in answer.json()] == ["Film 3", "Film 2"]
    assert answer.headers["X-Total-Count"] == "5"
    assert answer.headers["Link"] == '</film/api/v1/projects/?skip=3&limit=2>; rel="next"'
    last = ann.client.get("/projects/", params={"skip": 4})
    assert ([one["name"] for one in last.json()], "Link" in last.headers) == (["Film 0"], False)


def test_odd_slices_are_refused(ann):
    odd = ({"skip": -1}, {"limit": 0}, {"limit": 101}, {"skip": "x"}, {"skip": 1_000_001})
    answers = [ann.client.get(path, params=one) for path in ("/projects/", "/jobs/") for one in odd]
    assert {(one.status_code, *one.json()) for one in answers} == {(400, "detail")}


def test_deleted_project_takes_its_jobs_along(ann, floor, house):
    project = ann.project()
    open_, done = (ann.job(project_id=project)["id"] for _ in range(2))
    floor.begins(done)
    floor.succeeds(done)
    row = floor.row(open_)
    assert ann.client.delete(f"/projects/{project}").status_code == 200
    seen = [ann.client.get(f"/jobs/{number}").status_code for number in (open_, done)]
    assert (seen, ann.client.get("/jobs/").json()) == ([404, 404], [])
    with house.office.store.read() as records:
        assert records.ledger.spent(row.account_id, "2026-11-22") == 0


def test_projects_of_other_contracts_are_not_there(ann, house):
    with house.office.store.write() as records:
        account = records.accounts.by_username("ann")
        made = projects.create(records, account.id, "Native", "", origin="native", at=house.clock())
    number = made.number
    statuses = [
        ann.client.get(f"/projects/{number}").status_code,
        ann.client.put(f"/projects/{number}", json={}).status_code,
        ann.client.delete(f"/projects/{number}").status_code,
        ann.client.post("/jobs/", json={"project_id": number, "script": "Rain"}).status_code,
    ]
    assert (statuses, ann.client.get("/projects/").json()) == ([404] * 4, [])
