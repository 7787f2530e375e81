"""Measure the API beside what it is made of, and tell it in the tables of the README.

    python -m benchmarks.api [--part latency|listeners|start]

Reading and submitting are set against a FastAPI route that does nothing and one that inserts a row,
on the same machine in turn with ours; submitting also with 10,000 jobs waiting. 1,000 listeners are
weighed. And it is timed how long a job waits for an idle worker.
"""

import argparse
import asyncio
import json
import platform
import resource
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.api import people, server
from benchmarks.api.load import Figures, asked, request
from benchmarks.api.server import Server

BASE = "/reelwright/v1"
PEOPLE = 60
EACH = 10
READS = 2_000
WAITING = 10_000
LISTENERS = 1_000
STARTS = 20
BRIEF = {"prompt": "A day in a lighthouse", "duration": 6}
BOARD = {
    "title": "A day in a lighthouse",
    "language": "english",
    "scenes": [{"id": "scene-1", "narration": "Dawn.", "visual": "a lighthouse", "duration": 6}],
}
CONNECTIONS = (1, 8)


def latency(folder: Path) -> None:
    """Tell how long reading and submitting take, alone and with eight asking at once."""
    keys = people.come(folder / "ours", PEOPLE)
    print(
        "| what | connections | p50, ms | p99, ms | a second | CPU, ms | against bare: p50 | CPU |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for connections in CONNECTIONS:
        reading, inserting = _bare(folder, connections)
        _row("bare route", connections, reading, reading)
        _row("bare INSERT", connections, inserting, inserting)
        with server.reelwright(folder / "ours") as ours:
            made = _productions(ours, keys)
            _row("read a production", connections, _read(ours, made, connections), reading)
            _row("submit a job", connections, _submit(ours, made, connections), inserting)
    people.queue(folder / "ours", list(keys), WAITING)
    for connections in CONNECTIONS:
        reading, inserting = _bare(folder, connections)
        with server.reelwright(folder / "ours") as ours:
            made, what = _productions(ours, keys), f"{WAITING:,} waiting"
            reads = _read(ours, made, connections)
            _row(f"read a production, {what}", connections, reads, reading)
            submits = _submit(ours, made, connections)
            _row(f"submit a job, {what}", connections, submits, inserting)


def _bare(folder: Path, connections: int) -> tuple[Figures, Figures]:
    with server.bare(folder) as bare:
        asked(bare.port, [request("GET", "/rows")] * 200, connections)
        reading = _timed(bare, [request("GET", "/rows")] * READS, connections)
        inserts = [request("POST", "/rows")] * (PEOPLE * EACH)
        return reading, _timed(bare, inserts, connections)


def _timed(asking: Server, requests: list[bytes], connections: int) -> Figures:
    before = asking.cpu
    found, _ = asked(asking.port, requests, connections)
    return replace(found, cpu=asking.cpu - before)


Made = list[tuple[str, str]]
"""Productions, each with the key of its owner."""


def _productions(ours: Server, keys: dict[str, str]) -> Made:
    body = json.dumps({"brief": BRIEF, "storyboard": BOARD}).encode()
    owners = [key for key in keys.values() for _ in range(EACH)]
    asking = [request("POST", f"{BASE}/productions", key, body) for key in owners]
    _, answers = asked(ours.port, asking, 4)
    return [(json.loads(one)["id"], key) for one, key in zip(answers, owners, strict=True)]


def _read(ours: Server, made: Made, connections: int) -> Figures:
    paths = [request("GET", f"{BASE}/productions/{one}", key) for one, key in made]
    times = READS // len(paths) + 1
    return _timed(ours, (paths * times)[:READS], connections)


def _submit(ours: Server, made: Made, connections: int) -> Figures:
    asking = [request("POST", f"{BASE}/productions/{one}/produce", key) for one, key in made]
    return _timed(ours, asking, connections)


def _row(what: str, connections: int, found: Figures, bare: Figures) -> None:
    print(
        f"| {what} | {connections} | {found.at(0.5) * 1000:.2f} | {found.at(0.99) * 1000:.2f} "
        f"| {found.rate:.0f} | {found.each * 1000:.2f} "
        f"| {found.at(0.5) / bare.at(0.5):.1f} | {found.each / bare.each:.1f} |",
        flush=True,
    )


def listeners(folder: Path) -> None:
    """Tell what 1,000 listeners weigh, and whether each hears how its job ends."""
    keys = people.come(folder / "ours", PEOPLE)
    with server.reelwright(folder / "ours") as ours:
        made = _productions(ours, keys)[::EACH]
        asking = [request("POST", f"{BASE}/productions/{one}/produce", key) for one, key in made]
        _, answers = asked(ours.port, asking, 4)
        jobs = [(json.loads(one)["id"], key) for one, (_, key) in zip(answers, made, strict=True)]
        weight, heard = asyncio.run(_listened(ours, jobs))
    print(f"{LISTENERS} listeners: {weight:.1f} KB each; {heard} heard how their job ended")


async def _listened(ours: Server, jobs: Made) -> tuple[float, int]:
    before = ours.memory
    joining = (_joined(ours.port, *jobs[number % len(jobs)]) for number in range(LISTENERS))
    ears = await asyncio.gather(*joining)
    await asyncio.sleep(2)
    weight = (ours.memory - before) / LISTENERS
    cancels = [request("POST", f"{BASE}/jobs/{job}/cancel", key) for job, key in jobs]
    await asyncio.to_thread(asked, ours.port, cancels, 4)
    return weight, sum(await asyncio.gather(*(_heard(*ear) for ear in ears)))


Ear = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _joined(port: int, job: str, key: str) -> Ear:
    """Listen to a job; return once it is heard that it was accepted."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request("GET", f"{BASE}/jobs/{job}/events", key))
    await reader.readuntil(b"job.accepted")
    return reader, writer


async def _heard(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Listen on, and say whether it was heard how the job ended."""
    try:
        async with asyncio.timeout(60):
            await reader.readuntil(b"job.cancelled")
    except (TimeoutError, asyncio.IncompleteReadError):
        return False
    finally:
        writer.close()
    return True


def start(folder: Path) -> None:
    """Tell how long a job waits for a worker that has nothing to do."""
    keys = people.come(folder / "ours", STARTS + 1)
    with server.reelwright(folder / "ours", workers=True) as ours:
        made = _productions(ours, keys)[::EACH]
        waits = [_waited(ours, production, key) for production, key in made][1:]
    middle, worst = statistics.median(waits), max(waits)
    print(f"from acceptance to the first step: p50 {middle:.3f} s, worst of {STARTS} {worst:.3f} s")


def _waited(ours: Server, production: str, key: str) -> float:
    """Have a film begun, call it off again, and return the seconds until it began."""

    def ask(method: str, path: str) -> dict[str, Any]:
        _, [answer] = asked(ours.port, [request(method, f"{BASE}{path}", key)], 1)
        found: dict[str, Any] = json.loads(answer)
        return found

    job = ask("POST", f"/productions/{production}/produce")
    while job["started_at"] is None:
        time.sleep(0.1)
        job = ask("GET", f"/jobs/{job['id']}")
    ask("POST", f"/jobs/{job['id']}/cancel")
    time.sleep(2)  # until the worker has nothing to do again
    accepted, begun = (datetime.fromisoformat(job[name]) for name in ("created_at", "started_at"))
    return (begun - accepted).total_seconds()


PARTS = {"latency": latency, "listeners": listeners, "start": start}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append")
    parts = parser.parse_args().part or list(PARTS)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    print(f"{platform.machine()}, Python {platform.python_version()}")
    for part in parts:
        with tempfile.TemporaryDirectory() as folder:
            print(f"\n{part}\n", flush=True)
            PARTS[part](Path(folder))


if __name__ == "__main__":
    main()
