"""The offline moderator: lists of words and rules about them, in twenty languages."""

import asyncio
from collections.abc import Collection, Iterator

from reelwright.ports.moderator import CATEGORIES, Verdict
from reelwright.providers.offline.moderator.plain import PAUSE, plain, words
from reelwright.providers.offline.moderator.rules import Rule, apart, rules, vocabulary
from reelwright.providers.offline.moderator.tongues import LANGUAGES, runs
from reelwright.providers.offline.moderator.vocabulary import Hit

_ALONG = 0.9
"""What a wider category scores of the narrower one that speaks for it."""


class OfflineModerator:
    """Judges by words in the languages it `reads`: a first gate, and no more.

    It knows what its lists know: words in disguise, and phrases that only look alike. Irony,
    pictures, other languages and what nobody has written down pass it.
    """

    reads = tuple(LANGUAGES)
    """The tags of the languages it has lists for."""

    async def judge(self, text: str) -> Verdict:
        """Return the verdict on `text`, in whatever language it is."""
        return await asyncio.to_thread(_judge, text)


def _judge(text: str) -> Verdict:
    hits = apart(list(_hits(text)))
    scores = dict.fromkeys(CATEGORIES, 0.0)
    for rule in rules().rules:
        if rule.applies(hits):
            scores[rule.category] = max(scores[rule.category], _score(rule, hits))
    for narrow, wide in rules().wider.items():
        for category in wide:
            scores[category] = max(scores[category], round(scores[narrow] * _ALONG, 3))
    return Verdict(scores)


def _hits(text: str) -> Iterator[Hit]:
    """Give what the lists of each run's languages find in it, in the order of their starts."""
    shift = 0
    for names, run in runs(text):
        read = list(words(plain(run)))
        found = [hit for name in ("english", *names) for hit in vocabulary(name).among(read)]
        for hit in sorted(found, key=lambda hit: hit.start):
            yield Hit(hit.concept, hit.start + shift, hit.stop + shift)
        shift += PAUSE + (read[-1].stop if read else 0)


def _score(rule: Rule, said: Collection[str]) -> float:
    factors = (rules().contexts[excuse] for excuse in rule.damped if excuse in said)
    return round(rule.score * min(factors, default=1.0), 3)
