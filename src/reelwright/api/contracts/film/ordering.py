"""Ordering: what a job asks for is checked and priced, and accepted within this contract's caps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reelwright.api.contracts.film import schema, translate
from reelwright.api.contracts.film.costs import Costs, Tariff, costs, written
from reelwright.api.contracts.film.errors import FILM
from reelwright.api.contracts.film.lists import Slice
from reelwright.api.contracts.film.states import State
from reelwright.api.contracts.film.translate import Options
from reelwright.api.kit.desk import Desk
from reelwright.api.kit.failures import Failure, Rejected
from reelwright.model.brief import Brief
from reelwright.model.errors import Fault, Invalid, Refused
from reelwright.ports.records import Records
from reelwright.ports.records.jobs import Job, JobState
from reelwright.ports.records.ledger import Unit
from reelwright.ports.records.projects import Project
from reelwright.services import jobs, productions
from reelwright.services.jobs import Order
from reelwright.services.principal import Principal
from reelwright.services.productions import Label
from reelwright.services.spending import Line, OverDay, Quote, Terms

_TITLE: Final = 80
_MANY: Final = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A film that is asked for: its words and options, what it costs, and how its words score."""

    script: str
    options: Options
    brief: Brief
    cost: Costs
    score: float | None


def tariff(desk: Desk) -> Tariff:
    """Return this contract's prices and caps."""
    told: Any = desk.rules["tariff"]
    return Tariff(**told)


def wanted(body: schema.NewJob, desk: Desk) -> Wanted:
    """Return what a job asks for; `Invalid` where it cannot be, `Rejected` where it costs too much.

    Its words are judged here, before anything waits for it.
    """
    options, prices = (body.config or schema.Config()).options(), tariff(desk)
    _check_voice(options, desk)
    cost = costs(
        prices,
        images=options.num_images,
        seconds=options.video_duration,
        voice=options.include_voice,
        music=options.include_music,
    )
    if cost.total > prices.per_job:
        detail = (
            f"Estimated cost {written(cost.total)} exceeds the maximum of "
            f"{written(prices.per_job)} per job"
        )
        raise Rejected(Failure("over_job_cap", detail))
    brief = translate.brief(body.script, options)
    score = None if desk.judge is None else desk.judge(body.script)
    return Wanted(body.script, options, brief, cost, score)


def accept(records: Records, who: Principal, project: Project, asked: Wanted, desk: Desk) -> Job:
    """Accept a job of a project, its estimate set aside within the day's cap; or refuse it."""
    at, prices = desk.clock(), tariff(desk)
    label = Label(
        FILM.name, asked.brief.script[0][:_TITLE] if asked.brief.script else "", project.id
    )
    production = productions.create(records, who.id, asked.brief, label, at)
    order = Order(
        kind="produce",
        origin=FILM.name,
        request={"brief": production.brief},
        quote=Quote((Line("film", 1, asked.cost.total),), 0),
        terms=Terms(unit=Unit.MICROS, prepaid=False, per_day=prices.per_day),
        production=production.id,
        details=translate.details(
            asked.script, asked.options, asked.cost, project.number, asked.score
        ),
    )
    if asked.score is not None and asked.score >= _worst(desk):
        refused = Refused("Moderation refused the script; rephrase it.")
        return jobs.turn_away(records, who.id, order, refused, at)
    try:
        return jobs.accept(records, who.id, order, desk.room, at)
    except OverDay as over:
        detail = f"Daily cost limit of {written(prices.per_day)} reached: {over}"
        raise Rejected(Failure("over_day_cap", detail)) from over


def found(
    records: Records, who: Principal, part: Slice, *, status: State | None, project: str | None
) -> tuple[Sequence[Job], int]:
    """Return a part of somebody's jobs, in one state and of one project, and how many there are."""
    within = None
    if project is not None:
        row = records.projects.by_number(who.id, translate.number(project))
        if row is None or row.origin != FILM.name:
            return (), 0
        within = row.id
    if status is None:
        every = tuple(JobState)
        page = records.jobs.page(
            who.id, part.skip, part.limit, states=every, origin=FILM.name, project=within
        )
        return page, records.jobs.count(who.id, every, origin=FILM.name, project=within)
    likely = translate.engine_states(status)
    some = records.jobs.page(who.id, 0, _MANY, states=likely, origin=FILM.name, project=within)
    exact = [job for job in some if translate.standing(job).shown is status]
    return exact[part.skip : part.skip + part.limit], len(exact)


def _check_voice(options: Options, desk: Desk) -> None:
    voices = desk.catalogue.get("voices", [])
    known = (
        [one["id"] for one in voices if isinstance(one, dict)] if isinstance(voices, list) else []
    )
    if options.include_voice and options.voice not in ("default", *known):
        names = ", ".join(map(str, known)) or "default"
        raise Invalid(
            [Fault("config.voice", f"There is no voice {options.voice!r}; choose {names}.")]
        )


def _worst(desk: Desk) -> float:
    """Return the score from which words are refused at once."""
    reject: Any = desk.rules["reject"]
    return float(reject)
