"""Playing: a score becomes stereo sound, part by part, in its room."""

from collections import defaultdict
from math import ceil

import numpy as np

from reelwright.providers.offline.loudness import Samples
from reelwright.providers.offline.music.sampler.bank import Wave, Zone, instruments
from reelwright.providers.offline.music.sampler.master import mastered
from reelwright.providers.offline.music.sampler.room import room, spread
from reelwright.providers.offline.music.sampler.tone import RATE, envelope, released, tone
from reelwright.providers.offline.music.score import Note, Place, Score

_Key = tuple[Zone, int, int]

_TOUCH = (50, 80)  # velocities from which a key sounds brighter
_DYNAMIC = 1.6  # the power of velocity that level goes by


def played(score: Score) -> Samples:
    """Return the score as stereo sound of exactly its length, silent at its very end."""
    length = round(score.length * RATE)
    dry, sent = np.zeros((2, length), np.float32), np.zeros((2, length), np.float32)
    parts = defaultdict(list)
    for note in score.notes:
        parts[note.part].append(note)
    for name, notes in parts.items():
        place = score.places[name]
        heard = _placed(_part(notes, length), place)
        dry += heard
        sent += heard * np.float32(10 ** (place.send / 20))
    return mastered(dry + room(sent, score.room), score.final)


def _part(notes: list[Note], length: int) -> Wave:
    """Return all notes of a part, mono."""
    bus, longest = np.zeros(length, np.float32), _longest(notes)
    tones: dict[_Key, Wave] = {}
    for note in notes:
        for zone in instruments()[note.instrument].at(note.pitch):
            key = (zone, note.pitch, _touch(note))
            if key not in tones:
                tones[key] = tone(zone, note.pitch, longest[key], key[2])
            _add(bus, note, zone, tones[key])
    return bus


def _longest(notes: list[Note]) -> dict[_Key, float]:
    """Return for how long each key is heard at most."""
    longest: dict[_Key, float] = defaultdict(float)
    for note in notes:
        for zone in instruments()[note.instrument].at(note.pitch):
            key = (zone, note.pitch, _touch(note))
            longest[key] = max(longest[key], note.length + released(zone))
    return longest


def _touch(note: Note) -> int:
    return sum(note.velocity >= limit for limit in _TOUCH)


def _add(bus: Wave, note: Note, zone: Zone, sound: Wave) -> None:
    first = round(note.start * RATE)
    count = min(len(sound), ceil((note.length + released(zone)) * RATE), len(bus) - first)
    if count <= 0:
        return
    gain = instruments()[note.instrument].gain
    level = np.float32(10 ** (gain / 20) * (note.velocity / 100) ** _DYNAMIC)
    shaped = sound[:count] * envelope(zone, note.length, count)
    tail = min(count, 96)  # what is cut off goes quietly
    shaped[-tail:] *= np.linspace(1, 0, tail, dtype=np.float32)
    bus[first : first + count] += level * shaped


def _placed(sound: Wave, place: Place) -> Samples:
    both = spread(sound) if place.wide else np.stack([sound, sound])
    turn = (place.pan + 1) * np.pi / 4
    sides = np.array([[np.cos(turn)], [np.sin(turn)]]) * np.sqrt(2) * 10 ** (place.level / 20)
    placed: Samples = both * sides.astype(np.float32)
    return placed
