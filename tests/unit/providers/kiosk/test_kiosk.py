"""The kiosk sells what the ports promise, once for each key, and fails as it is told."""

import asyncio
import io
import subprocess
import sys
import wave
from dataclasses import replace

import cv2
import numpy as np
import pytest

from reelwright.model.brief import Language, Size, Style
from reelwright.model.errors import Broken, Invalid, Trouble, VendorFailed
from reelwright.ports.animator import AnimationRequest
from reelwright.ports.purchase import Access, Seller, Unkept, under
from reelwright.ports.visual import PictureRequest
from reelwright.ports.voice import SpeechRequest
from reelwright.providers.kiosk.animator import KioskAnimator
from reelwright.providers.kiosk.till import Till
from reelwright.providers.kiosk.visual import KioskVisual
from reelwright.providers.kiosk.voice import KioskVoice

PICTURE = PictureRequest("a meadow", Style.ANIME, Size(width=65, height=64), seed=1)
WORDS = SpeechRequest("Two words.", Language.ENGLISH)


def paint(visual):
    return visual.picture(PICTURE)


def say(voice):
    return voice.speak(WORDS)


def size(png: bytes) -> tuple[int, ...]:
    return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED).shape


def test_picture_has_the_size_asked_for(stand):
    made, cost = stand().buy(KioskVisual, "k", paint)
    assert (size(made.png), cost) == ((64, 65, 3), 4_000)


def test_same_picture_is_the_same_bytes(stand):
    first, second = stand().buy(KioskVisual, "a", paint), stand().buy(KioskVisual, "b", paint)
    assert first == second


def test_another_seed_is_another_picture(stand):
    other = replace(PICTURE, seed=2)
    open_ = stand()
    made, _ = open_.buy(KioskVisual, "a", lambda visual: visual.picture(other))
    assert made != open_.buy(KioskVisual, "b", paint)[0]


def test_words_are_where_they_are_heard(stand):
    made, cost = stand().buy(KioskVoice, "k", say)
    with wave.open(io.BytesIO(made.wav)) as sound:
        length = sound.getnframes() / sound.getframerate()
    spans = [(word.begin, word.end) for word in made.words]
    times = [float(edge) for word in made.words for edge in (word.start, word.stop)]
    assert (spans, cost) == ([(0, 3), (4, 10)], 500)
    assert times == pytest.approx([0.0, 0.21, 0.21, length])


def test_clip_is_ordered_once_and_fetched(stand):
    picture = stand().buy(KioskVisual, "p", paint)[0].png
    open_ = stand()
    purchase = Unkept("k")
    request = AnimationRequest(picture)

    async def twice():
        first = await KioskAnimator(open_.access).under(purchase).animate(request)
        return first, await KioskAnimator(open_.access).under(purchase).animate(request)

    first, second = asyncio.run(twice())
    assert first == second
    assert first.stack[0].png == picture
    assert open_.till.bill() == {"micros": 2_000, "calls": {"k": 2_000}}


def test_key_is_charged_once(stand):
    open_ = stand()
    assert open_.buy(KioskVisual, "k", paint) == open_.buy(KioskVisual, "k", paint)
    open_.buy(KioskVisual, "other", paint)
    assert open_.till.bill() == {"micros": 8_000, "calls": {"k": 4_000, "other": 4_000}}


def test_kiosk_without_keys_charges_again(stand):
    open_ = stand(keys=False)
    for _ in range(2):
        open_.buy(KioskVisual, "k", paint)
    assert open_.till.bill()["micros"] == 8_000


@pytest.mark.parametrize(
    ("fault", "trouble", "after", "unsure", "charged"),
    [
        ("429@3", Trouble.TEMPORARY, 3.0, False, 0),
        ("503@2", Trouble.TEMPORARY, 2.0, False, 0),
        ("500", Trouble.TEMPORARY, None, True, 4_000),
        ("truncated", Trouble.TEMPORARY, None, True, 4_000),
        ("hang-up", Trouble.TEMPORARY, None, True, 4_000),
    ],
)
def test_faults_are_told_apart(stand, fault, trouble, after, unsure, charged):
    open_ = stand(f"pictures:{fault}")
    with pytest.raises(VendorFailed) as failed:
        open_.buy(KioskVisual, "k", paint)
    wrong = failed.value
    assert (wrong.trouble, wrong.after, wrong.unsure) == (trouble, after, unsure)
    assert open_.till.bill()["micros"] == charged
    open_.buy(KioskVisual, "k", paint)
    assert open_.till.bill()["micros"] == 4_000


def test_wrong_token_is_no_use_trying(stand):
    open_ = stand(token="open sesame")
    assert open_.buy(KioskVisual, "k", paint)[1] == 4_000
    open_.access = replace(open_.access, key="open barley")
    with pytest.raises(VendorFailed, match="does not serve this account") as failed:
        open_.buy(KioskVisual, "k", paint)
    assert (failed.value.trouble, failed.value.retry_may_help) == (Trouble.EXHAUSTED, False)


def test_order_that_cannot_be_read_is_refused(stand):
    empty = Size.model_construct(width="wide", height=1)
    wrong = replace(PICTURE, size=empty)
    with pytest.raises(VendorFailed, match="does not take the request") as failed:
        stand().buy(KioskVisual, "k", lambda visual: visual.picture(wrong))
    assert failed.value.trouble is Trouble.REFUSED


def test_closed_kiosk_charges_nothing(socket_enabled):
    nowhere = KioskVisual(Access("http://127.0.0.1:9")).under(Unkept("k"))
    with pytest.raises(VendorFailed, match="cannot be reached") as failed:
        asyncio.run(paint(nowhere))
    assert (failed.value.unsure, failed.value.retry_may_help) == (False, True)


def test_what_it_has_not_is_said_before_anything_is_paid(stand):
    open_ = stand()
    asked = replace(WORDS, voice="nova")
    with pytest.raises(Invalid, match="There is no voice 'nova'"):
        open_.buy(KioskVoice, "k", lambda voice: voice.speak(asked))
    film = AnimationRequest(b"", model="film")
    with pytest.raises(Invalid, match="There is no animator 'film'"):
        open_.buy(KioskAnimator, "k", lambda animator: animator.animate(film))


def test_nothing_is_bought_outside_of_a_purchase(stand):
    with pytest.raises(Broken, match="outside of a purchase"):
        asyncio.run(paint(KioskVisual(stand().access)))


def test_sellers_are_known_as_such():
    seller, free = KioskVisual(Access("http://127.0.0.1:9")), object()
    assert isinstance(seller, Seller)
    assert under(free, Unkept("k")) is free
    assert under(seller, Unkept("k")) is not seller


def test_faults_are_read_or_refused(tmp_path):
    till = Till(tmp_path / "ledger", "speech:429@2, pictures:500,speech:slow")
    kinds = [till.fault("speech") for _ in range(3)]
    assert [(one.kind, one.seconds) if one else None for one in kinds] == [
        ("429", 2.0),
        ("slow", 1.0),
        None,
    ]
    with pytest.raises(Invalid, match="'pictures:sulk' is no fault"):
        Till(tmp_path / "ledger", "pictures:sulk")


def test_command_opens_a_kiosk(tmp_path):
    words = [sys.executable, "-m", "reelwright.providers.kiosk", str(tmp_path / "k"), "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as kiosk:
        assert kiosk.stdout.readline().startswith("http://127.0.0.1:")
        kiosk.kill()
