"""A request, the job it brought and every step taken for it are found in traces."""

import asyncio
from uuid import UUID

import pytest
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from starlette.datastructures import Headers

from reelwright.durable.local import LocalRunner
from reelwright.model.errors import Refused
from reelwright.settings import Settings
from reelwright.wiring.traces import Tracing, of_job, tracing

JOB = "0193a5b0-7e1c-7000-8000-00000000000a"


class Kept(SpanExporter):
    """An exporter that keeps what it is given."""

    def __init__(self):
        self.spans = []

    def export(self, spans):
        self.spans += spans
        return SpanExportResult.SUCCESS


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def traced(kept):
    """Trace something and return its spans, in the order they ended."""
    made = Tracing(kept, "test")

    def spans(act):
        act(made)
        made.close()
        return kept.spans

    yield spans
    made.close()


def conducted(conduct, piece=None):
    """Return what conducts a job once, its steps run in this process."""
    return lambda made: asyncio.run(made.around(conduct)(JOB, piece, LocalRunner()))


async def film(job, piece, runner):
    await runner.run("plan", lambda: asyncio.sleep(0, "planned"))
    return await runner.run("speak/s1", lambda: asyncio.sleep(0, "spoken"))


async def refused(job, piece, runner):
    async def check():
        raise Refused("No.")

    await runner.run("check", check)


def test_job_has_the_trace_of_its_id(traced):
    plan, speak, job = traced(conducted(film))
    assert [one.name for one in (plan, speak, job)] == ["plan", "speak", "job"]
    assert {one.context.trace_id for one in (plan, speak, job)} == {UUID(JOB).int}
    assert job.context.span_id == of_job(JOB).span_id
    assert [one.parent.span_id for one in (plan, speak)] == [job.context.span_id] * 2
    assert job.parent is None
    assert speak.attributes == {"reelwright.step": "speak/s1"}


def test_piece_is_within_its_job(traced):
    plan, _, piece = traced(conducted(film, "s1"))
    assert piece.parent.span_id == of_job(JOB).span_id
    assert piece.context.trace_id == UUID(JOB).int
    assert piece.attributes == {"reelwright.job": JOB, "reelwright.piece": "s1"}
    assert plan.parent.span_id == piece.context.span_id


def test_error_is_on_the_spans_it_ended(traced):
    def act(made):
        with pytest.raises(Refused):
            conducted(refused)(made)

    assert [(one.name, one.status.description) for one in traced(act)] == [
        ("check", "refused"),
        ("job", "refused"),
    ]


class Remembering(LocalRunner):
    """A runner that has every step in its journal."""

    async def run(self, name, work):
        return "remembered"


def test_steps_remembered_are_not_traced(traced):
    def act(made):
        asyncio.run(made.around(film)(JOB, None, Remembering()))

    assert [one.name for one in traced(act)] == ["job"]


def answered(status=202, route="/jobs/{job}", location=f"/reelwright/v1/jobs/{JOB}", **headers):
    """Return what traces one request."""
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]

    def act(made):
        span = made.request({"type": "http", "method": "POST", "headers": raw})
        span.end(route, status, Headers({"location": location}))

    return act


def test_request_links_to_the_job_it_brought(traced):
    (span,) = traced(answered())
    assert span.name == "POST /jobs/{job}"
    assert span.attributes == {
        "http.request.method": "POST",
        "http.route": "/jobs/{job}",
        "http.response.status_code": 202,
        "reelwright.job": JOB,
    }
    assert [link.context for link in span.links] == [of_job(JOB)]


def test_request_goes_on_in_its_caller_s_trace(traced):
    parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    (span,) = traced(answered(location="", traceparent=parent))
    assert f"{span.context.trace_id:032x}" == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert f"{span.parent.span_id:016x}" == "00f067aa0ba902b7"


@pytest.mark.parametrize("status", [0, 500])
def test_failed_request_is_marked(traced, status):
    (span,) = traced(answered(status=status, route=None, location=""))
    assert (span.name, span.status.is_ok) == ("POST", False)


def test_nothing_is_traced_unless_asked():
    assert tracing(Settings(), "server") is None
