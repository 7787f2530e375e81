"""How our peers are told to set captions: as near to ours as each of them can."""

from pathlib import Path

from benchmarks.render.sheet import Sheet, Word

SIZE = 0.058
"""The em, in heights of the frame; ours."""

OUTLINE = 0.075
"""In ems, all round."""

BASELINE = 0.905
"""In heights of the frame."""

LIT = "FFD60A"
FONT = "captions.ttf"
_LINE = 1.562  # ems from the highest to the lowest of the font (OS/2 win), ASS's size of a font

_HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
WrapStyle: 2
ScaledBorderAndShadow: yes

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BorderStyle, Outline, Shadow, \
Alignment, Encoding
Style: D,Captions,{size:.1f},&H00FFFFFF,&H00000000,1,{outline:.2f},0,2,1

[Events]
Format: Layer, Start, End, Style, Text
"""


def ass(sheet: Sheet) -> str:
    """Return the captions as an ASS script: one event for each word that is lit."""
    em = sheet.height * SIZE
    head = _HEAD.format(
        width=sheet.width, height=sheet.height, size=em * _LINE, outline=em * OUTLINE
    )
    foot = round(sheet.height * BASELINE + em * 0.25)
    events = [
        f"Dialogue: 0,{_clock(lit.first, sheet)},{_clock(lit.stop, sheet)},D,"
        f"{{\\pos({sheet.width // 2},{foot})}}{_coloured(line.words, lit)}"
        for line in sheet.lines
        for lit in line.words
    ]
    return head + "\n".join(events) + "\n"


def _coloured(words: tuple[Word, ...], lit: Word) -> str:
    blue_first = LIT[4:] + LIT[2:4] + LIT[:2]
    on, off = f"{{\\c&H{blue_first}&}}", "{\\c&HFFFFFF&}"
    return " ".join(f"{on}{word.text}{off}" if word is lit else word.text for word in words)


def _clock(frame: int, sheet: Sheet) -> str:
    """Return a frame's time, to the hundredth before it, as ASS counts."""
    hundredths = frame * 100 // sheet.rate
    return f"0:{hundredths // 6000:02}:{hundredths // 100 % 60:02}.{hundredths % 100:02}"


def write(sheet: Sheet, folder: Path) -> Path:
    """Write the script into `folder` and return its path."""
    path = folder / "captions.ass"
    path.write_text(ass(sheet))
    return path
