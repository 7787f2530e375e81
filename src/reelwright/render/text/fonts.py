"""The fonts that ship, and which of them a language is set in first."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import uharfbuzz as hb

from reelwright.model.brief import Language

UNITS = 64
"""Font units in a pixel: glyphs are placed on a grid of 1/64 pixel."""

WEIGHT = 750
"""Between bold and extra bold, for the fonts that vary."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font file: its name, its outlines, and the characters it has."""

    name: str
    outlines: hb.Face
    characters: frozenset[int]

    def font(self, size: float) -> hb.Font:
        """Return the face at `size` pixels to the em."""
        font = hb.Font(self.outlines)
        font.scale = (round(size * UNITS), round(size * UNITS))
        if self.outlines.has_var_data:
            font.set_variations({"wght": WEIGHT})
        return font


_FILES = {
    "Montserrat": ("fontpkg_montserrat", "files/Montserrat[wght].ttf"),
    "Noto Sans Devanagari": (
        "fontpkg_noto_sans_devanagari",
        "files/NotoSansDevanagari[wdth,wght].ttf",
    ),
    "Noto Sans": ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    "Noto Sans CJK JP": ("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf"),
}

_FIRST = {
    Language.GREEK: "Noto Sans",
    Language.HINDI: "Noto Sans Devanagari",
    Language.CHINESE: "Noto Sans CJK JP",
    Language.JAPANESE: "Noto Sans CJK JP",
}


@cache
def face(name: str) -> Face:
    """Return a face by name; its file is read once and shared, nothing in it ever changes."""
    package, path = _FILES[name]
    outlines = hb.Face(hb.Blob.from_file_path(str(Path(str(files(package))) / path)))
    return Face(name, outlines, frozenset(outlines.unicodes))


def faces(language: Language) -> tuple[Face, ...]:
    """Return all faces in the order in which `language` looks for a character."""
    first = _FIRST.get(language, "Montserrat")
    return tuple(face(name) for name in sorted(_FILES, key=lambda name: name != first))
