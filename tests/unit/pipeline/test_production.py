"""The steps are taken in order, each once, and nothing is made twice or left behind."""

import asyncio
import time
from dataclasses import replace
from itertools import pairwise
from threading import Event

import av
import numpy as np
import pytest

from reelwright.durable.local import LocalRunner
from reelwright.model.brief import Brief, Language, MusicBrief
from reelwright.model.errors import (
    Cancelled,
    Fault,
    Invalid,
    Refused,
    Unavailable,
    VendorFailed,
)
from reelwright.model.ids import scene_id
from reelwright.model.progress import SCENE_STEPS, Progress, Step
from reelwright.model.provenance import Degradation
from reelwright.model.sidecar import Sidecar
from reelwright.model.storyboard import Storyboard
from reelwright.pipeline import STEPS, sidecar
from reelwright.pipeline.production import Production, Site
from reelwright.ports.planner import Planner
from reelwright.ports.voice import MadeSpeech, VoiceProfile
from reelwright.render.inspect import examine
from reelwright.render.means import Means

SMALL = {"resolution": "360p", "fps": 12, "quality": "low", "captions": None}


def produce(brief, crew, out, **options):
    runner = LocalRunner(**{"width": 2, **options})
    stop = options.get("stop", Event())
    site = Site(out, Means(2), clock=time.perf_counter, stop=stop)
    return asyncio.run(Production(brief, crew, runner, site).produce()).film


def test_steps_are_the_ones_named():
    assert tuple(Step) == STEPS


def test_film_is_made_and_described(crew, out):
    film = produce(Brief(prompt="red green blue", **SMALL), crew, out)
    found = examine(out)
    assert (film.path, film.title, len(film.storyboard.scenes)) == (str(out), "Quick", 3)
    assert (film.width, film.height, film.frames) == (640, 360, found.frames)
    assert film.bytes == out.stat().st_size
    assert film.loudness == pytest.approx(-14, abs=0.3)
    assert film.degradations == ()
    assert set(film.seconds) == set(Step)
    assert film.elapsed > 0


@pytest.mark.parametrize(("voice", "language"), [("tone", "jpn"), (None, "und")])
def test_file_tells_its_title_and_what_is_spoken(crew, out, voice, language):
    produce(Brief(prompt="red", voice=voice, language="japanese", **SMALL), crew, out)
    with av.open(str(out)) as file:
        found = file.metadata["title"], file.streams.audio[0].metadata["language"]
    assert found == ("Quick", language)


def test_progress_tells_each_step_from_begin_to_end(crew, out):
    heard: list[Progress] = []
    produce(Brief(prompt="red green", **SMALL), crew, out, listen=heard.append)
    whole = [(news.step, news.done) for news in heard if not news.scene and news.done in (0, 1)]
    assert whole == [(step, done) for step in Step if step not in SCENE_STEPS for done in (0, 1)]
    scenes = {
        (news.step, news.scene) for news in heard if news.done == 1 and news.scene is not None
    }
    assert scenes == {(step, scene_id(n)) for step in SCENE_STEPS for n in (1, 2)}


def test_living_pictures_are_filmed_in_layers(crew, out):
    film = produce(Brief(prompt="red", animator="twice", **SMALL), crew, out)
    (asked,) = crew.animator.asked
    assert (asked.model, asked.life, crew.visual.asked[0].living) == ("twice", None, True)
    assert [str(one) for one in film.degradations] == ["motion (scene-1): all of it is flat"]


def test_animator_nobody_has_is_told_before_anything_is_made(crew, out):
    with pytest.raises(Invalid) as refused:
        produce(Brief(prompt="red", animator="trice", **SMALL), crew, out)
    assert str(refused.value) == (
        "animator: There is no animator 'trice'. Did you mean 'twice'? Choose whole or twice."
    )
    assert crew.visual.asked == []


def test_papers_tell_what_the_film_was_made_of(crew, out):
    place = out.with_name("film.json")
    made = [papered(crew, out, place) for _ in "ab"]
    film, text = made[0]
    papers = Sidecar.read_json(text)
    assert (papers.film, papers.title, papers.duration) == ("film.mp4", "Quick", film.duration)
    assert papers.credits == film.credits
    assert {one.licence for one in papers.credits} == {"CC0-1.0"}
    assert papers.storyboard == film.storyboard
    assert [clip.source for clip in papers.timeline.pictures] != []
    assert made[1][1] == text


def papered(crew, out, place):
    site = Site(out, Means(1), clock=time.perf_counter, stop=Event(), sidecar=place)
    brief = Brief(prompt="red green", **SMALL)
    film = asyncio.run(Production(brief, crew, LocalRunner(), site).produce()).film
    return film, place.read_text()


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"name": "somebody else\'s"}', "\xff\x00"])
def test_papers_do_not_replace_what_is_not_ours(tmp_path, content):
    place = tmp_path / "film.json"
    place.write_text(content)
    with pytest.raises(Unavailable, match=r"film\.json is there and is no sidecar of a film"):
        sidecar.free(place)
    assert place.read_text() == content


def test_papers_replace_older_ones(crew, out):
    place = out.with_name("film.json")
    papered(crew, out, place)
    assert sidecar.free(place) == place


def test_folder_is_no_place_for_papers(tmp_path):
    with pytest.raises(Unavailable, match="is a folder"):
        sidecar.free(tmp_path)


def test_pictures_are_asked_for_larger_than_the_frame(crew, out):
    produce(Brief(prompt="red", **SMALL), crew, out)
    assert crew.visual.asked[0].size.write() == {"width": 704, "height": 396}


def test_every_picture_has_a_seed_of_its_own(crew, out):
    produce(Brief(prompt="red red", **SMALL), crew, out)
    one, two = sorted(crew.visual.asked, key=lambda request: request.seed)
    assert one.seed != two.seed
    assert one.film_seed == two.film_seed


def test_nobody_speaks_where_no_voice_is_asked_for(crew, out):
    film = produce(Brief(prompt="red", voice=None, music=None, **SMALL), crew, out)
    assert crew.voice.asked == []
    assert (film.loudness, film.true_peak) == (None, None)


def test_music_takes_the_mood_of_the_storyboard_unless_asked(crew, out):
    produce(Brief(prompt="red", **SMALL), crew, out)
    produce(Brief(prompt="red", music=MusicBrief(mood="wild"), **SMALL), crew, out)
    produce(Brief(prompt="red", music=MusicBrief(genre="rock"), **SMALL), crew, out)
    asked = [(request.genre, request.mood) for request in crew.music.asked]
    assert asked == [(None, "calm"), (None, "wild"), ("rock", None)]


def test_music_is_asked_for_the_length_of_the_film(crew, out):
    film = produce(Brief(prompt="red green", **SMALL), crew, out)
    assert [request.length for request in crew.music.asked] == [film.duration]


def test_what_a_vendor_lacks_is_on_the_film(crew, out):
    film = produce(Brief(prompt="red unicorn", **SMALL), crew, out)
    assert film.degradations == (Degradation(what="picture", why="no unicorns", scene=scene_id(2)),)


def test_glyphs_no_font_has_are_on_the_film(crew, out):
    film = produce(Brief(prompt="red𓀀", **{**SMALL, "captions": "classic"}), crew, out)
    assert film.degradations == (Degradation(what="captions", why="no font here has 𓀀"),)


def test_failed_vendor_ends_the_film_and_leaves_nothing(crew, out):
    with pytest.raises(VendorFailed, match="The painter is out"):
        produce(Brief(prompt="red fail blue", **SMALL), crew, out)
    assert list(out.parent.iterdir()) == []


def test_refused_brief_asks_no_vendor(crew, out):
    with pytest.raises(Refused):
        produce(Brief(prompt="hateful", **SMALL), crew, out)
    assert (crew.visual.asked, crew.voice.asked) == ([], [])


class LoosePlanner:
    """Plans as another does, and adds a word of its own to the board or to its last scene."""

    def __init__(self, planner: Planner, where: str) -> None:
        self._planner, self._where = planner, where
        self.languages = planner.languages

    async def plan(self, brief: Brief, *, told: frozenset[str] = frozenset()) -> Storyboard:
        board = await self._planner.plan(brief, told=told)
        loose = {self._where: "hateful"}
        *before, last = board.scenes
        scenes = (*before, last.model_copy(update=loose))
        whole = {"title": loose, "description": loose}
        return board.model_copy(update=whole.get(self._where, {"scenes": scenes}))


@pytest.mark.parametrize("where", ["title", "description", "narration", "visual"])
def test_refused_plan_asks_no_vendor(crew, out, where):
    loose = replace(crew, planner=LoosePlanner(crew.planner, where))
    heard: list[Progress] = []
    with pytest.raises(Refused, match="These words were refused as hate"):
        produce(Brief(prompt="red green", **SMALL), loose, out, listen=heard.append)
    assert (crew.visual.asked, crew.voice.asked, crew.music.asked) == ([], [], [])
    assert {news.step for news in heard} == {Step.CHECK, Step.PLAN}


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.DELIVER])
def test_stopped_after_any_step_leaves_nothing(crew, out, step):
    stop = Event()

    def listen(news: Progress) -> None:
        if news.step is step and news.done == 1:
            stop.set()

    brief = Brief(prompt="red green", **SMALL)
    last_is_film = step is Step.FILM
    with pytest.raises(Cancelled):
        produce(brief, crew, out, listen=listen, stop=stop)
    assert out.exists() == last_is_film


@pytest.mark.parametrize("done", range(1, 13))
def test_resumed_after_any_step_asks_for_nothing_twice(crew, out, done):
    """The journal is cut after `done` steps, as a crash would; the rest is done once."""
    brief = Brief(prompt="red green", **SMALL)
    whole = LocalRunner(width=1)
    site = Site(out, Means(1), clock=time.perf_counter, stop=Event())
    asyncio.run(Production(brief, crew, whole, site).produce())
    names = list(whole.journal)
    assert len(names) == 12
    kept = {name: whole.journal[name] for name in names[:done]}
    spoken, painted = len(crew.voice.asked), len(crew.visual.asked)
    asyncio.run(Production(brief, crew, LocalRunner(width=1, journal=dict(kept)), site).produce())
    assert len(crew.voice.asked) - spoken == 2 - sum(name.startswith("speak") for name in kept)
    assert len(crew.visual.asked) - painted == 2 - sum(name.startswith("ill") for name in kept)


def test_same_brief_makes_the_same_film(crew, tmp_path):
    films = [tmp_path / "one.mp4", tmp_path / "two.mp4"]
    for film in films:
        produce(Brief(prompt="red green", **SMALL), crew, film)
    assert films[0].read_bytes() == films[1].read_bytes()


def test_music_nobody_asked_for_lacks_nothing(crew, out):
    lacking = Degradation(what="music", why="no brass here")
    crew.music.lacks = (lacking,)
    plain = produce(Brief(prompt="red", **SMALL), crew, out)
    asked = produce(Brief(prompt="red", music=MusicBrief(genre="brass"), **SMALL), crew, out)
    assert (plain.degradations, asked.degradations) == ((), (lacking,))


class Failing:
    """Takes the place of any vendor: whatever is asked of it fails with its error."""

    languages = (Language.ENGLISH,)
    voices = (VoiceProfile("tone", "a tone", (Language.ENGLISH,)),)

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def fail(self, *_asked, **_more) -> None:
        raise self.error

    plan = judge = picture = speak = track = put = fail


ERRORS = [
    VendorFailed("The vendor is out."),
    Refused("The vendor refused these words."),
    Unavailable("There is no room left."),
    Invalid([Fault("language", "The vendor cannot say this.")]),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
@pytest.mark.parametrize("port", ["planner", "moderator", "visual", "voice", "music", "blobs"])
def test_error_of_any_port_is_the_film_s_error(crew, out, port, error):
    broken = replace(crew, **{port: Failing(error)})
    with pytest.raises(type(error)) as caught:
        produce(Brief(prompt="red green", **SMALL), broken, out)
    assert caught.value is error
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("port", ["visual", "voice"])
def test_no_more_is_paid_for_after_a_failure(crew, out, port):
    """Of twenty scenes, those not begun when the first fails are never asked for."""
    broken = replace(crew, **{port: Failing(ERRORS[0])})
    with pytest.raises(VendorFailed):
        produce(Brief(prompt="red " * 20, **SMALL), broken, out, width=1)
    assert len(crew.voice.asked) + len(crew.visual.asked) <= 1


def test_results_are_journalled_under_the_names_of_their_steps(crew, out):
    runner = LocalRunner(width=1)
    site = Site(out, Means(1), clock=time.perf_counter, stop=Event())
    asyncio.run(Production(Brief(prompt="red green", **SMALL), crew, runner, site).produce())
    assert list(runner.journal) == [
        "check",
        "plan",
        "speak/scene-1",
        "illustrate/scene-1",
        "animate/scene-1",
        "speak/scene-2",
        "illustrate/scene-2",
        "animate/scene-2",
        "score",
        "arrange",
        "film",
        "deliver",
    ]


def test_planning_takes_the_first_two_steps_alone(crew, out):
    runner = LocalRunner()
    site = Site(out, Means(1), clock=time.perf_counter, stop=Event())
    board = asyncio.run(Production(Brief(prompt="red", **SMALL), crew, runner, site).plan())
    assert (board.title, list(runner.journal)) == ("Quick", ["check", "plan"])
    assert (crew.visual.asked, crew.voice.asked, crew.music.asked) == ([], [], [])


def test_frames_are_told_while_the_film_is_rendered(crew, out):
    heard: list[Progress] = []
    produce(Brief(prompt="red green", **SMALL), crew, out, listen=heard.append)
    during = [news for news in heard if news.step is Step.FILM and 0 < news.done < 1]
    done = [round(news.done * 66) for news in during]
    assert [news.note for news in during] == [f"frame {number} of 66" for number in done]
    assert all(0 < later - sooner <= 6 for sooner, later in pairwise([0, *done, 66]))


def test_time_is_added_up_by_step(crew, out):
    """With a clock that ticks once a look, every step takes one tick a scene."""
    ticks = iter(range(1_000))
    site = Site(out, Means(1), clock=lambda: float(next(ticks)), stop=Event())
    brief = Brief(prompt="red green blue", **SMALL)
    film = asyncio.run(Production(brief, crew, LocalRunner(width=1), site).produce()).film
    assert film.seconds == {step: 3.0 if step in SCENE_STEPS else 1.0 for step in Step}
    assert film.elapsed == 2 * 15 + 1


def test_quiet_mix_is_on_the_film(crew, out):
    """What cannot be made loud enough is said, not passed over."""

    class Whispering:
        voices = crew.voice.voices

        async def speak(self, request) -> MadeSpeech:
            made = await crew.voice.speak(request)
            samples = np.frombuffer(made.wav[44:], "<i2") // 200
            return replace(made, wav=made.wav[:44] + samples.tobytes())

    film = produce(
        Brief(prompt="a-long-enough-word-to-measure" * 3, music=None, **SMALL),
        replace(crew, voice=Whispering()),
        out,
    )
    assert film.loudness < -15
    assert film.degradations == (
        Degradation(
            what="loudness",
            why=f"the sound could only be brought to {film.loudness:.1f} LUFS, not -14.0",
        ),
    )


@pytest.mark.parametrize("frame", [1, 11, 40])
def test_stopped_within_a_step_leaves_nothing(crew, out, frame):
    stop = Event()

    def listen(news: Progress) -> None:
        if news.step is Step.FILM and news.done * 100 >= frame:
            stop.set()

    with pytest.raises(Cancelled):
        produce(Brief(prompt="red green blue", **SMALL), crew, out, listen=listen, stop=stop)
    assert list(out.parent.iterdir()) == []


def test_stopped_within_a_scene_leaves_nothing(crew, out):
    stop = Event()

    class Slow:
        models = crew.visual.models

        async def picture(self, request):
            stop.set()
            return await crew.visual.picture(request)

    with pytest.raises(Cancelled):
        produce(Brief(prompt="red green", **SMALL), replace(crew, visual=Slow()), out, stop=stop)
    assert (len(crew.visual.asked) <= 2, list(out.parent.iterdir())) == (True, [])
