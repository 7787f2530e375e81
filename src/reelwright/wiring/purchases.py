"""The purchases of one job: kept in its rows before the vendor is asked, and after it answered.

Whoever dies between leaves a row that says how far it was, and the next one goes on from there
under the same key.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, ParamSpec

from reelwright.durable.database import AWAY, away
from reelwright.model.errors import InDoubt, ReelwrightError, VendorFailed
from reelwright.model.ids import Key, content_key
from reelwright.model.value import Json, Value
from reelwright.pipeline.memory import Making, V
from reelwright.ports.purchase import Profile
from reelwright.ports.records.calls import Call, CallState
from reelwright.ports.records.jobs import Job
from reelwright.ports.records.productions import blobs_in
from reelwright.services import buying
from reelwright.wiring.office import Office, asked_of


@dataclass(frozen=True, slots=True)
class Maker:
    """A vendor as it is now: its name, what tells it from an earlier self, its profile.

    One without a profile costs nothing. `resend` says that its calls in doubt are made again.
    """

    vendor: str
    identity: str
    profile: Profile | None = None
    resend: bool = False


log: Final = logging.getLogger(__name__)

_AGAIN: Final = 1.0
"""Seconds between two looks whether the database is back."""

P = ParamSpec("P")

_OPEN: Final = (CallState.ASKED, CallState.STARTED, CallState.DOUBTFUL)


class Bought:
    """One call of a job, as its vendor's client sees it (ports.purchase.Purchase).

    Of the cost so far, `before` was charged for what is lost. What is charged now comes on top of
    `spent`: nought where the vendor only says again what it charged.
    """

    def __init__(
        self, office: Office, call: Call, *, again: bool, before: int = 0, spent: int = 0
    ) -> None:
        self._office, self.call, self.again = office, call, again
        self.before, self._spent = before, spent

    @property
    def key(self) -> str:
        """What the call is known by."""
        return self.call.key

    @property
    def ticket(self) -> str | None:
        """The vendor's own name of the call, where it was noted."""
        return self.call.vendor_id

    async def note(self, ticket: str) -> None:
        """Keep the vendor's own name of the call."""
        self.call = replace(self.call, state=CallState.STARTED, vendor_id=ticket)
        await asked_of(self._kept)

    def paid(self, micros: int) -> None:
        """Tell what the vendor charged."""
        self.call = replace(self.call, cost=self._spent + micros)

    def _kept(self) -> None:
        with self._office.store.write() as records:
            records.calls.save(self.call)


class Purchases:
    """Makes the calls of one job."""

    def __init__(self, office: Office, job: Job) -> None:
        self._office, self._job = office, job

    async def once(self, step: str, key: Key, maker: Maker, kind: type[V], make: Making[V]) -> V:
        """Return what this job had made in a step for what is asked as `key`, or has made now.

        Raises `InDoubt` where it may have been paid for, and asking again might pay for it twice.
        """
        call = await asked_of(self._intended, step, key, maker.vendor)
        if call.state is CallState.DONE and isinstance(call.result, Mapping):
            before = kind.read(call.result["asset"])
            if await whole(self._office, before):
                return before
        bought = await self._begun(call, maker)
        made = await self._asked(bought, maker.profile, make)
        asset = made.write()
        blobs = list(dict.fromkeys([key, *blobs_in(asset)]))
        result: Mapping[str, Json] = {"asset": asset, "blobs": blobs}
        await _kept(maker.vendor, self._done, bought.call, maker.profile, result)
        return made

    async def _begun(self, call: Call, maker: Maker) -> Bought:
        """Return the purchase once its vendor may be asked, noted as asked."""
        again = call.state in _OPEN
        if maker.profile is None:
            return Bought(self._office, call, again=again)
        if buying.doubtful(call, maker.profile) and not maker.resend:
            await asked_of(self._given_up, call)
            raise InDoubt(_doubt(call))
        # Who else waits for the vendor is in other processes, and cannot wake us.
        while isinstance(turn := await asked_of(self._turn, call, maker.profile), float):  # noqa: ASYNC110
            await asyncio.sleep(turn * random.uniform(1.0, 1.2))
        before = 0 if again else call.cost
        spent = 0 if maker.profile.safe or call.vendor_id is not None else call.cost
        return Bought(self._office, turn, again=again, before=before, spent=spent)

    async def _asked(self, bought: Bought, profile: Profile | None, make: Making[V]) -> V:
        try:
            if profile is None:
                return await make(bought)
            async with asyncio.timeout(profile.patience):
                return await make(bought)
        except TimeoutError as late:
            wrong = VendorFailed(_late(bought.call), unsure=True)
            await _kept(bought.call.vendor, self._failed, bought, profile, wrong)
            raise wrong from late
        except ReelwrightError as wrong:
            await _kept(bought.call.vendor, self._failed, bought, profile, wrong)
            raise

    def _intended(self, step: str, key: Key, vendor: str) -> Call:
        call = Call(
            key=content_key("call", self._job.id, step, key),
            job_id=self._job.id,
            step=step,
            vendor=vendor,
            state=CallState.INTENDED,
            cost=0,
            created_at=self._office.clock(),
        )
        with self._office.store.write() as records:
            return records.calls.intend(call)

    def _turn(self, call: Call, profile: Profile) -> Call | float:
        """Return the call, noted as asked, or the seconds until that may be."""
        at = self._office.clock()
        with self._office.store.write() as records:
            if seconds := buying.wait(records, call, profile, at):
                return seconds
            return buying.ask(records, call, profile, at)

    def _done(self, call: Call, profile: Profile | None, result: Mapping[str, Json]) -> None:
        with self._office.store.write() as records:
            buying.delivered(records, call, profile, result, self._office.clock())

    def _failed(self, bought: Bought, profile: Profile | None, wrong: ReelwrightError) -> None:
        at = self._office.clock()
        with self._office.store.write() as records:
            buying.failed(records, bought.call, profile, wrong, at, before=bought.before)

    def _given_up(self, call: Call) -> None:
        with self._office.store.write() as records:
            buying.give_up(records, call, self._office.clock())


async def _kept(vendor: str, keep: Callable[P, None], *given: P.args, **named: P.kwargs) -> None:
    """Keep what a call came to; what may be paid for is not let go while the database is away."""
    while True:
        try:
            await asked_of(keep, *given, **named)
        except AWAY as wrong:
            if not away(wrong):
                raise
            log.warning("A call of %s waits for the database: %s", vendor, wrong)
            await asyncio.sleep(_AGAIN)
        else:
            return


async def whole(office: Office, asset: Value) -> bool:
    """Say whether all that an asset names is still kept."""
    return all([await office.blobs.has(key) for key in blobs_in(asset.write())])


def _late(call: Call) -> str:
    return f"The vendor {call.vendor} did not answer in time, for the step {call.step}."


def _doubt(call: Call) -> str:
    return (
        f"The vendor {call.vendor} may have been paid for the step {call.step}, and what it made "
        "was not received; it was not asked again. See what it has charged, then make the film "
        "anew."
    )
