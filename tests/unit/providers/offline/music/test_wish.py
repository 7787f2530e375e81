"""Words say which mood and genre is composed, and whether anything is; what is not there is said."""

import pytest

from reelwright.model.time import Time
from reelwright.ports.music import MusicRequest
from reelwright.providers.offline.music import is_recorded
from reelwright.providers.offline.music.composer.style import genres, moods
from reelwright.providers.offline.music.tables import table
from reelwright.providers.offline.music.wish import wish, without_source
from reelwright.providers.offline.music.words import meanings

MINUTE = Time.of(60)


def wanted(genre=None, mood=None) -> tuple[str | None, str | None, str]:
    meant = wish(MusicRequest(genre, mood, 0))
    return meant.mood, meant.genre, meant.poor


@pytest.mark.parametrize(
    ("genre", "mood", "meant"),
    [
        (None, "epic", ("epic", None, "")),
        ("cinematic", "Heroic", ("epic", "orchestral", "")),
        ("jazz", "calm", ("calm", "jazz", "")),
        (None, "dark and mysterious", ("mysterious", None, "")),
        ("lo-fi", None, ("calm", "lo-fi", "")),
        ("happy piano", None, ("happy", "piano", "")),
        (None, None, (None, None, "")),
        ("recorded", "tender", ("tender", None, "")),
    ],
)
def test_words_mean_moods_and_genres(genre, mood, meant) -> None:
    assert wanted(genre, mood) == meant


@pytest.mark.parametrize(
    ("genre", "mood", "meant"),
    [
        ("hip-hop", "happy", ("happy", "electronic", "happy hip-hop")),
        ("blues", None, ("nostalgic", "jazz", "")),
        ("qwxz", "calm", ("calm", None, "calm qwxz")),
        (None, "ランプ", (None, None, "ランプ")),
    ],
)
def test_what_is_not_there_is_told(genre, mood, meant) -> None:
    assert wanted(genre, mood) == meant


@pytest.mark.parametrize(
    ("genre", "mood", "length", "recorded"),
    [
        (None, "calm", None, True),
        (None, "calm", MINUTE, False),
        (None, "epic", None, False),
        ("electronic", "happy", MINUTE, True),
        ("pop", None, MINUTE, True),
        ("composed electronic", None, MINUTE, False),
        ("recorded", "epic", MINUTE, True),
        ("library", "tender", MINUTE, True),
        ("composed", "calm", None, False),
        ("jazz", None, None, False),
        (None, "playful", None, False),
        ("electronic", "playful", MINUTE, True),
        ("electronic", "mysterious", MINUTE, False),
        (None, None, None, True),
        (None, None, MINUTE, False),
    ],
)
def test_recordings_serve_where_they_are_better(genre, mood, length, recorded) -> None:
    request = MusicRequest(genre, mood, 0, length)
    assert is_recorded(without_source(request), wish(request)) == recorded


def test_source_is_no_part_of_the_wish() -> None:
    request = MusicRequest("recorded folk", "composed", 1, MINUTE)
    assert without_source(request) == MusicRequest("folk", None, 1, MINUTE)


@pytest.mark.parametrize("kind", ["moods", "genres"])
def test_no_word_means_two_things(kind: str) -> None:
    known = [
        word
        for part in (kind, f"near_{kind}")
        for said in table("words")[part].values()
        for word in said.split()
    ]
    assert sorted(set(known)) == sorted(known)


def test_every_style_has_its_own_name() -> None:
    assert {name: meanings("words", "moods")[name] for name in moods()} == {
        name: name for name in moods()
    }
    assert {name: meanings("words", "genres")[name] for name in genres()} == {
        name: name for name in genres()
    }
    assert set(meanings("words", "moods").values()) == set(moods())
    assert set(meanings("words", "genres").values()) == set(genres())
