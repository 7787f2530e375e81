"""Stills kept open from segment to segment, since decoding and filtering one takes a while."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Lock

from reelwright.model.clip import Fit
from reelwright.model.motion import Motion
from reelwright.render.container import there
from reelwright.render.sources.still import Still

_Key = tuple[Path, int, int, Motion, tuple[int, int], Fit]


class Stills:
    """The stills shown last, in `room` bytes or as many as the last one takes.

    Threads share them: one opens a still, the others that ask for it wait. A file that has changed
    since is read again.
    """

    def __init__(self, room: int = 64_000_000) -> None:
        self._room, self._lock = room, Lock()
        self._kept: OrderedDict[_Key, Future[Still]] = OrderedDict()

    def load(
        self, path: Path, motion: Motion, frame: tuple[int, int], fit: Fit = Fit.COVER
    ) -> Still:
        """Do what `Still.load` does, or return what it has returned before."""
        if not there(path):
            return Still.load(path, motion, frame, fit)  # which says what is wrong
        facts = path.stat()
        key = (path, facts.st_mtime_ns, facts.st_size, motion, frame, fit)
        return self._once(key, lambda: Still.load(path, motion, frame, fit))

    def _once(self, key: _Key, opened: Callable[[], Still]) -> Still:
        with self._lock:
            found = self._kept.pop(key, None)
            self._kept[key] = coming = found or Future()
        if found is None:
            self._open(key, coming, opened)
        return coming.result()

    def _open(self, key: _Key, coming: "Future[Still]", opened: Callable[[], Still]) -> None:
        try:
            coming.set_result(opened())
        except BaseException as wrong:
            coming.set_exception(wrong)
            with self._lock:
                self._kept.pop(key, None)
            raise
        with self._lock:
            self._trim()

    def _trim(self) -> None:
        done = [one for one in self._kept.items() if one[1].done()]
        open_ = [key for key, coming in done if coming.exception() is None]
        used = sum(self._kept[key].result().bytes for key in open_)
        for key in open_[:-1]:
            if used <= self._room:
                return
            used -= self._kept.pop(key).result().bytes
