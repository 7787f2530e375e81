"""A sandbox that a process puts itself into before it touches a stranger's bytes (Linux).

It can read the program, and what it was told to; write where it was told to; start nothing; reach
no network; and use so much memory and time. What this kernel cannot do is returned in words.
"""

import ctypes
import os
import resource
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from platform import machine
from typing import Final

from reelwright.wiring.syscalls import ARCHITECTURES, FORBIDDEN, Architecture


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a sandboxed process may use: bytes of memory and of one file, seconds of a processor."""

    memory: int = 2 << 30
    seconds: int = 240
    file: int = 1 << 30
    files: int = 64


_PROGRAM: Final = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/urandom", "/dev/null")

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_SIGKILL: Final = 9


def confine(readable: Iterable[Path], writable: Iterable[Path], bounds: Bounds) -> tuple[str, ...]:
    """Confine this process and all it will become, for good; return what could not be done.

    It must have one thread only, as those already there would stay free.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    _limit(bounds)
    missing = []
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        missing.append("programs it starts could gain privileges")
    if not _drop_capabilities(libc):
        missing.append("its privileges could not be dropped")
    if not _fence(libc, readable, writable):
        missing.append("files of this machine are not hidden from it (Landlock is missing)")
    if not _mute(libc):
        missing.append("the network is not closed to it (seccomp is missing)")
    return tuple(missing)


def _limit(bounds: Bounds) -> None:
    limits = {
        resource.RLIMIT_AS: bounds.memory,
        resource.RLIMIT_CPU: bounds.seconds,
        resource.RLIMIT_FSIZE: bounds.file,
        resource.RLIMIT_NOFILE: bounds.files,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))


_CAPABILITY_VERSION: Final = 0x20080522  # linux/capability.h, _LINUX_CAPABILITY_VERSION_3


def _drop_capabilities(libc: ctypes.CDLL) -> bool:
    """Give up what root may do beyond its own files; what is not root has nothing to give up."""
    header = struct.pack("Ii", _CAPABILITY_VERSION, 0)
    return not libc.capset(header, bytes(24))


# Landlock (linux/landlock.h). The numbers of its three calls are the same everywhere.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE = 1 << 14
_CONTENT: Final = _EXECUTE | _WRITE | _READ | _TRUNCATE
_ALL_BY_VERSION: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights to files each version of Landlock knows."""


def _fence(libc: ctypes.CDLL, readable: Iterable[Path], writable: Iterable[Path]) -> bool:
    version = libc.syscall(_CREATE, None, 0, 1)
    if version < 1:
        return False
    rights = (1 << _ALL_BY_VERSION[min(version, max(_ALL_BY_VERSION))]) - 1
    network = 0b11  # to bind and to connect
    scopes = 0b11  # abstract sockets, and signals
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    attributes = struct.pack("QQQ", rights, network, scopes)[:size]
    ruleset = libc.syscall(_CREATE, attributes, size, 0)
    if ruleset < 0:
        return False
    reading = _READ | _LIST | _EXECUTE  # to map a library is to execute it, for some
    program = (*_PROGRAM, sys.prefix, sys.base_prefix, *filter(None, sys.path))
    rules = [(Path(one), reading) for one in program]
    rules += [(one, _READ | _LIST) for one in readable] + [(one, rights) for one in writable]
    allowed = all(_allow(libc, ruleset, path, access & rights) for path, access in rules)
    return not libc.syscall(_RESTRICT, ruleset, 0) and allowed


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, access: int) -> bool:
    """Allow access to a file, or a folder and all in it; what is not there needs no leave."""
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return True
    try:
        allowed = access if path.is_dir() else access & _CONTENT
        return not libc.syscall(_ADD, ruleset, 1, struct.pack("=Qi", allowed, handle), 0)
    finally:
        os.close(handle)


# A seccomp filter is a program of the Berkeley packet filter over a call's number and arguments.
_LOAD, _EQUAL, _ABOVE, _ANY, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST = 0, 4, 16
_ALLOW, _REFUSE, _UNKNOWN, _KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
_X32: Final = 0x40000000
_CLONE_THREAD: Final = 0x00010000
_SET_FILTER, _ALL_THREADS = 1, 1


def _mute(libc: ctypes.CDLL) -> bool:
    here = ARCHITECTURES.get(machine())
    if here is None:
        return False
    steps = _filter(here)
    program = ctypes.create_string_buffer(b"".join(steps))
    address = ctypes.addressof(program)
    described = struct.pack("HxxxxxxQ", len(steps), address)
    return not libc.syscall(here.seccomp, _SET_FILTER, _ALL_THREADS, described)


def _filter(here: Architecture) -> list[bytes]:
    """Return a filter that refuses what is forbidden, and to make processes, but no threads.

    Of `clone3` the filter cannot see what it would make, so it is not there: libraries use `clone`.
    """
    numbers = [here.numbers[name] for name in FORBIDDEN if name in here.numbers]
    count = len(numbers)
    return [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, here.audit, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        _step(_ABOVE, _X32, count + 6, 0),
        *(_step(_EQUAL, number, count - at + 5, 0) for at, number in enumerate(numbers)),
        _step(_EQUAL, here.clone3, 3, 0),
        _step(_EQUAL, here.clone, 0, 3),
        _step(_LOAD, _FIRST),
        _step(_ANY, _CLONE_THREAD, 1, 2),
        _step(_RETURN, _UNKNOWN),
        _step(_RETURN, _ALLOW),
        _step(_RETURN, _REFUSE),
    ]


def _step(code: int, operand: int, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("HBBI", code, then, otherwise, operand)
