"""The fonts that ship, and which of them a language is set in first."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import regex
import uharfbuzz as hb

from reelwright.model.brief import Language

UNITS = 64
"""Font units in a pixel: glyphs are placed on a grid of 1/64 pixel."""

WEIGHT = 750
"""Between bold and extra bold, for the fonts that vary; those that end at 700 stay there."""

COMMON = ""
"""Stands for the script of what belongs to none: digits, spaces, signs."""


@dataclass(frozen=True, eq=False)
class Face:
    """A font: its name, file, and the scripts (ISO 15924) it is asked for, any where none is named.

    The file is opened when first a glyph is looked for. `scale` evens out how large fonts draw at
    the same size; a `pictorial` face is drawn in its own colours.
    """

    name: str
    package: str
    path: str
    scripts: frozenset[str] = frozenset()
    number: int = 0
    weight: int = WEIGHT
    scale: float = 1.0
    pictorial: bool = False

    @property
    def outlines(self) -> hb.Face:
        """The font's file, opened once and shared: nothing in it ever changes."""
        return _opened(self)[0]

    @property
    def characters(self) -> hb.Set:
        """The code points the font has glyphs for."""
        return _opened(self)[1]

    def font(self, size: float) -> hb.Font:
        """Return the face at `size` pixels to the em; the same font for the same size."""
        return _font(self, size)


@cache
def _opened(face: Face) -> tuple[hb.Face, hb.Set]:
    path = Path(str(files(face.package))) / face.path
    outlines = hb.Face(hb.Blob.from_file_path(str(path)), face.number)
    return outlines, outlines.unicodes


@lru_cache(maxsize=256)
def _font(face: Face, size: float) -> hb.Font:
    font = hb.Font(face.outlines)
    units = round(size * face.scale * UNITS)
    font.scale = (units, units)
    if face.outlines.has_var_data:
        font.set_variations({"wght": face.weight})
    return font


def _noto(script: str, code: str, scale: float = 1.0) -> Face:
    path = f"NotoSans{script}[wght].ttf"
    return Face(f"Noto Sans {script}", "manimgx_fonts", path, frozenset({code}), scale=scale)


_HAN = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo", COMMON})


def _cjk(region: str, number: int) -> Face:
    path = "NotoSansCJK-VF.otf.ttc"
    # Han characters have so many strokes that they fill in at the weight of the others.
    return Face(f"Noto Sans CJK {region}", "manimgx_fonts_cjk", path, _HAN, number, weight=700)


_LATIN = Face("Montserrat", "fontpkg_montserrat", "files/Montserrat[wght].ttf")
_GENERAL = Face("Noto Sans", "fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf")
_DEVANAGARI = Face(
    "Noto Sans Devanagari",
    "fontpkg_noto_sans_devanagari",
    "files/NotoSansDevanagari[wdth,wght].ttf",
    frozenset({"Deva"}),
)
_SCRIPTS = (
    _noto("Arabic", "Arab", 1.12),
    _noto("Armenian", "Armn"),
    _noto("Bengali", "Beng"),
    _noto("Ethiopic", "Ethi", 1.06),
    _noto("Georgian", "Geor"),
    _noto("Gujarati", "Gujr"),
    _noto("Gurmukhi", "Guru"),
    _noto("Hebrew", "Hebr", 1.06),
    _noto("Kannada", "Knda"),
    _noto("Khmer", "Khmr"),
    _noto("Lao", "Laoo", 1.08),
    _noto("Malayalam", "Mlym"),
    _noto("Myanmar", "Mymr"),
    _noto("Oriya", "Orya"),
    _noto("Sinhala", "Sinh"),
    _noto("Tamil", "Taml"),
    _noto("Telugu", "Telu"),
    _noto("Thai", "Thai", 1.08),
)
_SYMBOLS = Face("Noto Sans Symbols", "manimgx_fonts", "NotoSansSymbols[wght].ttf")
EMOJI = Face(
    "Noto Color Emoji",
    "reelwright.render.text",
    "files/NotoColorEmoji.ttf",
    scale=0.9,
    pictorial=True,
)
# Asked for by no script: only where an emoji is to be text, and no other font has it.
_OUTLINED = Face("Noto Emoji", "manimgx_fonts", "NotoEmoji[wght].ttf", frozenset({"Zsym"}))
_JAPANESE, _KOREAN, _SIMPLIFIED, _TRADITIONAL = (
    _cjk(region, number) for number, region in enumerate(("JP", "KR", "SC", "TC"))
)
_FIRST = {Language.GREEK: _GENERAL, Language.HINDI: _DEVANAGARI}

_FACES = {
    one.name: one
    for one in (
        *(_LATIN, _DEVANAGARI, _GENERAL, *_SCRIPTS),
        *(_JAPANESE, _KOREAN, _SIMPLIFIED, _TRADITIONAL, _SYMBOLS, EMOJI, _OUTLINED),
    )
}

_NAMES = {name.casefold(): one for name, one in _FACES.items()}


def face(name: str) -> Face:
    """Return a face by name."""
    return _FACES[name]


def named(name: str) -> Face | None:
    """Return the face of a name in any case, None where none of that name ships."""
    return _NAMES.get(name.casefold())


def faces(language: Language, text: str = "", first: Face | None = None) -> tuple[Face, ...]:
    """Return the faces in the order in which `language` looks for a character, after `first`.

    There is one for Chinese, Japanese and Korean, which draw the same characters differently:
    the language's own, or what `text` shows it to be written in.
    """
    return _ordered(language, _region(language, text), first)


@cache
def _ordered(language: Language, region: Face, asked: Face | None) -> tuple[Face, ...]:
    own = region if language in {Language.CHINESE, Language.JAPANESE} else _LATIN
    first = asked or _FIRST.get(language, own)
    rest = (_LATIN, _DEVANAGARI, _GENERAL, *_SCRIPTS, region, _SYMBOLS, EMOJI, _OUTLINED)
    return tuple(dict.fromkeys((first, _FIRST.get(language, own), *rest)))


_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_HANGUL = regex.compile(r"\p{Hangul}")
_HANZI = regex.compile(r"\p{Han}")
_BOPOMOFO = regex.compile(r"\p{Bopomofo}")


def _region(language: Language, text: str) -> Face:
    if language is Language.JAPANESE:
        return _JAPANESE
    if language is not Language.CHINESE:
        if _KANA.search(text):
            return _JAPANESE
        if _HANGUL.search(text):
            return _KOREAN
    characters = "".join(_HANZI.findall(text))
    # Which of the two ways Chinese is written, the old encodings tell: each had one of them.
    simplified = _encodes(characters, "gb2312") or not _encodes(characters, "big5")
    return _SIMPLIFIED if simplified and not _BOPOMOFO.search(text) else _TRADITIONAL


def _encodes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
