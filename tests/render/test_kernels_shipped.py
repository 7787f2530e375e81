"""Machine code in the package: the best that a processor can run, or none; the same for all."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from reelwright.model.errors import Unavailable
from reelwright.render import kernels, lanczos
from reelwright.render.bordered import Bordered
from reelwright.render.kernels import image, kept, machine, processor, shipped, sources

TOOL = Path(__file__).parents[2] / "tools" / "kernels.py"
OURS = "cpu:type:x86,ven0000fam0006mod008F:feature:"

levels = pytest.mark.parametrize("level", shipped.LEVELS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The shipped code, of whatever loops, as if it were made from those that are here."""
    folder = tmp_path_factory.mktemp("kernels") / "images"
    shutil.copytree(shipped.FOLDER, folder)
    index = json.loads((folder / shipped.INDEX).read_text())
    (folder / shipped.INDEX).write_text(json.dumps(index | {"loops": sources.digest()}))
    return folder


def test_shipped_code_is_of_these_loops():
    index = json.loads((shipped.FOLDER / shipped.INDEX).read_text())
    assert index["loops"] == sources.digest(), "run `make kernels`"


@levels
def test_best_code_for_a_processor_is_taken(level, folder):
    found = shipped.best(folder, {*shipped.LEVELS[level], "sse3"})
    assert found.level == level
    assert found.code.image == (folder / shipped.name(level)).read_bytes()


@levels
def test_code_needs_every_feature_of_its_level(level, folder):
    for missing in shipped.LEVELS[level]:
        found = shipped.best(folder, set(shipped.LEVELS[level]) - {missing})
        assert found is None or missing not in shipped.LEVELS[found.level]


def test_levels_ask_only_for_known_features():
    assert {one for level in shipped.LEVELS.values() for one in level} == set(processor.FEATURES)


@levels
def test_damaged_code_is_not_taken(level, folder, tmp_path):
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    file = tmp_path / shipped.name(level)
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert shipped.best(tmp_path, set(shipped.LEVELS[level])) is None
    file.unlink()
    assert shipped.best(tmp_path, set(shipped.LEVELS[level])) is None


def test_code_of_other_loops_is_not_taken(folder, tmp_path):
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    index = json.loads((tmp_path / shipped.INDEX).read_text())
    (tmp_path / shipped.INDEX).write_text(json.dumps(index | {"loops": "others"}))
    assert shipped.best(tmp_path, set(processor.FEATURES)) is None


def test_package_without_code_has_none(tmp_path):
    assert shipped.best(tmp_path, set(processor.FEATURES)) is None


@levels
def test_shipped_code_is_what_runs_without_llvm(level, folder):
    code = shipped.best(folder, set(shipped.LEVELS[level])).code
    taken = image.taken(code.image)
    assert set(taken.functions) >= set(code.functions)
    assert set(taken.calls) <= set(kept.LIBRARY)


def blended(level: str, folder: Path) -> bytes:
    loops = machine.linked(shipped.best(folder, set(shipped.LEVELS[level])).code)
    noise = np.random.default_rng(3)
    plane, below, above = (noise.integers(0, 256, (90, 203), np.uint8) for _ in range(3))
    into, affine = np.zeros((61, 97), np.uint8), np.array([[1.37, 0, -4.1], [0, 0.83, 2.6]])
    room = np.empty(7 * 97 + 3 * 61 + 204, np.uint64)
    share = np.array([23456], np.uint16)
    at = machine.address
    loops["sample"](at(plane), *plane.shape, at(affine), at(into), 97, *into.shape, at(room))
    loops["mix"](at(below), 203, at(above), 203, *below.shape, at(share))
    loops["lay"](at(plane), 203, at(above), 203, at(below), 203, *plane.shape)
    return into.tobytes() + below.tobytes() + plane.tobytes() + resampled(loops)


def resampled(loops) -> bytes:
    plane = Bordered.of(np.random.default_rng(4).integers(0, 256, (90, 1203), np.uint8))
    into, place = np.zeros((61, 1097), np.uint8), np.array([1.07, -4.1, 1.5, 2.6])
    tables = [lanczos.weights(1.07, lanczos.ACROSS), lanczos.weights(1.5, lanczos.DOWN)]
    room = np.empty(58 * 69 + 4098, np.uint64)
    stride, at = plane.padded.shape[1], machine.address
    loops["resample"](
        *(at(plane.padded) + lanczos.BORDER * (stride + 1), stride, 90, 1203, at(place)),
        *(*map(at, tables), lanczos.taps(1.07), lanczos.taps(1.5)),
        *(at(into), 1097, *into.shape, at(room)),
    )
    assert len(np.unique(into)) > 200
    return into.tobytes()


RUNNABLE = [level for level, needed in shipped.LEVELS.items() if processor.features() >= {*needed}]


@pytest.mark.skipif(len(RUNNABLE) < 2, reason="this processor runs one level alone")
def test_every_level_gives_the_same_bytes(folder):
    assert len({blended(level, folder) for level in RUNNABLE}) == 1


def told(folder: Path, modalias: str | None, flags: str | None = None) -> frozenset[str]:
    files = folder / "modalias", folder / "cpuinfo"
    said = modalias, flags and f"processor : 0\nflags\t\t: {flags}\nflags\t\t: none\n"
    for file, text in zip(files, said, strict=True):
        if text is not None:
            file.write_text(text)
    return processor.features(*files)


@pytest.mark.skipif(not processor.features(), reason="no x86-64 Linux")
def test_features_are_told_in_either_way(tmp_path):
    numbers = f"{OURS},0000,0080,0089,0093,0094,0097,009C,0125,0131,02AA\n"
    expected = {"sse3", "ssse3", "sse4.1", "sse4.2", "popcnt", "avx", "avx2", "avx512dq"}
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    flags = "fpu pni ssse3 sse4_1 sse4_2 popcnt avx avx2 avx512dq avx_vnni"
    assert told(tmp_path / "one", numbers, "fpu") == expected
    assert told(tmp_path / "two", None, flags) == expected


@pytest.mark.skipif(not processor.features(), reason="no x86-64 Linux")
def test_both_ways_agree_on_this_processor(tmp_path):
    assert processor.features(tmp_path / "none") == processor.features()


def test_processor_that_is_not_told_has_no_features(tmp_path):
    assert told(tmp_path, None) == frozenset()
    assert told(tmp_path, "cpu:type:aarch64:feature:,0080,0125\n", "") == frozenset()


def test_processor_is_described():
    assert len(processor.described()) > 100
    assert "+" in processor._asked()


WITHOUT = """
import sys
from pathlib import Path
sys.modules["numba"] = None
from reelwright.render import kernels
from reelwright.render.kernels import shipped
shipped.best.__defaults__ = (Path("nowhere"), None)
"""
"""A program's beginning, in a package that lost its machine code and a place without numba."""


def said(program: str) -> str:
    made = subprocess.run(
        [sys.executable, "-c", WITHOUT + program], capture_output=True, text=True, check=False
    )
    return (made.stdout + made.stderr).strip()


def test_opencv_takes_over_where_nothing_is_compiled():
    assert said("print(kernels.compiled_for(), kernels.fastest())") == "None opencv"
    assert "OpenCV alone" in said("print(*kernels.less(kernels.fastest()))")
    assert said("print(kernels.less('numba'))") == "[]"


def test_compiled_kernels_asked_for_in_vain_are_unavailable():
    asked = "from reelwright.render.kernels import kept; kept.folders = lambda: []; "
    assert Unavailable.__name__ in said(f"{asked}kernels.use('numba')")
    assert "pip install 'reelwright[kernels]'" in said(f"{asked}kernels.use('numba')")


def test_opencv_chosen_freely_is_no_less():
    assert kernels.fastest() == "numba"
    assert kernels.less("opencv") == kernels.less("numba") == []


@pytest.mark.slow
def test_shipped_code_can_be_made_again(tmp_path):
    subprocess.run([sys.executable, str(TOOL), str(tmp_path)], check=True)
    ours, theirs = (
        {file.name: file.read_bytes() for file in folder.iterdir()}
        for folder in (tmp_path, shipped.FOLDER)
    )
    assert ours == theirs
