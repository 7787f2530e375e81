"""How often: a hundred requests a minute and a thousand an hour, of one account, over everything."""

from shared.film import BASE, entered

LATE = (429, {"detail": "Rate limit exceeded"})


def test_hundred_and_first_request_of_a_minute_is_too_many(build):
    house = build(often=False)
    ann, bob = entered(house, "ann"), entered(house, "bob")
    paths = ("/projects/", "/jobs/", "/jobs/7", "/projects")
    statuses = [ann.client.get(paths[number % 4]).status_code for number in range(100)]
    late = ann.client.get("/jobs/")
    assert (set(statuses), late.status_code, late.json()) == ({200, 404}, *LATE)
    assert late.headers["Retry-After"] == "60"
    assert bob.client.get("/jobs/").status_code == 200
    house.clock.go(int(late.headers["Retry-After"]))
    assert ann.client.get("/jobs/").status_code == 200


def test_no_minute_holds_more_than_a_hundred(build):
    house = build(often=False)
    ann = entered(house, "ann")
    early = [ann.client.get("/jobs/7").status_code for _ in range(60)]
    house.clock.go(50)
    late = [ann.client.get("/jobs/7").status_code for _ in range(41)]
    refused = ann.client.get("/jobs/7")
    assert (early, late) == ([404] * 60, [404] * 40 + [429])
    assert refused.headers["Retry-After"] == "10"
    assert refused.headers["RateLimit"] == '"minute";r=0;t=60, "hour";r=900;t=3600'
    house.clock.go(9)
    assert ann.client.get("/jobs/7").status_code == 429
    house.clock.go(1)
    after = [ann.client.get("/jobs/7").status_code for _ in range(61)]
    assert after == [404] * 60 + [429]


def test_thousand_and_first_request_of_an_hour_is_too_many(build):
    house = build(often=False)
    ann = entered(house, "ann")
    taken = 0
    for _ in range(10):
        taken += sum(ann.client.get("/jobs/7").status_code == 404 for _ in range(100))
        house.clock.go(60)
    late = ann.client.get("/jobs/7")
    assert (taken, late.status_code, late.json()) == (1_000, *LATE)
    assert late.headers["Retry-After"] == "3000"
    house.clock.go(3_000)
    ann.logs_in()
    assert ann.client.get("/jobs/7").status_code == 404


def test_strangers_are_counted_by_address(build):
    house = build(often=False)
    stranger = house.client(BASE)
    statuses = [stranger.get("/jobs/").status_code for _ in range(101)]
    assert statuses == [401] * 100 + [429]
