"""A webhook from its making to what arrives at a real receiver, whatever that does."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine
from fastapi.openapi.utils import get_openapi
from standardwebhooks import Webhook

from reelwright.api.native import webhooks
from reelwright.api.native.shapes.webhooks import Challenged, Told
from reelwright.outgoing.addresses import Hole
from reelwright.outgoing.guard import Guard, Patience
from reelwright.services import deliveries, jobs
from reelwright.services.jobs import NOTHING, Order, Room
from reelwright.services.spending import Terms


class Receiver:
    """A server on loopback. `moods` is how it takes what comes next; `got` is what came."""

    def __init__(self) -> None:
        self.moods: list[tuple[int, dict[str, str]] | None] = []
        self.got: list[tuple[dict[str, str], bytes]] = []
        receiver = self

        class Asked(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((dict(self.headers), body))
                mood = receiver.moods.pop(0) if receiver.moods else (200, {})
                if mood is not None:
                    self.send_response(mood[0])
                    for name, value in mood[1].items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(json.dumps(json.loads(body)["data"]).encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()


@pytest.fixture
def receiver(socket_enabled) -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def send(desk, receiver):
    """Deliver what is due, with a guard that may reach the receiver."""
    hole = Hole.read(f"127.0.0.1/32:{receiver.port}")
    guard = Guard([hole], Patience(post=2.0))
    return lambda: deliveries.send_due(desk.store, guard, desk.secret, desk.clock)


@pytest.fixture
def hook(serve, desk, receiver, send):
    """Give an address of our API at which there is a webhook that has answered its challenge."""
    ann = serve(webhooks.router)
    made = ann.post("/webhooks", json={"url": f"http://127.0.0.1:{receiver.port}/hooks"}).json()
    send()
    desk.clock.go()
    path = f"/webhooks/{made['id']}"
    assert ann.get(path).json()["state"] == "enabled"
    return ann, path, made["id"]


def accept(desk, account) -> jobs.Job:
    with desk.store.write() as records:
        order = Order("film", "native", {}, NOTHING, Terms())
        return jobs.accept(records, account, order, Room(), desk.clock())


def test_job_is_told_and_its_signature_holds(desk, hook, receiver, send):
    ann, path, hook_id = hook
    with desk.store.read() as records:
        owner = records.webhooks.by_id(hook_id).account_id
    job = accept(desk, owner)
    assert send() == 1
    (_, challenged), (headers, body) = receiver.got
    secret = ann.get(f"{path}/secret").json()["secret"]
    with time_machine.travel(desk.clock(), tick=False):
        told = Webhook(secret).verify(body, headers)
    assert told == {
        "type": "job.accepted",
        "timestamp": "2026-11-22T12:30:01.000Z",
        "data": {
            "job": job.id,
            "production": None,
            "state": "queued",
            "progress": 0.0,
            "error": None,
        },
    }
    assert Told.model_validate_json(body).data.job == job.id
    assert Challenged.model_validate_json(challenged).type == "endpoint.challenge"
    [newest, _] = ann.get(f"{path}/deliveries").json()["data"]
    assert (newest["id"], newest["state"], newest["status"]) == (
        headers["webhook-id"],
        "delivered",
        200,
    )


def test_moody_receiver_is_told_in_the_end(desk, hook, receiver, send):
    ann, path, hook_id = hook
    inside = Receiver()
    redirect = {"Location": f"http://127.0.0.1:{inside.port}/"}
    receiver.moods = [(500, {}), None, (307, redirect), (429, {"Retry-After": "60"}), (503, {})]
    with desk.store.read() as records:
        owner = records.webhooks.by_id(hook_id).account_id
    accept(desk, owner)
    seen = []
    for _ in range(6):
        send()
        seen.append(ann.get(f"{path}/deliveries").json()["data"][0])
        desk.clock.go(timedelta(hours=13).total_seconds())
    inside.server.shutdown()
    inside.server.server_close()
    assert [one["status"] for one in seen] == [500, None, 307, 429, 503, 200]
    assert [one["state"] for one in seen] == ["due"] * 5 + ["delivered"]
    assert {headers["webhook-id"] for headers, _ in receiver.got[1:]} == {seen[0]["id"]}
    assert inside.got == []


def test_nothing_inside_is_reached_without_leave(serve, desk, receiver):
    ann = serve(webhooks.router)
    made = ann.post("/webhooks", json={"url": f"http://127.0.0.1:{receiver.port}/"}).json()
    assert deliveries.send_due(desk.store, Guard(), desk.secret, desk.clock) == 1
    [riddle] = ann.get(f"/webhooks/{made['id']}/deliveries").json()["data"]
    assert (riddle["state"], riddle["status"], receiver.got) == ("due", None, [])


def test_what_is_sent_is_described():
    document = get_openapi(title="", version="1", routes=[], webhooks=webhooks.sent.routes)
    assert {
        name: one["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        for name, one in document["webhooks"].items()
    } == {"job": "#/components/schemas/Told", "challenge": "#/components/schemas/Challenged"}
