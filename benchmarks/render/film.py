"""The film that everything renders: six stills, Ken Burns, crossfades, 75 spoken words.

Voice and music come from the offline vendor, so they are the same wherever this runs. A
film is written as a timeline in JSON, and everybody, we and our peers, reads that file.
"""

import asyncio
import json
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from benchmarks.render import stills
from reelwright.model.asset import SpokenWord
from reelwright.model.brief import Language, Quality
from reelwright.model.caption import Captions, Cue, CueWord
from reelwright.model.clip import PictureClip, Transition
from reelwright.model.motion import Ease, Framing, Motion
from reelwright.model.sound import Loop, SoundClip, SoundRole
from reelwright.model.time import ZERO, Rate, Time
from reelwright.model.timeline import Timeline
from reelwright.ports.music import MusicRequest
from reelwright.ports.voice import SpeechRequest
from reelwright.providers.catalog import offer

WIDTH, HEIGHT, RATE = 1920, 1080, 30
ROUND = 6
"""Scenes after which the pictures, the motions and the narration begin again."""

SCENE, FADE = 150, 15
"""Frames of a scene, and of a crossfade, which lies at the end of the scene before it."""

WORDS = (
    "In the north a valley wakes slowly, while the first light of morning spills over far hills "
    "and the fog begins to lift from the river. Every street of the old town tells a quiet story "
    "about the people who walked there before us. When evening comes, the sky burns in deep shades "
    "of orange and violet, small lights appear one by one along the shore, and the whole coast "
    "settles into a calm night."
)
CUE = 5
"""Words of a cue."""

_SPOKEN_AT = Time.of("0.4")
_PACE = 0.8
_MUSIC_GAIN = -6.0


def _framing(zoom: float, x: float, y: float) -> Framing:
    return Framing(x=x, y=y, zoom=zoom)


_MOVES = (
    (_framing(1.02, 0.5, 0.5), _framing(1.18, 0.52, 0.48)),
    (_framing(1.20, 0.55, 0.5), _framing(1.04, 0.49, 0.52)),
    (_framing(1.15, 0.44, 0.5), _framing(1.15, 0.56, 0.5)),
    (_framing(1.03, 0.5, 0.5), _framing(1.20, 0.46, 0.54)),
    (_framing(1.18, 0.46, 0.53), _framing(1.02, 0.5, 0.5)),
    (_framing(1.12, 0.5, 0.45), _framing(1.12, 0.5, 0.55)),
)


@dataclass(frozen=True, slots=True)
class Film:
    """A film to render: the timeline's file, and where its media lie."""

    path: Path
    timeline: Timeline

    @property
    def frames(self) -> int:
        return self.timeline.rate.frame(self.timeline.length)


def film(work: Path, scenes: int = ROUND, scene: int = SCENE) -> Film:
    """Return the film of so many scenes of `scene` frames, writing what is not in `work` yet."""
    words, music = prepare(work)
    timeline = _timeline(words, music, scenes, scene)
    path = work / f"film-{scenes}x{scene}.json"
    written = timeline.write_json()
    if not path.exists() or path.read_text() != written:
        path.write_text(written)
    return Film(path, timeline)


def edited(film: Film) -> Timeline:
    """Return the film's timeline with one caption changed, in the middle of the film."""
    captions = film.timeline.captions
    if captions is None:
        raise ValueError("The film has no captions.")
    cues = list(captions.cues)
    one = cues[len(cues) // 2]
    cues[len(cues) // 2] = one.model_copy(update={"text": one.text.swapcase()})
    changed = captions.model_copy(update={"cues": tuple(cues)})
    return film.timeline.model_copy(update={"captions": changed})


def plain(film: Film) -> Film:
    """Return the film without its captions."""
    return Film(film.path, film.timeline.model_copy(update={"captions": None}))


def prepare(work: Path) -> tuple[list[SpokenWord], Loop]:
    """Make, speak and fetch what is not in `work` yet; return the words and the music's loop."""
    work.mkdir(parents=True, exist_ok=True)
    stills.paint(work)
    facts = work / "sounds.json"
    if not facts.exists():
        words, loop = _spoken(work / "speech.wav"), _played(work / "music.wav")
        written = {"words": [word.write() for word in words], "loop": loop.write()}
        facts.write_text(json.dumps(written))
    known = json.loads(facts.read_text())
    return [SpokenWord.read(word) for word in known["words"]], Loop.read(known["loop"])


def _spoken(path: Path) -> tuple[SpokenWord, ...]:
    request = SpeechRequest(WORDS, Language.ENGLISH, speed=_PACE, quality=Quality.LOW)
    made = asyncio.run(offer("offline", "voice").speak(request))
    path.write_bytes(made.wav)
    return tuple(made.words)


def _played(path: Path) -> Loop:
    made = asyncio.run(offer("offline", "music").track(MusicRequest("ambient", "calm", seed=1)))
    path.write_bytes(made.wav)
    return Loop(start=made.loop_start, end=made.loop_end, crossfade=made.crossfade)


def _timeline(words: list[SpokenWord], music: Loop, scenes: int, scene: int) -> Timeline:
    length = Time(Fraction(scenes * scene, RATE))
    turn = Time(Fraction(ROUND * SCENE, RATE))
    turns = range(-(-scenes * scene // (ROUND * SCENE)))
    cues = [cue for number in turns for cue in _cues(words, turn * number + _SPOKEN_AT, length)]
    speeches = [_speech(turn * number + _SPOKEN_AT, length) for number in turns]
    return Timeline(
        width=WIDTH,
        height=HEIGHT,
        rate=Rate.of(RATE),
        length=length,
        pictures=tuple(_clip(number, scene) for number in range(scenes)),
        captions=Captions(cues=tuple(cues)),
        sounds=(*speeches, _music(music, length)),
    )


def _clip(number: int, scene: int) -> PictureClip:
    fade = min(FADE, scene // 4) if number else 0
    first, stop = number * scene - fade, (number + 1) * scene
    begin, end = _moves(number)
    return PictureClip(
        start=Time(Fraction(first, RATE)),
        length=Time(Fraction(stop - first, RATE)),
        source=f"picture-{number % ROUND}.png",
        motion=Motion(begin=begin, end=end, ease=Ease.LINEAR),
        transition=Transition.CROSSFADE if number else Transition.CUT,
        fade=Time(Fraction(fade, RATE)),
    )


def _moves(number: int) -> tuple[Framing, Framing]:
    """Return where a scene's camera goes: every round elsewhere, so that no two scenes are alike.

    Of scenes that are, a cache would make only the first.
    """
    begin, end = _MOVES[number % ROUND]
    turn = number // ROUND
    begin = begin.model_copy(update={"zoom": begin.zoom + 0.002 * (turn // 2)})
    return (end, begin) if turn % 2 else (begin, end)


def _cues(words: list[SpokenWord], at: Time, length: Time) -> list[Cue]:
    """Return the cues of one narration; each stands until the next, the last a moment longer."""
    chunks = [words[start : start + CUE] for start in range(0, len(words), CUE)]
    begins = [chunk[0].begin for chunk in chunks] + [len(WORDS)]
    ends = [chunk[0].start for chunk in chunks[1:]] + [words[-1].stop + Time.of("0.3")]
    cues = [
        _cue(chunk, WORDS[begin:end].rstrip(), at, stop)
        for chunk, (begin, end), stop in zip(chunks, pairwise(begins), ends, strict=True)
    ]
    return [_until(cue, length) for cue in cues if cue.start < length]


def _cue(chunk: list[SpokenWord], text: str, at: Time, stop: Time) -> Cue:
    origin, starts = chunk[0].begin, [*(word.start for word in chunk), stop]
    words = [
        CueWord(
            begin=word.begin - origin, end=word.end - origin, start=at + start, stop=at + following
        )
        for word, (start, following) in zip(chunk, pairwise(starts), strict=True)
    ]
    return Cue(start=at + starts[0], stop=at + stop, text=text, words=tuple(words))


def _until(cue: Cue, length: Time) -> Cue:
    return cue.model_copy(update={"stop": min(cue.stop, length)})


def _speech(at: Time, length: Time) -> SoundClip:
    return SoundClip(
        start=at,
        length=min(Time(Fraction(ROUND * SCENE, RATE)) - _SPOKEN_AT, length - at),
        source="speech.wav",
        role=SoundRole.SPEECH,
    )


def _music(loop: Loop, length: Time) -> SoundClip:
    return SoundClip(
        start=ZERO,
        length=length,
        source="music.wav",
        role=SoundRole.MUSIC,
        gain=_MUSIC_GAIN,
        fade_in=Time.of("0.5"),
        fade_out=Time.of("0.5"),
        loop=loop,
    )
