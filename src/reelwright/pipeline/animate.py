"""Animate: a scene's picture is brought to life, in layers that a camera moves through."""

from collections.abc import AsyncIterator
from functools import partial

from reelwright.model.asset import Animation, Life, Picture
from reelwright.model.brief import Brief
from reelwright.model.ids import Key, SceneId, content_key, seed_of
from reelwright.model.progress import Step
from reelwright.model.stack import Layer, Particles
from reelwright.pipeline.crew import Crew
from reelwright.ports.animator import AnimationRequest, AnimatorModel, MadeAnimation
from reelwright.ports.blobs import Blobs
from reelwright.ports.purchase import Purchase, under
from reelwright.ports.visual import MadeLife


def models(crew: Crew) -> dict[str, AnimatorModel]:
    """Return the ways of making pictures live by the names a brief may call them."""
    known = crew.animator.models
    return {"default": known[0], **{one.id: one for one in known}}


def model(brief: Brief, crew: Crew) -> AnimatorModel:
    """Return the way of making pictures live that a checked brief asks for."""
    return models(crew)[brief.animator]


async def animate(
    picture: Picture, brief: Brief, crew: Crew, scene: SceneId | None = None
) -> Animation:
    """Return the picture, which is a scene's, in layers, each kept as a blob."""
    way = model(brief, crew).id
    life = picture.life.write() if picture.life else None
    step = f"{Step.ANIMATE}/{scene}" if scene else Step.ANIMATE
    move = partial(_layered, picture, way, crew)
    return await crew.memory.once(step, (picture.blob, life, way), Animation, move)


async def _layered(picture: Picture, way: str, crew: Crew, purchase: Purchase) -> Animation:
    request = AnimationRequest(
        picture=await crew.blobs.get(picture.blob),
        life=await _life(picture.life, crew.blobs) if picture.life else None,
        model=way,
        seed=seed_of("animation", picture.blob),
    )
    made = await under(crew.animator, purchase).animate(request)
    return Animation(
        stack=tuple([one async for one in _layers(made, picture.blob, crew.blobs)]),
        provenance=made.provenance,
        degradations=made.degradations,
    )


async def _life(life: Life, blobs: Blobs) -> MadeLife:
    return MadeLife(
        relief=await blobs.get(life.relief),
        water=await blobs.get(life.water) if life.water else None,
        air=life.air,
        mist=life.mist,
        sky=life.sky,
        wind=life.wind,
    )


async def _layers(
    made: MadeAnimation, picture: Key, blobs: Blobs
) -> AsyncIterator[Layer | Particles]:
    """Keep the layers and give them as a timeline has them."""
    maker = (made.provenance.model, made.provenance.version)
    for number, layer in enumerate(made.stack):
        if isinstance(layer, Particles):
            yield layer
            continue
        blob = content_key("layer", picture, number, *maker)
        await blobs.put(blob, layer.png)
        yield Layer(
            source=blob,
            depth=layer.depth,
            opacity=layer.opacity,
            drift=layer.drift,
            sway=layer.sway,
        )
