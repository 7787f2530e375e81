"""The catalogue: styles, voices, models, languages and the rest of what may be asked for here."""

from typing import Annotated, Final

from fastapi import Depends, Query
from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import having
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.native.shapes.catalogue import (
    Catalogue,
    Choices,
    Models,
    Names,
    Tongues,
    Voices,
)
from reelwright.model.brief import Language
from reelwright.services.principal import Scope

router = Router(prefix="/catalogue", tags=["catalogue"])

READING: Final = [Depends(having(Scope.READ))]
"""Anybody who may see his own things may see what there is."""


@router.get("", operation_id="getCatalogue", response_model=Catalogue, dependencies=READING)
def everything(desk: AtDesk) -> Response:
    """Return all that may be asked for."""
    return Answer(200, desk.catalogue).response()


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
    if language is None:
        return _listed(desk, "voices")
    known = Voices.model_validate({"data": desk.catalogue["voices"]})
    able = [voice for voice in known.data if language in voice.languages]
    return Answer(200, Voices(data=able)).response()


@router.get("/models", operation_id="listModels", response_model=Models, dependencies=READING)
def models(desk: AtDesk) -> Response:
    """List the models of all vendors: what each makes, and whether it is there."""
    return _listed(desk, "models")


def _listed(desk: Desk, kind: str) -> Response:
    return Answer(200, {"data": desk.catalogue[kind]}).response()
