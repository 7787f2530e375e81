"""Arrange: everything that was gathered gets its place in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from reelwright.model.asset import Gathered, SceneAssets, Shot, Speech, Track
from reelwright.model.brief import SHORTEST_SCENE, Brief
from reelwright.model.caption import Captions, Cue, CueWord
from reelwright.model.clip import PictureClip, Transition
from reelwright.model.motion import Ease, Framing, Motion
from reelwright.model.provenance import Degradation
from reelwright.model.sound import Loop, SoundClip, SoundRole
from reelwright.model.storyboard import Camera, Scene, Storyboard
from reelwright.model.time import ZERO, Rate, Time
from reelwright.model.timeline import Timeline
from reelwright.pipeline import cues, shots

LEAD = Time(Fraction(1, 4))
"""From the moment a scene's picture stands alone to its first word."""

TAIL = Time(Fraction(1, 4))
"""From the last word of a scene to the moment the next picture begins to come in."""

FADE = Time(Fraction(1, 2))
CLOSE = Time(Fraction(3, 2))
"""After the film's last word, at least."""

CODA = Time(Fraction(3))
"""After the film's last word where there is music and time: its last chord lands and rings out."""

SHORTEST = Time(Fraction(5, 2))
SPARED = TAIL + FADE
"""After the last word of a scene, before the next one's picture stands alone."""

MUSIC_GAIN = -6.0
"""dB against speech, both having come equally loud; ducked by 13 more while somebody speaks."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """A timeline, and what in it is less than was asked."""

    timeline: Timeline
    degradations: tuple[Degradation, ...]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A scene's place: whole frames from `first`, exclusive `stop`."""

    scene: Scene
    assets: SceneAssets
    first: int
    stop: int


def arrange(brief: Brief, storyboard: Storyboard, gathered: Gathered) -> Arranged:
    """Return the timeline: scenes end to end, each long enough for its narration.

    With a duration in the brief the film lasts exactly that, to the frame, and so does a scene
    whose own is exact, unless its words need longer, which is said.
    """
    rate = Rate.of(brief.fps)
    slots = _slots(brief, storyboard, gathered.scenes, rate)
    length = rate.time(slots[-1].stop)
    timeline = Timeline(
        width=brief.size.width,
        height=brief.size.height,
        rate=rate,
        length=length,
        pictures=_pictures(slots, rate),
        captions=_captions(brief, slots, rate),
        sounds=(*_voices(slots, rate), *_music(gathered.track, length, rate)),
    )
    shown = sum(len(_shown(slot, rate)) for slot in slots)
    less = (
        *shots.less(brief, shown),
        *_unshown(brief, slots),
        *_overlong(brief, slots, rate),
        *_overlong_scenes(slots, rate),
    )
    return Arranged(timeline, less)


def film_length(brief: Brief, storyboard: Storyboard, scenes: Sequence[SceneAssets]) -> Time:
    """Return how long the film will be, before there is music for it."""
    rate = Rate.of(brief.fps)
    return rate.time(sum(_frames(brief, storyboard, scenes, rate)))


def stretches(
    brief: Brief, storyboard: Storyboard, scenes: Sequence[SceneAssets]
) -> tuple[tuple[Time, Time], ...]:
    """Return where in the film each scene begins, alone and no longer fading in, and ends."""
    rate = Rate.of(brief.fps)
    ends = [0, *accumulate(_frames(brief, storyboard, scenes, rate))]
    return tuple((rate.time(start), rate.time(stop)) for start, stop in pairwise(ends))


def room(scene: Scene) -> Time:
    """Return how long the words of a scene may take if it is to last as long as planned."""
    return scene.duration - LEAD - SPARED


def _needed(scene: Scene, speech: Speech | None, last: bool) -> Time:
    usual = scene.duration if scene.narration and not speech else min(SHORTEST, scene.duration)
    least = scene.duration if scene.exact else max(SHORTEST_SCENE, usual)
    if speech is None:
        return least
    return max(least, LEAD + speech.duration + (CLOSE if last and not scene.exact else SPARED))


def _frames(
    brief: Brief, storyboard: Storyboard, gathered: Sequence[SceneAssets], rate: Rate
) -> list[int]:
    """Return each scene's length in frames."""
    pairs = list(zip(storyboard.scenes, gathered, strict=True))
    final = len(pairs) - 1
    needed = [
        _needed(scene, assets.speech, number == final)
        for number, (scene, assets) in enumerate(pairs)
    ]
    needed[-1] += _coda(brief, *pairs[-1], sum(needed, ZERO))
    planned = [scene.duration for scene in storyboard.scenes]
    if brief.duration is None:
        spoken = [assets.speech is not None for _, assets in pairs]
        wanted = [
            need if speaks else max(need, plan)
            for need, plan, speaks in zip(needed, planned, spoken, strict=True)
        ]
        return [rate.frame(time) for time in wanted]
    loose = [ZERO if scene.exact else scene.duration for scene in storyboard.scenes]
    wishes = planned if sum(loose, ZERO) == ZERO else loose
    return _shared(needed, wishes, brief.duration, rate)


def _coda(brief: Brief, scene: Scene, last: SceneAssets, needed: Time) -> Time:
    """Return what the last scene needs for the music to end in, beyond `CLOSE`.

    A scene that has its own length has no more, and a film with one only what is to spare of it.
    """
    if brief.music is None or last.speech is None or scene.exact:
        return ZERO
    spare = CODA if brief.duration is None else max(ZERO, brief.duration - needed)
    return min(CODA - CLOSE, spare)


def _shared(needed: list[Time], planned: list[Time], duration: Time, rate: Rate) -> list[int]:
    """Share `duration` out: to each what it needs, the rest in proportion to what was planned."""
    spare = max(ZERO, duration - sum(needed, ZERO))
    wishes = [max(ZERO, plan - need) for plan, need in zip(planned, needed, strict=True)]
    if sum(wishes, ZERO) == ZERO:
        wishes = planned
    total = sum(wishes, ZERO).seconds
    lengths = [
        need + spare * (wish.seconds / total) for need, wish in zip(needed, wishes, strict=True)
    ]
    ends = [rate.frame(end) for end in accumulate(lengths)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _slots(
    brief: Brief, storyboard: Storyboard, gathered: Sequence[SceneAssets], rate: Rate
) -> list[_Slot]:
    frames = _frames(brief, storyboard, gathered, rate)
    return [
        _Slot(scene, assets, stop - length, stop)
        for scene, assets, length, stop in zip(
            storyboard.scenes, gathered, frames, accumulate(frames), strict=True
        )
    ]


def _unshown(brief: Brief, slots: list[_Slot]) -> list[Degradation]:
    given, scenes = len(brief.brought), len(slots)
    if given <= scenes:
        return []
    why = f"{given} were given, and the film has room for {scenes}, one each scene"
    return [Degradation(what="pictures", why=why)]


def _overlong(brief: Brief, slots: list[_Slot], rate: Rate) -> list[Degradation]:
    length, asked = rate.time(slots[-1].stop), brief.duration
    if asked is None or length <= rate.snap(asked):
        return []
    narrated = any(slot.assets.speech for slot in slots)
    spoken = narrated and not any(slot.scene.exact for slot in slots)
    what = "the narration needs" if spoken else f"{len(slots)} scenes need"
    return [_longer(f"{what} {float(length):.1f} s", "film", asked)]


def _overlong_scenes(slots: list[_Slot], rate: Rate) -> list[Degradation]:
    found = []
    for slot in slots:
        length, asked = rate.time(slot.stop - slot.first), slot.scene.duration
        if slot.scene.exact and length - asked >= rate.time(1):  # less is rounding
            speech = slot.assets.speech
            wordy = speech is not None and speech.duration > room(slot.scene)
            why = "the narration needs" if wordy else "the film's own length gives it"
            told = _longer(f"{why} {float(length):.1f} s", "scene", asked)
            found.append(told.model_copy(update={"scene": slot.scene.id}))
    return found


def _longer(why: str, what: str, asked: Time) -> Degradation:
    told = f"{why}, so the {what} is longer than the {float(asked):.1f} s asked for"
    return Degradation(what="duration", why=told)


def _pictures(slots: list[_Slot], rate: Rate) -> tuple[PictureClip, ...]:
    """Return the clips: each fades in over the end of the one before, over at its own start."""
    takes = [take for slot in slots for take in _takes(slot, rate)]
    shortest = min(take.stop - take.first for take in takes)
    fade = min(rate.frame(FADE), shortest // 3)
    return tuple(_clip(take, fade if number else 0, rate) for number, take in enumerate(takes))


@dataclass(frozen=True, slots=True)
class _Take:
    """A picture's place: whole frames from `first`, exclusive `stop`, and how it is filmed."""

    shot: Shot
    camera: Camera
    first: int
    stop: int


def _takes(slot: _Slot, rate: Rate) -> list[_Take]:
    """Share a scene's time out evenly among its pictures."""
    shown = _shown(slot, rate)
    length = slot.stop - slot.first
    ends = [slot.first + length * number // len(shown) for number in range(len(shown) + 1)]
    return [
        _Take(shot, slot.scene.camera, first, stop)
        for shot, first, stop in zip(shown, ends, ends[1:], strict=False)
    ]


def _shown(slot: _Slot, rate: Rate) -> tuple[Shot, ...]:
    """Return as many of a scene's pictures as it has time for: its words may leave it less."""
    room = (slot.stop - slot.first) // rate.frame(shots.SHORTEST_SHOT)
    return slot.assets.shots[: max(1, room)]


def _clip(take: _Take, fade: int, rate: Rate) -> PictureClip:
    start, stop = rate.time(take.first - fade), rate.time(take.stop)
    living = take.shot.animation
    stack = living.stack if living else ()
    return PictureClip(
        start=start,
        length=stop - start,
        source=None if stack else take.shot.picture.blob,
        layers=stack,
        motion=motion(take.camera, stop - start),
        transition=Transition.CROSSFADE if fade else Transition.CUT,
        fade=rate.time(fade),
    )


def motion(camera: Camera, length: Time) -> Motion:
    """Return how a still is filmed: the camera at an even, unhurried pace, however long it has."""
    reach = min(0.15, 0.018 * float(length))
    near = 1 + reach
    wide, close = Framing(zoom=1.02), Framing(zoom=1.02 + reach)
    span = min(0.5, reach) / (2 * near)
    ways = {
        Camera.HOLD: (Framing(zoom=1.04), Framing(zoom=1.04 + reach / 4)),
        Camera.PUSH_IN: (wide, close),
        Camera.PULL_BACK: (close, wide),
        Camera.PAN_LEFT: (Framing(x=0.5 + span, zoom=near), Framing(x=0.5 - span, zoom=near)),
        Camera.PAN_RIGHT: (Framing(x=0.5 - span, zoom=near), Framing(x=0.5 + span, zoom=near)),
        Camera.TILT_UP: (Framing(y=0.5 + span, zoom=near), Framing(y=0.5 - span, zoom=near)),
        Camera.TILT_DOWN: (Framing(y=0.5 - span, zoom=near), Framing(y=0.5 + span, zoom=near)),
    }
    begin, end = ways[camera]
    return Motion(begin=begin, end=end, ease=Ease.LINEAR)


def _speech_start(slot: _Slot, rate: Rate) -> Time:
    return rate.time(slot.first) + LEAD


def _voices(slots: list[_Slot], rate: Rate) -> list[SoundClip]:
    return [
        SoundClip(
            start=_speech_start(slot, rate),
            length=slot.assets.speech.duration,
            source=slot.assets.speech.blob,
            role=SoundRole.SPEECH,
        )
        for slot in slots
        if slot.assets.speech is not None
    ]


def _music(track: Track | None, length: Time, rate: Rate) -> list[SoundClip]:
    """Return the music: to its own end if it was made for this length, else looped and faded."""
    if track is None:
        return []
    if track.ends and abs((track.duration - length).seconds) < rate.time(1).seconds:
        return [
            SoundClip(
                start=ZERO,
                length=min(length, track.duration),
                source=track.blob,
                role=SoundRole.MUSIC,
                gain=MUSIC_GAIN,
            )
        ]
    return [
        SoundClip(
            start=ZERO,
            length=length,
            source=track.blob,
            role=SoundRole.MUSIC,
            gain=MUSIC_GAIN,
            fade_in=min(Time(Fraction(1, 2)), length / 4),
            fade_out=min(Time(Fraction(5, 2)), length / 4),
            loop=Loop(start=track.loop_start, end=track.loop_end, crossfade=track.crossfade),
        )
    ]


def _captions(brief: Brief, slots: list[_Slot], rate: Rate) -> Captions | None:
    if brief.captions is None:
        return None
    found = [cue for slot in slots for cue in _slot_cues(brief, slot, rate)]
    return Captions(style=brief.captions, language=brief.language, cues=tuple(found))


def _slot_cues(brief: Brief, slot: _Slot, rate: Rate) -> list[Cue]:
    text = slot.scene.narration
    if not text:
        return []
    start, stop = _speech_start(slot, rate), rate.time(slot.stop)
    speech = slot.assets.speech
    words = speech.words if speech else ()
    if not speech:
        length = rate.time(slot.stop - slot.first)
        start = rate.time(slot.first) + min(LEAD, length / 4)
        words = cues.read_aloud(text, max(length - LEAD - TAIL - FADE, length / 2))
    measure = cues.LANDSCAPE if brief.size.width > brief.size.height else cues.PORTRAIT
    return [_placed(cue, start, stop) for cue in cues.cut(text, words, measure)]


def _placed(cue: Cue, start: Time, stop: Time) -> Cue:
    words = tuple(
        CueWord(begin=word.begin, end=word.end, start=word.start + start, stop=word.stop + start)
        for word in cue.words
    )
    return Cue(
        start=cue.start + start, stop=min(cue.stop + start, stop), text=cue.text, words=words
    )
