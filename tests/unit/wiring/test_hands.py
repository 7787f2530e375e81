"""Hands: vendors' work in processes that can be killed, and what may come back from them."""

import asyncio
import pickle
import subprocess
from collections.abc import Awaitable, Callable

import pytest

from reelwright.model.brief import Language, Size, Style
from reelwright.model.errors import Invalid, VendorFailed
from reelwright.ports.visual import PictureRequest
from reelwright.ports.voice import SpeechRequest
from reelwright.providers.catalog import offer
from reelwright.wiring.hands import Hands, _Hand, far
from reelwright.wiring.parcels import packed, unpacked

PICTURE = PictureRequest("a meadow", Style.ANIME, Size(width=160, height=90), seed=1)


def with_hands(work: Callable[[Hands], Awaitable[object]]) -> object:
    async def held() -> object:
        hands = Hands(1)
        try:
            return await work(hands)
        finally:
            hands.close()

    return asyncio.run(held())


async def busy(hands: Hands) -> _Hand:
    while not hands._busy:  # noqa: ASYNC110 - it has nobody to tell
        await asyncio.sleep(0.01)
    return next(iter(hands._busy))


def test_a_hand_makes_the_same_bytes() -> None:
    near = asyncio.run(offer("offline", "visual").picture(PICTURE))
    made = with_hands(
        lambda hands: far(offer("offline", "visual"), "visual", hands).picture(PICTURE)
    )
    assert made == near


def test_what_a_vendor_tells_needs_no_hand() -> None:
    voice = offer("offline", "voice")
    assert far(voice, "voice", Hands(1)).voices == voice.voices


def test_our_errors_come_back_as_they_are() -> None:
    asked = SpeechRequest("Hello.", Language.ENGLISH, voice="nobody")
    with pytest.raises(Invalid, match="There is no voice 'nobody'"):
        with_hands(lambda hands: far(offer("offline", "voice"), "voice", hands).speak(asked))


def test_a_cancelled_call_kills_its_process() -> None:
    async def cancelled(hands: Hands) -> "subprocess.Popen[bytes]":
        large = PictureRequest("a jungle", Style.ANIME, Size(width=3840, height=2160), seed=1)
        call = asyncio.create_task(hands.call("visual", "picture", large))
        hand = await busy(hands)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        return hand._process

    process = with_hands(cancelled)
    assert isinstance(process, subprocess.Popen)
    assert process.poll() == -9


def test_a_process_that_dies_is_a_failure_that_may_pass() -> None:
    async def killed(hands: Hands) -> object:
        call = asyncio.create_task(hands.call("visual", "picture", PICTURE))
        hand = await busy(hands)
        hand._process.kill()
        return await call

    with pytest.raises(VendorFailed, match="ended without an answer"):
        with_hands(killed)


def test_the_next_call_finds_another_process() -> None:
    async def twice(hands: Hands) -> object:
        first = asyncio.create_task(hands.call("visual", "picture", PICTURE))
        await asyncio.sleep(0.05)
        first.cancel()
        return await hands.call("visual", "picture", PICTURE)

    assert with_hands(twice) == asyncio.run(offer("offline", "visual").picture(PICTURE))


class Trap:
    """Something that runs a command wherever it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return subprocess.check_output, (["id"],)


@pytest.mark.parametrize("value", [Trap(), subprocess.Popen, eval, [Trap()]])
def test_parcels_hold_our_values_alone(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="A parcel holds"):
        unpacked(packed(value))


def test_our_values_travel_whole() -> None:
    assert unpacked(packed((PICTURE, {"a": b"b"}, 1.5))) == (PICTURE, {"a": b"b"}, 1.5)


class Reached:
    """Pickled as `getattr` of whatever it is given, as enums are by some Pythons."""

    def __init__(self, kind: object, name: str) -> None:
        self._of = kind, name

    def __reduce__(self) -> tuple[object, ...]:
        return getattr, self._of


def test_members_of_enums_travel_by_name() -> None:
    assert unpacked(packed(Reached(Style, "NOIR"))) is Style.NOIR


@pytest.mark.parametrize(("kind", "name"), [(Style, "mro"), (Size, "__init__"), (Style, "__doc__")])
def test_nothing_else_is_reached_by_name(kind: object, name: str) -> None:
    with pytest.raises(pickle.UnpicklingError, match="A parcel holds"):
        unpacked(packed(Reached(kind, name)))
