"""The offline animator: pictures become layers that a camera moves through, on this machine."""

import asyncio

import cv2
import numpy as np

from reelwright.model.errors import Fault, Invalid, unknown
from reelwright.model.provenance import Provenance
from reelwright.model.stack import Particles
from reelwright.ports.animator import AnimationRequest, AnimatorModel, MadeAnimation, MadeLayer
from reelwright.providers.offline import png
from reelwright.providers.offline.animator import guess, parallax
from reelwright.providers.offline.animator.filling import Pixels
from reelwright.providers.offline.animator.slices import Slice

VERSION = "3"
PARALLAX = AnimatorModel(
    id="offline:parallax",
    about="Takes a picture apart by distance, so that near things pass far ones; clouds, mist, "
    "water, rain and leaves move by themselves.",
)
STILL = AnimatorModel(
    id="offline:still", about="Leaves a picture whole; only the camera moves.", living=False
)
MODELS = (PARALLAX, STILL)


class OfflineAnimator:
    """Makes pictures live with no key, no network and no GPU."""

    @property
    def models(self) -> tuple[AnimatorModel, ...]:
        """Parallax, and the plain still."""
        return MODELS

    async def animate(self, request: AnimationRequest) -> MadeAnimation:
        """Return the picture in layers; of one from elsewhere, distances are guessed."""
        return await asyncio.to_thread(_made, request)


def _made(request: AnimationRequest) -> MadeAnimation:
    model = _model(request.model)
    bgr = _decoded(request.picture)
    provenance = Provenance(
        vendor="offline",
        model=model.id,
        version=VERSION,
        seed=request.seed,
        licence="Apache-2.0",
    )
    if model is STILL:
        return MadeAnimation((), provenance)
    life = request.life or guess.life(bgr)
    layers = parallax.layers(bgr, life, request.seed)
    return MadeAnimation(_between(layers, life.air), provenance)


def _model(name: str) -> AnimatorModel:
    known = {"default": PARALLAX} | {model.id: model for model in MODELS}
    if name not in known:
        raise Invalid((Fault("model", unknown("animator", name, known)),))
    return known[name]


def _decoded(picture: bytes) -> Pixels:
    given = np.frombuffer(picture, np.uint8)
    bgr = cv2.imdecode(given, cv2.IMREAD_COLOR) if given.size else None
    if bgr is None:
        why = "This is no picture that can be read; give a PNG, a JPEG or a WebP."
        raise Invalid((Fault("picture", why),))
    return np.asarray(bgr, np.uint8)


def _between(layers: list[Slice], air: tuple[Particles, ...]) -> tuple[MadeLayer | Particles, ...]:
    """Return the layers with what is in the air before the first that is nearer."""
    made: list[MadeLayer | Particles] = []
    waiting = sorted(air, key=lambda one: one.depth)
    for number, layer in enumerate(layers):
        while waiting and number and waiting[0].depth < layer.depth:
            made.append(waiting.pop(0))
        made.append(_encoded(layer))
    return (*made, *waiting)


def _encoded(layer: Slice) -> MadeLayer:
    return MadeLayer(png.encoded(layer.pixels), layer.depth, drift=layer.drift, sway=layer.sway)
