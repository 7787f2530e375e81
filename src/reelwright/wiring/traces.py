"""Traces: a request, the job it brought, and every step of that, as OpenTelemetry tells them.

A job's trace has the job's own id, so that whichever process takes a step knows the trace without
being told, and after a death it goes on. The request that brought the job links to it.
"""

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import Final, TypeVar
from uuid import UUID

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.datastructures import Headers
from starlette.types import Scope

from reelwright.durable.engine import Conduct
from reelwright.durable.runner import Runner, Work
from reelwright.model.errors import ReelwrightError
from reelwright.settings import Settings

T = TypeVar("T")

_JOB: Final = re.compile(r"/jobs/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b")
_wanted: ContextVar[trace.SpanContext | None] = ContextVar("wanted", default=None)


class _Ids(RandomIdGenerator):
    """Random ids, except for a span that must have certain ones."""

    def generate_span_id(self) -> int:
        """Return the id of the next span."""
        wanted = _wanted.get()
        return wanted.span_id if wanted else super().generate_span_id()

    def generate_trace_id(self) -> int:
        """Return the id of the next trace."""
        wanted = _wanted.get()
        return wanted.trace_id if wanted else super().generate_trace_id()


@dataclass(frozen=True, slots=True)
class RequestSpan:
    """The span of one request that is being answered."""

    span: trace.Span
    method: str

    def end(self, route: str | None, status: int, headers: Headers) -> None:
        """End it with what became of the request; link it to the job it brought, if it did."""
        if route is not None:
            self.span.update_name(f"{self.method} {route}")
            self.span.set_attribute("http.route", route)
        self.span.set_attribute("http.response.status_code", status)
        if status >= 500 or not status:
            self.span.set_status(trace.StatusCode.ERROR)
        if found := _JOB.search(headers.get("location", "")):
            self.span.set_attribute("reelwright.job", found[1])
            self.span.add_link(of_job(found[1]))
        self.span.end()


class Tracing:
    """Makes spans and sends them on, in batches, from a thread of its own."""

    def __init__(self, exporter: SpanExporter, process: str) -> None:
        named = {SERVICE_NAME: f"reelwright-{process}", SERVICE_VERSION: version("reelwright")}
        self._provider = TracerProvider(
            resource=Resource(named), id_generator=_Ids(), shutdown_on_exit=False
        )
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("reelwright")
        self._parents = TraceContextTextMapPropagator()

    def request(self, scope: Scope) -> RequestSpan:
        """Begin the span of a request, within the trace its caller names (W3C Trace Context)."""
        method = str(scope["method"])
        span = self._tracer.start_span(
            method,
            self._parents.extract(Headers(scope=scope)),
            trace.SpanKind.SERVER,
            {"http.request.method": method},
        )
        return RequestSpan(span, method)

    def around(self, conduct: Conduct) -> Conduct:
        """Return a conductor whose jobs, pieces and steps have spans in the job's own trace."""

        async def traced(job: str, piece: str | None, runner: Runner) -> object:
            span = self._whole(job) if piece is None else self._part(job, piece)
            with _ending(span):
                return await conduct(job, piece, _Traced(runner, partial(self._step, span)))

        return traced

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()

    def _whole(self, job: str) -> trace.Span:
        token = _wanted.set(of_job(job))
        try:
            return self._tracer.start_span(
                "job", trace.set_span_in_context(trace.INVALID_SPAN), attributes=_about(job)
            )
        finally:
            _wanted.reset(token)

    def _part(self, job: str, piece: str) -> trace.Span:
        parent = trace.set_span_in_context(trace.NonRecordingSpan(of_job(job)))
        about = {**_about(job), "reelwright.piece": piece}
        return self._tracer.start_span("piece", parent, attributes=about)

    def _step(self, parent: trace.Span, name: str) -> trace.Span:
        within = trace.set_span_in_context(parent)
        kind = name.partition("/")[0]
        return self._tracer.start_span(kind, within, attributes={"reelwright.step": name})


class _Traced:
    """A runner whose steps have spans: those that are really taken, not those remembered."""

    def __init__(self, runner: Runner, begin: Callable[[str], trace.Span]) -> None:
        self._runner, self._begin = runner, begin

    async def run(self, name: str, work: Work[T]) -> T:
        """Return the result of a step."""

        async def traced() -> T:
            with _ending(self._begin(name)):
                return await work()

        return await self._runner.run(name, traced)

    def spawn(self, name: str, work: Work[T]) -> Awaitable[T]:
        """Start a piece beside the rest."""
        return self._runner.spawn(name, work)

    async def join(self, spawned: Sequence[Awaitable[T]]) -> list[T]:
        """Return the results of pieces."""
        return await self._runner.join(spawned)

    def publish(self, news: object) -> None:
        """Tell whoever listens."""
        self._runner.publish(news)

    def cancelled(self) -> bool:
        """Say whether somebody asked for the work to stop."""
        return self._runner.cancelled()


def tracing(settings: Settings, process: str) -> Tracing | None:
    """Return what traces a process, or None where the owner wants no traces."""
    if settings.otlp_endpoint is None:
        return None
    return Tracing(OTLPSpanExporter(f"{settings.otlp_endpoint}/v1/traces"), process)


def of_job(job: str) -> trace.SpanContext:
    """Return the context of a job's own span: its trace is the job's id, its span the lower half.

    Both are what OpenTelemetry wants of ids: 16 and 8 bytes, and random enough (RFC 9562, 5.7).
    """
    number = UUID(job).int
    flags = trace.TraceFlags(trace.TraceFlags.SAMPLED)
    return trace.SpanContext(number, number & (2**64 - 1), is_remote=True, trace_flags=flags)


@contextmanager
def _ending(span: trace.Span) -> Iterator[None]:
    """End a span with the block, marked by the code of the error that ended it."""
    try:
        yield
    except ReelwrightError as wrong:
        span.set_status(trace.StatusCode.ERROR, wrong.code)
        raise
    except BaseException as wrong:
        span.set_status(trace.StatusCode.ERROR, type(wrong).__name__)
        raise
    finally:
        span.end()


def _about(job: str) -> dict[str, str]:
    return {"reelwright.job": job}
