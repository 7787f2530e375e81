"""Files in a brief's data become content keys; what is wrong with them is said, each with its place."""

import cv2
import numpy as np
import pytest

from reelwright.model.errors import Invalid
from reelwright.pipeline.upload import upload
from reelwright.wiring.uploads import Uploads

KEY = "0123456789abcdef" * 4


@pytest.fixture
def folder(tmp_path):
    """A folder with two pictures."""
    for number, name in enumerate(("one.png", "two.png")):
        cv2.imwrite(str(tmp_path / name), np.full((8, 8, 3), 90 * number, np.uint8))
    return tmp_path


def test_files_are_named_by_their_keys(folder):
    uploads = Uploads()
    one, two = upload(folder / "one.png"), upload(folder / "two.png")
    data = {"scenes": [{"picture": "two.png"}, {"visual": "a"}, {"picture": "one.png"}]}
    assert uploads.named(data, folder) == {
        "scenes": [{"picture": two.key}, {"visual": "a"}, {"picture": one.key}]
    }
    assert uploads.named({"pictures": ["one.png"], "fps": 25}, folder) == {
        "pictures": [one.key],
        "fps": 25,
    }
    assert uploads.found == (two, one)


def test_keys_stay(folder):
    data = {"pictures": [KEY], "scenes": [{"picture": KEY}]}
    assert Uploads().named(data, folder) == data


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"pictures": "one.png"},
        {"pictures": [1, None]},
        {"scenes": [["picture"], {"picture": 7}, {"visual": "a"}]},
    ],
)
def test_what_is_no_name_is_left_to_the_brief(folder, data):
    assert Uploads().named(data, folder) == data


def test_every_fault_has_its_place(folder):
    (folder / "text.txt").write_text("words")
    data = {
        "pictures": ["gone.png", "one.png"],
        "scenes": [{"picture": "one.png"}, {"picture": "text.txt"}],
    }
    with pytest.raises(Invalid) as refused:
        Uploads().named(data, folder)
    assert [str(fault) for fault in refused.value.faults] == [
        f"pictures[0]: There is no picture {folder / 'gone.png'}.",
        f"scenes[1].picture: {folder / 'text.txt'} is no picture that can be shown; "
        "save it as a PNG, a JPEG or a WebP.",
    ]
