"""A farm's processes make segments, say what went wrong, and never outlive whoever they work for."""

import os
import pickle
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path
from types import SimpleNamespace

import pytest

from reelwright.model.brief import Quality
from reelwright.model.errors import Broken, NotFound
from reelwright.model.time import Rate
from reelwright.model.timeline import Timeline
from reelwright.render import farm as farm_module
from reelwright.render import kernels
from reelwright.render.canvas import Canvas
from reelwright.render.encode import Format
from reelwright.render.farm import Farm, prepare
from reelwright.render.job import Job
from reelwright.render.plan import plan


class Deadly:
    """A job that kills the process it is unpacked in, as a fault in a decoder would."""

    segment = SimpleNamespace(first=30, stop=60, frames=30)
    places = ()

    def __reduce__(self):
        return os.kill, (_SELF, signal.SIGKILL)


class Faulty(Deadly):
    """A job at which a worker breaks for a reason nobody thought of, and its process lives."""

    def __reduce__(self):
        return int, ("a job",)


class _Self:
    def __reduce__(self):
        return os.getpid, ()


_SELF = _Self()


def a_job(places) -> Job:
    timeline = Timeline.read(
        {
            "width": 64,
            "height": 64,
            "length": 1,
            "pictures": [{"start": 0, "length": 1, "source": "one.png"}],
        }
    )
    (segment,) = plan(timeline).segments
    form = Format(64, 64, Rate.of(30).per_second, Quality.LOW)
    return Job(segment, Canvas(64, 64, timeline.rate), None, form, places)


def told(_frames: int) -> None:
    """Hear of nothing."""


@pytest.fixture
def job(media) -> Job:
    return a_job({"one.png": media / "one.png"})


def test_every_worker_makes_the_same_of_a_job(job):
    counted = []
    with Farm(2, "numba") as farm:
        made = [farm.submit(job, counted.append) for _ in range(4)]
        films = {one.result() for one in made}
    assert len(films) == 1
    assert sorted(coded.shown for coded in films.pop()) == list(range(30))
    assert sum(counted) == 120


def test_error_of_a_worker_comes_whole_and_the_farm_goes_on(job):
    gone = a_job({"one.png": Path("/nowhere/gone.png")})
    with Farm(1, "numba") as farm:
        with pytest.raises(NotFound, match=r"There is no file /nowhere/gone\.png"):
            farm.submit(gone, told).result()
        assert len(farm.submit(job, told).result()) == 30


def test_worker_that_dies_is_told_with_its_frames(job):
    with Farm(2, "numba") as farm:
        assert len(farm.submit(job, told).result()) == 30
        with pytest.raises(Broken, match="made frames 30 to 59 died"):
            farm.submit(Deadly(), told).result()


def test_worker_that_breaks_is_told_with_its_frames():
    with Farm(2, "numba") as farm:
        with pytest.raises(Broken, match="made frames 30 to 59 died"):
            farm.submit(Faulty(), told).result()
        assert farm._processes[0].process.poll() is None


def test_nobody_waits_for_a_dead_worker(job):
    with Farm(1, "numba") as farm:
        for hopeless in [farm.submit(one, told) for one in (Deadly(), job, job)]:
            with pytest.raises(Broken, match="died"):
                hopeless.result()


def test_farm_without_work_starts_nothing():
    with Farm(3, "numba") as farm:
        assert farm._processes == []


def test_farm_started_early_makes_the_same(job):
    with Farm(1, "numba") as farm:
        farm.start()
        (early,) = farm._processes
        assert len(farm.submit(job, told).result()) == 30
        assert farm._processes == [early]


def test_prepared_process_is_the_next_farms(job):
    prepare()
    prepare()  # once is enough
    with Farm(5, "numba") as farm, Farm(1, "opencv") as other:
        (early,) = farm_module._early
        made = [one.submit(job, told).result() for one in (farm, other)]
        assert [one.process.pid == early.process.pid for one in farm._processes] == [True, False]
        assert early not in other._processes
    assert [len(one) for one in made] == [30, 30]
    assert farm_module._early == []


def test_process_that_died_unused_is_left(job):
    prepare()
    (early,) = farm_module._early
    early.process.kill()
    early.process.wait()
    with Farm(1, "numba") as farm:
        assert len(farm.submit(job, told).result()) == 30
        assert early not in farm._processes


def test_unused_process_ends_with_the_program():
    program = (
        "from reelwright.render import farm; farm.prepare(); print(farm._early[0].process.pid)"
    )
    made = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert gone(int(made.stdout))


def gone(process: int) -> bool:
    until = time.monotonic() + 20
    while Path(f"/proc/{process}/fd").exists() and time.monotonic() < until:
        time.sleep(0.05)
    return not Path(f"/proc/{process}/fd").exists()


def test_farm_may_be_left_early(job):
    with Farm(2, "numba") as farm:
        farm.start()
        with farm:
            made = farm.submit(job, told).result()
        assert [one.process.returncode for one in farm._processes] == [-signal.SIGKILL]
    assert len(made) == 30


HEAVY = ("av", "cv2", "numpy", "numba", "llvmlite")


def loaded_by(program: str, heavy: tuple[str, ...] = HEAVY) -> list[str]:
    """Return what of the heavy packages a program of its own has imported in the end."""
    show = f"import sys; print(*(name for name in {heavy} if name in sys.modules))"
    made = subprocess.run(
        [sys.executable, "-c", f"{program}; {show}"], capture_output=True, text=True, check=True
    )
    return made.stdout.split()


def test_nothing_heavy_is_imported_before_workers_start():
    assert loaded_by("import reelwright.render.produce") == []
    assert loaded_by("import reelwright.render.worker") == []
    assert loaded_by("import reelwright.render.farm", (*HEAVY, "pydantic", "json")) == []


def test_worker_imports_no_letters_before_they_are_needed():
    others = ("uharfbuzz", "regex", "icu", "asyncio", "ssl", "reelwright.render.audio.mastering")
    assert loaded_by("import reelwright.render.serving", (*HEAVY, *others)) == [
        "av",
        "cv2",
        "numpy",
    ]


def test_parent_composes_nothing():
    """What plans, joins and mixes needs no OpenCV: 30 ms and 16 MB."""
    composing = ("cv2", "reelwright.render.compose", "reelwright.render.kernels.plain")
    assert loaded_by("import reelwright.render.assembly", composing) == []


def test_warm_worker_compiles_nothing(job):
    kernels.use("numba")
    pickled = pickle.dumps(job).hex()
    make = f"encode(pickle.loads(bytes.fromhex('{pickled}')), Stills(), lambda _: None)"
    imports = "import pickle; from reelwright.render.serving import Stills, encode, kernels"
    assert loaded_by(f"{imports}; kernels.use('numba'); {make}") == ["av", "cv2", "numpy"]


def test_leaving_ends_what_is_in_the_making(job):
    counted = []
    with Farm(1, "numba") as farm:
        waiting = [farm.submit(job, counted.append) for _ in range(200)]
    assert all(one.done() for one in waiting)
    assert len(counted) < 100 * 30


EXPORT = """
import sys
from pathlib import Path
from reelwright.model.timeline import Timeline
from reelwright.render.export import export
from reelwright.render.watch import Watch
from reelwright.render.means import Means

folder = Path(sys.argv[1])
clip = {"start": 0, "length": 600, "source": "one.png", "motion": {"end": {"zoom": 1.5}}}
timeline = Timeline.read({"width": 640, "height": 360, "length": 600, "pictures": [clip]})
told = lambda done, of: print(done, flush=True)
export(timeline, folder / "film.mp4", lambda n: folder / n, means=Means(2), watch=Watch(told))
"""


def alive(mark: str) -> list[int]:
    """Return the processes that were started with `mark` in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def test_workers_do_not_outlive_a_killed_export(media, tmp_path):
    (tmp_path / "one.png").write_bytes((media / "one.png").read_bytes())
    mark = f"FARM_TEST={uuid.uuid4()}"
    name, _, value = mark.partition("=")
    # No guard on its main module, as people write scripts.
    export = subprocess.Popen(
        [sys.executable, "-c", EXPORT, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, name: value},
    )
    assert export.stdout.readline()
    assert len(alive(mark)) == 2  # itself, and the process of its workers
    export.kill()
    export.communicate()
    until = time.monotonic() + 20
    while alive(mark) and time.monotonic() < until:
        time.sleep(0.05)
    assert alive(mark) == []
