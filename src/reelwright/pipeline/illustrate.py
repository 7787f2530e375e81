"""Illustrate: a scene's visual becomes a picture, or its own picture is fitted to the frame."""

from functools import partial

from reelwright.model.asset import Life, Picture
from reelwright.model.brief import Brief, Size
from reelwright.model.ids import Key, content_key, seed_of
from reelwright.model.progress import Step
from reelwright.model.storyboard import Scene
from reelwright.model.value import Json
from reelwright.pipeline.animate import model
from reelwright.pipeline.brought import brought
from reelwright.pipeline.crew import Crew
from reelwright.ports.blobs import Blobs
from reelwright.ports.purchase import Purchase, under
from reelwright.ports.visual import MadeLife, PictureRequest

OVERSCAN = 1.1
"""Pictures are this much larger than the frame, so that a camera may come closer and stay sharp."""


async def illustrate(scene: Scene, brief: Brief, crew: Crew) -> Picture:
    """Return the scene's picture, its pixels kept as a blob."""
    if scene.picture is not None:
        return await brought(scene.picture, _size(brief.size), crew.blobs)
    request = _request(scene, brief, crew)
    paint = partial(_painted, request, crew)
    return await crew.memory.once(f"{Step.ILLUSTRATE}/{scene.id}", _asked(request), Picture, paint)


def _request(scene: Scene, brief: Brief, crew: Crew) -> PictureRequest:
    return PictureRequest(
        words=scene.visual,
        style=brief.style,
        size=_size(brief.size),
        seed=seed_of("picture", brief.seed, scene.id, scene.visual, *_take(scene)),
        film_seed=seed_of("film", brief.seed),
        quality=brief.quality,
        living=model(brief, crew).living,
    )


def _asked(request: PictureRequest) -> tuple[Json, ...]:
    looks = (request.style, request.quality, request.size.write(), request.living)
    return (request.words, *looks, request.seed, request.film_seed)


async def _painted(request: PictureRequest, crew: Crew, purchase: Purchase) -> Picture:
    made = await under(crew.visual, purchase).picture(request)
    maker = (made.provenance.model, made.provenance.version)
    blob = content_key("picture", *_asked(request), *maker)
    await crew.blobs.put(blob, made.png)
    return Picture(
        blob=blob,
        width=request.size.width,
        height=request.size.height,
        provenance=made.provenance,
        degradations=made.degradations,
        life=await _kept(made.life, blob, crew.blobs) if made.life else None,
    )


def _take(scene: Scene) -> tuple[int, ...]:
    """Return what tells another take of a picture from the first."""
    return (scene.picture_take,) if scene.picture_take else ()


async def _kept(life: MadeLife, picture: Key, blobs: Blobs) -> Life:
    relief, water = content_key("relief", picture), content_key("water", picture)
    await blobs.put(relief, life.relief)
    if life.water is not None:
        await blobs.put(water, life.water)
    return Life(
        relief=relief,
        water=water if life.water is not None else None,
        air=life.air,
        mist=life.mist,
        sky=life.sky,
        wind=life.wind,
    )


def _size(frame: Size) -> Size:
    width, height = (round(side * OVERSCAN / 2) * 2 for side in (frame.width, frame.height))
    return Size(width=width, height=height)
