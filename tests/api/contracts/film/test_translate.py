"""Translation: options become a brief and rows answers, and ids and times are written as they are."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.api.contracts.film import translate
from reelwright.api.contracts.film.schema import Config
from reelwright.api.contracts.film.states import State
from reelwright.api.contracts.film.translate import Options, Reviewed
from reelwright.model.brief import Style
from reelwright.ports.records.jobs import Job, JobState

AT = datetime(2026, 11, 22, 12, 30, 15, 999_999, tzinfo=UTC)
STAGES = ("", "check", "plan", "speak/scene-1", "illustrate/scene-1/2", "film", "deliver")


@pytest.mark.parametrize(
    ("genre", "style"),
    [
        (None, Style.CINEMATIC),
        ("cinematic", Style.CINEMATIC),
        ("Film Noir", Style.NOIR),
        ("nature documentary", Style.DOCUMENTARY),
        ("comic-book", Style.COMIC_BOOK),
        ("a family cartoon", Style.PIXAR_ART),
        ("polka", Style.CINEMATIC),
        ("ANIME", Style.ANIME),
    ],
)
def test_genre_asks_for_a_style(genre, style):
    assert translate.style(genre) is style


@pytest.mark.parametrize("style", Style)
def test_every_style_can_be_asked_for_by_name(style):
    assert translate.style(style.value) is style


@given(
    images=st.integers(1, 1_000),
    seconds=st.integers(1, 3_600),
    fps=st.integers(12, 60),
    quality=st.sampled_from(["low", "medium", "high"]),
    voice=st.booleans(),
    music=st.booleans(),
    words=st.none() | st.text(max_size=64),
)
def test_every_config_makes_a_brief(images, seconds, fps, quality, voice, music, words):
    config = Config(
        num_images=images,
        video_duration=seconds,
        fps=fps,
        quality=quality,
        include_voice=voice,
        include_music=music,
        genre=words,
        mood=words,
    )
    made = translate.brief("Rain\n\nSun", config.options())
    asked = (made.images, float(made.duration), made.fps, made.quality, made.script)
    assert asked == (images, seconds, fps, quality, ("Rain", "Sun"))
    assert (made.voice is not None, made.music is not None) == (voice, music)


def test_config_has_the_defaults_of_options():
    assert Config().options() == Options()


@pytest.mark.parametrize(
    ("given", "number"),
    [("1", 1), ("9007199254740991", 2**53 - 1), ("42", 42)]
    + [(odd, 0) for odd in ("0", "01", "-1", "9007199254740992", "1.0", "", "\u0661", "1" * 30)],
)
def test_ids_are_whole_numbers_of_53_bits(given, number):
    assert translate.number(given) == number


def test_times_have_no_zone():
    assert translate.naive(AT) == "2026-11-22T12:30:15"


@given(
    state=st.sampled_from(JobState),
    stage=st.sampled_from(STAGES),
    progress=st.floats(0, 1),
    told=st.sampled_from([{}, {"status": "processing", "progress": 50.0}]),
)
def test_any_row_is_a_job(state, stage, progress, told):
    kept = {"script": "Rain", "config": {}, "estimate": 0, "project": 1, "score": 0.0, **told}
    row = Job(
        *("an-id", 7, "ann", "production", "film", "produce"),
        state,
        AT,
        stage=stage,
        progress=progress,
        details=kept,
        ended_at=AT,
    )
    shown = translate.job(row, Reviewed(2))
    assert (shown["id"], shown["user_id"], State(shown["status"]).value) == (7, 2, shown["status"])
    assert 0.0 <= shown["progress"] <= 100.0
    assert (shown["progress"] == 100.0) == (state is JobState.SUCCEEDED)
    assert JobState(state) in translate.engine_states(State(shown["status"]))


def test_words_nobody_judged_yet_are_pending():
    kept = {"script": "Rain", "config": {}, "estimate": 0, "project": 1, "score": None}
    row = Job(*("an-id", 7, "ann", "p", "film", "produce"), JobState.QUEUED, AT, details=kept)
    shown = translate.job(row, Reviewed(2))
    assert (shown["moderation_status"], shown["moderation_score"]) == ("pending", 0.0)
