"""Log lines carry the ids of what they are about, and no secret, however it came into them."""

import asyncio
import io
import json
import logging

import pytest
from structlog.contextvars import bound_contextvars

from reelwright.model.errors import Refused
from reelwright.settings import Settings
from reelwright.wiring import logs

CANARY = "canary-Xy7Qp2-do-not-sing"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"

log = logging.getLogger("reelwright.test")


@pytest.fixture
def heard():
    """Everything logged while a test runs, as it was written; the root as it was afterwards."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    stream = io.StringIO()

    def configured(**settings) -> io.StringIO:
        logs.configure(Settings(**settings), stream)
        return stream

    yield configured
    root.handlers = before
    root.setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_line_is_one_object(heard):
    stream = heard(log_format="json")
    log.warning("%s of %d", "two", 3, extra={"step": "film/s1"})
    (line,) = lines(stream)
    assert line.pop("at")
    assert line == {
        "level": "warning",
        "logger": "reelwright.test",
        "event": "two of 3",
        "step": "film/s1",
    }


def test_ids_of_the_request_are_on_every_line(heard):
    stream = heard(log_format="json")
    with bound_contextvars(request_id="r1"):
        log.warning("inside")
    log.warning("outside")
    assert [line.get("request_id") for line in lines(stream)] == ["r1", None]


async def conduct(job, piece, _runner):
    log.warning("at work")
    return job, piece


@pytest.mark.parametrize("piece", [None, "s1"])
def test_lines_of_a_job_name_it(heard, piece):
    stream = heard(log_format="json")
    assert asyncio.run(logs.of_job(conduct)("j1", piece, None)) == ("j1", piece)
    told = [(line["event"], line["job_id"], line.get("piece")) for line in lines(stream)]
    assert told == [("begun", "j1", piece), ("at work", "j1", piece), ("done", "j1", piece)]


async def refused(_job, _piece, _runner):
    raise Refused("No.")


def test_failed_job_says_why(heard):
    stream = heard(log_format="json")
    with pytest.raises(Refused):
        asyncio.run(logs.of_job(refused)("j1", None, None))
    _, line = lines(stream)
    assert (line["event"], line["code"], line["level"]) == ("failed: No.", "refused", "warning")


def test_quieter_lines_are_left_out(heard):
    stream = heard(log_format="json", log_level="error")
    log.warning("no")
    log.error("yes")
    assert [line["event"] for line in lines(stream)] == ["yes"]


@pytest.mark.parametrize("form", ["json", "text"])
@pytest.mark.parametrize(
    ("words", "extra"),
    [
        ("Authorization: Bearer %s", {}),
        ("GET /media/x?exp=1&sig=%s&kid=2", {}),
        ("postgresql://user:%s@host/films is away", {}),
        ("password=%s", {}),
        ('{"password": "%s"}', {}),
        ("api_key='%s'", {}),
        ("%s", {"authorization": CANARY}),
        ("%s", {"headers": {"Cookie": CANARY, "x-api-key": CANARY}}),
        ("%s", {"refresh_token": CANARY}),
        ("%s", {"given": [{"secret": CANARY}]}),
    ],
)
def test_canary_is_not_heard(heard, form, words, extra):
    stream = heard(log_format=form)
    log.warning(words, CANARY if words != "%s" else "-", extra=extra)
    assert "canary" not in stream.getvalue()
    assert "***" in stream.getvalue()


@pytest.mark.parametrize(
    "secret",
    [
        "rw_live_abcdefghijklmnopqrstuvwxyz0123456789",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        JWT,
        "sk-proj-0123456789abcdefghij",
        "Basic dXNlcjpwYXNz",
    ],
)
def test_what_looks_like_a_secret_is_hidden(heard, secret):
    stream = heard(log_format="json")
    log.warning("came with %s and went", secret)
    (line,) = lines(stream)
    assert "***" in line["event"]
    assert secret not in line["event"]


def test_secrets_of_the_settings_are_hidden(heard):
    stream = heard(
        log_format="json",
        secret=CANARY * 2,
        metrics_key=CANARY,
        database_url=f"postgresql://films:{CANARY}@db/films",
    )
    log.warning("it was %s all along", CANARY)
    log.warning("or %s", CANARY * 2)
    assert [line["event"] for line in lines(stream)] == ["it was *** all along", "or ***"]


def test_tracebacks_keep_no_secret(heard):
    stream = heard(log_format="json", metrics_key=CANARY)
    try:
        int(f"told {CANARY}")
    except ValueError:
        log.exception("broke")
    (line,) = lines(stream)
    assert "invalid literal for int() with base 10: 'told ***'" in line["exception"]
    assert "canary" not in stream.getvalue()


def test_plain_words_stay(heard):
    stream = heard(log_format="json")
    words = "Job 0193a5b0-7e1c-7000-8000-000000000000 signed off at http://host:80/films/a?page=2"
    log.warning(words)
    assert [line["event"] for line in lines(stream)] == [words]


def test_stranger_cannot_begin_a_line(heard):
    stream = heard()
    log.warning("user %s", "x\n2026-01-01 error forged\r\x1b[31m\u2028")
    assert len(stream.getvalue().splitlines()) == 1
    assert "\x1b" not in stream.getvalue()
