"""Everything that can go wrong, as sentences with a next step. Knows no HTTP and no exit codes.

ReelwrightError
├── Invalid       what was asked cannot be: one or more faults, each with its place
├── NotFound      something named is not there
├── NotAllowed    the asker may not
├── Conflict      it clashes with something that is already so
├── OverQuota     a limit of money, rate or number would be passed
├── Refused       the content is not acceptable
├── Unavailable   this machine lacks something: a package, room on the disk, a folder
├── VendorFailed  a vendor did not deliver
├── InDoubt       a vendor may have been paid for what nobody received
├── Cancelled     somebody asked to stop
└── Broken        we are wrong: a promise inside Reelwright was not kept
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what was asked.

    `path` is where, in JSON terms (`scenes[2].narration`), empty for the whole; `problem` is a
    sentence that says what is wrong and what to do.
    """

    path: str
    problem: str

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}" if self.path else self.problem


class ReelwrightError(Exception):
    """The root of the tree: a human sentence, a stable code, and whether a retry may help."""

    code: ClassVar[str] = "error"
    retry_may_help: bool = False


class Invalid(ReelwrightError):
    """What was asked cannot be; every fault that was found, not only the first."""

    code = "invalid"

    def __init__(self, faults: Sequence[Fault] | str) -> None:
        self.faults = (Fault("", faults),) if isinstance(faults, str) else tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type["Invalid"], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)  # so that it comes whole out of another process


class NotFound(ReelwrightError):
    """Something named is not there."""

    code = "not_found"


class NotAllowed(ReelwrightError):
    """The asker may not do this."""

    code = "not_allowed"


class Conflict(ReelwrightError):
    """What was asked clashes with something that is already so."""

    code = "conflict"


class OverQuota(ReelwrightError):
    """A limit of money, rate or number would be passed.

    `figures` are those of the limit by what they are, for whoever tells them in words of his own.
    """

    code = "over_quota"

    def __init__(self, message: str, **figures: int) -> None:
        super().__init__(message)
        self.figures = figures


class Refused(ReelwrightError):
    """The content itself is not acceptable, to our moderator or to a vendor's."""

    code = "refused"


class Unavailable(ReelwrightError):
    """This machine lacks something: a package, a writable folder, room on the disk."""

    code = "unavailable"


class Trouble(StrEnum):
    """What kind of failure of a vendor it is, and so whether asking again may help."""

    TEMPORARY = "temporary"  # it may: busy, out of reach, or it answered nonsense
    REFUSED = "refused"  # it will not take this request, however often it is asked
    EXHAUSTED = "exhausted"  # what its owner has there is used up: money, a quota, a key


class VendorFailed(ReelwrightError):
    """A vendor did not deliver.

    `after` is the seconds it wants to be left alone, where it said so. `unsure` says that it may
    have done the work, and charged for it, though nothing was received.
    """

    code = "vendor_failed"
    retry_may_help = True

    def __init__(
        self,
        message: str,
        trouble: Trouble = Trouble.TEMPORARY,
        *,
        after: float | None = None,
        unsure: bool = False,
    ) -> None:
        super().__init__(message)
        self.trouble, self.after, self.unsure = trouble, after, unsure
        self.retry_may_help = trouble is Trouble.TEMPORARY


class InDoubt(ReelwrightError):
    """A vendor may have been paid for what nobody received: a person must look, not a machine."""

    code = "needs_review"


class Cancelled(ReelwrightError):
    """Somebody asked for the work to stop."""

    code = "cancelled"


class Broken(ReelwrightError):
    """A promise inside Reelwright was not kept; this is our fault, not the asker's."""

    code = "broken"


def choices(names: Iterable[str]) -> str:
    """Return names as a person lists them: `a, b or c`."""
    *most, last = [str(name) for name in names]
    return f"{', '.join(most)} or {last}" if most else last


def unknown(what: str, given: str, names: Iterable[str]) -> str:
    """Return the sentence for a name that is none of `names`, with the nearest one suggested."""
    known = [str(name) for name in names]
    folded = {name.casefold(): name for name in known}
    asked = given.strip().casefold()
    begun = [name for name in folded if asked and name.startswith(asked)]
    near = begun or get_close_matches(asked, folded, n=1, cutoff=0.5)
    guess = f" Did you mean {folded[near[0]]!r}?" if near else ""
    shown = given if len(given) <= 40 else given[:37] + "…"
    return f"There is no {what} {shown!r}.{guess} Choose {choices(known)}."
