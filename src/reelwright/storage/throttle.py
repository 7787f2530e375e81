"""A throttle made of buckets: one for each name that attempts are counted of."""

from datetime import datetime, timedelta

from reelwright.ports.buckets import Buckets


class BucketThrottle:
    """Lets each name try `burst` times at once, then once every `pause` seconds."""

    def __init__(self, buckets: Buckets, burst: int = 5, pause: float = 60.0) -> None:
        self._buckets, self._pause = buckets, timedelta(seconds=pause)
        self._size = burst * self._pause

    def take(self, who: str, at: datetime) -> float:
        """Count an attempt and return nought; or count none, and return the seconds to wait."""
        level = self._buckets.pour(_named(who), self._pause, self._size, at)
        return max((level - self._size).total_seconds(), 0.0)

    def forgive(self, who: str) -> None:
        """Forget the attempts of a name, because one was right."""
        self._buckets.empty(_named(who))


def _named(who: str) -> str:
    return f"attempts:{who}"
