"""How much is done at once, how often is looked, how long is waited: the engine's figures."""

import random
from dataclasses import dataclass, fields

from reelwright.durable.names import JOBS, QUICK
from reelwright.model.errors import Fault, Invalid, ReelwrightError, VendorFailed


@dataclass(frozen=True, slots=True)
class Patience:
    """How a step that failed is tried again, where its error says that a retry may help.

    Full jitter: a pause is drawn evenly between nothing and a bound, which is `first` seconds,
    then double that, and never above `most`. Whoever asks to be left alone for some seconds is, and
    for a pause more, as others wait for the same moment; for more than `longest` nobody waits.
    """

    attempts: int = 3
    first: float = 1.0
    most: float = 20.0
    longest: float = 60.0

    def again(self, attempt: int, wrong: ReelwrightError) -> bool:
        """Say whether what failed for the `attempt`th time, counted from one, is tried again."""
        return wrong.retry_may_help and attempt < self.attempts and _asked(wrong) <= self.longest

    def pause(self, attempt: int, wrong: ReelwrightError | None = None) -> float:
        """Return the seconds to wait after the `attempt`th failure, counted from one."""
        drawn = random.uniform(0.0, min(self.most, self.first * 2 ** (attempt - 1)))
        return drawn + (_asked(wrong) if wrong else 0.0)


def _asked(wrong: ReelwrightError) -> float:
    """Return the seconds for which whoever failed asked to be left alone."""
    return wrong.after or 0.0 if isinstance(wrong, VendorFailed) else 0.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What the engine keeps to; times are seconds.

    The first five hold for the whole installation: the worker that started last says what they are.
    Jobs and quick jobs are counted apart, each by the first two.
    """

    per_account: int = 2
    """Jobs of one account that run at once, on all workers."""
    overall: int = 8
    """Jobs that run at once, on all workers."""
    per_worker: int = 2
    """Jobs that run at once in one worker."""
    quick: int = 2
    """Quick jobs that run at once in one worker, beside the others."""
    pieces: int = 4
    """Spawned pieces that run at once in one worker."""
    attempts: int = 3
    """Deaths of its worker after which a job is buried, if it got no step done in between."""
    polling: float = 0.25
    """Between two looks at a queue."""
    beat: float = 2.0
    """Between two signs of life of a worker."""
    silence: float = 15.0
    """After so long without one it counts as dead, and its jobs go to the others."""
    sweep: float = 10.0
    """Between two comparisons with the owner's rows."""
    keep: float = 30 * 86_400.0
    """How long the journal of an ended job stays."""
    patience: Patience = Patience()

    def places(self) -> dict[str, int]:
        """Return by queue how many of its jobs run at once in one worker."""
        return {
            JOBS: min(self.per_worker, self.overall),
            QUICK: min(self.quick, self.overall),
        }

    def __post_init__(self) -> None:
        wrong = [
            Fault(field.name, "This must be more than 0.")
            for field in fields(self)
            if field.name != "patience" and not getattr(self, field.name) > 0
        ]
        if self.silence < 3 * self.beat:
            wrong.append(Fault("silence", "Let three beats pass before a worker counts as dead."))
        if wrong:
            raise Invalid(wrong)
