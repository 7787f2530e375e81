"""Boxed line: the lines stand on one dark box, and need no outline."""

from reelwright.render.captions.classic import tones
from reelwright.render.captions.look import Inks, Plate, Style

STYLE = Style(tones, plate=Plate.LINES, inks=Inks(edge_width=0.0, drop=0.0, box=(12, 12, 16, 184)))
