"""What is measured, for Prometheus: requests of this process, jobs and money of the installation.

Labels are route templates, states and steps, never an id, an address or an account. Requests are
this process's own; the rest is read from the database at every scrape, so every server tells the
same of it.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from reelwright.durable.database import AWAY
from reelwright.model.errors import Unavailable
from reelwright.ports.records.jobs import JobState, StepRow
from reelwright.ports.records.ledger import Unit
from reelwright.wiring.office import Office

log: Final = logging.getLogger(__name__)

TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

UNKNOWN: Final = "unknown"
"""The route of a request that has none: strangers must not invent labels."""

_SHORT: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_LONG: Final = (0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0)
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Meter:
    """What one server process measures."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "reelwright_http_requests",
            "Requests that were answered.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self._seconds = Histogram(
            "reelwright_http_request_seconds",
            "Seconds from a request to the last byte of its answer.",
            ["method", "route"],
            buckets=_SHORT,
            registry=self.registry,
        )
        self.under_way = Gauge(
            "reelwright_http_requests_in_progress",
            "Requests that are being answered.",
            registry=self.registry,
        )

    def request(self, method: str, route: str | None, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        named = method if method in _METHODS else "OTHER"
        self._requests.labels(named, route or UNKNOWN, str(status)).inc()
        self._seconds.labels(named, route or UNKNOWN).observe(seconds)

    def watch(self, office: Office) -> None:
        """Tell of an installation, too."""
        self.registry.register(Installation(office))
        Steps(office, self.registry)

    def text(self) -> bytes:
        """Return what was measured, as Prometheus reads it; it waits for the database."""
        return generate_latest(self.registry)


class Installation(Collector):
    """Jobs, queue and money of an installation, as they are when asked."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def describe(self) -> list[GaugeMetricFamily]:
        """Return nothing: whoever registers this must not ask the database for it."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give what there is; while the database is away, that alone."""
        up = GaugeMetricFamily("reelwright_database_up", "Whether the database answers.")
        try:
            families = [self._jobs(), self._queue(), self._workers(), self._money()]
        except (Unavailable, *AWAY):
            families = []
        up.add_metric([], float(bool(families)))
        yield up
        yield from families

    def _jobs(self) -> GaugeMetricFamily:
        found = GaugeMetricFamily("reelwright_jobs", "Jobs by their state.", labels=["state"])
        with self._office.store.read() as records:
            census = records.jobs.census()
        for state in JobState:
            found.add_metric([state.value], census.get(state, 0))
        return found

    def _queue(self) -> GaugeMetricFamily:
        found = GaugeMetricFamily(
            "reelwright_queue_depth",
            "Jobs and scenes that wait or run.",
            labels=["queue", "state"],
        )
        for (queue, state), count in sorted(self._office.queue.depth().items()):
            found.add_metric([queue, state.value], count)
        return found

    def _workers(self) -> GaugeMetricFamily:
        found = GaugeMetricFamily("reelwright_workers", "Workers that live.")
        found.add_metric([], self._office.queue.workers())
        return found

    def _money(self) -> GaugeMetricFamily:
        found = GaugeMetricFamily(
            "reelwright_money_held",
            "What is set aside for jobs that have not ended: credits, micro-dollars.",
            labels=["unit"],
        )
        with self._office.store.read() as records:
            held = records.jobs.held()
        for unit in Unit:
            found.add_metric([unit.value], held.get(unit, 0))
        return found


class Steps(Collector):
    """How long steps of jobs took that ended since this process began; counted when asked."""

    _LATE: Final = timedelta(seconds=30)
    """Rows of steps are written a little after the steps ended, by other processes."""

    _MOST: Final = 10_000

    def __init__(self, office: Office, registry: CollectorRegistry) -> None:
        self._office = office
        self._since: datetime = office.clock()
        self._seen: dict[tuple[str, str], datetime] = {}
        self._seconds = Histogram(
            "reelwright_step_seconds",
            "Seconds that steps of jobs took.",
            ["step"],
            buckets=_LONG,
            registry=None,
        )
        registry.register(self)

    def describe(self) -> list[GaugeMetricFamily]:
        """Return nothing: whoever registers this must not ask the database for it."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Count the steps that ended since the last time, and give all."""
        try:
            with self._office.store.read() as records:
                ended = records.jobs.ended_steps(self._since - self._LATE, self._MOST)
        except Unavailable:
            ended = ()
        for step in ended:
            self._observe(step)
        self._seen = {
            key: at for key, at in self._seen.items() if at >= self._since - 2 * self._LATE
        }
        yield from self._seconds.collect()

    def _observe(self, step: StepRow) -> None:
        key = (step.job_id, step.name)
        if step.ended_at is None or key in self._seen:
            return
        self._seen[key] = step.ended_at
        self._since = max(self._since, step.ended_at)
        seconds = (step.ended_at - step.started_at).total_seconds()
        self._seconds.labels(step.name.partition("/")[0]).observe(max(seconds, 0.0))
