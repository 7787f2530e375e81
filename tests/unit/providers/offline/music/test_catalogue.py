"""Words find the music that is meant; what is not there is said; the seed picks among equals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.ports.music import MusicRequest
from reelwright.providers.offline.music.catalogue import (
    Choice,
    choose,
    genres,
    moods,
    pieces,
)
from reelwright.providers.offline.music.tables import table

wishes = st.none() | st.text(max_size=20) | st.sampled_from(["epic", "calm", "happy jazz", "POP"])


def chosen(genre=None, mood=None, seed=0) -> Choice:
    return choose(MusicRequest(genre, mood, seed))


def kinds(genre=None, mood=None) -> set[tuple[str, str]]:
    """Return the moods and genres of all that a wish may be given."""
    found = [chosen(genre, mood, seed).piece for seed in range(60)]
    return {(piece.mood, piece.genre) for piece in found}


def both(mood: str) -> set[tuple[str, str]]:
    return {(mood, "acoustic"), (mood, "electronic")}


def test_there_are_28_pieces_of_every_kind() -> None:
    assert len(pieces()) == 28
    assert {(piece.mood, piece.genre) for piece in pieces()} == {
        (mood, genre) for mood in moods() for genre in genres()
    }


def test_every_piece_can_be_read() -> None:
    assert {piece.read()[:4] for piece in pieces()} == {b"OggS"}


def test_every_piece_has_a_tempo() -> None:
    assert all(60 <= piece.tempo <= 160 for piece in pieces())


@pytest.mark.parametrize(
    ("genre", "mood", "given"),
    [
        (None, "calm", both("calm")),
        (None, "Inspiring", both("happy")),
        (None, "upbeat and driving", both("energetic")),
        (None, "melancholic", both("nostalgic")),
        (None, "romantic", both("tender")),
        ("acoustic", "happy", {("happy", "acoustic")}),
        ("ambient", None, {("calm", "electronic")}),
        ("lo-fi", None, {("calm", "electronic")}),
        ("folk", "energetic", {("energetic", "acoustic")}),
        (None, "happy piano", {("happy", "acoustic")}),
        ("synthwave", None, {("nostalgic", "electronic")}),
        (None, "calm happy", both("calm")),
    ],
)
def test_words_find_what_is_meant(genre, mood, given) -> None:
    assert kinds(genre, mood) == given
    assert chosen(genre, mood).missing == ""


@pytest.mark.parametrize(
    ("genre", "mood", "given"),
    [
        (None, "dark", both("nostalgic")),
        (None, "mysterious", both("nostalgic")),
        (None, "epic", both("energetic")),
        ("cinematic", None, {("tender", "acoustic")}),
        ("cinematic", "epic", {("energetic", "acoustic")}),
        ("jazz", "calm", {("calm", "acoustic")}),
        ("hip-hop", "happy", {("happy", "electronic")}),
        ("ambient", "dark ambient", {("calm", "electronic")}),
    ],
)
def test_what_is_near_is_taken_and_said(genre, mood, given) -> None:
    asked = " ".join(text for text in (mood, genre) if text)
    (one, *_) = sorted(kinds(genre, mood))
    assert kinds(genre, mood) == given
    assert chosen(genre, mood).missing.startswith(f"There is no {asked} music here; took {one[0]} ")


def test_words_nobody_knows_are_said() -> None:
    choice = chosen("qwxz", "ランプ")
    assert choice.missing == (
        f"There is no ランプ qwxz music here; took {choice.piece.mood} {choice.piece.genre} music "
        "instead."
    )


def test_without_a_wish_nothing_is_missing() -> None:
    assert chosen().missing == chosen("", "").missing == ""
    assert {mood for mood, _ in kinds()} == set(table("music")["unasked"]["moods"])


@pytest.mark.parametrize("mood", moods())
@pytest.mark.parametrize("genre", genres())
def test_seeds_reach_every_equal(genre: str, mood: str) -> None:
    equals = {piece for piece in pieces() if (piece.mood, piece.genre) == (mood, genre)}
    assert {chosen(genre, mood, seed).piece for seed in range(60)} == equals


@given(genre=wishes, mood=wishes, seed=st.integers(0, 2**63 - 1))
def test_any_wish_is_given_something(genre: str | None, mood: str | None, seed: int) -> None:
    assert chosen(genre, mood, seed) == chosen(genre, mood, seed)
    assert chosen(genre, mood, seed).piece in pieces()


def test_listed_words_mean_themselves() -> None:
    assert [kinds(mood=mood) for mood in moods()] == [both(mood) for mood in moods()]
    assert [{kind for _, kind in kinds(genre)} for genre in genres()] == [{one} for one in genres()]


@pytest.mark.parametrize("kind", ["moods", "genres"])
def test_no_word_means_two_things(kind: str) -> None:
    known = [
        word
        for part in (kind, f"near_{kind}")
        for said in table("music")[part].values()
        for word in said.split()
    ]
    assert sorted(set(known)) == sorted(known)
    assert {name for part in (kind, f"near_{kind}") for name in table("music")[part]} <= set(
        table("music")[kind]
    )


def test_pieces_stand_in_one_order() -> None:
    assert list(pieces()) == sorted(pieces())
