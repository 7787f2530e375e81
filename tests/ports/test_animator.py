"""What any animator promises; each implementation is a parameter of `animator`."""

import asyncio

import cv2
import numpy as np
import pytest

from reelwright.model.errors import Invalid
from reelwright.model.stack import Particles, Weather
from reelwright.ports.animator import AnimationRequest, Animator, MadeAnimation, MadeLayer
from reelwright.ports.visual import MadeLife
from reelwright.providers.offline.animator import OfflineAnimator

SIZES = ((64, 64), (160, 90), (90, 160), (65, 333), (255, 257))


@pytest.fixture(params=[OfflineAnimator], ids=["offline"])
def animator(request: pytest.FixtureRequest) -> Animator:
    made: Animator = request.param()
    return made


def a_picture(width: int, height: int, seed: int = 1) -> np.ndarray:
    noise = np.random.default_rng(seed).random((height, width, 3), np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 3)
    return np.asarray(cv2.normalize(soft, None, 0, 255, cv2.NORM_MINMAX), np.uint8)


def encoded(pixels: np.ndarray, suffix: str = ".png") -> bytes:
    return cv2.imencode(suffix, pixels)[1].tobytes()


def a_life(width: int, height: int, **more: object) -> MadeLife:
    """Return a sky over a plain, with a thing that stands on it."""
    relief = np.full((height, width), 65535, np.uint16)
    ground = np.linspace(0.8, 0.1, height - height // 2)
    relief[height // 2 :] = (ground * 65535).astype(np.uint16)[:, None]
    relief[height // 4 : 3 * height // 4, width // 3 : width // 2] = 20_000
    return MadeLife(relief=encoded(relief), **more)


def animated(animator: Animator, request: AnimationRequest) -> MadeAnimation:
    return asyncio.run(animator.animate(request))


def pixels(layer: MadeLayer) -> np.ndarray:
    return np.asarray(
        cv2.imdecode(np.frombuffer(layer.png, np.uint8), cv2.IMREAD_UNCHANGED), np.float32
    )


def laid(animation: MadeAnimation) -> np.ndarray:
    """Return the layers over each other, at rest."""
    far, *nearer = [pixels(one) for one in animation.stack if isinstance(one, MadeLayer)]
    for near in nearer:
        share = near[..., 3:] / 255
        far = far * (1 - share) + near[..., :3] * share
    return far


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_layers_are_of_the_picture_s_size(animator, width, height):
    request = AnimationRequest(encoded(a_picture(width, height)), a_life(width, height))
    layers = [one for one in animated(animator, request).stack if isinstance(one, MadeLayer)]
    assert len(layers) >= 2
    assert {pixels(one).shape[:2] for one in layers} == {(height, width)}
    assert [pixels(one).shape[2] for one in layers] == [3, *[4] * (len(layers) - 1)]


@pytest.mark.parametrize("known", [True, False])
def test_layers_at_rest_are_the_picture(animator, known):
    picture = a_picture(320, 180)
    life = a_life(320, 180) if known else None
    difference = np.abs(
        laid(animated(animator, AnimationRequest(encoded(picture), life))) - picture
    )
    assert difference.mean() < 1
    assert (difference.max(axis=2) > 24).mean() < 0.01


def test_nearer_layers_follow_the_camera_farther(animator):
    made = animated(animator, AnimationRequest(encoded(a_picture(320, 180)), a_life(320, 180)))
    depths = [one.depth for one in made.stack]
    assert depths == sorted(depths)
    assert 0 < depths[0] < depths[-1] <= 1


def test_same_request_gives_the_same_bytes(animator):
    request = AnimationRequest(encoded(a_picture(160, 90)), a_life(160, 90, mist=0.5), seed=4)
    assert animated(animator, request) == animated(animator, request)


def test_what_floats_in_the_air_is_in_the_stack(animator):
    air = (Particles(weather=Weather.STARS, depth=0), Particles(weather=Weather.SNOW))
    request = AnimationRequest(encoded(a_picture(160, 90)), a_life(160, 90, air=air))
    stack = animated(animator, request).stack
    assert [one for one in stack if isinstance(one, Particles)] == list(air)
    assert isinstance(stack[0], MadeLayer)
    assert stack[1] == air[0]


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp"])
def test_uploads_of_any_kind_are_taken(animator, suffix):
    request = AnimationRequest(encoded(a_picture(160, 90), suffix))
    assert animated(animator, request).stack


@pytest.mark.parametrize("given", [b"", b"no picture at all"])
def test_what_is_no_picture_is_told(animator, given):
    with pytest.raises(Invalid, match="This is no picture that can be read; give a PNG"):
        animated(animator, AnimationRequest(given))


def test_unknown_model_is_told(animator):
    with pytest.raises(Invalid, match="There is no animator 'jelly'"):
        animated(animator, AnimationRequest(encoded(a_picture(64, 64)), model="jelly"))


def test_every_model_can_be_asked_for(animator):
    picture = encoded(a_picture(160, 90))
    for model in animator.models:
        made = animated(animator, AnimationRequest(picture, a_life(160, 90), model=model.id))
        assert made.provenance.model == model.id
        assert bool(made.stack) == model.living
