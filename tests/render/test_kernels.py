"""Both kernels do what they say, and give the same pixels within one code value."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import llvmlite.binding as llvm
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.errors import Broken, Invalid
from reelwright.render import kernels, lanczos
from reelwright.render.bordered import Bordered
from reelwright.render.kernels import compiled, compiling, image, kept, machine, plain, sources
from reelwright.render.kernels.kept import Code

BOTH = [compiled.KERNELS, plain.KERNELS]
both = pytest.mark.parametrize("kernel", BOTH, ids=lambda kernel: kernel.name)

sides = st.integers(1, 70)
seeds = st.integers(0, 2**32 - 1)
steps = st.floats(0.1, 3.5)
fine_steps = st.floats(0.05, lanczos.WIDEST)
begins = st.floats(-20, 80)


def noise(seed: int, height: int, width: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width), np.uint8)


def differ(one: np.ndarray, two: np.ndarray) -> int:
    return int(np.abs(one.astype(int) - two).max())


@settings(max_examples=300)
@given(seeds, sides, sides, sides, sides, steps, steps, begins, begins)
def test_samples_are_the_same_within_one(seed, high, wide, rows, columns, across, down, x, y):
    plane = noise(seed, high, wide)
    affine = np.array([[across, 0, x], [0, down, y]])
    frames = [np.zeros((rows, columns), np.uint8) for _ in BOTH]
    for kernel, frame in zip(BOTH, frames, strict=True):
        kernel.sample(plane, affine, frame)
    assert differ(*frames) <= 1


@both
@pytest.mark.parametrize("angle", [0.0, 0.1])
def test_samples_of_a_slope_lie_on_it(kernel, angle):
    slope = np.add.outer(np.arange(60), 2 * np.arange(60)).astype(np.uint8)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    affine = np.column_stack([turn * 1.3, [7.3, 4.9]])
    frame = np.zeros((30, 30), np.uint8)
    kernel.sample(slope, affine, frame)
    columns, rows = np.meshgrid(np.arange(30), np.arange(30))
    places = np.tensordot(affine[:, :2], np.stack([columns, rows]), 1) + affine[:, 2, None, None]
    assert float(np.abs(frame - (2 * places[0] + places[1])).max()) <= 0.52


@both
def test_plane_goes_on_at_its_edges(kernel):
    frame = np.zeros((4, 9), np.uint8)
    kernel.sample(np.array([[10, 200]], np.uint8), np.array([[1.0, 0, -4], [0, 1, -2]]), frame)
    assert np.array_equal(frame, np.tile(np.repeat([10, 200], [5, 4]), (4, 1)))


@both
@pytest.mark.parametrize("width", [1, 17, 64])
def test_nothing_is_written_beside_the_frame(kernel, width):
    wide = np.full((10, 80), 7, np.uint8)
    frame = wide[2:9, 5 : 5 + width]
    kernel.sample(noise(1, 50, 50), np.array([[0.5, 0, 0], [0, 2.0, 1]]), frame)
    kernel.resample(Bordered.of(noise(1, 50, 50)), np.array([[0.5, 0, 0], [0, 1.5, 1]]), frame)
    kernel.mix(frame, noise(2, *frame.shape), 0.5)
    kernel.lay(frame, noise(3, *frame.shape), noise(4, *frame.shape))
    frame[:] = 7
    assert np.unique(wide).tolist() == [7]


@settings(max_examples=100)
@given(seeds, sides, sides, sides, sides, fine_steps, fine_steps, begins, begins)
def test_resampled_are_the_same_within_one(seed, high, wide, rows, columns, across, down, x, y):
    plane = Bordered.of(noise(seed, high, wide))
    affine = np.array([[across, 0, x], [0, down, y]])
    frames = [np.zeros((rows, columns), np.uint8) for _ in BOTH]
    for kernel, frame in zip(BOTH, frames, strict=True):
        kernel.resample(plane, affine, frame)
    assert differ(*frames) <= 1


def weighed(count: int, step: float, begin: float, stored: int) -> np.ndarray:
    """Return the weights, a row for each of `count` samples, of a plane that goes on at its ends."""
    places = np.clip(begin + step * np.arange(count), -2, stored + 1)
    whole = np.arange(-12, stored + 12)
    due = np.sinc(lies := (whole - places[:, None]) / max(1.0, step)) * np.sinc(lies / 3)
    due[np.abs(lies) >= 3] = 0
    due /= due.sum(axis=1, keepdims=True)
    inner = due[:, 12:-12].copy()
    inner[:, 0] += due[:, :12].sum(axis=1)
    inner[:, -1] += due[:, -12:].sum(axis=1)
    return inner


@both
@pytest.mark.parametrize("step", [0.3, 1.0, 1.21, 1.5])
@pytest.mark.parametrize("width", [1, 17, 200])
def test_resampled_is_what_lanczos_gives(kernel, step, width):
    plane, frame = noise(5, 90, 150), np.zeros((60, width), np.uint8)
    kernel.resample(Bordered.of(plane), np.array([[step, 0, -3.3], [0, step, 1.7]]), frame)
    due = weighed(60, step, 1.7, 90) @ plane @ weighed(width, step, -3.3, 150).T
    error = frame - np.clip(due, 0, 255)
    assert float(np.abs(error).max()) <= 3
    assert float(np.sqrt((error**2).mean())) <= 0.75


@both
def test_resampled_in_place_is_the_plane_itself(kernel):
    plane, frame = noise(6, 40, 70), np.zeros((40, 70), np.uint8)
    kernel.resample(Bordered.of(plane), np.eye(2, 3), frame)
    assert np.array_equal(frame, plane)


@pytest.mark.parametrize("wide", [1.0, 1.01, 1.5])
@pytest.mark.parametrize("unit", [lanczos.ACROSS, lanczos.DOWN])
def test_weights_add_up_at_every_phase(wide, unit):
    weights = lanczos.weights(wide, unit)
    assert weights.sum(axis=1, dtype=int).tolist() == [unit] * (lanczos.PHASES + 1)
    assert not weights[:, lanczos.taps(wide) :].any()
    assert np.array_equal(weights[0, : lanczos.taps(wide) - 1], weights[-1, 1 : lanczos.taps(wide)])


@both
@given(st.floats(0, 1))
def test_mix_is_the_weighted_sum(kernel, share):
    below, above = np.meshgrid(np.arange(256, dtype=np.uint8), np.arange(256, dtype=np.uint8))
    mixed = below.copy()
    kernel.mix(mixed, above, share)
    due = below * (1 - share) + above * share
    assert float(np.abs(mixed - due).max()) <= 0.505


@both
def test_lay_keeps_and_adds(kernel):
    under, keep = np.meshgrid(np.arange(256, dtype=np.uint8), np.arange(256, dtype=np.uint8))
    for ink in (0, 3, 130, 255):
        laid = under.copy()
        kernel.lay(laid, np.full_like(under, ink), keep)
        due = np.minimum(np.round(under * (keep / 255)) + ink, 255)
        assert np.array_equal(laid, due)


@pytest.mark.parametrize("name", ["numba", "opencv"])
def test_kernels_asked_for_are_used_until_others_are(name):
    assert kernels.use(name).name == name
    assert kernels.current().name == name
    assert kernels.use().name == "numba"


def test_chosen_kernels_are_one_for_all_threads():
    kernels.choose("opencv")
    with ThreadPoolExecutor(4) as threads:
        asked = {threads.submit(kernels.current) for _ in range(8)}
    assert {one.result() for one in asked} == {plain.KERNELS}
    kernels.use()


def test_unknown_kernels_are_refused():
    with pytest.raises(Invalid, match=r"no kernels 'open cv'.*Did you mean 'opencv'"):
        kernels.use("open cv")


def row_laid(loops) -> list[list[int]]:
    """Lay ink over a row, keeping all of it."""
    row, ink = np.array([[0, 1, 60, 250]], np.uint8), np.array([[0, 9, 60, 9]], np.uint8)
    under, over = machine.address(row), machine.address(ink)
    keep = np.full((1, 4), 255, np.uint8)
    loops["lay"](under, 4, over, 4, machine.address(keep), 4, 1, 4)
    return row.tolist()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


CODE = Code({"one": 3}, b"machine code")
OTHER = Code({"one": 4}, b"other code")
HERE = {"processor": "rocket", "loops": "abc"}


def test_code_is_made_once(tmp_path):
    folder = tmp_path / "kept"
    first = kept.kept([folder], HERE, lambda: CODE)
    assert first == kept.kept([folder], HERE, lambda: OTHER) == CODE
    assert len(files(folder)) == 1


@pytest.mark.parametrize("part", kept.current())
def test_code_is_made_for_everything_it_depends_on(part, tmp_path):
    here = kept.current()
    kept.kept([tmp_path], here, lambda: CODE)
    assert kept.kept([tmp_path], here | {part: "another"}, lambda: OTHER) == OTHER
    assert kept.kept([tmp_path], here, lambda: OTHER) == CODE


@pytest.mark.parametrize("place", [0, 40, -1])
@pytest.mark.parametrize("stop", [0, None])
def test_damaged_code_is_made_anew(place, stop, tmp_path):
    kept.kept([tmp_path], HERE, lambda: CODE)
    (file,) = files(tmp_path)
    whole = file.read_bytes()
    broken = bytearray(whole)
    broken[place] ^= 1
    file.write_bytes(broken if stop is None else whole[: place % len(whole)])
    assert kept.kept([tmp_path], HERE, lambda: OTHER) == OTHER
    assert kept.kept([tmp_path], HERE, lambda: CODE) == OTHER


def test_code_of_another_machine_under_our_name_is_made_anew(tmp_path):
    kept.kept([tmp_path], HERE, lambda: CODE)
    (ours,) = files(tmp_path)
    kept.kept([tmp_path / "theirs"], {"processor": "comet"}, lambda: OTHER)
    (theirs,) = files(tmp_path / "theirs")
    theirs.replace(ours)
    assert kept.kept([tmp_path], HERE, lambda: CODE) == CODE


def test_code_goes_to_the_first_folder_that_takes_it(tmp_path):
    (tmp_path / "file").touch()
    refused, taken, third = tmp_path / "file" / "none", tmp_path / "taken", tmp_path / "third"
    assert kept.kept([refused, taken, third], HERE, lambda: CODE) == CODE
    assert (len(files(taken)), third.exists()) == (1, False)


def test_code_that_cannot_be_kept_is_made_each_time(tmp_path):
    (tmp_path / "file").touch()
    made = [kept.kept([tmp_path / "file"], HERE, lambda code=code: code) for code in (CODE, OTHER)]
    assert made == [CODE, OTHER]


@pytest.fixture(scope="module")
def code() -> Code:
    return kept.kept(kept.folders(), kept.current(), compiling.code)


@pytest.mark.parametrize("link", [machine.linked, machine.linked_by_llvm])
def test_code_that_was_kept_runs(link, code, tmp_path):
    kept.kept([tmp_path], HERE, lambda: code)
    assert row_laid(link(kept.kept([tmp_path], HERE, lambda: OTHER))) == [[0, 10, 120, 255]]


def test_image_without_llvm_is_what_runs_here(code):
    taken = image.taken(code.image)
    assert set(taken.functions) >= set(code.functions)
    assert set(taken.calls) <= set(kept.LIBRARY)


def an_object(text: str) -> bytes:
    """Compile LLVM's own language."""
    target = llvm.Target.from_default_triple().create_target_machine(reloc="pic", codemodel="small")
    return target.emit_object(llvm.parse_assembly(text))


UNKNOWN = "declare i64 @numba_unpickle() define void @one() { call i64 @numba_unpickle() ret void }"


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (b"", "no 64-bit ELF file"),
        (b"\x7fELF\x02\x01" + bytes(58), "no object file for x86-64"),
        (an_object("@a = global i64 1 define void @one() { ret void }"), "section .data"),
        (an_object("@a = external global i64 define i64 @one() { %1 = load i64, ptr @a ret i64 %1 }"), "relocation"),
    ],
    ids=["nothing", "another", "data", "global"],
)  # fmt: skip
def test_object_file_of_another_kind_is_unfit(file, why):
    with pytest.raises(image.Unfit, match=why):
        image.taken(file)


def test_object_file_that_is_unfit_is_loaded_by_llvm():
    text = "@a = global i64 7 define void @one(i64 %at) { %p = inttoptr i64 %at to ptr "
    file = an_object(f"{text} %v = load i64, ptr @a store i64 %v, ptr %p ret void }}")
    told = np.zeros(1, np.int64)
    machine.linked(Code({"one": 1}, file))["one"](machine.address(told))
    assert told.tolist() == [7]


def test_code_that_asks_for_more_than_there_is_is_refused():
    with pytest.raises(Broken, match="need numba_unpickle, which only numba has"):
        compiling.check(llvm.parse_assembly(UNKNOWN))
    code = Code({"one": 0}, an_object(UNKNOWN))
    with pytest.raises(Broken, match="cannot be loaded: it needs numba_unpickle"):
        machine.linked(code)
    with pytest.raises(Broken, match="cannot be loaded"):
        machine.linked_by_llvm(code)


def test_sources_of_the_loops_are_all_in_the_key():
    ours = Path(kept.__file__).parents[1]
    loops = list((ours / "kernels" / "loops").glob("[!_]*.py"))
    imported = re.findall(
        r"^from reelwright\.render\.(\S+) import (\w+)",
        "".join(path.read_text() for path in loops),
        re.MULTILINE,
    )
    named = [name.replace(".", "/") for pair in imported for name in (pair[0], ".".join(pair))]
    needed = {*loops, *(path for name in named if (path := ours / f"{name}.py").exists())}
    assert {ours / source for source in sources.SOURCES} == {
        *needed,
        ours / "kernels" / "compiling.py",
    }


def test_warm_process_does_without_compilers():
    kernels.use("numba")
    load = "import sys; from reelwright.render import kernels; kernels.use('numba')"
    show = "from reelwright.render.kernels.drawing import drawing; drawing()"
    told = "print([name for name in ('llvmlite', 'numba') if name in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", f"{load}; {show}; {told}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "[]\n"
