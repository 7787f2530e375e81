"""Options and files make one brief; options go before the file."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from reelwright.cli.options import asked, naming, text_of
from reelwright.model.brief import Brief, MusicBrief
from reelwright.model.errors import Fault, Invalid, Unavailable
from reelwright.pipeline.upload import upload


def brief_from(file, given) -> Brief:
    return asked(file, given).brief


def faults(call, *given) -> list[str]:
    with pytest.raises(Invalid) as caught:
        call(*given)
    return [str(fault) for fault in caught.value.faults]


@pytest.fixture
def file(tmp_path):
    """Give a function that writes a file and returns its path."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "file.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_options_make_a_brief():
    given = {"prompt": "a cat", "style": "anime", "fps": "24", "duration": "12.5", "seed": None}
    assert brief_from(None, given) == Brief(prompt="a cat", style="anime", fps=24, duration=12.5)


def test_file_makes_a_brief(file):
    assert brief_from(file('{"prompt": "a cat", "fps": 25}'), {}) == Brief(prompt="a cat", fps=25)


def test_options_go_before_the_file(file):
    path = file('{"prompt": "a cat", "fps": 25, "voice": "onyx"}')
    assert brief_from(path, {"fps": "50"}) == Brief(prompt="a cat", fps=50, voice="onyx")


def test_none_is_none():
    given = {"prompt": "a", "voice": "none", "captions": "none", "music": "none"}
    assert brief_from(None, given) == Brief(prompt="a", voice=None, captions=None, music=None)


@pytest.mark.parametrize(
    ("given", "music"),
    [
        ({"music": "ambient"}, MusicBrief(genre="ambient")),
        ({"mood": "calm"}, MusicBrief(mood="calm")),
        ({"music": "ambient", "mood": "calm"}, MusicBrief(genre="ambient", mood="calm")),
        ({}, MusicBrief()),
    ],
)
def test_music_is_a_genre_and_a_mood(given, music):
    assert brief_from(None, {"prompt": "a", **given}).music == music


def test_script_file_is_read(file):
    assert brief_from(None, {"script": file("One.\n\nTwo.\n")}).script == ("One.", "Two.")


def test_byte_order_mark_is_no_word(file):
    assert brief_from(None, {"script": file("\ufeffOne.")}).script == ("One.",)


def test_faults_are_named_by_option_or_path(file):
    path = file('{"prompt": "a", "resolution": "9k", "scenes": [{"dur": 1}]}')
    told = [
        line.split(": ")[0] for line in faults(brief_from, path, {"fps": "x", "music": "y" * 65})
    ]
    assert told == ["scenes[0].dur", "resolution", "--fps", "--music"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[1]", "must hold one JSON object: a brief."),
        ("{", "This is not JSON"),
        ('{"prompt": NaN}', "JSON has no NaN"),
        ('{"prompt": "a", "prompt": "b"}', "The key 'prompt' stands twice"),
        ('{"prompt": "a", "seed": 1e999}', "seed: This must be a"),
        (
            '{"prompt": "a", "stile": "anime"}',
            "stile: There is no field 'stile'. Did you mean 'style'?",
        ),
    ],
)
def test_wrong_file_is_told(file, content, sentence):
    assert any(sentence in line for line in faults(brief_from, file(content), {}))


def test_broken_file_is_named(file):
    path = file("{")
    assert faults(brief_from, path, {})[0].startswith(f"{path}: This is not JSON")


def test_faults_of_a_script_have_their_line(file):
    """Counted as an editor counts them, blank lines too."""
    path = file(f"One.\n\n!!!\n{'x' * 2001}\n")
    assert [line.partition(": ")[0] for line in faults(brief_from, None, {"script": path})] == [
        f"{path}, line 3",
        f"{path}, line 4",
    ]


def test_nothing_to_film_is_told():
    assert faults(brief_from, None, {"style": "anime"}) == [
        'Say what to film: a prompt in quotes, such as "Ocean waves at sunset", '
        "or --script, --story or --brief."
    ]


def test_later_faults_are_named_as_well():
    given = {"voice": "onix", "fps": None}
    later = [Fault("voice", "No."), Fault("fps", "No."), Fault("", "No.")]
    with pytest.raises(Invalid) as caught, naming(given):
        raise Invalid(later)
    assert [fault.path for fault in caught.value.faults] == ["--voice", "fps", ""]


def test_blank_script_is_told(file):
    assert faults(brief_from, None, {"script": file("\n  \n")}) == [
        "--script: The script has only blank lines; write one line for each scene."
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\xff", "is not UTF-8 text; save it as UTF-8."),
        (b"x" * 4_000_001, "is larger than 4 MB"),
    ],
)
def test_unreadable_text_is_told(file, content, sentence):
    with pytest.raises(Unavailable, match=sentence):
        text_of(file(content))


def test_missing_file_is_told(tmp_path):
    with pytest.raises(Unavailable, match="There is no file .*gone.txt"):
        text_of(tmp_path / "gone.txt")


def test_folder_is_no_file(tmp_path):
    with pytest.raises(Unavailable, match="is a folder; name a file in it"):
        text_of(tmp_path)


def test_endless_file_is_told():
    with pytest.raises(Unavailable, match="^/dev/zero is larger than 4 MB"):
        text_of(Path("/dev/zero"))


def test_file_within_a_file_is_told(file):
    with pytest.raises(Unavailable, match="cannot be read: Not a directory"):
        text_of(file("text") / "more")


@pytest.fixture
def photo(tmp_path) -> Path:
    path = tmp_path / "photo.png"
    cv2.imwrite(str(path), np.full((8, 8, 3), 90, np.uint8))
    return path


def test_pictures_are_options(photo):
    made = asked(None, {"prompt": "a", "pictures": [photo, photo]})
    (one,) = made.uploads
    assert made == (Brief(prompt="a", pictures=[one.key, one.key]), (upload(photo),))


def test_pictures_of_a_file_lie_beside_it(file, photo):
    path = file('{"scenes": [{"picture": "photo.png"}]}')
    (one,) = asked(path, {}).uploads
    assert asked(path, {}).brief == Brief(scenes=[{"picture": one.key}])
    assert one.path == photo


@pytest.mark.parametrize(
    ("content", "given", "place"),
    [
        ('{"prompt": "a"}', {"pictures": [Path("gone.png")]}, "--picture"),
        ('{"prompt": "a", "pictures": ["gone.png"]}', {}, "pictures[0]"),
    ],
)
def test_missing_picture_is_told_by_its_place(file, content, given, place):
    (told,) = faults(brief_from, file(content), given)
    assert told.startswith(f"{place}: There is no picture ")
    assert told.endswith("gone.png.")
