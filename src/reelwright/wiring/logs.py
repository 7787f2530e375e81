"""Log lines: one format for everybody's, with request and job ids, and never a secret.

Whoever logs does so by `logging`; nobody else sets it up.
"""

import logging
import re
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any, Final, TextIO, cast

import orjson
import structlog
from pydantic import SecretStr
from structlog.contextvars import bound_contextvars
from structlog.typing import EventDict

from reelwright.durable.engine import Conduct
from reelwright.durable.runner import Runner
from reelwright.model.errors import ReelwrightError
from reelwright.settings import Settings

log: Final = logging.getLogger("reelwright.jobs")

HIDDEN: Final = "***"

_NAMES: Final = re.compile(
    r"authorization|cookie|password|passwd|secret|token|api[_-]?key|signature|credential",
    re.IGNORECASE,
)
"""Fields that hold secrets, whatever stands in them."""

_SHAPES: Final = (
    (re.compile(r"\b(Bearer|Basic)\s+[^\s\"',;]+", re.IGNORECASE), rf"\1 {HIDDEN}"),
    (re.compile(r"\brw_live_\w+"), HIDDEN),  # our API keys
    (re.compile(r"\bwhsec_[\w+/=-]+"), HIDDEN),  # webhook secrets
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), HIDDEN),  # JSON web tokens
    (re.compile(r"\bsk-[\w-]{16,}"), HIDDEN),  # vendors' keys
    (re.compile(r"(://[^:/@\s]*:)[^@\s/]+@"), rf"\1{HIDDEN}@"),  # an address with a password
    (
        re.compile(
            r"([\w-]*(?:sig|signature|token|password|secret|api[_-]?key)[\"']?\s*[=:]\s*[\"']?)"
            r"(?!\*)[^\s&\"',;})]+",
            re.IGNORECASE,
        ),
        rf"\1{HIDDEN}",
    ),
)
"""What secrets look like in the middle of a sentence, and what is left of them."""

_LEVELS: Final = {"uvicorn": "WARNING", "alembic": "WARNING", "dbos": "WARNING"}
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class Redactor:
    """Takes secrets out of log lines: those of the settings, and whatever looks like one."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({one for one in secrets if len(one) >= 6}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def __call__(self, _logger: object, _method: str, line: EventDict) -> EventDict:
        """Return a line without secrets, as structlog asks its processors."""
        return {name: self._field(name, value) for name, value in line.items()}

    def text(self, words: str) -> str:
        """Return words without secrets."""
        if self._known is not None:
            words = self._known.sub(HIDDEN, words)
        for shape, left in _SHAPES:
            words = shape.sub(left, words)
        return words

    def _field(self, name: str, value: object) -> object:
        if _NAMES.search(name) and value is not None:
            return HIDDEN
        return self._clean(value)

    def _clean(self, value: object) -> object:
        if isinstance(value, Mapping):
            return {str(name): self._field(str(name), inner) for name, inner in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._clean(inner) for inner in value]
        if isinstance(value, bool | int | float) or value is None:
            return value
        return self.text(str(value))


def configure(settings: Settings, stream: TextIO | None = None) -> None:
    """Have everything logged in this process written to `stream`, by default standard error."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(settings))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    for name, level in _LEVELS.items():
        logging.getLogger(name).setLevel(level)


def of_job(conduct: Conduct) -> Conduct:
    """Return a conductor whose log lines carry the job's id, and the piece's name."""

    async def named(job: str, piece: str | None, runner: Runner) -> object:
        with bound_contextvars(job_id=job, **({"piece": piece} if piece else {})):
            log.info("begun")
            try:
                made = await conduct(job, piece, runner)
            except ReelwrightError as wrong:
                log.warning("failed: %s", wrong, extra={"code": wrong.code})
                raise
            log.info("done")
            return made

    return named


def secrets_of(settings: Settings) -> list[str]:
    """Return what of the settings nobody may read in a log."""
    found = []
    for name in Settings.model_fields:
        value = getattr(settings, name)
        for one in value.values() if isinstance(value, dict) else [value]:
            if isinstance(one, SecretStr):
                secret = one.get_secret_value()
                found += _passwords(secret) if "://" in secret else [secret]
    return found


def _passwords(address: str) -> list[str]:
    return [*re.findall(r"://[^:/@\s]*:([^@\s]+)@", address), *re.findall(r"=([^&\s]+)", address)]


def _formatter(settings: Settings) -> structlog.stdlib.ProcessorFormatter:
    write = _json if settings.log_format == "json" else _text
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            Redactor(secrets_of(settings)),
            write,
        ],
    )


def _json(_logger: object, _method: str, line: EventDict) -> str:
    return orjson.dumps(dict(_ordered(line)), default=str).decode()


def _text(_logger: object, _method: str, line: EventDict) -> str:
    """Return a line as people read it; whatever a stranger put into it stays on that line."""
    told = dict(_ordered(line))
    head = [str(told.pop(name, "")) for name in ("at", "level", "logger", "event")]
    trace = str(told.pop("exception", ""))
    rest = [f"{name}={value}" for name, value in told.items()]
    words = _CONTROL.sub(_escaped, " ".join([*head, *rest]).replace("\n", "\\n"))
    indented = "".join(f"\n    {_CONTROL.sub(_escaped, one)}" for one in trace.splitlines())
    return words + indented


def _escaped(found: re.Match[str]) -> str:
    return f"\\x{ord(found[0]):02x}"


def _ordered(line: EventDict) -> MutableMapping[str, Any]:
    first = {name: line[name] for name in ("at", "level", "logger", "event") if name in line}
    return cast("MutableMapping[str, Any]", {**first, **line})
