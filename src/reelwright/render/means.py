"""What an export may use: processes, kernels, and what was coded before."""

import os
from dataclasses import dataclass, field

from reelwright.render.cache import Cache
from reelwright.render.kernels import fastest


@dataclass(frozen=True, slots=True)
class Means:
    """By default a process for each core this one may run on, the fastest kernels, and no cache.

    With `inspected` the film is looked through before it is handed over.
    """

    workers: int = field(default_factory=lambda: len(os.sched_getaffinity(0)))
    cache: Cache | None = None
    kernels: str = field(default_factory=fastest)
    inspected: bool = True
