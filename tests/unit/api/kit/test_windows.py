"""Sliding windows: never more than a quota within any, and the wait is until one more fits."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reelwright.api.kit.windows import Room, room
from reelwright.ports.buckets import Window
from reelwright.storage.buckets import MemoryBuckets

AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
TEN = Window(10, 60 * SECOND)
TWELVE = Window(12, 600 * SECOND)


def asked(buckets: MemoryBuckets, seconds: float, *windows: Window) -> list[Room]:
    """Return what a request that comes then leaves of each window."""
    at = AT + seconds * SECOND
    entry = buckets.enter("ann", windows, at)
    return [room(window, entry, at) for window in windows]


def waits(buckets: MemoryBuckets, seconds: float, *windows: Window) -> float:
    """Return the seconds that a request which comes then has to wait."""
    return max(one.wait for one in asked(buckets, seconds, *windows)) / SECOND


def test_quota_comes_at_once_and_no_more():
    buckets = MemoryBuckets()
    assert [waits(buckets, 0, TEN) for _ in range(12)] == [0] * 10 + [60] * 2


def test_what_is_left_is_told():
    buckets = MemoryBuckets()
    told = [asked(buckets, second, Window(2, 60 * SECOND))[0] for second in (0, 20, 30)]
    assert told == [
        Room(1, 60 * SECOND, 0 * SECOND),
        Room(0, 60 * SECOND, 0 * SECOND),
        Room(0, 50 * SECOND, 30 * SECOND),
    ]


def test_quota_across_the_clock_s_minute_is_no_more():
    buckets = MemoryBuckets()
    before = [waits(buckets, 55, TEN) for _ in range(10)]
    assert (before, waits(buckets, 65, TEN), waits(buckets, 115, TEN)) == ([0] * 10, 50, 0)


def test_longer_window_holds_as_well():
    buckets = MemoryBuckets()
    given = [waits(buckets, 0, TEN, TWELVE) for _ in range(11)]
    later = [waits(buckets, 60, TEN, TWELVE) for _ in range(3)]
    assert (given, later) == ([0] * 10 + [60], [0, 0, 540])


@given(gaps=st.lists(st.floats(0, 20), min_size=1, max_size=120))
def test_no_window_holds_more(gaps):
    buckets, now, let_in = MemoryBuckets(), AT, []
    for gap in gaps:
        now += gap * SECOND
        let_in += [now] * buckets.enter("ann", [TEN], now).admitted
    most = max(sum(now <= one < now + TEN.length for one in let_in) for now in let_in)
    assert most <= TEN.quota


@given(gaps=st.lists(st.floats(0, 20), min_size=11, max_size=60))
def test_wait_is_exact(gaps):
    buckets, now = MemoryBuckets(), AT
    for gap in gaps:
        now += gap * SECOND
        wait = room(TEN, buckets.enter("ann", [TEN], now), now).wait
        early = max(now, now + wait - SECOND / 1_000_000)
        refused = not wait or not buckets.enter("ann", [TEN], early).admitted
        now += wait
        assert (refused, buckets.enter("ann", [TEN], now).admitted or not wait) == (True, True)
