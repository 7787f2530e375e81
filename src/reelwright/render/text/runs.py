"""A text cut into runs of one font, script and direction, which is what HarfBuzz shapes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

import regex
import uharfbuzz as hb

from reelwright.render.text.clusters import clusters
from reelwright.render.text.fonts import COMMON, Face

_INVISIBLE = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Z}]*")
# What UTS #51 draws in colour: asked for (FE0F), so by default, or put together from several.
_PICTURE = regex.compile(
    r"[^\uFE0F].*\uFE0F|(?=\p{Emoji_Presentation}).(?!\uFE0E)"
    r"|\p{Extended_Pictographic}.*[\u200D\p{Emoji_Modifier}]",
    regex.DOTALL,
)
_AS_TEXT = "\ufe0e"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `[begin, end)` of a text, set in one face, script and direction.

    The script is ISO 15924 or None; an odd embedding level runs from right to left.
    """

    begin: int
    end: int
    face: Face
    script: str | None
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Cluster:
    begin: int
    text: str
    face: Face
    script: str | None
    missing: bool

    @property
    def end(self) -> int:
        return self.begin + len(self.text)


@lru_cache(maxsize=4096)
def _script(cluster: str) -> str | None:
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(letter) for letter in cluster])
    buffer.guess_segment_properties()
    script: str | None = buffer.script
    return script


@lru_cache(maxsize=64)
def _clusters(text: str, faces: tuple[Face, ...]) -> tuple[_Cluster, ...]:
    return tuple(_leading_script(list(_faced(text, faces))))


def _faced(text: str, faces: tuple[Face, ...]) -> Iterator[_Cluster]:
    last, script, begin = faces[0], None, 0
    for cluster in clusters(text):
        found = _found(cluster, last, faces)
        face = found or _nearest(cluster, faces)
        last = last if face.pictorial else face
        script = _script(cluster) or script
        yield _Cluster(begin, cluster, face, script, missing=found is None)
        begin += len(cluster)


@lru_cache(maxsize=4096)
def _found(cluster: str, last: Face, faces: tuple[Face, ...]) -> Face | None:
    """Return the first face that has all of a cluster, `last` for what belongs to no script."""
    script = _script(cluster)
    if _PICTURE.match(cluster):
        wished = tuple(one for one in faces if one.pictorial)
    elif _AS_TEXT in cluster:
        wished = tuple(one for one in faces if not one.pictorial)
    else:
        stays = (last,) if script is None else ()
        wished = (*stays, *_likely(faces, script or COMMON))
    return next((one for one in (*wished, *faces) if _covers(one, cluster)), None)


@lru_cache(maxsize=1024)
def _likely(faces: tuple[Face, ...], script: str) -> tuple[Face, ...]:
    """Return the faces worth opening for a script: the first, its own, and those for any."""
    return tuple(
        one
        for number, one in enumerate(faces)
        if (number == 0 or not one.scripts or script in one.scripts) and not one.pictorial
    )


def _nearest(cluster: str, faces: tuple[Face, ...]) -> Face:
    """Return a face that has at least the letter under a cluster's marks."""
    return next((one for one in faces if _covers(one, cluster[0])), faces[0])


def _covers(face: Face, cluster: str) -> bool:
    visible = _INVISIBLE.sub("", cluster)
    return all(ord(character) in face.characters for character in visible)


def _leading_script(found: list[_Cluster]) -> list[_Cluster]:
    first = next((one.script for one in found if one.script), None)
    return [one if one.script else replace(one, script=first) for one in found]


def runs(
    text: str,
    faces: tuple[Face, ...],
    span: tuple[int, int] | None = None,
    levels: Sequence[int] | None = None,
) -> list[Run]:
    """Return the runs of `text`, each grapheme in the first face that has all of it.

    Characters of no script stay with what is before them, so that a comma does not change fonts.
    Of a `span` only its runs, cut also where its characters' embedding `levels` change.
    """
    begin, end = span or (0, len(text))
    found = [one for one in _clusters(text, faces) if begin <= one.begin < end]
    turned = levels or (0,) * (end - begin)
    grouped = groupby(found, key=lambda one: (one.face.name, one.script, turned[one.begin - begin]))
    return [_run(list(group), level, end) for (_, _, level), group in grouped]


def _run(group: list[_Cluster], level: int, end: int) -> Run:
    first, last = group[0], group[-1]
    return Run(first.begin, min(last.end, end), last.face, last.script, level)


def missing(text: str, faces: tuple[Face, ...]) -> tuple[str, ...]:
    """Return the graphemes of `text` that no face has, each once, in order."""
    lacking = (one.text for one in _clusters(text, faces) if one.missing)
    return tuple(dict.fromkeys(lacking))
