"""What was asked: the words, and how the film should look, sound, move and how long it may be."""

from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from reelwright.model.errors import choices
from reelwright.model.ids import Key, is_key
from reelwright.model.time import Time
from reelwright.model.value import Value

LONGEST = Time.of(3600)
SHORTEST = Time.of(1)
SHORTEST_SCENE = Time.of("0.5")


class Style(StrEnum):
    """How pictures are drawn: palette, shapes and light."""

    CINEMATIC = "cinematic"
    PHOTOREALISTIC = "photorealistic"
    ANIME = "anime"
    COMIC_BOOK = "comic-book"
    PIXAR_ART = "pixar-art"
    WATERCOLOR = "watercolor"
    DOCUMENTARY = "documentary"
    NOIR = "noir"


class Topic(StrEnum):
    """What a story may be about; `CUSTOM` is told about `Brief.custom_topic`."""

    SCARY = "scary"
    MYSTERY = "mystery"
    BEDTIME = "bedtime"
    HISTORY = "interesting history"
    LEGENDS = "urban legends"
    MOTIVATIONAL = "motivational"
    FACTS = "fun facts"
    JOKES = "long form jokes"
    TIPS = "life pro tips"
    PHILOSOPHY = "philosophy"
    LOVE = "love"
    CUSTOM = "custom topic"


class Language(StrEnum):
    """A language a film may speak; which ones a vendor can, the vendor says."""

    ENGLISH = "english"
    CZECH = "czech"
    DANISH = "danish"
    DUTCH = "dutch"
    FRENCH = "french"
    GERMAN = "german"
    GREEK = "greek"
    HINDI = "hindi"
    INDONESIAN = "indonesian"
    ITALIAN = "italian"
    CHINESE = "chinese"
    JAPANESE = "japanese"
    NORWEGIAN = "norwegian"
    POLISH = "polish"
    PORTUGUESE = "portuguese"
    RUSSIAN = "russian"
    SPANISH = "spanish"
    SWEDISH = "swedish"
    TURKISH = "turkish"
    UKRAINIAN = "ukrainian"

    @property
    def tag(self) -> str:
        """The language's BCP 47 tag, such as `ja`."""
        return _TAGS[self]

    @property
    def code(self) -> str:
        """The language's ISO 639-2/T code, such as `jpn`, which media files have."""
        return _CODES[self]


_TAGS = {
    Language.ENGLISH: "en",
    Language.CZECH: "cs",
    Language.DANISH: "da",
    Language.DUTCH: "nl",
    Language.FRENCH: "fr",
    Language.GERMAN: "de",
    Language.GREEK: "el",
    Language.HINDI: "hi",
    Language.INDONESIAN: "id",
    Language.ITALIAN: "it",
    Language.CHINESE: "zh",
    Language.JAPANESE: "ja",
    Language.NORWEGIAN: "nb",
    Language.POLISH: "pl",
    Language.PORTUGUESE: "pt",
    Language.RUSSIAN: "ru",
    Language.SPANISH: "es",
    Language.SWEDISH: "sv",
    Language.TURKISH: "tr",
    Language.UKRAINIAN: "uk",
}
_CODES = {
    Language.ENGLISH: "eng",
    Language.CZECH: "ces",
    Language.DANISH: "dan",
    Language.DUTCH: "nld",
    Language.FRENCH: "fra",
    Language.GERMAN: "deu",
    Language.GREEK: "ell",
    Language.HINDI: "hin",
    Language.INDONESIAN: "ind",
    Language.ITALIAN: "ita",
    Language.CHINESE: "zho",
    Language.JAPANESE: "jpn",
    Language.NORWEGIAN: "nob",
    Language.POLISH: "pol",
    Language.PORTUGUESE: "por",
    Language.RUSSIAN: "rus",
    Language.SPANISH: "spa",
    Language.SWEDISH: "swe",
    Language.TURKISH: "tur",
    Language.UKRAINIAN: "ukr",
}


class Aspect(StrEnum):
    """The shape of the frame, width to height."""

    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"
    PORTRAIT = "4:5"
    CLASSIC = "4:3"
    CLASSIC_TALL = "3:4"
    LANDSCAPE = "5:4"
    ULTRAWIDE = "21:9"
    ULTRATALL = "9:21"


class Resolution(StrEnum):
    """The shorter side of the frame, in pixels."""

    P360 = "360p"
    P480 = "480p"
    P540 = "540p"
    P720 = "720p"
    P1080 = "1080p"
    P1440 = "1440p"
    P2160 = "2160p"


class CaptionStyle(StrEnum):
    """How captions follow the voice."""

    CLASSIC = "classic"  # the whole line stands while it is spoken
    PROGRESSIVE = "progressive"  # words appear as they are spoken, and stay
    KARAOKE = "karaoke"  # the whole line stands, the word being spoken is lit
    WORD = "word"  # one word at a time
    BOXED_LINE = "boxed-line"  # the whole line stands on a box
    BOXED_WORD = "boxed-word"  # the whole line stands, a box behind the word being spoken
    POP = "pop"  # the word being spoken is lit, and jumps out of its line
    TYPEWRITER = "typewriter"  # letters appear one by one as words are spoken


class Quality(StrEnum):
    """How much work goes into the film: a draft, the everyday, the best."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Size(Value):
    """A size in pixels."""

    width: int
    height: int


def frame_size(aspect: Aspect, resolution: Resolution) -> Size:
    """Return the frame's size: even sides, the shorter one as `resolution` names it."""
    short = int(resolution.rstrip("p"))
    across, down = (int(part) for part in aspect.split(":"))
    long = round(short * Fraction(max(across, down), min(across, down)) / 2) * 2
    return Size(width=long, height=short) if across > down else Size(width=short, height=long)


def _visible(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise ValueError("This says nothing; write some words.")
    return text


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2_000), AfterValidator(_visible)
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


def _named_by_key(name: str) -> str:
    if not is_key(name):
        raise ValueError("A picture is named by the content key of its upload: 64 of 0-9 and a-f.")
    return name


Brought = Annotated[Key, AfterValidator(_named_by_key)]
"""A picture that the asker brought, by the content key of its upload."""


def _lines(script: object) -> object:
    if isinstance(script, list):
        return tuple(script)  # what a validator before another returns is no JSON any more
    if not isinstance(script, str):
        return script
    lines = tuple(line.strip() for line in script.splitlines() if line.strip())
    if not lines:
        raise ValueError("The script has only blank lines; write one line for each scene.")
    return lines


def _lasting(what: str, shortest: Time, longest: Time) -> AfterValidator:
    def within(length: Time) -> Time:
        if not shortest <= length <= longest:
            raise ValueError(
                f"A {what} lasts from {shortest.write()} to {longest.write()} seconds, "
                f"not {length.write()}."
            )
        return length

    return AfterValidator(within)


class SceneBrief(Value):
    """One scene as asked for: what is said, what is shown, and for how long.

    A `picture` of the asker's own is shown instead of one painted from the words.
    """

    narration: Line | None = None
    visual: Line | None = None
    picture: Brought | None = None
    duration: Annotated[Time, _lasting("scene", SHORTEST_SCENE, LONGEST)] | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.narration is None and self.visual is None and self.picture is None:
            raise ValueError("A scene needs a narration, a visual or a picture.")
        return self


class MusicBrief(Value):
    """What the music should be; the vendor takes the nearest it has, and says so."""

    genre: Name | None = None
    mood: Name | None = None


SOURCES = ("prompt", "script", "story", "scenes")


class Brief(Value):
    """What was asked: exactly one of prompt, script, story or scenes, and how it should come out.

    `script` is a list of lines, or one text of lines; each line becomes a scene, narrated word for
    word. `pictures` are the asker's own, shown in the first scenes, one each; `scenes` have their
    own instead. `voice`, `captions` and `music` are `None` where the film should have none;
    `animator` is the id of a way of making pictures live, such as `offline:parallax`. `images` is
    how many pictures are shown in all, one each scene where it is not said. Without a `duration`
    the film is as long as its words need. The same brief makes the same film.
    """

    version: Literal[1] = 1
    prompt: Line | None = None
    script: (
        Annotated[tuple[Line, ...], BeforeValidator(_lines), Field(min_length=1, max_length=500)]
        | None
    ) = None
    story: Topic | None = None
    custom_topic: Line | None = None
    scenes: Annotated[tuple[SceneBrief, ...], Field(min_length=1, max_length=500)] | None = None
    pictures: Annotated[tuple[Brought, ...], Field(max_length=500)] = ()

    style: Style = Style.CINEMATIC
    aspect: Aspect = Aspect.WIDE
    resolution: Resolution = Resolution.P1080
    fps: Annotated[int, Field(ge=12, le=60)] = 30
    images: Annotated[int, Field(ge=1, le=1_000)] | None = None
    duration: Annotated[Time, _lasting("film", SHORTEST, LONGEST)] | None = None
    language: Language = Language.ENGLISH
    animator: Name = "default"
    voice: Name | None = "default"
    captions: CaptionStyle | None = CaptionStyle.KARAOKE
    music: MusicBrief | None = MusicBrief()
    quality: Quality = Quality.MEDIUM
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 0

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        given = [name for name in SOURCES if getattr(self, name) is not None]
        if len(given) != 1:
            had = (
                f"this has {choices(given).replace(' or ', ' and ')}" if given else "this has none"
            )
            raise ValueError(f"A film is made from one of {choices(SOURCES)}; {had}.")
        if (self.custom_topic is not None) and self.story is not Topic.CUSTOM:
            raise ValueError(f"custom_topic goes with the story {Topic.CUSTOM.value!r} alone.")
        if self.pictures and self.scenes is not None:
            raise ValueError(
                "Where there are scenes, each names its own picture; leave pictures out."
            )
        return self

    @property
    def brought(self) -> tuple[Key | None, ...]:
        """The asker's own pictures, in the order of scenes; None where a scene is painted."""
        return tuple(scene.picture for scene in self.scenes) if self.scenes else self.pictures

    @property
    def size(self) -> Size:
        """The frame's size in pixels."""
        return frame_size(self.aspect, self.resolution)
