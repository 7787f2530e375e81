"""The offline music: composed to the film's length, or one of 28 recorded pieces that loop."""

import asyncio

from reelwright.ports.music import MadeMusic, MusicRequest
from reelwright.providers.offline.music import catalogue
from reelwright.providers.offline.music.composer import style
from reelwright.providers.offline.music.piece import piece
from reelwright.providers.offline.music.recorded import recorded
from reelwright.providers.offline.music.tables import table
from reelwright.providers.offline.music.wish import Wish, wish, without_source


class OfflineMusic:
    """Composes in eight moods and seven genres, and has recordings in some of them.

    The words `recorded` and `composed` choose between the two. Where neither is said: electronic
    music is recorded, and so is what is asked for without a length, if there is a recording of just
    that; all else is composed. Only what is composed to a length ends; the rest loops.
    """

    @property
    def genres(self) -> tuple[str, ...]:
        """The kinds of music there are."""
        return tuple(style.genres())

    @property
    def moods(self) -> tuple[str, ...]:
        """The moods there is music in."""
        return tuple(style.moods())

    async def track(self, request: MusicRequest) -> MadeMusic:
        """Return music as near to the request as there is, at -20 LUFS."""
        return await asyncio.to_thread(_track, request)


def _track(request: MusicRequest) -> MadeMusic:
    wanted, plain = wish(request), without_source(request)
    if is_recorded(plain, wanted):
        return recorded(plain)
    return piece(plain, wanted)


def is_recorded(request: MusicRequest, wanted: Wish) -> bool:
    """Say whether a request is best met by a recording."""
    if wanted.source:
        return wanted.source == "recorded"
    there = not catalogue.choose(request).missing
    if wanted.genre in table("words")["rule"]["recorded"]:
        return there or bool(wanted.poor)
    return there and request.length is None and wanted.mood in (None, *catalogue.moods())
