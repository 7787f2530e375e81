"""Stills and stacks kept open from segment to segment, since decoding one takes a while."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from pathlib import Path
from threading import Lock
from typing import Any, Protocol, TypeVar, cast
from weakref import WeakValueDictionary

from reelwright.model.clip import Fit, PictureClip
from reelwright.model.motion import Motion
from reelwright.render.canvas import Canvas
from reelwright.render.container import there
from reelwright.render.media import Media
from reelwright.render.sources.stack import Stack
from reelwright.render.sources.still import Still


class _Sized(Protocol):
    @property
    def bytes(self) -> int: ...


_Open = TypeVar("_Open", bound=_Sized)


class Stills:
    """The stills and stacks shown last, in `room` bytes or as many as the last one takes.

    Threads share them: one opens a picture, the others that ask for it wait; and what somebody
    still shows is not opened again, whether there is room to keep it or not. A file that has
    changed since is read again.
    """

    def __init__(self, room: int = 32_000_000) -> None:
        self._room, self._lock = room, Lock()
        self._kept: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._open: WeakValueDictionary[Hashable, _Sized] = WeakValueDictionary()

    def load(
        self, path: Path, motion: Motion, frame: tuple[int, int], fit: Fit = Fit.COVER
    ) -> Still:
        """Do what `Still.load` does, or return what it has returned before."""
        key = (motion, frame, fit)
        return self._once([path], key, lambda: Still.load(path, motion, frame, fit))

    def stack(self, clip: PictureClip, canvas: Canvas, media: Media) -> Stack:
        """Do what `Stack.load` does, or return what it has returned before."""
        paths = [media(source) for source in clip.sources]
        key = (clip.layers, clip.motion, clip.length, canvas)
        return self._once(paths, key, lambda: Stack.load(clip, canvas, media))

    def _once(self, paths: list[Path], key: Hashable, opened: Callable[[], _Open]) -> _Open:
        if not all(there(path) for path in paths):
            return opened()  # which says what is wrong
        facts = [(path, path.stat()) for path in paths]
        files = tuple((path, one.st_mtime_ns, one.st_size) for path, one in facts)
        with self._lock:
            found = self._kept.pop((files, key), None) or self._shown((files, key))
            self._kept[files, key] = coming = found or Future()
            self._trim()  # what was opened before may have grown
        if found is None:
            self._make((files, key), coming, opened)
        return cast("_Open", coming.result())

    def _shown(self, key: Hashable) -> "Future[Any] | None":
        """Return what is not kept but shown by somebody."""
        if (shown := self._open.get(key)) is None:
            return None
        coming: Future[Any] = Future()
        coming.set_result(shown)
        return coming

    def _make(self, key: Hashable, coming: "Future[Any]", opened: Callable[[], _Open]) -> None:
        try:
            coming.set_result(made := opened())
        except BaseException as wrong:
            coming.set_exception(wrong)
            with self._lock:
                self._kept.pop(key, None)
            raise
        with self._lock:
            self._open[key] = made
            self._trim()

    def _trim(self) -> None:
        done = [one for one in self._kept.items() if one[1].done()]
        open_ = [key for key, coming in done if coming.exception() is None]
        used = sum(self._kept[key].result().bytes for key in open_)
        for key in open_[:-1]:
            if used <= self._room:
                return
            used -= self._kept.pop(key).result().bytes
