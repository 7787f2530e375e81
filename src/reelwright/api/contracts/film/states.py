"""States of a job as this contract shows it: eight, the edges between them, and who may move it.

Two tell how far a job is: the engine, and whoever reports by PATCH. What is shown is the further
of the two; what is paid, published and told elsewhere goes by the engine alone.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reelwright.model.errors import Conflict, NotAllowed


class State(StrEnum):
    """How far a job is, in the document's words and order; the last of each line never change."""

    PENDING = "pending"
    QUEUED = "queued"
    MODERATING = "moderating"
    MODERATION_FAILED = "moderation_failed"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


LINE: Final = (State.PENDING, State.QUEUED, State.MODERATING, State.PROCESSING)
"""The states of a job that has not ended, in their order."""

ENDED: Final = (State.MODERATION_FAILED, State.COMPLETED, State.FAILED, State.CANCELLED)

EDGES: Final = {
    State.PENDING: {State.QUEUED, State.FAILED, State.CANCELLED},
    State.QUEUED: {State.MODERATING, State.FAILED, State.CANCELLED},
    State.MODERATING: {
        *(State.PROCESSING, State.MODERATION_FAILED),
        *(State.FAILED, State.CANCELLED),
    },
    State.PROCESSING: {State.COMPLETED, State.FAILED, State.CANCELLED},
    **{state: set[State]() for state in ENDED},
}
"""Where a job may go from each state, in one step."""

OWNED: Final = (State.PENDING, State.QUEUED, State.PROCESSING, State.CANCELLED)
"""What an owner may ask a job to be shown as; the others are for the engine to find."""

NEARLY: Final = 99.9
"""How far a job is at most, in percent, while there is no film to fetch."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a job is: its state by the engine, and the state and percentage that were reported.

    `late` says that the engine was past moderation when the job ended, or is by now.
    """

    engine: State
    late: bool = False
    status: State | None = None
    progress: float = 0.0

    @property
    def shown(self) -> State:
        """The state that is shown: it only ever moves along the edges.

        But a job whose work was cancelled is so, even where `completed` was reported of it.
        """
        if self.status in ENDED and self.engine is not State.CANCELLED:
            return self.status
        told = max(self._place(self.status), 0)
        if self.engine in LINE:
            return LINE[max(told, self._place(self.engine))]
        if self.engine is State.MODERATION_FAILED and (self.late or told == len(LINE) - 1):
            return State.FAILED
        return self.engine

    @staticmethod
    def _place(state: State | None) -> int:
        return LINE.index(state) if state in LINE else -1


@dataclass(frozen=True, slots=True)
class Wish:
    """What a PATCH asks for; what is None is not asked."""

    status: State | None = None
    progress: float | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a PATCH does: what to keep as reported, and the end to bring the engine to, if any."""

    status: State | None
    progress: float
    end: State | None = None


def patched(
    now: Standing, wish: Wish, *, owner: bool, admin: bool, reporting: bool = True
) -> Effect:
    """Return what a PATCH does to a job; owners may report unless `reporting` is off.

    `Conflict` for a job that has ended, or a step that is no edge; `NotAllowed` for what is not
    for an owner to say.
    """
    kept = Effect(now.status, now.progress)
    wanted = None if wish.status is now.shown else wish.status
    if wanted is None and wish.progress is None:
        return kept
    called_off = owner and wanted is State.CANCELLED and now.engine in LINE
    if now.shown in ENDED and not called_off:
        raise Conflict(f"Job is already {now.shown.value}")
    if not (admin or reporting) and wish != Wish(State.CANCELLED):
        raise NotAllowed("Insufficient permissions")
    progress = max(now.progress, min(wish.progress or 0.0, NEARLY))
    if wanted is None:
        return Effect(now.status, progress)
    if admin and wanted in EDGES[now.shown]:
        return _stepped(wanted, progress)
    if admin and not (owner and wanted in OWNED):
        raise Conflict(f"A job cannot go from {now.shown.value} to {wanted.value}")
    return _owned(now, wanted, progress)


def _owned(now: Standing, wanted: State, progress: float) -> Effect:
    """Return what an owner's report does: it only ever moves what is shown forward."""
    if wanted not in OWNED:
        raise NotAllowed("Insufficient permissions")
    if wanted is State.CANCELLED:
        return Effect(now.status, progress, end=wanted)
    further = max(now.shown, wanted, key=LINE.index)
    return Effect(now.status if further is now.shown else further, progress)


def _stepped(wanted: State, progress: float) -> Effect:
    """Return a step by an admin: one that ends a job without a film ends its work as well."""
    if wanted is State.COMPLETED or wanted not in ENDED:
        return Effect(wanted, progress)
    return Effect(wanted, progress, end=wanted)
