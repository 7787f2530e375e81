"""Whose work is in the package and beside it is written down, and the wheel carries it."""

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "notices.py"
TOLD = (ROOT / "THIRD_PARTY.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def notices():
    """The tool, as a module."""
    spec = util.spec_from_file_location("notices", TOOL)
    module = util.module_from_spec(spec)
    sys.modules["notices"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["notices"]


@pytest.mark.skipif(
    (sys.platform, sys.version_info[:2]) != ("linux", (3, 11)),
    reason="other wheels hold other files: the notices are of Linux with Python 3.11",
)
def test_notices_are_those_of_the_lock(tmp_path):
    """If this fails, run `make notices` and read what changed."""
    made = tmp_path / "made.txt"
    run = subprocess.run([sys.executable, TOOL, made], capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert made.read_text("utf-8").splitlines() == TOLD.splitlines()


def test_every_locked_package_is_told():
    lock = (ROOT / "requirements" / "base.lock").read_text("utf-8")
    locked = re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE)
    lines = {line.lower().replace("_", "-") for line in TOLD.splitlines()}
    starts = {" ".join(line.split()[:2]).rstrip(":") for line in lines if line.startswith("  ")}
    assert {f"{name} {version}" for name, version in locked} - starts == set()
    assert len(locked) > 40


def test_every_extra_is_told():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wished = [wish for one in project["optional-dependencies"].values() for wish in one]
    names = [re.split(r"[\[<>=;]", wish)[0] for wish in wished]
    told = {
        line.split()[0].lower().replace("_", "-")
        for line in TOLD.splitlines()
        if line.startswith("  ")
    }
    assert [name for name in names if name not in told] == []
    assert len(names) > 20


@pytest.mark.parametrize("library", ["x264, GPL-2.0-or-later: libx264", "x265, GPL-2.0-or-later"])
def test_copyleft_is_named_plainly(library):
    copyleft = TOLD.split("2. Copyleft, in binary wheels")[1].split("3. Installed beside it")[0]
    assert library.split(",")[0] in copyleft
    assert library in TOLD


def test_unknown_data_is_refused(notices):
    with pytest.raises(SystemExit) as stopped:
        notices.origin("providers/offline/found.bin")
    assert stopped.value.code == (
        "src/reelwright/providers/offline/found.bin: add whose it is to tools/notices.toml."
    )


def test_unknown_library_is_refused(notices):
    with pytest.raises(SystemExit) as stopped:
        notices.library("av", "libfound-01234567.so.1")
    assert stopped.value.code == (
        "av holds libfound-01234567.so.1; add what it is to tools/notices.toml."
    )


def test_wheel_carries_notices_and_data(notices, tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(tmp_path)]
    run = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    licences = {Path(name).name for name in names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE", "THIRD_PARTY.txt"}
    assert {f"reelwright/{path}" for path in notices.data()} - set(names) == set()
