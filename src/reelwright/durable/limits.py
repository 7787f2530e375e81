"""How much is done at once, how often is looked, how long is waited: the engine's figures."""

import random
from dataclasses import dataclass, fields

from reelwright.model.errors import Fault, Invalid


@dataclass(frozen=True, slots=True)
class Patience:
    """How a step that failed is tried again, where its error says that a retry may help.

    Full jitter: a pause is drawn evenly between nothing and a bound, which is `first` seconds,
    then double that, and never above `most`.
    """

    attempts: int = 3
    first: float = 1.0
    most: float = 20.0

    def pause(self, attempt: int) -> float:
        """Return the seconds to wait after the `attempt`th failure, counted from one."""
        return random.uniform(0.0, min(self.most, self.first * 2 ** (attempt - 1)))


@dataclass(frozen=True, slots=True)
class Limits:
    """What the engine keeps to; times are seconds.

    The first four hold for the whole installation: the worker that started last says what they are.
    """

    per_account: int = 2
    """Jobs of one account that run at once, on all workers."""
    overall: int = 8
    """Jobs that run at once, on all workers."""
    per_worker: int = 2
    """Jobs that run at once in one worker."""
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
