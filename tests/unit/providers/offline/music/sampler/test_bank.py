"""The vendored instruments are whole: every sample decodes, every loop lies within its sample."""

import hashlib
from importlib import resources

import pytest

from reelwright.providers.offline.music.composer.style import genres
from reelwright.providers.offline.music.sampler.bank import instruments, recording
from reelwright.providers.offline.music.tables import table

FILE = resources.files("reelwright.providers.offline.music") / "data" / "instruments.zip"
NAMES = sorted(instruments())


def test_instruments_are_those_that_were_vendored() -> None:
    told = hashlib.sha256(FILE.read_bytes()).hexdigest()
    assert told == "0f8dd07c9166324d4fa33f6081c1a315c2e7745ec6cc7d989686406ccdd2d968"


def test_instruments_are_small_enough_to_keep() -> None:
    assert 1_000_000 < len(FILE.read_bytes()) < 4_000_000


@pytest.mark.parametrize("name", NAMES)
def test_loops_lie_within_their_samples(name: str) -> None:
    zones = [zone for zone in instruments()[name].zones if zone.loop]
    lengths = [len(recording(zone.sample)) for zone in zones]
    assert [0 <= zone.loop[0] < zone.loop[1] for zone in zones] == [True] * len(zones)
    assert [zone.loop[1] <= n for zone, n in zip(zones, lengths, strict=True)] == [True] * len(
        zones
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_sounds(name: str) -> None:
    assert min(abs(recording(zone.sample)).max() for zone in instruments()[name].zones) > 0.02


def test_every_player_there_is_has_an_instrument() -> None:
    asked = {who for genre in genres().values() for who in (*genre.leads, genre.double) if who}
    asked |= {
        who for genre in genres().values() for part in genre.parts for who in part.instruments
    }
    drums = [genre.drums for genre in genres().values() if genre.drums]
    asked |= {drum for one in drums for _, layer in one.layers for drum in layer}
    asked |= {drum for one in drums for drum in one.fill} | {"kit:crash"}
    assert asked - set(NAMES) == set()
    assert {name.rpartition(":")[2] for name in asked if ":" in name} - set(table("drums")) == set()


def test_a_key_without_a_sample_takes_the_nearest() -> None:
    piano = instruments()["piano"]
    assert piano.at(127) == (max(piano.zones, key=lambda zone: zone.root),)
