"""Whatever is wrong with a brief is said in one go, each fault at its JSON path, with a way out."""

import json
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from reelwright.model.brief import (
    Aspect,
    Brief,
    CaptionStyle,
    Language,
    Quality,
    Resolution,
    Style,
    Topic,
)
from reelwright.model.errors import Invalid, choices
from reelwright.model.value import Value

GOOD = {"prompt": "A quiet sea"}
WRONG = {
    "style": "oil",
    "aspect": "3:2",
    "resolution": "1081p",
    "fps": 5,
    "duration": "soon",
    "language": "zz",
    "voice": "",
    "captions": "subtle",
    "music": {"genre": "", "tempo": 120},
    "quality": "best",
    "seed": -1,
    "version": 2,
    "budget": 5,
}
PLACES = {**{name: {name} for name in WRONG}, "music": {"music.genre", "music.tempo"}}


def faults(asked) -> list[str]:
    with pytest.raises(Invalid) as caught:
        Brief.read(asked)
    return [str(fault) for fault in caught.value.faults]


@given(st.sets(st.sampled_from(sorted(WRONG)), min_size=1))
def test_exactly_the_wrong_fields_are_named(chosen):
    told = faults({**GOOD, **{name: WRONG[name] for name in chosen}})
    named = {line.split(": ")[0] for line in told}
    assert named == set().union(*(PLACES[name] for name in chosen))
    assert len(told) == len(named)


def test_everything_wrong_at_once_is_told_in_full():
    assert faults({**WRONG, "prompt": 7}) == [
        "version: Choose 1.",
        "prompt: This must be text.",
        "style: There is no style 'oil'. Did you mean 'noir'? Choose "
        "cinematic, photorealistic, anime, comic-book, pixar-art, watercolor, documentary or noir.",
        "aspect: There is no aspect '3:2'. Did you mean '3:4'? Choose 16:9, 9:16, 1:1, 4:5, 4:3, 3:4, 5:4, 21:9 or 9:21.",
        "resolution: There is no resolution '1081p'. Did you mean '1080p'? "
        "Choose 360p, 480p, 540p, 720p, 1080p, 1440p or 2160p.",
        "fps: This must be at least 12.",
        "duration: 'soon' is not a time; write seconds, such as 2.5 or 1/30.",
        f"language: There is no language 'zz'. Choose {choices(Language)}.",
        "voice: This is empty; write something.",
        f"captions: There is no caption style 'subtle'. Choose {choices(CaptionStyle)}.",
        "music.genre: This is empty; write something.",
        "music.tempo: There is no field 'tempo'. Choose genre or mood.",
        "quality: There is no quality 'best'. Choose low, medium or high.",
        "seed: This must be at least 0.",
        f"budget: There is no field 'budget'. Choose {choices(Brief.model_fields)}.",
    ]


def test_faults_within_scenes_carry_their_number():
    scenes = [{"narration": "Fine."}, {"narration": " "}, {"visual": "x" * 2001, "zoom": 2}, 7, {}]
    assert faults({"scenes": scenes}) == [
        "scenes[1].narration: This says nothing; write some words.",
        "scenes[2].visual: This is too long: 2,001 characters, 2,000 at most.",
        "scenes[2].zoom: There is no field 'zoom'. Choose narration, visual, picture or duration.",
        "scenes[3]: This must be an object.",
        "scenes[4]: A scene needs a narration, a visual or a picture.",
    ]


@pytest.mark.parametrize("duration", [0, -1, "0.49", "3600.001", "7201/2", 1e6])
def test_impossible_scene_length_is_told(duration):
    (told,) = faults({"scenes": [{"visual": "sea", "duration": duration}]})
    assert told.startswith("scenes[0].duration: A scene lasts from 0.5 to 3600 seconds, not ")


@pytest.mark.parametrize("wrong", [[], "prompt", 5, None, True])
def test_what_is_no_object_is_told(wrong):
    assert faults(wrong) == ["This must be an object."]


@pytest.mark.parametrize("field", ["prompt", "script", "story", "scenes"])
def test_source_of_null_is_no_source(field):
    assert faults({field: None}) == [
        "A film is made from one of prompt, script, story or scenes; this has none."
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This is not JSON: Expecting value at line 1, column 1."),
        (
            "{'prompt': 1}",
            "This is not JSON: Expecting property name enclosed in double quotes "
            "at line 1, column 2.",
        ),
        ('{"prompt": "a"} x', "This is not JSON: Extra data at line 1, column 17."),
        (
            '{"prompt": "a", "prompt": "b"}',
            "The key 'prompt' stands twice in one object; keep one of them.",
        ),
        ('{"prompt": "a", "duration": NaN}', "JSON has no NaN; write a finite number."),
        ('{"prompt": "a", "duration": -Infinity}', "JSON has no -Infinity; write a finite number."),
        (b"\xef\xbb\xbf\xff", "This is not JSON: the text is not UTF-8."),
        ('{"prompt": "\\ud800"}', "prompt: This must be text that UTF-8 can hold."),
    ],
)
def test_unreadable_brief_gets_a_sentence(text, sentence):
    with pytest.raises(Invalid) as caught:
        Brief.read_json(text)
    assert str(caught.value) == sentence


@given(st.text() | st.binary())
def test_no_text_at_all_gets_past_as_anything_but_faults(text):
    with pytest.raises(Invalid):
        Brief.read_json(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def sentences(asked) -> list[str]:
    """Return what is said about a brief, nothing where there is nothing to say."""
    try:
        Brief.read(asked)
    except Invalid as wrong:
        return [fault.problem for fault in wrong.faults]
    return []


@given(st.dictionaries(st.sampled_from(sorted(Brief.model_fields)), json_values, min_size=1))
def test_any_values_make_a_brief_or_plain_sentences(asked):
    told = sentences(asked)
    assert all(re.search(r"[.?]$", one) for one in told)
    assert not any(re.search(r"pydantic|Error|Input should|\bdict\b", one) for one in told)


CHOICES = {
    "style": Style,
    "story": Topic,
    "language": Language,
    "aspect": Aspect,
    "resolution": Resolution,
    "captions": CaptionStyle,
    "quality": Quality,
}


@pytest.mark.parametrize("field", CHOICES)
def test_every_name_is_taken_as_it_is_written(field):
    source = {} if field == "story" else GOOD
    read = [getattr(Brief.read({**source, field: one.value}), field) for one in CHOICES[field]]
    assert read == list(CHOICES[field])


words = st.sampled_from(
    [(field, one.value) for field, names in CHOICES.items() for one in names if len(one) > 4]
)


@given(words, st.sampled_from(string.ascii_lowercase), st.data())
def test_slip_of_one_letter_is_understood(word, letter, data):
    """A letter too many, in any place, in capitals: the sentence suggests the name meant."""
    field, name = word
    place = data.draw(st.integers(0, len(name)))
    slip = (name[:place] + letter + name[place:]).upper()
    source = {} if field == "story" else GOOD
    (told,) = faults({**source, field: slip})
    assert (
        f"There is no {field.replace('captions', 'caption style').replace('story', 'topic')}"
        in told
    )
    suggested = re.search(r"Did you mean '([^']+)'\?", told)[1]
    assert suggested in {one.value for one in CHOICES[field]}
    assert abs(len(suggested) - len(slip)) <= 2 or name in told


@given(st.sampled_from(sorted(Brief.model_fields)).filter(lambda name: len(name) > 4))
def test_misspelt_field_is_understood(name):
    (told,) = faults({**GOOD, name + "e": 1})
    assert f"There is no field '{name}e'. Did you mean '{name}'?" in told


class Everything(Value):
    """A field of each kind that has a sentence of its own."""

    text: str = "x"
    whole: int = 0
    number: float = 0.0
    switch: bool = False
    entries: tuple[int, ...] = ()
    named: dict[str, int] = Field(default_factory=dict)
    nothing: None = None
    above: float = Field(1, gt=0)
    below: float = Field(1, lt=2)
    few: tuple[int, ...] = Field((1,), min_length=1, max_length=2)
    finite: float = Field(0, allow_inf_nan=False)
    even: int = Field(0, multiple_of=2)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", 5, "This must be text."),
        ("text", None, "This must be text."),
        ("whole", "x", "This must be a whole number."),
        ("whole", [], "This must be a whole number."),
        ("whole", 1.5, "This must be a whole number."),
        ("number", "x", "This must be a number."),
        ("number", {}, "This must be a number."),
        ("switch", "x", "This must be true or false."),
        ("switch", [], "This must be true or false."),
        ("entries", {}, "This must be a list."),
        ("named", [], "This must be an object."),
        ("nothing", 1, "This must be null."),
        ("above", 0, "This must be more than 0."),
        ("below", 2, "This must be less than 2."),
        ("few", [], "This list is empty; put something in it."),
        ("few", [1, 2, 3], "This has too many entries: 3, 2 at most."),
        ("finite", float("inf"), "This must be a finite number."),
        ("even", 3, "This must be a multiple of 2."),
    ],
)
def test_every_kind_of_fault_has_its_sentence(field, value, sentence):
    with pytest.raises(Invalid) as caught:
        Everything.read({field: value})
    assert str(caught.value) == f"{field}: {sentence}"


def test_long_brief_is_judged_as_a_whole():
    """Five hundred scenes, every second one at fault: 250 faults, in order."""
    scenes = [{"narration": "Fine." if n % 2 else ""} for n in range(500)]
    told = faults(json.loads(json.dumps({"scenes": scenes})))
    assert [line.split(".")[0] for line in told] == [f"scenes[{n}]" for n in range(0, 500, 2)]
