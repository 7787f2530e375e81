"""Buying: when a vendor may be asked, by any worker, and what is kept of how it went.

A vendor goes at its own pace, and is left alone where it asks for that or fails time after time.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from reelwright.model.errors import ReelwrightError, Refused, Trouble, VendorFailed
from reelwright.model.value import Json
from reelwright.ports.purchase import Profile
from reelwright.ports.records import Records
from reelwright.ports.records.calls import Call, CallState
from reelwright.ports.records.vendors import Standing

LONGEST: Final = 60.0
"""Seconds that a call waits at most for a vendor that is left alone, before it fails."""

_FULL: Final = 0.5
"""Seconds until a call looks again whether one of those under way has ended."""

_REST: Final = 600.0
"""The longest that a vendor is left alone because it fails."""


def doubtful(call: Call, profile: Profile) -> bool:
    """Say whether asking might pay for a call twice: it was asked before, and nobody knows more."""
    if call.state is CallState.DOUBTFUL:
        return True
    return call.state is CallState.ASKED and not profile.safe and call.vendor_id is None


def wait(records: Records, call: Call, profile: Profile, at: datetime) -> float:
    """Return the seconds that a call has to wait before its vendor may be asked; nought for none.

    Raises `VendorFailed` where that is more than `LONGEST`.
    """
    standing = records.vendors.get(call.vendor)
    shut = _seconds(standing.shut_until, at)
    if shut > LONGEST:
        raise VendorFailed(
            f"The vendor {call.vendor} has failed too often just now; it is asked again in "
            f"{shut:.0f} seconds.",
            after=shut,
        )
    if shut > 0:
        return shut
    if records.calls.under_way(call.vendor, at, call.key) >= profile.at_once:
        return _FULL
    return max(0.0, _seconds(standing.next_at, at) - (profile.at_once - 1) * _pace(profile))


def ask(records: Records, call: Call, profile: Profile, at: datetime) -> Call:
    """Note that a call's vendor is about to be asked, and return the call as it is then.

    Of a vendor that has failed too often, the others wait until it is known how this one goes, but
    no longer than a call waits at all.
    """
    standing = records.vendors.get(call.vendor)
    until = at + timedelta(seconds=profile.patience)
    begun = max(standing.next_at or at, at) + timedelta(seconds=_pace(profile))
    tried = standing.failures >= profile.failures
    shut = at + timedelta(seconds=min(LONGEST, profile.patience)) if tried else standing.shut_until
    records.vendors.put(replace(standing, next_at=begun, shut_until=shut))
    state = CallState.ASKED if call.vendor_id is None else CallState.STARTED
    asked = replace(call, state=state, attempts=call.attempts + 1, until=until)
    records.calls.save(asked)
    return asked


def delivered(
    records: Records, call: Call, profile: Profile | None, result: Mapping[str, Json], at: datetime
) -> None:
    """Keep what a call came to; its vendor, if it charges, has not failed after all."""
    if profile is not None:
        _well(records, call.vendor, profile)
    done = replace(call, state=CallState.DONE, result=dict(result), until=None, ended_at=at)
    records.calls.save(done)


def failed(
    records: Records,
    call: Call,
    profile: Profile | None,
    wrong: ReelwrightError,
    at: datetime,
    *,
    before: int = 0,
) -> None:
    """Keep that a call failed; where the vendor may have done it all the same, it stays asked.

    `before` is how much of its cost was charged for what the vendor had made, and is now lost.
    """
    if profile is not None:
        _blamed(records, call.vendor, profile, wrong, at)
    if profile is None or _surely_not(call, wrong, before):
        over = replace(call, state=CallState.FAILED, vendor_id=None, until=None, ended_at=at)
        records.calls.save(over)
    else:
        records.calls.save(replace(call, until=None))


def give_up(records: Records, call: Call, at: datetime) -> None:
    """Leave a call in doubt to a person."""
    records.calls.save(replace(call, state=CallState.DOUBTFUL, until=None, ended_at=at))


def _surely_not(call: Call, wrong: ReelwrightError, before: int) -> bool:
    """Say whether a call that failed is known not to have been done, and not to be under way.

    A vendor that is busy when it is asked after an order still works on that.
    """
    if call.cost > before:
        return False
    if isinstance(wrong, VendorFailed):
        ordered = call.vendor_id is not None and wrong.trouble is Trouble.TEMPORARY
        return not wrong.unsure and not ordered
    return isinstance(wrong, Refused)


def _blamed(
    records: Records, vendor: str, profile: Profile, wrong: ReelwrightError, at: datetime
) -> None:
    if isinstance(wrong, Refused):
        _well(records, vendor, profile)
    elif isinstance(wrong, VendorFailed):
        standing = records.vendors.get(vendor)
        records.vendors.put(_worse(standing, profile, wrong, at))


def _worse(standing: Standing, profile: Profile, wrong: VendorFailed, at: datetime) -> Standing:
    if wrong.trouble is Trouble.REFUSED:
        return _forgiven(standing, profile)
    asked, many = _forgiven(standing, profile), standing.failures + 1
    if wrong.after is not None:
        # One failure below too many: what it asked for outlives a call that still goes well.
        few = min(standing.failures, profile.failures - 1)
        return _shut(replace(asked, failures=few), at, wrong.after)
    if many < profile.failures:
        return replace(asked, failures=many)
    rest = min(_REST, profile.pause * 2 ** (many - profile.failures))
    return _shut(replace(asked, failures=many), at, rest)


def _shut(standing: Standing, at: datetime, seconds: float) -> Standing:
    until = at + timedelta(seconds=seconds)
    return replace(standing, shut_until=max(until, standing.shut_until or until))


def _well(records: Records, vendor: str, profile: Profile) -> None:
    standing = records.vendors.get(vendor)
    if standing.failures:
        records.vendors.put(_forgiven(standing, profile))


def _forgiven(standing: Standing, profile: Profile) -> Standing:
    """Forget a vendor's failures, but not that it asked to be left alone."""
    tried = standing.failures >= profile.failures
    return replace(standing, failures=0, shut_until=None if tried else standing.shut_until)


def _pace(profile: Profile) -> float:
    return 60.0 / profile.per_minute


def _seconds(until: datetime | None, at: datetime) -> float:
    return 0.0 if until is None else max(0.0, (until - at).total_seconds())
