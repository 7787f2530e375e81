"""A text cut into runs of one font and one script, which is what HarfBuzz shapes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import regex
import uharfbuzz as hb

from reelwright.render.text.fonts import Face

_CLUSTER = regex.compile(r"\X")
_INVISIBLE = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zs}]*")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `[begin, end)` of a text, set in one face and script (ISO 15924, or None)."""

    begin: int
    end: int
    face: Face
    script: str | None


@dataclass(frozen=True, slots=True)
class _Cluster:
    begin: int
    text: str
    face: Face
    script: str | None
    missing: bool


@lru_cache(maxsize=4096)
def _script(cluster: str) -> str | None:
    buffer = hb.Buffer()
    buffer.add_str(cluster)
    buffer.guess_segment_properties()
    script: str | None = buffer.script
    return script


def _clusters(text: str, faces: tuple[Face, ...]) -> Iterator[_Cluster]:
    face, script = faces[0], None
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        stays = (face,) if _shared(cluster) else ()
        found = next((one for one in (*stays, *faces) if _covers(one, cluster)), None)
        face = found or faces[0]
        script = _script(cluster) or script
        yield _Cluster(match.start(), cluster, face, script, missing=found is None)


def _shared(cluster: str) -> bool:
    """Say whether a cluster belongs to no script (space, digit, comma) and stays in its run."""
    return _script(cluster) is None


def _covers(face: Face, cluster: str) -> bool:
    visible = _INVISIBLE.sub("", cluster)
    return all(ord(character) in face.characters for character in visible)


def runs(text: str, faces: tuple[Face, ...]) -> list[Run]:
    """Return the runs of `text`, each grapheme in the first face that has all of it.

    Characters of no script stay with what is before them, so that a comma does not change fonts.
    """
    found = _leading_script(list(_clusters(text, faces)))
    grouped = groupby(found, key=lambda one: (one.face.name, one.script))
    return [_run(list(group)) for _, group in grouped]


def _leading_script(clusters: list[_Cluster]) -> list[_Cluster]:
    first = next((one.script for one in clusters if one.script), None)
    return [
        one if one.script else _Cluster(one.begin, one.text, one.face, first, one.missing)
        for one in clusters
    ]


def _run(group: list[_Cluster]) -> Run:
    last = group[-1]
    return Run(group[0].begin, last.begin + len(last.text), last.face, last.script)


def missing(text: str, faces: tuple[Face, ...]) -> tuple[str, ...]:
    """Return the graphemes of `text` that no face has, each once, in order."""
    lacking = (one.text for one in _clusters(text, faces) if one.missing)
    return tuple(dict.fromkeys(lacking))
