"""Pixora's words and ours: what becomes what."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.api.contracts.pixora import asks, briefs, translate, words
from reelwright.model.brief import Aspect, Brief, MusicBrief, Resolution, Style
from reelwright.model.storyboard import Scene, Storyboard
from reelwright.model.time import Time
from reelwright.ports.records.productions import SceneRow

AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
LENGTHS = st.lists(st.floats(0, 600), min_size=1, max_size=120)
KEPT = {"description": "", "style": "noir", "aspect_ratio": "9:21", "duration": 20}


def row(name: str = "scene-1", duration: object = 5, **more) -> SceneRow:
    given = {"exact": True, "details": {}, **more}
    return SceneRow(
        "id", "video", name, 0, "Words.", "a bridge", "push in", duration, AT, AT, **given
    )


@settings(max_examples=1_000)
@given(lengths=LENGTHS, more=st.integers(0, 600))
def test_ge_01_shares_add_up_whatever_they_are(lengths, more):
    total = len(lengths) + more
    found = translate.shared(lengths, total)
    assert (sum(found), len(found), min(found) >= 1) == (total, len(lengths), True)


@given(lengths=st.lists(st.integers(1, 60), min_size=1, max_size=20))
def test_whole_lengths_stay_about_as_they_are(lengths):
    found = translate.shared([float(one) for one in lengths], sum(lengths))
    average = sum(lengths) / len(lengths)
    assert all(
        abs(new - old) <= 1 + abs(old / average - 1)
        for old, new in zip(lengths, found, strict=True)
    )


def test_film_too_short_for_its_scenes_has_fewer():
    scenes = tuple(Scene(id=f"scene-{n}", visual="sea", duration=Time.of(1)) for n in range(5))
    board = Storyboard(title="T", language="english", mood="dark", scenes=scenes)
    found = translate.analysis(board, asks.Prompt(prompt="Sea", duration=2))
    assert [one.duration for one in found.scenes] == [1, 1]
    assert found.scenes[1].audio_description == "Dark music fading into silence"


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("cinematic", Style.CINEMATIC),
        ("Documentary", Style.DOCUMENTARY),
        ("Cartoonish", Style.PIXAR_ART),
        ("3D animation", Style.PIXAR_ART),
        ("photo-realistic", Style.PHOTOREALISTIC),
        ("a waterclour sketch", Style.WATERCOLOR),
        ("film noir", Style.NOIR),
        ("Studio Ghibli", Style.ANIME),
        ("comic book", Style.COMIC_BOOK),
        ("8-bit", Style.CINEMATIC),
        ("…", Style.CINEMATIC),
    ],
)
def test_style_is_the_nearest(text, style):
    assert words.style(text) is style


def test_every_style_has_words_and_every_mood_three_sounds():
    found = words._words()
    assert sorted(found["styles"]) == sorted(Style)
    assert {len(lines) for lines in found["sounds"].values()} == {3}


def test_title_and_description_are_what_is_planned():
    found = briefs.brief("Beach", {**KEPT, "description": "At dusk"}, "360p")
    assert found == Brief(
        prompt="Beach. At dusk",
        style=Style.NOIR,
        aspect=Aspect.ULTRATALL,
        resolution=Resolution.P360,
        duration=Time.of(20),
    )


@pytest.mark.parametrize("title", ["…", "🎬"])
def test_title_that_says_nothing_is_planned_too(title):
    assert briefs.brief(title, KEPT, "360p").prompt == "A video"


@pytest.mark.parametrize(
    ("heard", "music"),
    [
        ([""], MusicBrief()),
        (["Gentle piano"], MusicBrief(mood="Gentle piano")),
        (["", "Upbeat"], MusicBrief(mood="Upbeat")),
        (["Silence"], None),
        (["No music", "silent"], None),
        (["Silence", "Piano"], MusicBrief(mood="Silence")),
        (["…"], MusicBrief()),
        (["a" * 70], MusicBrief(mood="a" * 64)),
    ],
)
def test_music_is_what_scenes_say_is_heard(heard, music):
    rows = [row(details={"audio_description": text}) for text in heard]
    assert briefs.scened(briefs.brief("T", KEPT, "360p"), rows).music == music


def test_film_lasts_as_its_scenes_once_one_was_given_a_length():
    plain = briefs.brief("T", KEPT, "360p")
    assert briefs.scened(plain, [row(exact=False)]).duration == Time.of(20)
    assert briefs.scened(plain, [row(exact=False), row()]).duration is None


@pytest.mark.parametrize(
    ("exact", "whole"), [(5, 5), (5.5, 6), (5.499, 5), (0.1, 1), ("361/60", 6), ("1/3", 1)]
)
def test_lengths_are_told_in_whole_seconds(exact, whole):
    assert translate.seconds(row(duration=exact)) == whole


def test_address_is_a_picture_of_the_web():
    assert asks.UserChange(avatar_url="https://example.com/a.jpg").given() == {
        "avatar_url": "https://example.com/a.jpg"
    }
