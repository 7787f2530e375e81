"""Each step asks its vendor for what the brief says, keeps what comes back, and says what lacks."""

import asyncio
import dataclasses
from pathlib import Path
from threading import Event

import cv2
import numpy as np
import pytest

from reelwright.model.asset import Gathered, SceneAssets, SpokenWord
from reelwright.model.brief import Brief, Language, MusicBrief, Quality, Size, Style
from reelwright.model.errors import Broken, Cancelled, NotFound, Unavailable, VendorFailed
from reelwright.model.ids import Key, scene_id
from reelwright.model.output import Output
from reelwright.model.provenance import Degradation
from reelwright.model.stack import Particles, Weather
from reelwright.model.storyboard import Camera, Scene, Storyboard
from reelwright.model.time import Time
from reelwright.pipeline.animate import animate
from reelwright.pipeline.arrange import Arranged, arrange
from reelwright.pipeline.deliver import deliver
from reelwright.pipeline.film import film, labelled, unheard, unseen
from reelwright.pipeline.illustrate import illustrate
from reelwright.pipeline.plan import plan
from reelwright.pipeline.score import score
from reelwright.pipeline.speak import duration, speak
from reelwright.ports.music import MadeMusic
from reelwright.ports.visual import MadeLife
from reelwright.ports.voice import MadeSpeech
from reelwright.render.audio.meter import Measured
from reelwright.render.export import Rendered
from reelwright.render.means import Means
from reelwright.render.watch import Watch
from reelwright.storage.blobs.local import LocalBlobs

SMALL = {"resolution": "360p", "fps": 12, "quality": "low", "captions": None}
SCENE = Scene(
    id=scene_id(1),
    narration="Hello there",
    visual="a red door",
    camera=Camera.HOLD,
    duration=Time.of(3),
)


def a_brief(**asked) -> Brief:
    return Brief(prompt="a", **{**SMALL, **asked})


def spoken(crew, scene=SCENE, **asked):
    return asyncio.run(speak(scene, a_brief(**asked), crew))


def painted(crew, scene=SCENE, **asked):
    return asyncio.run(illustrate(scene, a_brief(**asked), crew))


def scored(crew, mood="calm", length=None, **asked):
    board = Storyboard(title="T", language="english", mood=mood, scenes=(SCENE,))
    return asyncio.run(score(a_brief(**asked), board, crew, length))


def kept(crew, key: Key) -> bytes:
    return asyncio.run(crew.blobs.get(key))


def test_plan_is_the_planner_s(crew):
    board = asyncio.run(plan(Brief(prompt="one two", **SMALL), crew))
    assert [scene.narration for scene in board.scenes] == ["one", "two"]


def exact(seconds: float | str) -> Scene:
    """A scene of just this length, whose 200 letters are said in two seconds."""
    changes = {"narration": "a" * 200, "duration": Time.of(seconds), "exact": True}
    return SCENE.model_copy(update=changes)


@pytest.mark.parametrize("seconds", [3, 5])
def test_words_that_fit_take_their_time(crew, seconds):
    assert spoken(crew, exact(seconds)).degradations == ()
    assert [one.speed for one in crew.voice.asked] == [1.0]


def test_words_a_little_too_long_are_hurried_and_say_so(crew):
    speech = spoken(crew, exact("2.75"))
    assert [one.speed for one in crew.voice.asked] == [1.0, 1.15]
    assert float(speech.duration) == pytest.approx(2 / 1.15, abs=1e-4)
    assert speech.degradations == (
        Degradation(
            what="speed",
            why="spoken 1.15 times as fast, so that the words fit into the 2.8 s asked for",
        ),
    )


@pytest.mark.parametrize("seconds", ["0.5", 1, "2.59"])
def test_words_far_too_long_take_their_time(crew, seconds):
    assert float(spoken(crew, exact(seconds)).duration) == 2.0
    assert [one.speed for one in crew.voice.asked] == [1.0]


def test_words_are_hurried_by_a_quarter_at_most(crew):
    spoken(crew, exact("2.6"))
    assert [one.speed for one in crew.voice.asked] == [1.0, 1.25]


def test_planned_lengths_hurry_nobody(crew):
    spoken(crew, exact("2.75").model_copy(update={"exact": False}))
    assert [one.speed for one in crew.voice.asked] == [1.0]


def test_hurried_scene_lasts_as_long_as_asked(crew):
    scene = exact("2.75")
    board = Storyboard(title="T", language="english", scenes=(scene,))
    assets = SceneAssets(scene=scene.id, picture=painted(crew, scene), speech=spoken(crew, scene))
    made = arrange(a_brief(), board, Gathered(scenes=(assets,)))
    assert (made.timeline.length, made.degradations) == (Time.of("2.75"), ())


def test_voice_is_asked_for_what_the_brief_says(crew):
    spoken(crew, voice="buzz", language="japanese", quality="high")
    (asked,) = crew.voice.asked
    assert (asked.text, asked.language, asked.voice, asked.quality) == (
        "Hello there",
        Language.JAPANESE,
        "buzz",
        Quality.HIGH,
    )


def test_speech_is_kept_with_its_exact_length(crew):
    speech = spoken(crew)
    assert speech.duration == duration(kept(crew, speech.blob)) == Time.of("0.11")
    assert (speech.text, len(speech.words)) == ("Hello there", 1)


@pytest.mark.parametrize("scene", [SCENE.model_copy(update={"narration": ""})])
def test_scene_without_words_is_silent(crew, scene):
    assert spoken(crew, scene) is None
    assert crew.voice.asked == []


def test_brief_without_voice_is_silent(crew):
    assert spoken(crew, voice=None) is None
    assert crew.voice.asked == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"voice": "buzz"}),
        ({}, {"language": "japanese"}),
        ({}, {"quality": "high"}),
    ],
)
def test_another_request_is_another_blob(crew, one, other):
    assert spoken(crew, **one).blob != spoken(crew, **other).blob


def test_same_words_are_one_blob_whatever_the_seed(crew):
    assert spoken(crew, seed=1).blob == spoken(crew, seed=2).blob


class Answering:
    """A voice that answers what it is given."""

    voices = ()

    def __init__(self, made: MadeSpeech) -> None:
        self.made = made

    async def speak(self, _request) -> MadeSpeech:
        return self.made


def word(begin, end, start=0, stop=1) -> SpokenWord:
    return SpokenWord(begin=begin, end=end, start=Time.of(start), stop=Time.of(stop))


def made_speech(crew, **changes) -> MadeSpeech:
    made = asyncio.run(crew.voice.speak(_request(crew)))
    return dataclasses.replace(made, **changes)


def _request(crew):
    spoken(crew)
    return crew.voice.asked[-1]


@pytest.mark.parametrize("wav", [b"", b"RIFF", b"ID3 an mp3, say", b"RIFF\x24\0\0\0WAVEfmt "])
def test_sound_that_is_no_wav_is_the_vendor_s_failure(crew, wav):
    broken = dataclasses.replace(crew, voice=Answering(made_speech(crew, wav=wav)))
    with pytest.raises(VendorFailed, match="A vendor gave sound that is no WAV file"):
        spoken(broken, voice="other")


def test_what_a_vendor_failed_at_is_not_kept(crew, tmp_path):
    """A bad answer must not lie under the key that the good one would have."""
    blobs = LocalBlobs(tmp_path / "fresh")
    answering = Answering(made_speech(crew, wav=b"not a sound"))
    with pytest.raises(VendorFailed):
        spoken(dataclasses.replace(crew, voice=answering, blobs=blobs))
    assert not (tmp_path / "fresh").exists()


@pytest.mark.parametrize(
    "words",
    [
        (word(0, 99),),
        (word(-1, 5),),
        (word(5, 5),),
        (word(6, 11), word(0, 5)),
        (word(0, 6), word(5, 11)),
        (word(0, 5, 1, 2), word(6, 11, 0, 1)),
        (word(0, 5, 2, 1),),
        (word(0, 5, -1, 1),),
    ],
)
def test_word_times_that_do_not_fit_are_the_vendor_s_failure(crew, words):
    broken = dataclasses.replace(crew, voice=Answering(made_speech(crew, words=words)))
    with pytest.raises(VendorFailed, match="The voice of quick gave word times that do not fit"):
        spoken(broken)


def test_what_the_voice_lacks_is_on_the_speech(crew):
    lacking = (Degradation(what="voice", why="hoarse today"),)
    hoarse = dataclasses.replace(crew, voice=Answering(made_speech(crew, degradations=lacking)))
    assert spoken(hoarse).degradations == lacking


def test_painter_is_asked_for_what_the_scene_says(crew):
    painted(crew, style="anime", aspect="9:16", quality="high", seed=7)
    (asked,) = crew.visual.asked
    assert (asked.words, asked.style, asked.quality) == ("a red door", Style.ANIME, Quality.HIGH)
    assert asked.size == Size(width=396, height=704)


def test_picture_is_kept_as_it_was_painted(crew):
    picture = painted(crew)
    pixels = cv2.imdecode(np.frombuffer(kept(crew, picture.blob), np.uint8), cv2.IMREAD_COLOR)
    assert pixels.shape == (picture.height, picture.width, 3)


@pytest.mark.parametrize(
    "aspect", ["16:9", "9:16", "1:1", "4:5", "4:3", "3:4", "5:4", "21:9", "9:21"]
)
@pytest.mark.parametrize("resolution", ["360p", "540p", "1080p"])
def test_pictures_have_even_sides_a_tenth_larger(crew, aspect, resolution):
    brief = a_brief(aspect=aspect, resolution=resolution)
    asyncio.run(illustrate(SCENE, brief, crew))
    size = crew.visual.asked[-1].size
    assert (size.width % 2, size.height % 2) == (0, 0)
    assert size.width == pytest.approx(brief.size.width * 1.1, abs=1)
    assert size.height == pytest.approx(brief.size.height * 1.1, abs=1)


def test_seeds_follow_the_brief_and_the_scene(crew):
    later = SCENE.model_copy(update={"id": scene_id(2)})
    for scene, seed in ((SCENE, 1), (later, 1), (SCENE, 2), (SCENE, 1)):
        painted(crew, scene, seed=seed)
    one, two, three, again = [(one.seed, one.film_seed) for one in crew.visual.asked]
    assert one == again
    assert one[0] != two[0]
    assert one[1] == two[1] != three[1]


def test_another_seed_is_another_blob(crew):
    assert painted(crew, seed=1).blob != painted(crew, seed=2).blob
    assert painted(crew, seed=1).blob == painted(crew, seed=1).blob


def test_life_of_a_picture_reaches_the_animator(crew):
    life = MadeLife(b"relief", b"water", (Particles(weather=Weather.SNOW),), 0.5, sky=True)
    living = dataclasses.replace(crew, visual=Living(crew.visual, life))
    picture = painted(living, animator="twice")
    animation = asyncio.run(animate(picture, a_brief(animator="twice"), living))
    (asked,) = crew.animator.asked
    assert (asked.picture, asked.life) == (kept(crew, picture.blob), life)
    assert [one.depth for one in animation.stack] == [0.5, 1.0, 1.0]
    assert [kept(crew, animation.stack[n].source) for n in (0, 2)] == [asked.picture] * 2


@pytest.mark.parametrize(
    ("animator", "living"), [("default", False), ("whole", False), ("twice", True)]
)
def test_pictures_are_painted_for_what_becomes_of_them(crew, animator, living):
    picture = painted(crew, animator=animator)
    assert (crew.visual.asked[0].living, picture.life) == (living, None)


def test_layers_are_kept_under_keys_of_their_own(crew):
    picture = painted(crew)
    stacks = [asyncio.run(animate(picture, a_brief(animator="twice"), crew)).stack for _ in "ab"]
    assert stacks[0] == stacks[1]
    assert len({stacks[0][0].source, stacks[0][2].source, picture.blob}) == 3


class Living:
    """Paints what another does, and says what of it can move."""

    def __init__(self, visual, life) -> None:
        self.models, self._visual, self._life = visual.models, visual, life

    async def picture(self, request):
        return dataclasses.replace(await self._visual.picture(request), life=self._life)


def test_film_without_music_asks_for_none(crew):
    assert scored(crew, music=None) is None
    assert crew.music.asked == []


def test_track_loops_as_the_vendor_says(crew):
    track = scored(crew)
    assert (track.duration, track.loop_start, track.loop_end, track.crossfade) == (
        Time.of(2),
        Time.of(0),
        Time.of(1),
        Time.of("0.1"),
    )
    assert duration(kept(crew, track.blob)) == track.duration


@pytest.mark.parametrize(
    ("music", "asked"),
    [
        (MusicBrief(), (None, "calm")),
        (MusicBrief(mood="dark"), (None, "dark")),
        (MusicBrief(genre="jazz"), ("jazz", None)),
        (MusicBrief(genre="jazz", mood="dark"), ("jazz", "dark")),
    ],
)
def test_mood_is_the_film_s_where_nothing_is_asked(crew, music, asked):
    scored(crew, music=music)
    assert [(one.genre, one.mood) for one in crew.music.asked] == [asked]


def test_music_is_asked_for_the_film_s_length(crew):
    short, long, loop = (scored(crew, length=one) for one in (Time.of(5), Time.of(6), None))
    assert [one.length for one in crew.music.asked] == [Time.of(5), Time.of(6), None]
    assert len({short.blob, long.blob, loop.blob}) == 3


def test_track_ends_where_its_maker_says_so(crew):
    class Ending:
        genres = moods = ()

        async def track(self, request) -> MadeMusic:
            return dataclasses.replace(await crew.music.track(request), ends=True)

    assert scored(dataclasses.replace(crew, music=Ending())).ends
    assert not scored(crew).ends


def test_music_that_is_no_wav_is_the_vendor_s_failure(crew):
    class Silent:
        genres = moods = ()

        async def track(self, request) -> MadeMusic:
            return dataclasses.replace(await crew.music.track(request), wav=b"")

    with pytest.raises(VendorFailed, match="no WAV file"):
        scored(dataclasses.replace(crew, music=Silent()))


def full_blobs() -> LocalBlobs:
    return LocalBlobs(Path("/proc/nowhere"))


@pytest.mark.parametrize("step", [spoken, painted, scored])
def test_folder_that_takes_nothing_is_told(crew, step):
    with pytest.raises(Unavailable, match="The folder /proc/nowhere cannot be written"):
        step(dataclasses.replace(crew, blobs=full_blobs()))


def gathered(crew) -> Gathered:
    speech, picture = spoken(crew), painted(crew)
    assets = SceneAssets(scene=SCENE.id, picture=picture, speech=speech)
    return Gathered(scenes=(assets,), track=scored(crew))


BOARD = Storyboard(title="A door", language="english", scenes=(SCENE,))


def arranged(crew, **asked) -> Arranged:
    return arrange(a_brief(**asked), BOARD, gathered(crew))


def filmed(crew, made: Arranged, out: Path, watch=None) -> Rendered:
    work = film(
        made.timeline,
        out,
        Output(quality=Quality.LOW),
        crew.blobs,
        means=Means(1),
        watch=watch or Watch(),
    )
    return asyncio.run(work)


def test_film_is_rendered_from_blobs(crew, out):
    made = arranged(crew)
    rendered = filmed(crew, made, out)
    assert (rendered.path, rendered.frames) == (out, made.timeline.rate.frame(made.timeline.length))
    assert out.stat().st_size == rendered.bytes


def test_lost_blob_is_told_before_rendering(crew, out):
    made = arranged(crew)
    empty = dataclasses.replace(crew, blobs=LocalBlobs(out.parent / "none"))
    with pytest.raises(NotFound, match="Nothing is kept under"):
        filmed(empty, made, out)
    assert not out.exists()


def test_film_leaves_the_event_loop_free(crew, out):
    made, ticks = arranged(crew), []

    async def both() -> Rendered:
        rendering = asyncio.create_task(
            film(
                made.timeline,
                out,
                Output(quality=Quality.LOW),
                crew.blobs,
                means=Means(1),
                watch=Watch(),
            )
        )
        while not rendering.done():
            ticks.append(1)
            await asyncio.sleep(0.001)
        return await rendering

    assert asyncio.run(both()).frames > 0
    assert len(ticks) > 5


def test_stopped_film_leaves_nothing(crew, out):
    stop = Event()
    stop.set()
    with pytest.raises(Cancelled):
        filmed(crew, arranged(crew), out, Watch(stop=stop))
    assert list(out.parent.iterdir()) == []


def test_delivered_film_is_measured_on_the_file(crew, out):
    made = arranged(crew)
    rendered = dataclasses.replace(filmed(crew, made, out), segments=9, reused=5, sound_reused=True)
    delivered = deliver(BOARD, gathered(crew), made, rendered)
    assert (delivered.width, delivered.height, delivered.frames) == (640, 360, rendered.frames)
    assert (delivered.title, delivered.path) == ("A door", str(out))
    assert delivered.duration == made.timeline.rate.time(rendered.frames)
    assert delivered.bytes == out.stat().st_size
    assert delivered.report == rendered.report
    assert delivered.report.failures == ()
    assert (delivered.segments, delivered.reused, delivered.sound_reused) == (9, 5, True)


def test_film_nobody_looked_through_is_not_delivered(crew, out):
    made = arranged(crew)
    rendered = dataclasses.replace(filmed(crew, made, out), report=None)
    with pytest.raises(Broken, match="was not inspected"):
        deliver(BOARD, gathered(crew), made, rendered)


def a_rendered(integrated=-14.0, glyphs=()) -> Rendered:
    return Rendered(
        path=Path("a.mp4"),
        frames=30,
        bytes=1_000,
        sound=Measured(integrated, -2.0),
        missing_glyphs=glyphs,
        less=(),
        segments=1,
        reused=0,
        sound_reused=False,
        kernels="numba",
        report=None,
    )


def test_every_kind_of_lack_is_on_the_film(crew, out):
    """What vendors, the arrangement, the fonts and the mix lack, in that order."""
    made, assets = arranged(crew), gathered(crew)
    poor = Degradation(what="picture", why="no doors here")
    picture = assets.scenes[0].picture.model_copy(update={"degradations": (poor,)})
    scene = assets.scenes[0].model_copy(update={"picture": picture})
    late = Degradation(what="duration", why="it took longer")
    rendered = dataclasses.replace(
        filmed(crew, made, out),
        missing_glyphs=("𓀀",),
        sound=Measured(-20.0, -3.0),
        less=("No encoder.",),
    )
    delivered = deliver(
        BOARD,
        assets.model_copy(update={"scenes": (scene,)}),
        dataclasses.replace(made, degradations=(late,)),
        rendered,
    )
    assert delivered.degradations == (
        poor.model_copy(update={"scene": SCENE.id}),
        late,
        Degradation(what="captions", why="no font here has 𓀀"),
        Degradation(what="film", why="No encoder."),
        Degradation(
            what="loudness", why="the sound could only be brought to -20.0 LUFS, not -14.0"
        ),
    )


def test_missing_glyphs_are_told_a_dozen_at_most():
    (told,) = unseen(a_rendered(glyphs=tuple("𓀀𓀁𓀂𓀃𓀄𓀅𓀆𓀇𓀈𓀉𓀊𓀋𓀌𓀍")))
    assert told.why == "no font here has 𓀀 𓀁 𓀂 𓀃 𓀄 𓀅 𓀆 𓀇 𓀈 𓀉 𓀊 𓀋"


@pytest.mark.parametrize(("integrated", "told"), [(-14.9, 0), (-13.1, 0), (None, 0), (-15.1, 1)])
def test_loudness_a_unit_off_is_told(crew, integrated, told):
    assert len(unheard(a_rendered(integrated), arranged(crew).timeline)) == told


@pytest.mark.parametrize(
    ("title", "plain"), [("The\0 sea\n", "The sea"), ("x" * 1_200, "x" * 1_000), ("", "")]
)
def test_label_is_fit_for_a_file(crew, title, plain):
    board = BOARD.model_copy(update={"title": title})
    made = labelled(a_brief(quality="high"), board, arranged(crew).timeline)
    assert made == Output(quality=Quality.HIGH, title=plain, language=Language.ENGLISH)


def test_film_without_speech_is_in_no_language(crew):
    timeline = arranged(crew).timeline.model_copy(update={"sounds": ()})
    assert labelled(a_brief(), BOARD, timeline).language is None
