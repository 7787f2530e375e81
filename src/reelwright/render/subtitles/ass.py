"""Advanced SubStation Alpha: cues with the look they have in the film, and karaoke.

The format is what libass reads (https://github.com/libass/libass/wiki/ASSv5-Override-Tags).
"""

from collections.abc import Iterator
from itertools import pairwise

from reelwright.model.brief import CaptionStyle
from reelwright.model.caption import Across, Captions, Down
from reelwright.model.timeline import Timeline
from reelwright.render.canvas import Canvas
from reelwright.render.captions import STYLES
from reelwright.render.captions.layout import Setting
from reelwright.render.captions.look import Inks, Plate, Rgba, inked
from reelwright.render.subtitles.lines import JOINER, Line, Piece, clock, lines
from reelwright.render.text.fonts import UNITS, faces

_GRID = 100
_PADDING = 0.2  # of an em, round a box's letters
_DESCENT = 0.25  # of an em: how far below the baseline a line's foot lies
# \k lights a word when it is spoken, \ko shows no outline of it before.
_KARAOKE = {
    CaptionStyle.KARAOKE: "k",
    CaptionStyle.BOXED_WORD: "k",
    CaptionStyle.POP: "k",
    CaptionStyle.PROGRESSIVE: "ko",
    CaptionStyle.TYPEWRITER: "ko",
}
_COLUMNS = {Across.LEFT: 1, Across.CENTER: 2, Across.RIGHT: 3}
_ROWS = {Down.BOTTOM: 0, Down.CENTER: 3, Down.TOP: 6}
_HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
WrapStyle: 0
ScaledBorderAndShadow: yes
YCbCr Matrix: TV.709
"""
_EVENTS = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"


def write(timeline: Timeline) -> str:
    """Return the captions as an ASS file, with no event where there are none."""
    canvas = Canvas(timeline.width, timeline.height, timeline.rate)
    captions = timeline.captions or Captions()
    style = _style(captions, canvas)
    head = _HEAD.format(width=canvas.width, height=canvas.height)
    styles = f"[V4+ Styles]\nFormat: {', '.join(style)}\nStyle: {','.join(style.values())}\n"
    events = (
        event for line in lines(timeline.captions, _GRID) for event in _events(line, captions.style)
    )
    return f"{head}\n{styles}\n[Events]\nFormat: {_EVENTS}\n{''.join(events)}"


def _style(captions: Captions, canvas: Canvas) -> dict[str, str]:
    """Return the fields of the one style, in the order of the format."""
    look, kind = captions.look, STYLES[captions.style]
    setting = Setting(canvas, captions.language, kind, look)
    size = setting.type_size
    inks = inked(kind.inks, look, size)
    boxed = inks.box is not None and kind.plate is not Plate.WORD
    side, head, foot = setting.margins
    sung, unsung = _voiced(captions.style, inks)
    return {
        "Name": "Default",
        **_font(setting),
        "PrimaryColour": _colour(sung),
        "SecondaryColour": _colour(unsung),
        "OutlineColour": _colour(inks.box if boxed and inks.box else inks.edge),
        "BackColour": _colour(inks.shade),
        "Bold": "-1",
        **dict.fromkeys(("Italic", "Underline", "StrikeOut"), "0"),
        **dict.fromkeys(("ScaleX", "ScaleY"), "100"),
        **dict.fromkeys(("Spacing", "Angle"), "0"),
        "BorderStyle": "3" if boxed else "1",
        "Outline": f"{size * (_PADDING if boxed else inks.edge_width):.1f}",
        "Shadow": "0" if boxed else f"{size * inks.drop:.1f}",
        "Alignment": str(_COLUMNS[look.across] + _ROWS[look.down]),
        **dict.fromkeys(("MarginL", "MarginR"), str(round(side))),
        "MarginV": str(round(head if look.down is Down.TOP else foot - size * _DESCENT)),
        "Encoding": "1",
    }


def _font(setting: Setting) -> dict[str, str]:
    """Return the font's name and size: of ascent and descent, which is what ASS counts."""
    first = setting.face or faces(setting.language)[0]
    extents = first.font(setting.type_size).get_font_extents("ltr")
    height = (extents.ascender - extents.descender) / UNITS
    return {"Fontname": first.name, "Fontsize": f"{height:.1f}"}


def _voiced(style: CaptionStyle, inks: Inks) -> tuple[Rgba, Rgba]:
    """Return the colours of words from when they are spoken on, and before."""
    match _KARAOKE.get(style):
        case "k":
            # ASS has no box behind one word; the word takes the box's colour instead.
            return (inks.box if style is CaptionStyle.BOXED_WORD else None) or inks.lit, inks.text
        case "ko":
            return inks.text, (*inks.text[:3], 0)
    return inks.text, inks.text


def _colour(rgba: Rgba) -> str:
    """Return a colour as ASS writes it: 255 less alpha, blue, green, red."""
    red, green, blue, alpha = rgba
    return f"&H{255 - alpha:02X}{blue:02X}{green:02X}{red:02X}"


def _events(line: Line, style: CaptionStyle) -> Iterator[str]:
    if style is CaptionStyle.WORD:
        yield from _one_by_one(line)
    else:
        yield _event(line.start, line.stop, _sung(line, _KARAOKE.get(style)))


def _one_by_one(line: Line) -> Iterator[str]:
    for piece, (start, stop) in zip(line.pieces, _spoken(line), strict=True):
        if start < stop and piece.text.strip():
            yield _event(start, stop, _escaped(piece).strip())


def _spoken(line: Line) -> Iterator[tuple[int, int]]:
    """Yield from when to when each word is the one being spoken."""
    return pairwise([*(piece.start for piece in line.pieces), line.stop])


def _sung(line: Line, tag: str | None) -> str:
    texts = [_escaped(piece) for piece in line.pieces]
    if tag is None:
        return "".join(texts)
    lengths = [stop - start for start, stop in _spoken(line)]
    words = (f"{{\\{tag}{length}}}{text}" for length, text in zip(lengths, texts, strict=True))
    lead = line.pieces[0].start - line.start
    return "".join([f"{{\\{tag}{lead}}}" if lead else "", *words])


def _event(start: int, stop: int, text: str) -> str:
    begin, end = (clock(step, _GRID, "d.") for step in (start, stop))
    return f"Dialogue: 0,{begin},{end},Default,,0,0,0,,{text}\n"


def _escaped(piece: Piece) -> str:
    text = piece.text.replace("\\", f"\\{JOINER}")
    return text.replace("{", "\\{").replace("}", "\\}")
