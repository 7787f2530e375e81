"""What the machine's owner sets; the only reader of the environment.

Every setting is a variable `REELWRIGHT_<NAME>`, or a line of the TOML file that
`REELWRIGHT_SETTINGS` names; the environment goes before the file. Some are also known as other
software knows them (`DATABASE_URL`). An empty variable counts as unset; a stranger is refused.
"""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, model_validator

from reelwright.model.brief import Resolution
from reelwright.model.errors import Fault, Invalid, Unavailable
from reelwright.model.value import Value

PREFIX: Final = "REELWRIGHT_"
FILE: Final = "REELWRIGHT_SETTINGS"
SHORT: Final = {
    "DATABASE_URL": "database_url",
    "MEDIA_URL": "media_url",
    "AWS_ACCESS_KEY_ID": "s3_key_id",
    "AWS_SECRET_ACCESS_KEY": "s3_secret",
    "AWS_SESSION_TOKEN": "s3_token",
}
"""Variables that are known without the prefix, too, as other software has them."""


_MOST: Final = 10**15
"""Micro-dollars; a billion dollars, so that sums stay far within 64 bits."""


def _micros(given: object) -> object:
    """Return dollars, written as `2.50`, in millionths."""
    if given is None:
        return None
    try:
        micros = Decimal(str(given)) * 1_000_000
        if 0 <= micros <= _MOST and micros == int(micros):
            return int(micros)
    except InvalidOperation:
        pass
    raise ValueError("Write dollars, such as 2.50, with six decimals at most.")


Dollars = Annotated[int, BeforeValidator(_micros)]
Days = Annotated[int, Field(ge=0, le=36_500)]
Count = Annotated[int, Field(ge=1, le=1_000_000)]


def _address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/@]+(/\S*)?", text):
        raise ValueError("Write an address, such as https://films.example.com.")
    return text.rstrip("/")


Url = Annotated[str, AfterValidator(_address)]


Published = Literal["pixora", "film"]
"""A contract by its name, which is the path it is mounted at."""


def _said(default: Any, sentence: str) -> Any:  # noqa: ANN401 - a field's default is of its type
    return Field(default, description=sentence)


class Settings(Value):
    """The settings, with their defaults. Money is written in dollars and kept in micro-dollars."""

    workers: Annotated[int, Field(ge=0, le=256)] = _said(
        0, "Threads that paint and speak, and processes that film; 0: one for each core."
    )
    media: Path | None = _said(
        None,
        "The folder that keeps pictures, speech, music and films. Unset: a passing one for a film "
        "made at the command line, `media` in the data folder for a server.",
    )
    data: Path = _said(Path("reelwright-data"), "The server's own folder.")
    database_url: SecretStr | None = _said(
        None, "The database: sqlite:////… or postgresql://…; unset: a file in the data folder."
    )
    media_url: SecretStr | None = _said(
        None, "Where media are kept instead of a folder: s3://bucket/prefix."
    )
    s3_key_id: SecretStr | None = _said(None, "The id of the key to the bucket.")
    s3_secret: SecretStr | None = _said(None, "The secret of the key to the bucket.")
    s3_token: SecretStr | None = _said(None, "The session token that goes with a passing key.")
    secret: SecretStr | None = _said(
        None,
        "What signs links and tokens, 32 characters or more; unset: made in the data folder. Many "
        "machines need the same.",
    )
    host: str = _said("127.0.0.1", "The address to listen on.")
    port: Annotated[int, Field(ge=0, le=65_535)] = _said(
        8000, "The port to listen on; 0: any that is free."
    )
    public_url: Url | None = _said(
        None, "How the server is reached from outside, for links; unset: as it listens."
    )
    proxies: tuple[str, ...] = _said(
        (), "Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."
    )
    cors_origins: tuple[Url, ...] = _said((), "Other sites whose pages may call the API.")
    contracts_off: tuple[Published, ...] = _said(
        (), "Published contracts that are not served, of pixora and film."
    )
    root_contract: Published = _said(
        "pixora", "The contract that answers what several contracts have the same address for."
    )
    listeners: tuple[str, ...] = _said(
        (), "Addresses that are one contract's alone, each as pixora=127.0.0.1:8001."
    )
    pixora_signup_credits: Annotated[int, Field(ge=0)] = _said(
        10, "Credits of an account that registers through pixora."
    )
    pixora_credits_each: Annotated[int, Field(ge=0)] = _said(
        1, "Credits for each begun stretch of a pixora video."
    )
    pixora_credits_for: Count = _said(10, "Seconds of a pixora video in such a stretch.")
    pixora_require_current_password: bool = _said(
        False, "Whether pixora's change-password asks for the current one."
    )
    pixora_resolution: Resolution = _said(
        Resolution.P1080, "The shorter side of pixora videos, from 360p to 2160p."
    )
    film_image: Dollars = _said(20_000, "Dollars for a picture, by the film contract's tariff.")
    film_video: Dollars = _said(50_000, "Dollars for a second of video, by that tariff.")
    film_voice: Dollars = _said(15_000, "Dollars for a second of voice, by that tariff.")
    film_music: Dollars = _said(10_000, "Dollars for a second of music, by that tariff.")
    film_ffmpeg: Dollars = _said(1_000, "Dollars for a second of FFmpeg's work, by that tariff.")
    film_bill_ffmpeg: bool = _said(
        False, "Whether FFmpeg's work is billed by the film contract, and not only shown."
    )
    film_cap_per_job: Dollars = _said(
        100_000_000, "Dollars that a job of the film contract may be estimated at."
    )
    film_cap_per_day: Dollars = _said(
        500_000_000, "Dollars that an account may spend in a day (UTC) through the film contract."
    )
    film_patch: Literal["owner", "worker_only"] = _said(
        "owner", "Who may report how far a job of the film contract is, besides admins."
    )
    film_reject: Annotated[float, Field(gt=0, le=1)] = _said(
        0.8, "The moderation score from which the film contract refuses a script at once."
    )
    worker_processes: Annotated[int, Field(ge=0, le=256)] = _said(
        1, "Worker processes that `reelwright serve` starts."
    )
    jobs_per_account: Count = _said(2, "Jobs of one account that run at once.")
    jobs_overall: Count = _said(8, "Jobs that run at once, on all workers.")
    jobs_per_worker: Count = _said(2, "Jobs that run at once in one worker.")
    quick_per_worker: Count = _said(
        2, "Jobs that somebody waits for, as for a plan, that run at once in one worker besides."
    )
    scenes_per_worker: Count = _said(4, "Scenes that are made at once in one worker.")
    queue_per_account: Count = _said(100, "Jobs of one account that may wait or run.")
    queue_overall: Count = _said(10_000, "Jobs that may wait or run, of all accounts.")
    requests_per_minute: Count = _said(
        600, "Requests a minute that one account may send to our own API."
    )
    upload_picture: Count = _said(25, "MiB that an uploaded picture may have.")
    upload_sound: Count = _said(100, "MiB that an uploaded sound may have.")
    upload_video: Count = _said(512, "MiB that an uploaded video may have.")
    upload_account: Count = _said(5_120, "MiB that the uploads of one account may have together.")
    upload_pixels: Annotated[int, Field(ge=1, le=50)] = _said(
        50, "Millions of pixels that an uploaded picture may have, 50 at most."
    )
    sandbox: Literal["wanted", "required"] = _said(
        "wanted",
        "Whether uploads are decoded on a machine that cannot build the whole sandbox: with a word "
        "in the log (wanted), or not at all (required).",
    )
    poll_seconds: Annotated[float, Field(ge=0.02, le=60, allow_inf_nan=False)] = _said(
        0.25, "Seconds between two looks at the queue."
    )
    charge: Literal["none", "credits", "dollars"] = _said(
        "none", "What jobs are paid in: none, credits or dollars."
    )
    prepaid: bool = _said(True, "Whether a job's price must be there before it is accepted.")
    signup_credits: Annotated[int, Field(ge=0)] = _said(100, "Credits a new account is given.")
    credits_each: Annotated[int, Field(ge=0)] = _said(
        1, "Credits for each begun stretch of a film."
    )
    credits_for: Count = _said(10, "Seconds of film in such a stretch.")
    prices: dict[str, Dollars] = _said(
        {}, "Dollars for each picture, clip, track, second of speech and second of film."
    )
    vendors: dict[str, str] = _said(
        {}, "Who makes what, where it is not the vendor that ships: visual, animator, voice, …"
    )
    vendor_urls: dict[str, Url] = _said({}, "Where vendors are reached, by name.")
    vendor_keys: dict[str, SecretStr] = _said({}, "The owner's keys to vendors, by name.")
    vendor_calls: dict[str, Count] = _said(
        {}, "Calls of a vendor that are under way at once, of all workers; unset: its own limit."
    )
    vendor_pace: dict[str, Count] = _said(
        {}, "Calls of a vendor that begin in a minute, of all workers; unset: its own limit."
    )
    vendor_doubts: Literal["fail", "ask"] = _said(
        "fail",
        "What becomes of a call that may have been paid for, by a vendor that would charge again: "
        "the job fails, for a person to look (fail), or it is asked again (ask).",
    )
    cap_per_job: Dollars | None = _said(
        None, "Dollars that one job may cost at most, by the price list."
    )
    cap_per_day: Dollars | None = _said(
        None, "Dollars an account may spend in a day (UTC), by the price list."
    )
    first_admin: Literal["local", "always", "never"] = _said(
        "local",
        "Whether the first account becomes admin: while the server listens to this machine alone "
        "(local), always or never.",
    )
    smtp_url: SecretStr | None = _said(
        None,
        "The mail server: smtp://user:password@host:587, smtps://… or, unencrypted, "
        "smtp://localhost:25?security=none; unset: an outbox.",
    )
    mail_from: str = _said("reelwright@localhost", "Who letters come from.")
    outbox: Path | None = _said(
        None, "The folder letters are written to without a mail server; unset: in the data folder."
    )
    supabase_url: Url | None = _said(None, "A Supabase project whose users may come in.")
    supabase_secret: SecretStr | None = _said(
        None,
        "That project's JWT secret, where it has one; else its published keys are used.",
    )
    supabase_confirms: bool = _said(
        False, "Whether that project lets nobody in before the e-mail address is confirmed."
    )
    webhook_networks: tuple[str, ...] = _said(
        (), "Private networks that webhooks may reach, each with a port: 10.1.0.0/16:9000."
    )
    keep_events: Days = _said(30, "Days that events are kept; 0, here and below: for ever.")
    keep_sessions: Days = _said(30, "Days that ended sessions are kept.")
    keep_letters: Days = _said(30, "Days that letters are kept once sent.")
    keep_deliveries: Days = _said(30, "Days that webhook deliveries are kept once ended.")
    keep_jobs: Days = _said(0, "Days that ended jobs and their steps are kept; films stay.")
    log_format: Literal["text", "json"] = _said("text", "How log lines are written: text or json.")
    log_level: Literal["debug", "info", "warning", "error"] = _said(
        "info", "The least that is logged: debug, info, warning or error."
    )
    metrics_listen: str | None = _said(
        None, "An address, such as 127.0.0.1:9464, that serves /metrics to whoever asks."
    )
    metrics_key: SecretStr | None = _said(
        None, "The bearer token that opens /metrics on the server's own address."
    )
    otlp_endpoint: Url | None = _said(
        None, "Where traces go, by OTLP over HTTP: http://127.0.0.1:4318; unset: nowhere."
    )

    @property
    def width(self) -> int:
        """The number of workers, the cores counted where none is set."""
        return self.workers or len(os.sched_getaffinity(0))

    @property
    def database(self) -> str:
        """The database's address, with its password; unset, a file in the data folder."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data.resolve() / 'reelwright.db'}"

    @model_validator(mode="after")
    def _agree(self) -> "Settings":
        if self.secret is not None and len(self.secret.get_secret_value().encode()) < 32:
            raise ValueError("The secret is too short; write 32 characters or more, drawn by lot.")
        if self.charge == "none" and (self.cap_per_job, self.cap_per_day) != (None, None):
            raise ValueError("Caps hold where something is charged; set charge as well.")
        if self.media is not None and self.media_url is not None:
            raise ValueError("Media are kept in one place: set media or media_url, not both.")
        if self.media_url is not None and None in (self.s3_key_id, self.s3_secret):
            raise ValueError(
                "A bucket needs its key: set s3_key_id and s3_secret, also known as "
                "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
            )
        return self


@dataclass(frozen=True, slots=True)
class Given:
    """Settings, and where each that is not a default came from: a variable or the file."""

    settings: Settings
    sources: Mapping[str, str]


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that the environment and the file it names give.

    `Invalid` names every variable or line at fault; `Unavailable` a file that cannot be read.
    """
    return given(environment).settings


def given(environment: Mapping[str, str] | None = None) -> Given:
    """Return what `load` does, and where each setting came from."""
    variables = os.environ if environment is None else environment
    file = variables.get(FILE)
    lines = _lines(Path(file)) if file else {}
    named = {name: _named(name, text) for name, text in _variables(variables).items()}
    sources = dict.fromkeys(lines, str(file)) | {field: name for name, (field, _) in named.items()}
    fields = {**lines, **dict(named.values())}
    try:
        return Given(Settings.read(fields), sources)
    except Invalid as wrong:
        raise Invalid([_placed(fault, sources) for fault in wrong.faults]) from None


def _variables(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that are set and ours; the prefix goes before the short names."""
    ours = {name: text for name, text in variables.items() if name.startswith(PREFIX)}
    ours.pop(FILE, None)
    known = [PREFIX + field.upper() for field in Settings.model_fields]
    if strangers := [name for name in ours if name not in known]:
        raise Invalid([Fault(name, _stranger(name, [*known, FILE])) for name in strangers])
    short = {name: variables.get(name, "") for name in SHORT if not ours.get(PREFIX + name)}
    return {name: text for name, text in {**short, **ours}.items() if text}


def _named(name: str, text: str) -> tuple[str, object]:
    """Return the field that a variable sets, and its value as JSON would have it."""
    field = SHORT.get(name, name.removeprefix(PREFIX).lower())
    if field in _LISTS:
        return field, [part.strip() for part in text.split(",") if part.strip()]
    if field in _MAPS:
        try:
            return field, json.loads(text, parse_float=Decimal)
        except ValueError:
            raise Invalid([Fault(name, f"Write JSON, such as {_MAPS[field]}.")]) from None
    return field, text


_MAPS: Final = {
    "prices": '{"picture": 0.01}',
    "vendors": '{"visual": "kiosk"}',
    "vendor_urls": '{"kiosk": "http://127.0.0.1:9100"}',
    "vendor_keys": '{"kiosk": "secret"}',
    "vendor_calls": '{"kiosk": 4}',
    "vendor_pace": '{"kiosk": 60}',
}
"""Settings that are tables, each with an example of how it is written in a variable."""

_LISTS: Final = ("proxies", "cors_origins", "webhook_networks", "contracts_off", "listeners")


def _lines(file: Path) -> dict[str, Any]:
    try:
        lines = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
    except OSError as refused:
        raise Unavailable(
            f"The settings' file {file} cannot be read: {refused.strerror}."
        ) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise Invalid([Fault(str(file), f"This is not TOML: {broken}.")]) from None
    known = list(Settings.model_fields)
    if strangers := [name for name in lines if name not in known]:
        raise Invalid([Fault(f"{file}, {name}", _stranger(name, known)) for name in strangers])
    return lines


def _stranger(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    return f"There is no setting {name!r}.{guess} `reelwright settings` lists them all."


def _placed(fault: Fault, sources: Mapping[str, str]) -> Fault:
    """Name a fault by the variable, or by the file and its line, that it came from."""
    field = fault.path.partition("[")[0].partition(".")[0]
    source = sources.get(field)
    if source is None:
        return fault
    inner = fault.path.removeprefix(field)
    ours = source.startswith(PREFIX) or source in SHORT
    return Fault(f"{source}{inner}" if ours else f"{source}, {fault.path}", fault.problem)
