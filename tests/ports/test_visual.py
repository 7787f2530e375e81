"""What any visual promises; each implementation is a parameter of `visual`.

Pictures are small here, since a law does not grow with them, and each is made once.
"""

import asyncio
import struct
from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Quality, Size, Style
from reelwright.ports.visual import MadePicture, PictureRequest, Visual
from reelwright.providers.offline.visual import OfflineVisual

WORDS = (
    "a sailboat on the ocean at sunset",
    "a camel in the desert",
    "a rainy night in the city",
    "a hot air balloon above the clouds",
    "a coral reef full of tropical fish",
    "an old book on a desk by the window",
    "a rocket in outer space",
    "समुद्र के किनारे सूर्यास्त",
    "रेगिस्तान में ऊँट",
    "夜の海に浮かぶ小舟",
    "砂漠を歩くラクダ",
)
STRANGE = ("!!", "42", "qwxz blorptik", "…", "😀", "a" * 300, "and so " * 280, "\u200b\n\t?")
SIZES = (
    (64, 64),
    (65, 64),
    (64, 65),
    (97, 71),
    (71, 97),
    (160, 90),
    (90, 160),
    (128, 128),
    (128, 160),
    (210, 90),
    (64, 333),
    (333, 64),
    (255, 257),
)

Paint = Callable[..., MadePicture]


@pytest.fixture(params=[OfflineVisual], ids=["offline"], scope="session")
def visual(request: pytest.FixtureRequest) -> Visual:
    made: Visual = request.param()
    return made


def asked(
    words: str,
    style: Style = Style.CINEMATIC,
    size: tuple[int, int] = (96, 54),
    seed: int = 1,
    film: int = 0,
    quality: Quality = Quality.MEDIUM,
) -> PictureRequest:
    return PictureRequest(words, style, Size(width=size[0], height=size[1]), seed, film, quality)


@pytest.fixture(scope="session")
def paint(visual: Visual) -> Paint:
    @cache
    def painted(request: PictureRequest) -> MadePicture:
        return asyncio.run(visual.picture(request))

    return lambda *args, **more: painted(asked(*args, **more))


def pixels(made: MadePicture) -> np.ndarray:
    """Return red, green and blue, 0 to 255."""
    decoded = cv2.imdecode(np.frombuffer(made.png, np.uint8), cv2.IMREAD_UNCHANGED)
    assert decoded is not None
    return decoded[..., ::-1].astype(int)


def header(made: MadePicture) -> tuple[int, int, int, int]:
    """Return a PNG's width, height, bits and kind of colour (2 is red green blue)."""
    assert made.png[:8] == b"\x89PNG\r\n\x1a\n"
    assert made.png[12:16] == b"IHDR"
    return struct.unpack(">IIBB", made.png[16:26])


def chunks(png: bytes) -> list[bytes]:
    """Return the names of a PNG's chunks."""
    names, place = [], 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        names.append(png[place + 4 : place + 8])
        place += 12 + length
    return names


def apart(one: MadePicture, other: MadePicture) -> float:
    return float(np.abs(pixels(one) - pixels(other)).mean())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_size_is_exact(paint: Paint, size: tuple[int, int]) -> None:
    made = paint(WORDS[0], size=size)
    assert header(made) == (*size, 8, 2)
    assert pixels(made).shape == (size[1], size[0], 3)


@settings(deadline=None, max_examples=10)
@given(st.integers(64, 240), st.integers(64, 240), st.sampled_from(WORDS[:4]))
def test_any_size_is_exact(paint: Paint, width: int, height: int, words: str) -> None:
    assert header(paint(words, size=(width, height))) == (width, height, 8, 2)


def test_png_is_whole_and_plain(paint: Paint) -> None:
    """No palette, no transparency, no text, no time of writing: only the picture."""
    names = chunks(paint(WORDS[0]).png)
    assert (names[0], names[-1]) == (b"IHDR", b"IEND")
    assert set(names) == {b"IHDR", b"IDAT", b"IEND"}


@pytest.mark.parametrize("words", WORDS[:3])
def test_same_request_same_bytes(visual: Visual, paint: Paint, words: str) -> None:
    again = asyncio.run(visual.picture(asked(words)))
    assert again == paint(words)


@pytest.mark.parametrize("words", WORDS[:5])
def test_another_seed_another_picture(paint: Paint, words: str) -> None:
    assert apart(paint(words), paint(words, seed=2)) > 5


def test_all_seeds_are_taken(paint: Paint) -> None:
    made = {paint(WORDS[0], seed=seed, film=seed).png for seed in (0, 1, 2**31, 2**32, 2**63 - 1)}
    assert len(made) == 5


@pytest.mark.parametrize("words", WORDS)
def test_other_words_another_picture(paint: Paint, words: str) -> None:
    others = [paint(other) for other in WORDS if other != words]
    differing = [apart(paint(words), other) > 2 for other in others]
    assert sum(differing) >= len(WORDS) - 3  # a scene told in two languages is one picture


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("words", WORDS[:3])
def test_every_style_is_served(paint: Paint, words: str, style: Style) -> None:
    made = paint(words, style)
    others = [paint(words, other) for other in Style if other is not style]
    assert header(made) == (96, 54, 8, 2)
    assert min(apart(made, other) for other in others) > 4


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("words", WORDS[:5])
def test_pictures_are_not_black_blown_or_flat(paint: Paint, words: str, style: Style) -> None:
    light = pixels(paint(words, style)) @ [0.2126, 0.7152, 0.0722]
    assert 12 < light.mean() < 225
    assert light.std() > 10
    assert (light < 3).mean() < 0.5
    assert (light > 252).mean() < 0.3
    assert len(np.unique(light.round())) > 24


@pytest.mark.parametrize("words", WORDS)
def test_nothing_is_said_of_what_is_shown(paint: Paint, words: str) -> None:
    assert paint(words).degradations == ()


@pytest.mark.parametrize(
    "words",
    [
        "On this quiet evening, the sea remembers everything we told it.",
        "She had always wanted a small house by the lake.",
        "Slowly and with great patience, an old man walks along the beach.",
        "It was the best of times in the busy city, and the worst.",
        "शाम को समुद्र शांत था और हवा धीमी चल रही थी।",
        "静かな夜、海はすべてを覚えていた。",
    ],
)
def test_ordinary_words_are_no_complaint(paint: Paint, words: str) -> None:
    assert paint(words).degradations == ()


@pytest.mark.parametrize("words", STRANGE)
def test_words_it_cannot_place_are_said(paint: Paint, words: str) -> None:
    made = paint(words)
    assert {one.what for one in made.degradations} == {"picture"}
    assert header(made) == (96, 54, 8, 2)
    assert pixels(made).std() > 8


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("a unicorn on the beach", "unicorn"),
        ("a mermaid in the ocean", "mermaid"),
        ("a samurai in the desert", "samurai"),
        ("समुद्र में जलपरी", "जलपरी"),
        ("海の人魚", "人魚"),
    ],
)
def test_things_it_cannot_show_are_named(paint: Paint, words: str, named: str) -> None:
    whys = [one.why for one in paint(words).degradations]
    assert len(whys) == 1
    assert named in whys[0]


@pytest.mark.parametrize(
    "words", ["a unicorn on the beach", "qwxz blorptik", "a whale in the desert"]
)
def test_what_is_said_is_a_sentence(paint: Paint, words: str) -> None:
    for one in paint(words).degradations:
        assert 30 < len(one.why) < 240
        assert one.why.endswith(".")
        assert "_" not in one.why


def test_out_of_place_things_are_told(paint: Paint) -> None:
    (left,) = paint("a whale and a camel in the desert").degradations
    assert "whale" in left.why
    assert "camel" not in left.why


def test_crowds_are_told_to_be_thinned(paint: Paint) -> None:
    made = paint("a whale, a sailboat, a ferry, a canoe, a galleon and a lighthouse at sea")
    (left,) = made.degradations
    assert left.what == "picture"
    assert "lighthouse" in left.why


def test_what_is_said_repeats_itself(visual: Visual, paint: Paint) -> None:
    words = "a unicorn and a mermaid in a place of no name"
    assert asyncio.run(visual.picture(asked(words))).degradations == paint(words).degradations


@pytest.mark.parametrize("quality", Quality)
def test_every_quality_is_served(paint: Paint, quality: Quality) -> None:
    made = paint(WORDS[0], quality=quality)
    assert header(made) == (96, 54, 8, 2)
    assert made.degradations == ()


@pytest.mark.parametrize("words", WORDS[:4])
def test_provenance_says_where_it_is_from(visual: Visual, paint: Paint, words: str) -> None:
    provenance = paint(words, seed=7).provenance
    assert provenance.model in {model.id for model in visual.models}
    assert provenance.model.startswith(f"{provenance.vendor}:")
    assert provenance.seed == 7
    assert provenance.version
    assert provenance.licence


def test_models_are_listed(visual: Visual) -> None:
    ids = [model.id for model in visual.models]
    assert ids
    assert len(set(ids)) == len(ids)
    assert all(vendor and name for vendor, _, name in (one.partition(":") for one in ids))


def test_models_are_described(visual: Visual) -> None:
    assert all(model.about[0].isupper() and model.about[-1] == "." for model in visual.models)
    assert all("\n" not in model.about for model in visual.models)


def test_pictures_side_by_side(visual: Visual, paint: Paint) -> None:
    """Painted at once in several threads, pictures are what they are alone."""
    requests = [
        asked(words, style) for words in WORDS[:4] for style in (Style.CINEMATIC, Style.ANIME)
    ]

    async def together() -> list[MadePicture]:
        return await asyncio.gather(*(visual.picture(request) for request in requests))

    alone = [paint(request.words, request.style) for request in requests]
    assert asyncio.run(together()) == alone


def test_others_may_work_meanwhile(visual: Visual) -> None:
    """The loop goes round while a picture is made."""

    async def turns() -> int:
        making = asyncio.create_task(visual.picture(asked(WORDS[0], size=(320, 180), seed=99)))
        count = 0
        while not making.done():
            await asyncio.sleep(0)
            count += 1
        return count

    assert asyncio.run(turns()) > 10


def test_one_visual_is_like_another(visual: Visual, paint: Paint) -> None:
    """Nothing is remembered: a new one makes the same picture, whatever was made before."""
    fresh = type(visual)()
    assert asyncio.run(fresh.picture(asked(WORDS[5], seed=3))) == paint(WORDS[5], seed=3)
