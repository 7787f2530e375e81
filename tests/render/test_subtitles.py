"""Subtitle files say what the captions say, when they say it, in the eyes of other programs."""

import re
from fractions import Fraction
from io import StringIO
from itertools import pairwise

import pysubs2
import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.brief import CaptionStyle
from reelwright.model.caption import Across, CaptionLook, Captions, Cue, CueWord, Down
from reelwright.model.time import Time
from reelwright.model.timeline import Timeline
from reelwright.render.captions.words import owners
from reelwright.render.subtitles import ass, srt, vtt
from reelwright.render.subtitles.lines import JOINER, clock, lines

WRITERS = {"srt": srt.write, "vtt": vtt.write, "ass": ass.write}


def a_timeline(*cues: Cue, style=CaptionStyle.KARAOKE, look=None, length=60) -> Timeline:
    captions = Captions(style=style, cues=cues, look=look or CaptionLook())
    return Timeline.read(
        {
            "width": 1920,
            "height": 1080,
            "length": length,
            "pictures": [{"start": 0, "length": length, "source": "a.png"}],
            "captions": captions.write() if cues else None,
        }
    )


def a_cue(text: str, start="1", stop="4", times=()) -> Cue:
    """A cue whose words, split at spaces, start at `times`."""
    words, at = [], 0
    for word, time in zip(text.split(), times, strict=False):
        begin = text.index(word, at)
        at = begin + len(word)
        words.append(CueWord(begin=begin, end=at, start=Time.of(time), stop=Time.of(time)))
    return Cue(start=Time.of(start), stop=Time.of(stop), text=text, words=tuple(words))


SPOKEN = a_cue("The tide comes in", times=("1.25", "1.5", "2.004", "3"))


def test_srt_is_written_as_players_read_it():
    later = a_cue("It goes out again", "4", "3599.5")
    assert srt.write(a_timeline(SPOKEN, later, length=3600)) == (
        "1\n00:00:01,000 --> 00:00:04,000\nThe tide comes in\n\n"
        "2\n00:00:04,000 --> 00:59:59,500\nIt goes out again\n"
    )


def test_vtt_has_the_times_of_words_and_its_place():
    look = CaptionLook(across="right", down="top")
    assert vtt.write(a_timeline(SPOKEN, look=look)) == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:04.000 line:8% position:92% align:right\n"
        "<00:00:01.250>The <00:00:01.500>tide <00:00:02.004>comes <00:00:03.000>in\n"
    )


def test_ass_has_karaoke_and_the_frame():
    written = ass.write(a_timeline(SPOKEN))
    assert "PlayResX: 1920\nPlayResY: 1080\n" in written
    assert written.endswith(
        "Dialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,"
        "{\\k25}{\\k25}The {\\k50}tide {\\k100}comes {\\k100}in\n"
    )


@pytest.mark.parametrize(
    ("style", "events"),
    [
        (CaptionStyle.CLASSIC, ["The tide comes in"]),
        (CaptionStyle.BOXED_LINE, ["The tide comes in"]),
        (CaptionStyle.POP, ["{\\k25}{\\k25}The {\\k50}tide {\\k100}comes {\\k100}in"]),
        (CaptionStyle.BOXED_WORD, ["{\\k25}{\\k25}The {\\k50}tide {\\k100}comes {\\k100}in"]),
        (
            CaptionStyle.PROGRESSIVE,
            ["{\\ko25}{\\ko25}The {\\ko50}tide {\\ko100}comes {\\ko100}in"],
        ),
        (CaptionStyle.WORD, ["The", "tide", "comes", "in"]),
    ],
)
def test_ass_follows_the_voice_as_the_style_does(style, events):
    read = pysubs2.SSAFile.from_string(ass.write(a_timeline(SPOKEN, style=style)))
    assert [event.text for event in read] == events


def test_ass_shows_one_word_at_a_time():
    read = pysubs2.SSAFile.from_string(ass.write(a_timeline(SPOKEN, style=CaptionStyle.WORD)))
    spans = [(event.start, event.end) for event in read]
    assert spans == [(1250, 1500), (1500, 2000), (2000, 3000), (3000, 4000)]


def style_of(**look) -> pysubs2.SSAStyle:
    style = look.pop("style", CaptionStyle.CLASSIC)
    text = ass.write(a_timeline(SPOKEN, style=style, look=CaptionLook(**look)))
    return pysubs2.SSAFile.from_string(text).styles["Default"]


def test_ass_has_the_look_asked_for():
    look = {
        "font": "Noto Sans",
        "size": 100,
        "colour": "#11223344",
        "outline": "#556677",
        "outline_width": 7,
        "shadow": "#8899aa80",
        "shadow_offset": 3,
    }
    found = style_of(**look)
    assert found.fontname == "Noto Sans"
    assert found.fontsize == pytest.approx(136.2, abs=0.1)  # of its ascent and descent
    assert found.primarycolor == pysubs2.Color(0x11, 0x22, 0x33, 0xFF - 0x44)
    assert found.outlinecolor == pysubs2.Color(0x55, 0x66, 0x77, 0)
    assert found.backcolor == pysubs2.Color(0x88, 0x99, 0xAA, 0xFF - 0x80)
    assert (found.outline, found.shadow, found.bold, found.borderstyle) == (7, 3, True, 1)


def test_ass_lights_words_in_the_style_s_colour():
    karaoke, boxed, typed = (
        style_of(style=style)
        for style in (CaptionStyle.KARAOKE, CaptionStyle.BOXED_WORD, CaptionStyle.TYPEWRITER)
    )
    assert karaoke.primarycolor == boxed.primarycolor == pysubs2.Color(255, 214, 10, 0)
    assert karaoke.secondarycolor == pysubs2.Color(255, 255, 255, 0)
    assert typed.secondarycolor.a == 255  # what is not typed yet cannot be seen


def test_ass_boxes_lines_in_the_box_s_colour():
    found = style_of(style=CaptionStyle.BOXED_LINE, box="#10203080")
    assert found.borderstyle == 3
    assert found.outlinecolor == pysubs2.Color(0x10, 0x20, 0x30, 0x7F)


@pytest.mark.parametrize("across", Across)
@pytest.mark.parametrize("down", Down)
def test_ass_stands_where_it_is_asked_to(across, down):
    rows = {Down.BOTTOM: 0, Down.CENTER: 3, Down.TOP: 6}
    columns = {Across.LEFT: 1, Across.CENTER: 2, Across.RIGHT: 3}
    found = style_of(across=across, down=down)
    assert found.alignment == rows[down] + columns[across]
    assert found.marginl == found.marginr == 154


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_film_without_captions_has_an_empty_file(write):
    assert "-->" not in write(a_timeline())
    assert "Dialogue" not in write(a_timeline())


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_blank_cue_is_left_out(write):
    blank = a_cue("  \n ", "0", "1")
    assert write(a_timeline(blank, SPOKEN)) == write(a_timeline(SPOKEN))


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_file_has_no_mark_and_unix_line_ends(write):
    written = write(a_timeline(a_cue("\ufeffa\r\nb\u2028c")))
    assert "\r" not in written
    assert not written.startswith("\ufeff")
    assert "a b c" in written


def test_words_count_no_steps_backwards():
    """Two words within a millisecond, and one that is said before its cue begins."""
    cue = a_cue("a b c d", "1", "2", ("0.5", "1.2001", "1.2004", "1.9999"))
    assert vtt.write(a_timeline(cue)).splitlines()[3] == "a <00:00:01.200>b c d"


@pytest.mark.parametrize(
    ("step", "per_second", "digits", "written"),
    [
        (0, 1000, "02d,", "00:00:00,000"),
        (3_599_999, 1000, "02d.", "00:59:59.999"),
        (360_000 * 10 + 7, 100, "d.", "10:00:00.07"),
    ],
)
def test_clock_writes_hours_and_decimals(step, per_second, digits, written):
    assert clock(step, per_second, digits) == written


# Whatever a caption says, other programs read it back.

HARD = ["-->", "<i>x</i>", "{\\an8}", "&amp;", "{a}", "\\N", "1", "00:00:01,000 --> 00:00:02,000"]
words = st.one_of(st.sampled_from(HARD), st.text("ab<>&{}\\-:,'\"é光ع", min_size=1, max_size=6))
texts = st.lists(words, min_size=1, max_size=6).map(" ".join).filter(str.strip)


FINE = 9973  # steps of a second, none of them on a grid


@st.composite
def timelines(draw) -> Timeline:
    """Captions of any text and style, some of their cues and words shorter than any step."""
    at, cues = Fraction(draw(st.integers(0, FINE)), FINE), []
    for _ in range(draw(st.integers(1, 5))):
        text = draw(texts)
        length = Fraction(draw(st.integers(1, 2 * FINE)), FINE)
        starts = sorted(draw(st.lists(st.integers(0, 9), max_size=6)))
        times = [Time(at + length * Fraction(share, 9)) for share in starts]
        cue = Cue(start=Time(at), stop=Time(at + length), text=text)
        parts = a_cue(text, at, at + length, times).words
        cues.append(
            cue.model_copy(update={"words": parts if len(parts) == len(text.split()) else ()})
        )
        at += length + draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 3)]))
    return a_timeline(*cues, style=draw(st.sampled_from(CaptionStyle)))


def due(timeline: Timeline, per_second: int) -> list[tuple[int, int]]:
    """Return the times of cues, in milliseconds, as far as they do not push each other on."""
    scale = 1000 // per_second
    return [(one.start * scale, one.stop * scale) for one in lines(timeline.captions, per_second)]


@given(timelines(), st.sampled_from([100, 1000]))
def test_cues_never_overlap_or_vanish(timeline, per_second):
    found = lines(timeline.captions, per_second)
    assert all(line.start < line.stop for line in found)
    assert all(one.stop <= other.start for one, other in pairwise(found))
    assert [line.text for line in found] == [cue.text.strip() for cue in timeline.captions.cues]
    for line, cue in zip(found, timeline.captions.cues, strict=True):
        # No more than a step late for each cue that lasted less than one.
        assert abs(line.start - float(cue.start) * per_second) <= 0.5 + len(found)
        assert all(line.start <= piece.start <= line.stop for piece in line.pieces)
        assert [piece.text for piece in line.pieces] == pieces(cue)


def pieces(cue: Cue) -> list[str]:
    owner = owners(cue.text, cue.spoken)
    return [
        "".join(letter for letter, one in zip(cue.text, owner, strict=True) if one == number)
        for number in range(len(cue.spoken))
    ]


@given(timelines())
def test_srt_is_read_back(timeline):
    read = pysubs2.SSAFile.from_string(
        srt.write(timeline), format_="srt", keep_unknown_html_tags=True
    )
    assert [(event.start, event.end) for event in read] == due(timeline, 1000)
    said = [event.text.replace(JOINER, "") for event in read]
    assert said == [cue.text for cue in timeline.captions.cues]


@given(timelines())
def test_vtt_is_read_back(timeline):
    read = webvtt.from_buffer(StringIO(vtt.write(timeline)))
    times = [(milliseconds(one.start), milliseconds(one.end)) for one in read]
    assert times == due(timeline, 1000)
    assert [unescaped(one.raw_text) for one in read] == [cue.text for cue in timeline.captions.cues]


def milliseconds(stamp: str) -> int:
    hours, minutes, seconds = stamp.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)


def unescaped(text: str) -> str:
    bare = re.sub(r"<[\d:.]+>", "", text)
    assert not re.search("[<>]", bare)
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@given(timelines())
def test_vtt_times_of_words_rise_within_their_cue(timeline):
    for one in webvtt.from_buffer(StringIO(vtt.write(timeline))):
        stamps = [milliseconds(stamp) for stamp in re.findall(r"<([\d:.]+)>", one.raw_text)]
        inside = [milliseconds(one.start), *stamps, milliseconds(one.end)]
        assert all(earlier < later for earlier, later in pairwise(inside))


@given(timelines())
def test_ass_is_read_back(timeline):
    read = pysubs2.SSAFile.from_string(ass.write(timeline))
    if timeline.captions.style is CaptionStyle.WORD:
        assert all(event.start < event.end for event in read)
        return
    assert [(event.start, event.end) for event in read] == due(timeline, 100)
    said = [plain(event.text) for event in read]
    assert said == [cue.text for cue in timeline.captions.cues]
    for event in read:
        lengths = [int(length) for length in re.findall(r"\{\\ko?(\d+)\}", event.text)]
        assert not lengths or sum(lengths) * 10 == event.end - event.start


def plain(text: str) -> str:
    r"""Read ASS as libass does: tags are in braces, but not in \{ and \}."""
    bare = re.sub(r"(?<!\\)\{\\ko?\d+\}", "", text)
    return bare.replace("\\{", "{").replace("\\}", "}").replace("\\" + JOINER, "\\")
