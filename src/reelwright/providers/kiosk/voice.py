"""Speech bought at the kiosk."""

from fractions import Fraction
from typing import Any, Final

from reelwright.model.asset import SpokenWord
from reelwright.model.brief import Language
from reelwright.model.errors import Invalid, unknown
from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.time import Time
from reelwright.ports.purchase import Access, Purchase
from reelwright.ports.voice import MadeSpeech, SpeechRequest, VoiceProfile
from reelwright.providers.kiosk.buyer import Buyer, nonsense, unpacked
from reelwright.providers.kiosk.wares import RATE

MADE: Final = Provenance(vendor="kiosk", model="kiosk:hum", version="1", licence="CC0-1.0")
HUMMED: Final = Degradation(what="voice", why="the kiosk hums words, and does not say them")


class KioskVoice:
    """Hums words."""

    voices = (VoiceProfile("hum", "a hum, to try out what costs money", tuple(Language)),)

    def __init__(self, access: Access, purchase: Purchase | None = None) -> None:
        self._access, self._buyer = access, Buyer(access, purchase)

    def under(self, purchase: Purchase) -> "KioskVoice":
        """Return the voice for one call."""
        return KioskVoice(self._access, purchase)

    async def speak(self, request: SpeechRequest) -> MadeSpeech:
        """Return the words hummed; `Invalid` for another voice."""
        if request.voice not in ("default", "hum"):
            raise Invalid(unknown("voice", request.voice, ["hum"]))
        sold = await self._buyer.buy("speech", {"text": request.text, "speed": request.speed})
        words = sold.get("words")
        if not isinstance(words, list):
            raise nonsense()
        said = tuple(_word(one) for one in words)
        return MadeSpeech(unpacked(sold.get("wav")), said, MADE, (HUMMED,))


def _word(said: Any) -> SpokenWord:  # noqa: ANN401 - it was JSON
    try:
        start, stop = (Time(Fraction(int(said[end]), RATE)) for end in ("start", "stop"))
        return SpokenWord(begin=said["begin"], end=said["end"], start=start, stop=stop)
    except (KeyError, TypeError, ValueError) as wrong:
        raise nonsense() from wrong
