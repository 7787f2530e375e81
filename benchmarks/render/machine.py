"""What the figures were measured on."""

import datetime
import os
import platform
import subprocess
from importlib import metadata
from pathlib import Path

_PACKAGES = ("av", "numpy", "opencv-python-headless", "numba", "uharfbuzz")


def described() -> str:
    """Return the machine and the versions that count, in a sentence or two."""
    versions = ", ".join(f"{name} {version}" for name in _PACKAGES if (version := _version(name)))
    return (
        f"Measured on {datetime.datetime.now(datetime.UTC):%Y-%m-%d}: {_cores()} cores, "
        f"{_processor()}, {_memory()} GiB; Python {platform.python_version()}, {versions}, "
        f"commit {_commit()}."
    )


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _commit() -> str:
    asked = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    done = subprocess.run(asked, check=False, capture_output=True, text=True)
    return done.stdout.strip() or "unknown"
