"""What is true of an installation when everything has ended, whatever happened to it before.

The numbers are those of the project's list of promises: each job ends once (1), the ledger adds up
(2, 3), nobody pays more than was held (4) or for the same twice (5), a film is a row and whole
files (6), no half file stays (7), events count without a gap (8) and go forward (9), deliveries are
due or ended (10), nothing is mixed up between accounts (11), a repeated request gets the answer of
the first (12).
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import sqlalchemy as sa

from reelwright.storage.sql.tables import metadata

ENDED = {"succeeded", "failed", "rejected", "cancelled"}


@dataclass(frozen=True)
class Aftermath:
    """What is left: the database, the media folder, the vendor's log, what callers were answered.

    The log has one JSON line for each call, `{"key": …, "event": "begun" | "done"}`. `deaths` is
    how many calls may have been made again because their worker died before their result was kept;
    of a vendor that honours keys, none is then billed twice. `answers` are those to each key.
    """

    engine: sa.Engine
    media: Path
    calls: Path | None = None
    deaths: int = 0
    answers: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    def rows(self, table: str) -> list[dict[str, Any]]:
        with self.engine.execution_options(reading=True).begin() as connection:
            found = connection.execute(sa.select(metadata.tables[table]))
            return [dict(row) for row in found.mappings()]


def broken(left: Aftermath) -> list[str]:
    """Return a line for each promise that was not kept; none when all is well."""
    return [line for check in CHECKS for line in check(left)]


def _jobs_ended(left: Aftermath) -> Iterator[str]:
    for job in left.rows("jobs"):
        if job["state"] not in ENDED or job["ended_at"] is None:
            yield f"I1: job {job['id']} is {job['state']}"


def _ledger_adds_up(left: Aftermath) -> Iterator[str]:
    purses: Counter[tuple[str, str]] = Counter()
    transfers: Counter[tuple[str, str]] = Counter()
    for entry in left.rows("entries"):
        purses[entry["purse"], entry["unit"]] += entry["amount"]
        transfers[entry["transfer_id"], entry["unit"]] += entry["amount"]
    for (transfer, unit), total in transfers.items():
        if total:
            yield f"I2: transfer {transfer} is off by {total} {unit}"
    for row in left.rows("balances"):
        purse, kept = (row["purse"], row["unit"]), row["amount"]
        if kept != purses[purse]:
            yield f"I2: {purse} holds {kept}, its entries make {purses[purse]}"
        if row["floor"] is not None and kept < row["floor"]:
            yield f"I2: {purse} holds {kept}, below its floor"


def _holds_are_closed(left: Aftermath) -> Iterator[str]:
    kinds = _transfers(left)
    for job in left.rows("jobs"):
        found = Counter(one["kind"] for one in kinds[job["id"]])
        if job["held"] and found["hold"] and (found["settle"], found["release"]) != (1, 1):
            yield f"I3: the hold of job {job['id']} is not closed: {dict(found)}"
    for row in left.rows("balances"):
        if row["purse"].startswith("held:") and row["amount"]:
            yield f"I3: {row['amount']} {row['unit']} are still held: {row['purse']}"


def _costs_are_within_holds(left: Aftermath) -> Iterator[str]:
    sides = defaultdict(list)
    for entry in left.rows("entries"):
        sides[entry["transfer_id"]].append(entry["amount"])
    kinds, days = _transfers(left), Counter[tuple[str, str]]()
    for job in left.rows("jobs"):
        settled = sum(
            max(sides[one["id"]], default=0) for one in kinds[job["id"]] if one["kind"] == "settle"
        )
        if kinds[job["id"]] and settled != job["cost"]:
            yield f"I4: job {job['id']} cost {job['cost']}, {settled} was settled"
        if job["cost"] > job["held"]:
            yield f"I4: job {job['id']} cost {job['cost']}, {job['held']} was held"
        if job["unit"] == "micros" and job["held"] and job["counted"] != job["cost"]:
            yield f"I4: job {job['id']} cost {job['cost']}, its day counts {job['counted']}"
        days[job["account_id"], job["created_at"].date().isoformat()] += job["counted"]
    for row in left.rows("spending"):
        if row["micros"] != days[row["account_id"], row["day"]]:
            yield f"I4: {row['day']} counts {row['micros']}, its jobs another sum"


def _calls_are_made_once(left: Aftermath) -> Iterator[str]:
    if left.calls is None or not left.calls.exists():
        return
    lines = [json.loads(line) for line in left.calls.read_text().splitlines()]
    done = Counter(line["key"] for line in lines if line["event"] == "done")
    again = sum(done.values()) - len(done)
    if again > left.deaths:
        yield f"I5: {again} calls were made again after {left.deaths} deaths: {done.most_common(3)}"


def _films_are_whole(left: Aftermath) -> Iterator[str]:
    films = left.rows("films")
    made = {film["job_id"]: film for film in films}
    for job in left.rows("jobs"):
        shown = (job["result"] or {}).get("film")
        if shown is not None and made.get(job["id"], {}).get("id") != shown:
            yield f"I6: job {job['id']} shows film {shown}, which is not its own"
        if job["state"] != "succeeded" and job["id"] in made:
            yield f"I6: job {job['id']} is {job['state']}, and has a film"
    for key in {key for film in films for key in film["blobs"].values()}:
        yield from _file_is(left.media / key[:2] / key, key)
    for key in {film["blobs"]["film"] for film in films}:
        yield from _plays(left.media / key[:2] / key)


def _file_is(file: Path, key: str) -> Iterator[str]:
    if not file.is_file():
        yield f"I6: blob {key} is not there"
    elif hashlib.sha256(file.read_bytes()).hexdigest() != key:
        yield f"I6: blob {key} holds something else"


def _plays(file: Path) -> Iterator[str]:
    try:
        with av.open(str(file)) as film:
            next(film.decode(video=0))
    except (av.FFmpegError, StopIteration) as wrong:
        yield f"I6: {file.name} does not play: {wrong}"


def _no_half_files(left: Aftermath) -> Iterator[str]:
    for file in left.media.rglob(".*"):
        yield f"I7: {file.name} was left half written"


def _events_count(left: Aftermath) -> Iterator[str]:
    topics = _events(left)
    last = {row["name"]: row["last"] for row in left.rows("counters")}
    for topic, events in topics.items():
        if [event["seq"] for event in events] != list(range(1, last[topic] + 1)):
            yield f"I8: {topic} has a gap"
    for job in left.rows("jobs"):
        kinds = [event["type"] for event in topics[f"job:{job['id']}"]]
        ends = [kind for kind in kinds if kind.removeprefix("job.") in ENDED]
        if ends != [f"job.{job['state']}"] or kinds[-1:] != ends:
            yield f"I8: job {job['id']} is {job['state']}, its events end with {kinds[-2:]}"
        told = [
            event["type"]
            for event in topics[f"account:{job['account_id']}"]
            if event["payload"].get("job") == job["id"] and event["type"] != "job.started"
        ]
        if told != ["job.accepted", f"job.{job['state']}"]:
            yield f"I8: the owner of job {job['id']} was told {told}"


def _progress_goes_forward(left: Aftermath) -> Iterator[str]:
    for topic, events in _events(left).items():
        told = [event["payload"].get("progress", 0.0) for event in events]
        if topic.startswith("job:") and any(later < sooner for sooner, later in pairwise(told)):
            yield f"I9: {topic} went back: {told}"
    for job in left.rows("jobs"):
        if (job["progress"] == 1.0) != (job["state"] == "succeeded"):
            yield f"I9: job {job['id']} is {job['state']} at {job['progress']}"


def _deliveries_are_due_or_ended(left: Aftermath) -> Iterator[str]:
    for row in left.rows("deliveries"):
        if (row["state"] == "due") != (row["ended_at"] is None):
            yield f"I10: delivery {row['id']} is {row['state']}, ended at {row['ended_at']}"


def _accounts_are_apart(left: Aftermath) -> Iterator[str]:
    owners = {row["id"]: row["account_id"] for name in OWNED for row in left.rows(name)}
    for name in OWNED:
        for row in left.rows(name):
            named = {owners.get(row.get(column)) for column in ("job_id", "production_id")}
            if named - {None, row["account_id"]}:
                yield f"I11: {name} {row['id']} names another account's things"
    for topic, events in _events(left).items():
        owner = topic.removeprefix("account:")
        jobs = {event["payload"].get("job") for event in events} - {None}
        if topic.startswith("account:") and {owners.get(job) for job in jobs} - {owner}:
            yield f"I11: {topic} tells of another account's jobs"


OWNED = ("productions", "jobs", "films", "transfers")


def _replays_are_equal(left: Aftermath) -> Iterator[str]:
    for key, answers in left.answers.items():
        if any(answer != answers[0] for answer in answers):
            yield f"I12: key {key} was answered differently: {answers}"


CHECKS: tuple[Callable[[Aftermath], Iterator[str]], ...] = (
    _jobs_ended,
    _ledger_adds_up,
    _holds_are_closed,
    _costs_are_within_holds,
    _calls_are_made_once,
    _films_are_whole,
    _no_half_files,
    _events_count,
    _progress_goes_forward,
    _deliveries_are_due_or_ended,
    _accounts_are_apart,
    _replays_are_equal,
)


def _transfers(left: Aftermath) -> dict[str, list[dict[str, Any]]]:
    found = defaultdict(list)
    for row in left.rows("transfers"):
        found[row["job_id"]].append(row)
    return found


def _events(left: Aftermath) -> dict[str, list[dict[str, Any]]]:
    found = defaultdict(list)
    for row in sorted(left.rows("events"), key=lambda one: (one["topic"], one["seq"])):
        found[row["topic"]].append(row)
    return found
