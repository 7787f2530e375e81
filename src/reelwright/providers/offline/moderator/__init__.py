"""The offline moderator: lists of words and rules about them, in the languages that ship."""

import asyncio
from collections.abc import Collection

from reelwright.ports.moderator import CATEGORIES, Verdict
from reelwright.providers.offline.moderator.rules import Rule, apart, rules, vocabulary

_ALONG = 0.9
"""What a wider category scores of the narrower one that speaks for it."""


class OfflineModerator:
    """Judges by words in English, Hindi and Japanese: a first gate, and no more.

    It knows what its lists know: words in disguise, and phrases that only look alike. Irony,
    pictures, other languages and what nobody has written down pass it.
    """

    async def judge(self, text: str) -> Verdict:
        """Return the verdict on `text`, in whatever language it is."""
        return await asyncio.to_thread(_judge, text)


def _judge(text: str) -> Verdict:
    hits = apart(vocabulary().find(text))
    scores = dict.fromkeys(CATEGORIES, 0.0)
    for rule in rules().rules:
        if rule.applies(hits):
            scores[rule.category] = max(scores[rule.category], _score(rule, hits))
    for narrow, wide in rules().wider.items():
        for category in wide:
            scores[category] = max(scores[category], round(scores[narrow] * _ALONG, 3))
    return Verdict(scores)


def _score(rule: Rule, said: Collection[str]) -> float:
    factors = (rules().contexts[excuse] for excuse in rule.damped if excuse in said)
    return round(rule.score * min(factors, default=1.0), 3)
