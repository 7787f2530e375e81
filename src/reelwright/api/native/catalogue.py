"""The catalogue: styles, voices, models, languages and the rest of what may be asked for here."""

from typing import Annotated, Final, cast

from fastapi import Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Reader, having
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.media import Grant, expiry, send
from reelwright.api.native.problems import failing
from reelwright.api.native.shapes.catalogue import (
    Catalogue,
    Choices,
    Models,
    Names,
    Tongues,
    Voice,
    Voices,
)
from reelwright.api.native.shapes.jobs import Job, at
from reelwright.api.native.waiting import AGAIN, Patient
from reelwright.model.brief import Language
from reelwright.model.errors import Invalid, NotFound, Unavailable, choices, unknown
from reelwright.ports.records import jobs as rows
from reelwright.ports.records.jobs import ENDED
from reelwright.ports.shelf import Label
from reelwright.services import samples
from reelwright.services.principal import Scope
from reelwright.services.samples import Sample

router = Router(prefix="/catalogue", tags=["catalogue"])

READING: Final = [Depends(having(Scope.READ))]
"""Anybody who may see his own things may see what there is."""


@router.get("", operation_id="getCatalogue", response_model=Catalogue, dependencies=READING)
def everything(desk: AtDesk) -> Response:
    """Return all that may be asked for."""
    voices = [voice.model_dump() for voice in _voices(desk)]
    return Answer(200, {**desk.catalogue, "voices": voices}).response()


@router.get("/styles", operation_id="listStyles", response_model=Choices, dependencies=READING)
def styles(desk: AtDesk) -> Response:
    """List how pictures can be drawn."""
    return _listed(desk, "styles")


@router.get(
    "/caption-styles",
    operation_id="listCaptionStyles",
    response_model=Choices,
    dependencies=READING,
)
def caption_styles(desk: AtDesk) -> Response:
    """List how captions can follow the voice."""
    return _listed(desk, "caption_styles")


@router.get("/aspects", operation_id="listAspects", response_model=Names, dependencies=READING)
def aspects(desk: AtDesk) -> Response:
    """List the shapes a frame can have, width to height."""
    return _listed(desk, "aspects")


@router.get(
    "/languages", operation_id="listLanguages", response_model=Tongues, dependencies=READING
)
def languages(desk: AtDesk) -> Response:
    """List the languages a film can speak."""
    return _listed(desk, "languages")


@router.get("/voices", operation_id="listVoices", response_model=Voices, dependencies=READING)
def voices(
    desk: AtDesk,
    language: Annotated[Language | None, Query(description="Only those that speak it.")] = None,
) -> Response:
    """List the voices, the one that is taken without a wish first."""
    return Answer(200, Voices(data=_voices(desk, language))).response()


@router.get(
    "/voices/{voice}/sample",
    operation_id="hearVoice",
    response_class=Response,
    responses={
        200: {"description": "The sentence, as WAV.", "content": {"audio/wav": {}}},
        202: {"model": Job, "description": "It is being made, by this job; ask again."},
        206: {"description": "The parts that were asked for.", "content": {"audio/wav": {}}},
        304: {"description": "You have it already."},
        307: {"description": "It lies elsewhere: at the address in Location."},
        **failing(
            *("not_found", "invalid", "over_quota", "busy", "unavailable"),
            "range_not_satisfiable",
        ),
    },
)
async def sample(
    request: Request,
    voice: str,
    who: Reader,
    desk: AtDesk,
    patience: Patient,
    language: Annotated[
        Language | None, Query(description="What it speaks; its first language unless given.")
    ] = None,
) -> Response:
    """Let a voice be heard: a sentence, made when somebody first asks for it, and kept.

    With `Prefer: wait` the answer comes once it is made.
    """
    wanted = _wanted(desk, voice, language)
    if not await desk.blobs.has(wanted.key):
        job = await run_in_threadpool(_asked, desk, who.id, wanted)
        if patience.seconds:
            job = await patience.ended(who.id, job.id) or job
        if job.state not in ENDED:
            return Answer(202, Job.of(job), {"Location": at(job.id), **AGAIN}).response()
        if not await desk.blobs.has(wanted.key):
            raise Unavailable(f"The voice could not be heard: {job.error}")
    grant = Grant("voices", voice, wanted.key, 0, expiry(desk.clock()))
    return await send(request, desk, grant, Label(f"{voice}-{wanted.language}.wav", "audio/wav"))


@router.get("/models", operation_id="listModels", response_model=Models, dependencies=READING)
def models(desk: AtDesk) -> Response:
    """List the models of all vendors: what each makes, and whether it is there."""
    return _listed(desk, "models")


def _voices(desk: Desk, language: Language | None = None) -> list[Voice]:
    rows = cast("list[dict[str, object]]", desk.catalogue["voices"])
    every = [Voice.of(row, language) for row in rows]
    return [one for one in every if language is None or language in one.languages]


def _wanted(desk: Desk, voice: str, language: Language | None) -> Sample:
    known = {one.id: one for one in _voices(desk)}
    if voice not in known:
        raise NotFound(unknown("voice", voice, known))
    spoken = known[voice].languages
    if language is not None and language not in spoken:
        raise Invalid(f"The voice {voice!r} does not speak {language}. Choose {choices(spoken)}.")
    return Sample(voice, language or Language(spoken[0]))


def _asked(desk: Desk, account: str, wanted: Sample) -> rows.Job:
    with desk.store.write() as records:
        return samples.ask(records, account, wanted, desk.room, desk.clock())


def _listed(desk: Desk, kind: str) -> Response:
    return Answer(200, {"data": desk.catalogue[kind]}).response()
