"""What the processor is and what it can do, as the system says, without asking it by code."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

MODALIAS = Path("/sys/devices/system/cpu/modalias")
"""Family, model and features in a line; /proc/cpuinfo takes 10 ms, as it measures frequencies."""

CPUINFO = Path("/proc/cpuinfo")

FEATURES = {
    "sse3": (0x080, "pni"),
    "ssse3": (0x089, "ssse3"),
    "sse4.1": (0x093, "sse4_1"),
    "sse4.2": (0x094, "sse4_2"),
    "popcnt": (0x097, "popcnt"),
    "avx": (0x09C, "avx"),
    "avx2": (0x125, "avx2"),
    "avx512f": (0x130, "avx512f"),
    "avx512dq": (0x131, "avx512dq"),
    "avx512cd": (0x13C, "avx512cd"),
    "avx512bw": (0x13E, "avx512bw"),
    "avx512vl": (0x13F, "avx512vl"),
}
"""By LLVM's names: Linux's number, 32 times its word plus its bit, and its name in /proc/cpuinfo.

Words 4 and 9 are the processor's own, CPUID 1 ECX and 7 EBX (arch/x86/include/asm/cpufeatures.h).
Linux leaves out what it does not save between processes, so what it names can be used.
"""


def described() -> str:
    """Return of what make it is and what it can do, in a line of the system's, or of LLVM's."""
    return _text(MODALIAS).strip() or _asked()


def features(modalias: Path = MODALIAS, cpuinfo: Path = CPUINFO) -> frozenset[str]:
    """Return which of `FEATURES` it has; none where it is no x86-64 or the system does not say."""
    if (sys.platform, os.uname().machine) != ("linux", "x86_64"):
        return frozenset()
    make, _, numbers = _text(modalias).strip().partition(":feature:,")
    if make.startswith("cpu:type:x86"):
        return _known({int(number, 16) for number in numbers.split(",") if number})
    flags = (line.partition(":") for line in _text(cpuinfo).splitlines())
    return _known(next((set(said.split()) for name, _, said in flags if name[:5] == "flags"), ()))


def _known(told: Iterable[int] | Iterable[str]) -> frozenset[str]:
    said = frozenset[int | str](told)
    return frozenset(name for name, spelled in FEATURES.items() if said.intersection(spelled))


def _text(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""


def _asked() -> str:
    import llvmlite.binding as llvm  # type: ignore[import-untyped]  # noqa: PLC0415 - seldom needed

    return f"{llvm.get_host_cpu_name()} {llvm.get_host_cpu_features().flatten()}"
