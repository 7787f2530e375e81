"""Transcribe: a recording becomes captions, of the words heard in it or of a text that is known."""

from reelwright.model.asset import SpokenWord
from reelwright.model.brief import CaptionStyle, Language
from reelwright.model.caption import Captions, Cue
from reelwright.model.errors import Invalid
from reelwright.pipeline import cues
from reelwright.ports.transcriber import Transcriber, Transcript

Line = tuple[int, int]
"""Where a line of a text begins and ends, in characters."""


async def transcribe(
    wav: bytes, text: str | None, language: Language | None, transcriber: Transcriber
) -> Captions:
    """Return the captions of a 16-bit WAV, a word's time each; of `text`, where it is known.

    Each line of a text is cut into cues by itself. Raises `Invalid` where nothing is said, or
    something else than `text`.
    """
    if text is None:
        heard = await transcriber.transcribe(wav, language)
    else:
        heard = await transcriber.align(wav, text, language)
    if not heard.words:
        raise Invalid("Nobody is heard to speak in this sound.")
    found = [cue for line in _lines(heard.text) for cue in _cut(heard, line)]
    return Captions(
        style=CaptionStyle.CLASSIC, language=heard.language or Language.ENGLISH, cues=tuple(found)
    )


def _lines(text: str) -> list[Line]:
    begin, found = 0, []
    for line in text.splitlines(keepends=True):
        found.append((begin, begin + len(line.rstrip())))
        begin += len(line)
    return found


def _cut(heard: Transcript, line: Line) -> list[Cue]:
    begin, end = line
    words = [
        SpokenWord(begin=word.begin - begin, end=word.end - begin, start=word.start, stop=word.stop)
        for word in heard.words
        if begin <= word.begin < end
    ]
    return cues.cut(heard.text[begin:end], words, cues.LANDSCAPE)
