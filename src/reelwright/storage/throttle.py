"""A throttle that remembers within this process, and forgets when it ends."""

import threading
from datetime import datetime


class MemoryThrottle:
    """Lets each name try `burst` times at once, then once every `pause` seconds.

    It is the generic cell rate algorithm (ITU-T I.371, annex A): all that is kept of a name is the
    moment by which its attempts are forgotten. Several processes each count their own.
    """

    def __init__(self, burst: int = 5, pause: float = 60.0, most: int = 10_000) -> None:
        self._slack, self._pause, self._most = (burst - 1) * pause, pause, most
        self._until: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, who: str, at: datetime) -> float:
        """Count an attempt and return nought; or count none, and return the seconds to wait."""
        now = at.timestamp()
        with self._lock:
            until = max(self._until.get(who, now), now)
            if until - now > self._slack:
                return until - now - self._slack
            self._make_room(now)
            self._until[who] = until + self._pause
            return 0.0

    def forgive(self, who: str) -> None:
        """Forget the attempts of a name, because one was right."""
        with self._lock:
            self._until.pop(who, None)

    def _make_room(self, now: float) -> None:
        """Forget who may be forgotten; then, the tenth whose time is up first."""
        if len(self._until) < self._most:
            return
        self._until = {who: until for who, until in self._until.items() if until > now}
        if len(self._until) >= self._most:
            first = sorted(self._until, key=self._until.__getitem__)
            for who in first[: self._most // 10 + 1]:
                del self._until[who]
