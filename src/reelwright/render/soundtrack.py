"""The sound track: mixed, mastered and coded once for the whole film, or found in the cache."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count, islice
from typing import Any

from reelwright.model.ids import Key, content_key
from reelwright.model.timeline import Timeline
from reelwright.model.value import Json
from reelwright.render.audio import mastering
from reelwright.render.audio.mastering import mastered
from reelwright.render.audio.meter import Levels, Measured, Meter
from reelwright.render.cache import Cache, Entry
from reelwright.render.digest import digests
from reelwright.render.encode import CodedSound, Format, SoundEncoder
from reelwright.render.encode.sound import SoundDecoder, sound_key
from reelwright.render.encode.spool import Spool
from reelwright.render.media import Media
from reelwright.render.memory import give_back
from reelwright.render.sources.sound import Samples

_AGAIN = 2
"""How many times a sound is coded again; once has been enough for all that was tried."""

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
        """Yield the sound, coded again where coding took it over its true peak."""
        sound = mastered(self._timeline, self._media, self._samples, check)
        for last in (False,) * _AGAIN + (True,):
            with Spool() as spool:
                if sound.overshot(_coded(sound, self._form, spool)) and not last:
                    continue
                self.measured = sound.measured
                give_back()  # what mixing took: a loop of music alone is 23 MB a minute
                yield from spool
                return

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


def _coded(sound: Iterable[Samples], form: Format, spool: Spool) -> Levels:
    """Code a sound into `spool`, and return the peaks of what will be heard of it."""
    encoder, meter = SoundEncoder(form), Meter()
    decoder = SoundDecoder(form, encoder.header)
    coded = (encoder.encode(block) for block in sound)
    for packet in chain(chain.from_iterable(coded), encoder.finish()):
        spool.add(packet)
        for heard in decoder.decode(packet):
            meter.push(heard)
    return meter.finish().peaks


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
