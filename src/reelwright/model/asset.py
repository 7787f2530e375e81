"""What was gathered: pictures, speech with its word times, music; measured facts, provenance.

An asset names its bytes by a content key; where they lie, the blob store knows.
"""

from reelwright.model.ids import Key, SceneId
from reelwright.model.progress import Step
from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.report import Report
from reelwright.model.stack import Particles, Stack
from reelwright.model.storyboard import Storyboard
from reelwright.model.time import Time
from reelwright.model.value import Value


class SpokenWord(Value):
    """One word as it was spoken: where it stands in the text, and when it sounds.

    `begin` and `end` count characters (code points) of the text, `end` exclusive, punctuation left
    out; `start` and `stop` count from the start of the speech.
    """

    begin: int
    end: int
    start: Time
    stop: Time


class Life(Value):
    """What of a picture can move: how far away all of it is, and what floats in its air.

    `relief` and `water` name pictures of its size; all are as in `ports.visual.MadeLife`.
    """

    relief: Key
    water: Key | None = None
    air: tuple[Particles, ...] = ()
    mist: float = 0.0
    sky: bool = False
    wind: bool = False


class Picture(Value):
    """A still picture, and what of it can move, where its maker said so."""

    blob: Key
    width: int
    height: int
    provenance: Provenance
    degradations: tuple[Degradation, ...] = ()
    life: Life | None = None


class Animation(Value):
    """A picture brought to life: its stack, the farthest first; empty where it stays whole."""

    stack: Stack
    provenance: Provenance
    degradations: tuple[Degradation, ...] = ()


class Speech(Value):
    """Spoken words: mono sound, and when each word of `text` is said."""

    blob: Key
    text: str
    duration: Time
    words: tuple[SpokenWord, ...]
    provenance: Provenance
    degradations: tuple[Degradation, ...] = ()


class Track(Value):
    """A piece of music that may be repeated without a seam to any length.

    After `loop_end` it goes on from `loop_start`, the two crossfaded over `crossfade`. One that
    `ends` was made for a film of its own length and needs neither loop nor fade there.
    """

    blob: Key
    duration: Time
    loop_start: Time
    loop_end: Time
    crossfade: Time
    provenance: Provenance
    degradations: tuple[Degradation, ...] = ()
    ends: bool = False


class Shot(Value):
    """A picture that shows a scene for a while, and how it lives."""

    picture: Picture
    animation: Animation | None = None


class SceneAssets(Value):
    """What one scene needs: its picture, how it lives, and its speech where somebody speaks.

    `more` are the pictures that follow the first one, where it is shown in several.
    """

    scene: SceneId
    picture: Picture
    animation: Animation | None = None
    speech: Speech | None = None
    more: tuple[Shot, ...] = ()

    @property
    def shots(self) -> tuple[Shot, ...]:
        """All the pictures that show the scene, in order."""
        return (Shot(picture=self.picture, animation=self.animation), *self.more)


class Gathered(Value):
    """All the assets of a film: its scenes' in order, and its music where it has some."""

    scenes: tuple[SceneAssets, ...]
    track: Track | None = None

    @property
    def credits(self) -> tuple[Provenance, ...]:
        """The provenance of every asset, each once, pictures first."""
        shots = [shot for assets in self.scenes for shot in assets.shots]
        pictures = [shot.picture.provenance for shot in shots]
        animations = [shot.animation.provenance for shot in shots if shot.animation]
        speeches = [assets.speech.provenance for assets in self.scenes if assets.speech]
        music = [self.track.provenance] if self.track else []
        return tuple(dict.fromkeys([*pictures, *animations, *speeches, *music]))

    @property
    def degradations(self) -> tuple[Degradation, ...]:
        """What is less than was asked of any asset, each with its scene."""
        said = [one for assets in self.scenes for one in _said(assets)]
        return (*said, *(self.track.degradations if self.track else ()))


def _said(assets: SceneAssets) -> list[Degradation]:
    shown = [made for shot in assets.shots for made in (shot.picture, shot.animation)]
    made = (*shown, assets.speech)
    said = [one for asset in made if asset for one in asset.degradations]
    return [one.model_copy(update={"scene": assets.scene}) for one in said]


class Film(Value):
    """A finished film: its file, what it measures, and everything that went into it.

    `loudness` is in LUFS and `true_peak` in dBTP, None for a silent film; `report` is what the
    inspection of the file measured and found, nothing in it a failure. Of all `segments`, which the
    pictures are coded in, `reused` were found rather than made, and so was the sound, or not.
    `seconds` is the work of each step, scenes added up though several are worked on at a time;
    `elapsed` what the clock saw.
    """

    path: str
    title: str
    duration: Time
    width: int
    height: int
    frames: int
    bytes: int
    loudness: float | None
    true_peak: float | None
    storyboard: Storyboard
    credits: tuple[Provenance, ...]
    degradations: tuple[Degradation, ...]
    report: Report
    segments: int
    reused: int
    sound_reused: bool
    seconds: dict[Step, float]
    elapsed: float
