"""What goes in and out of ports is frozen, equal by content, and judged by fixed rules."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.asset import SpokenWord
from reelwright.model.brief import Language, Quality, Size, Style
from reelwright.model.provenance import Provenance
from reelwright.model.time import Time
from reelwright.ports.moderator import CATEGORIES, Verdict
from reelwright.ports.music import MadeMusic, MusicRequest
from reelwright.ports.transcriber import Transcript
from reelwright.ports.visual import MadePicture, PictureRequest, VisualModel
from reelwright.ports.voice import MadeSpeech, SpeechRequest, VoiceProfile

MADE = Provenance(vendor="v", model="m", version="1", licence="CC0-1.0")
WORD = SpokenWord(begin=0, end=2, start=Time.of(0), stop=Time.of(1))
SIZE = Size(width=64, height=64)

EXAMPLES = [
    VisualModel("v:m", "a line"),
    PictureRequest("sea", Style.ANIME, SIZE, 1),
    MadePicture(b"png", MADE),
    VoiceProfile("nova", "a voice", (Language.ENGLISH,)),
    SpeechRequest("Hi", Language.ENGLISH),
    MadeSpeech(b"wav", (WORD,), MADE),
    MusicRequest("jazz", None, 1),
    MadeMusic(b"wav", Time.of(0), Time.of(1), Time.of(0), MADE),
    Transcript("Hi", Language.ENGLISH, (WORD,)),
    Verdict(dict.fromkeys(CATEGORIES, 0.0)),
]
named = pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)

scores = st.fixed_dictionaries({name: st.floats(0, 1) for name in CATEGORIES})


@named
def test_value_cannot_be_changed(value):
    field = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, field, None)


@named
def test_value_takes_nothing_else(value):
    assert not hasattr(value, "__dict__")


@named
def test_values_are_equal_by_content(value):
    twin = dataclasses.replace(value)
    assert twin == value
    assert twin is not value


def test_what_is_usual_need_not_be_said():
    picture, speech = EXAMPLES[1], EXAMPLES[4]
    assert (picture.film_seed, picture.quality) == (0, Quality.MEDIUM)
    assert (speech.voice, speech.speed, speech.quality) == ("default", 1.0, Quality.MEDIUM)
    assert [EXAMPLES[n].degradations for n in (2, 5, 7)] == [(), (), ()]


@given(scores)
def test_flagged_are_those_that_reach_a_half(judged):
    flagged = Verdict(judged).flagged
    assert set(flagged) == {name for name in CATEGORIES if judged[name] >= 0.5}


@given(scores)
def test_flagged_are_told_worst_first(judged):
    told = [judged[name] for name in Verdict(judged).flagged]
    assert told == sorted(told, reverse=True)


@pytest.mark.parametrize(("score", "flagged"), [(0.4999, ()), (0.5, ("hate",)), (1.0, ("hate",))])
def test_half_is_reached_at_half(score, flagged):
    assert Verdict({**dict.fromkeys(CATEGORIES, 0.0), "hate": score}).flagged == flagged


def test_equal_judgedkeep_the_order_of_the_list():
    assert Verdict(dict.fromkeys(CATEGORIES, 0.7)).flagged == CATEGORIES


def test_categories_are_each_named_once():
    assert len(set(CATEGORIES)) == len(CATEGORIES) == 13
