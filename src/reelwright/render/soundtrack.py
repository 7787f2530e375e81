"""The sound track: mixed, mastered and coded once for the whole film, or found in the cache."""

from collections.abc import Callable, Iterator
from itertools import count, islice
from typing import Any

from reelwright.model.ids import Key, content_key
from reelwright.model.timeline import Timeline
from reelwright.model.value import Json
from reelwright.render.audio import mastering
from reelwright.render.audio.mastering import mastered
from reelwright.render.audio.meter import Measured
from reelwright.render.cache import Cache, Entry
from reelwright.render.digest import digests
from reelwright.render.encode import CodedSound, Format, SoundEncoder
from reelwright.render.encode.sound import sound_key
from reelwright.render.media import Media

_STRETCH = 2_800
"""Packets kept together, a minute of AAC: what is in memory at a time."""


class SoundTrack:
    """The sound of a film, `samples` long, coded.

    `measured` and `reused` are right when all packets have been taken.
    """

    def __init__(
        self, timeline: Timeline, media: Media, form: Format, samples: int, cache: Cache | None
    ) -> None:
        self._timeline, self._media, self._form = timeline, media, form
        self._samples, self._cache = samples, cache
        self.measured = Measured(None, None)
        self.reused = False

    def packets(self, check: Callable[[], None]) -> Iterator[CodedSound]:
        """Yield the coded sound in order; `check` is called often, and may raise to end it."""
        if self._cache is None:
            yield from self._made(check)
            return
        key, given = self._key(), 0
        for packet in self._found(self._cache, key):
            given += 1
            yield packet
        if not self.reused:
            yield from islice(_kept(self._made(check), self, self._cache, key), given, None)

    def _made(self, check: Callable[[], None]) -> Iterator[CodedSound]:
        sound = mastered(self._timeline, self._media, self._samples, check)
        encoder = SoundEncoder(self._form)
        for block in sound:
            yield from encoder.encode(block)
        yield from encoder.finish()
        self.measured = sound.measured

    def _found(self, cache: Cache, key: Key) -> Iterator[CodedSound]:
        """Yield what is there, to the end or to the first stretch that is not."""
        for number in count():
            entry = cache.get(content_key(key, number))
            if entry is None:
                return
            facts: Any = entry.facts
            for data, (first, samples) in zip(entry.parts, facts["times"], strict=True):
                yield CodedSound(data, first, samples)
            if facts["last"]:
                self.measured, self.reused = Measured(*facts["measured"]), True
                return

    def _key(self) -> Key:
        digest = digests(self._media)
        clips: list[Json] = [
            [clip.model_dump(mode="json", exclude={"source"}), digest(clip.source)]
            for clip in self._timeline.sounds
        ]
        target: Json = self._timeline.loudness.write()
        return content_key(mastering.VERSION, sound_key(self._form), self._samples, target, clips)


def _kept(
    made: Iterator[CodedSound], track: SoundTrack, cache: Cache, key: Key
) -> Iterator[CodedSound]:
    for number in count():
        stretch = list(islice(made, _STRETCH))
        last = len(stretch) < _STRETCH
        measured = track.measured
        facts: Json = {
            "times": [[one.first, one.samples] for one in stretch],
            "last": last,
            "measured": [measured.integrated, measured.true_peak],
        }
        cache.put(content_key(key, number), Entry(facts, tuple(one.data for one in stretch)))
        yield from stretch
        if last:
            return
