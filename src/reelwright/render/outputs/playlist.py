"""HLS playlists as text (RFC 8216): the one that names pieces, and the one that names it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from reelwright.model.errors import Broken
from reelwright.render.encode.form import Format

_SOUND = "mp4a.40.2"  # RFC 6381: AAC, low complexity


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece by the name of its file, and its length in seconds."""

    name: str
    length: Fraction


def pieces(head: str, entries: Iterable[Entry], longest: Fraction, *, ended: bool) -> str:
    """Return the playlist of the pieces there are, played with the file `head`.

    `longest` is the length of the longest there will be. None ever goes away (EVENT), and players
    begin with the first, also while the film is growing.
    """
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{math.ceil(longest)}",
        "#EXT-X-PLAYLIST-TYPE:EVENT",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES",
        f'#EXT-X-MAP:URI="{head}"',
    ]
    for entry in entries:
        lines += [f"#EXTINF:{float(entry.length):.6f},", entry.name]
    return "\n".join([*lines, *(["#EXT-X-ENDLIST"] if ended else []), ""])


def master(form: Format, head: bytes, place: str, peak: int) -> str:
    """Return the playlist that names the one at `place` and says what it takes to play it.

    `head` is the head of the film, `peak` the most bits per second of any piece of it.
    """
    facts = [
        f"BANDWIDTH={peak}",
        f'CODECS="{pictures(head)},{_SOUND}"',
        f"RESOLUTION={form.width}x{form.height}",
        f"FRAME-RATE={float(form.rate):.3f}",
    ]
    return "\n".join(
        [
            "#EXTM3U",
            "#EXT-X-VERSION:7",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            f"#EXT-X-STREAM-INF:{','.join(facts)}",
            place,
            "",
        ]
    )


def pictures(head: bytes) -> str:
    """Return how the pictures of a film are coded, as browsers ask for it, from its head."""
    for kind, tell in _TELL.items():
        if (at := head.find(kind)) > 0:
            return tell(head[at + 4 :])
    raise Broken("The head of the film does not say how its pictures are coded.")


def _h264(box: bytes) -> str:
    return f"avc1.{box[1:4].hex().upper()}"  # profile, constraints, level: RFC 6381, 3.3


def _hevc(box: bytes) -> str:
    """ISO/IEC 14496-15, E.3; the profile's compatibility flags are written backwards."""
    space, tier, profile = ("", "A", "B", "C")[box[1] >> 6], "LH"[box[1] >> 5 & 1], box[1] & 31
    flags = int(f"{int.from_bytes(box[2:6], 'big'):032b}"[::-1], 2)
    constraints = ".".join(f"{byte:X}" for byte in box[6:12].rstrip(b"\0"))
    return f"hvc1.{space}{profile}.{flags:X}.{tier}{box[12]}.{constraints}"


def _av1(box: bytes) -> str:
    profile, level, tier = box[1] >> 5, box[1] & 31, "MH"[box[2] >> 7]
    return f"av01.{profile}.{level:02d}{tier}.08"  # AV1 in ISO BMFF, 5


_TELL = {b"avcC": _h264, b"hvcC": _hevc, b"av1C": _av1}
