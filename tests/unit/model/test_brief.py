"""What may be asked, and what is said where it may not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.brief import (
    Aspect,
    Brief,
    CaptionStyle,
    Language,
    MusicBrief,
    Quality,
    Resolution,
    SceneBrief,
    Size,
    Style,
    Topic,
    frame_size,
)
from reelwright.model.errors import Invalid
from reelwright.model.ids import content_key
from reelwright.model.time import Time

lines = st.text(min_size=1, max_size=80).filter(lambda text: any(c.isalnum() for c in text))
keys = st.integers().map(content_key)
sources = st.one_of(
    lines.map(lambda prompt: {"prompt": prompt}),
    st.lists(lines, min_size=1, max_size=4).map(lambda script: {"script": tuple(script)}),
    st.sampled_from(list(Topic)).map(lambda story: {"story": story}),
    st.lists(lines, min_size=1, max_size=3).map(
        lambda texts: {"scenes": tuple(SceneBrief(narration=text) for text in texts)}
    ),
    keys.map(lambda key: {"scenes": (SceneBrief(picture=key),)}),
    st.lists(keys, max_size=3).map(lambda found: {"prompt": "a", "pictures": tuple(found)}),
)
looks = st.fixed_dictionaries(
    {
        "style": st.sampled_from(Style),
        "aspect": st.sampled_from(Aspect),
        "resolution": st.sampled_from(Resolution),
        "fps": st.integers(12, 60),
        "duration": st.none() | st.fractions(2, 3600, max_denominator=1001).map(Time),
        "language": st.sampled_from(Language),
        "voice": st.none() | st.just("nova"),
        "captions": st.none() | st.sampled_from(CaptionStyle),
        "music": st.none() | st.just(MusicBrief(genre="ambient")),
        "quality": st.sampled_from(Quality),
        "seed": st.integers(0, 2**63 - 1),
    }
)
briefs = st.builds(lambda source, look: Brief(**source, **look), sources, looks)


@given(briefs)
def test_brief_reads_back_from_json(brief: Brief):
    assert Brief.read_json(brief.write_json()) == brief


@pytest.mark.parametrize(
    ("aspect", "resolution", "size"),
    [
        ("16:9", "1080p", (1920, 1080)),
        ("9:16", "1080p", (1080, 1920)),
        ("1:1", "720p", (720, 720)),
        ("4:5", "1080p", (1080, 1350)),
        ("21:9", "1080p", (2520, 1080)),
        ("16:9", "480p", (854, 480)),
        ("16:9", "360p", (640, 360)),
        ("16:9", "2160p", (3840, 2160)),
    ],
)
def test_size_is_what_the_names_say(aspect, resolution, size):
    assert frame_size(Aspect(aspect), Resolution(resolution)) == Size(width=size[0], height=size[1])


@given(st.sampled_from(Aspect), st.sampled_from(Resolution))
def test_every_size_is_even_and_near_its_aspect(aspect: Aspect, resolution: Resolution):
    size = frame_size(aspect, resolution)
    across, down = (int(part) for part in aspect.split(":"))
    assert (size.width % 2, size.height % 2) == (0, 0)
    assert abs(Fraction(size.width, size.height) / Fraction(across, down) - 1) < Fraction(1, 100)


def test_script_is_its_lines_without_blanks():
    assert Brief(script="One.\n\n  Two.  \n").script == ("One.", "Two.")


def test_languages_have_distinct_tags():
    assert len({language.tag for language in Language}) == len(Language)


def test_languages_have_distinct_codes_of_three_letters():
    codes = {language.code for language in Language}
    assert len(codes) == len(Language)
    assert {len(code) for code in codes} == {3}
    assert [Language(name).code for name in ("german", "dutch", "greek")] == ["deu", "nld", "ell"]


@pytest.mark.parametrize(
    ("asked", "sentences"),
    [
        (
            {},
            ["A film is made from one of prompt, script, story or scenes; this has none."],
        ),
        (
            {"prompt": "a", "story": "love"},
            [
                "A film is made from one of prompt, script, story or scenes; "
                "this has prompt and story."
            ],
        ),
        (
            {"prompt": "a", "pictures": ["photo.jpg"]},
            [
                "pictures[0]: A picture is named by the content key of its upload: 64 of 0-9 and a-f."
            ],
        ),
        (
            {"scenes": [{"visual": "a"}], "pictures": ["0" * 64]},
            ["Where there are scenes, each names its own picture; leave pictures out."],
        ),
        ({"prompt": "   "}, ["prompt: This says nothing; write some words."]),
        ({"prompt": "?!…"}, ["prompt: This says nothing; write some words."]),
        (
            {"prompt": "x" * 100_000},
            ["prompt: This is too long: 100,000 characters, 2,000 at most."],
        ),
        (
            {"script": "\n \n\t\n"},
            ["script: The script has only blank lines; write one line for each scene."],
        ),
        ({"script": ["a", " "]}, ["script[1]: This says nothing; write some words."]),
        (
            {"script": "a\n" * 501},
            ["script: This has too many entries: 501, 500 at most."],
        ),
        (
            {"prompt": "a", "style": "watercolour"},
            [
                "style: There is no style 'watercolour'. Did you mean 'watercolor'? Choose "
                "cinematic, photorealistic, anime, comic-book, pixar-art, watercolor, documentary or noir."
            ],
        ),
        (
            {"story": "mistery"},
            [
                "story: There is no topic 'mistery'. Did you mean 'mystery'? Choose scary, mystery, "
                "bedtime, interesting history, urban legends, motivational, fun facts, long form "
                "jokes, life pro tips, philosophy, love or custom topic."
            ],
        ),
        (
            {"prompt": "a", "aspect": "16x9"},
            [
                "aspect: There is no aspect '16x9'. Did you mean '16:9'? "
                "Choose 16:9, 9:16, 1:1, 4:5, 4:3, 3:4, 5:4, 21:9 or 9:21."
            ],
        ),
        (
            {"prompt": "a", "resolution": "8k"},
            [
                "resolution: There is no resolution '8k'. "
                "Choose 360p, 480p, 540p, 720p, 1080p, 1440p or 2160p."
            ],
        ),
        ({"prompt": "a", "fps": 61}, ["fps: This must be at most 60."]),
        ({"prompt": "a", "fps": 11}, ["fps: This must be at least 12."]),
        (
            {"prompt": "a", "duration": 0},
            ["duration: A film lasts from 1 to 3600 seconds, not 0."],
        ),
        (
            {"prompt": "a", "duration": "1/0"},
            ["duration: '1/0' is not a time; write seconds, such as 2.5 or 1/30."],
        ),
        ({"prompt": "a", "seed": -1}, ["seed: This must be at least 0."]),
        (
            {"prompt": "a", "seed": 2**63},
            ["seed: This must be less than 9,223,372,036,854,775,808."],
        ),
        ({"scenes": []}, ["scenes: This list is empty; put something in it."]),
        (
            {"scenes": [{"duration": 3}]},
            ["scenes[0]: A scene needs a narration, a visual or a picture."],
        ),
        (
            {"prompt": "a", "custom_topic": "cats"},
            ["custom_topic goes with the story 'custom topic' alone."],
        ),
    ],
)
def test_wrong_brief_gets_its_sentence(asked, sentences):
    with pytest.raises(Invalid) as caught:
        Brief.read(asked)
    assert [str(fault) for fault in caught.value.faults] == sentences


def test_brought_pictures_are_in_the_order_of_scenes():
    one, two = content_key(1), content_key(2)
    scenes = [{"picture": one}, {"visual": "a"}, {"visual": "b", "picture": two}]
    assert Brief(scenes=scenes).brought == (one, None, two)
    assert Brief(script="a", pictures=[two, one]).brought == (two, one)
    assert Brief(prompt="a").brought == ()


def test_script_is_strictly_a_list_of_lines_or_a_text():
    """As a request's body is read: JSON, and nothing in it taken for something else."""
    asked = ['{"script": ["One.", "Two."]}', '{"script": "One.\\nTwo."}']
    found = [Brief.model_validate_json(one, strict=True).script for one in asked]
    assert found == [("One.", "Two.")] * 2
