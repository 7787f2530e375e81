"""Turns: where a stored picture's right and down lead, and the filters that lead there."""

from pathlib import Path

import pytest

from reelwright.render.exif import turn_of_file
from reelwright.render.turn import Turn, turn_of_exif

FILTERS = {
    1: (),
    2: (("hflip", ""),),
    3: (("hflip", ""), ("vflip", "")),
    4: (("vflip", ""),),
    5: (("transpose", "dir=cclock_flip"),),
    6: (("transpose", "dir=clock"),),
    7: (("transpose", "dir=clock_flip"),),
    8: (("transpose", "dir=cclock"),),
}


@pytest.mark.parametrize("orientation", FILTERS)
def test_each_orientation_is_undone_by_its_filters(orientation):
    turn = turn_of_exif(orientation)
    assert turn.filters == FILTERS[orientation]
    assert turn.lying == (orientation > 4)
    assert turn.upright((3, 2)) == ((2, 3) if orientation > 4 else (3, 2))


@pytest.mark.parametrize("orientation", [-1, 0, 9, 1 << 16])
def test_unknown_orientation_turns_nothing(orientation):
    assert turn_of_exif(orientation) == Turn()


def test_degrees_are_clockwise():
    assert [turn_of_exif(number).degrees for number in (1, 6, 3, 8)] == [0, 90, 180, 270]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        b"\xff\xd8\xff\xe1\0\0",
        b"\xff\xd8\xff\xe1\xff\xffExif\0\0MM\0*\xff\xff\xff\xff",
        b"\xff\xd8\xff\xe1\0\x12Exif\0\0II*\0\x08\0\0\0\xff\xff",
        b"\xff\xd8" + b"\xff\xe0\0\0" * 60_000,
    ],
)
def test_broken_headers_turn_nothing(tmp_path: Path, content):
    (tmp_path / "a.jpg").write_bytes(content)
    assert turn_of_file(tmp_path / "a.jpg") == Turn()
