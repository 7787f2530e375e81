"""Judging whether words may become a film."""

from dataclasses import dataclass
from typing import Protocol

CATEGORIES = (
    "harassment",
    "harassment/threatening",
    "hate",
    "hate/threatening",
    "illicit",
    "illicit/violent",
    "self-harm",
    "self-harm/intent",
    "self-harm/instructions",
    "sexual",
    "sexual/minors",
    "violence",
    "violence/graphic",
)
"""The categories of the best-known moderation API, so that vendors can be exchanged."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement: a score from 0 to 1 for each of `CATEGORIES`; flagged where one reaches 0.5."""

    scores: dict[str, float]

    @property
    def flagged(self) -> tuple[str, ...]:
        """The categories that were reached, the highest score first."""
        reached = [name for name in CATEGORIES if self.scores[name] >= 0.5]
        return tuple(sorted(reached, key=lambda name: -self.scores[name]))


class Moderator(Protocol):
    """Judges words. The same text gives the same verdict."""

    async def judge(self, text: str) -> Verdict:
        """Return the verdict on `text`, in whatever language it is."""
        ...
