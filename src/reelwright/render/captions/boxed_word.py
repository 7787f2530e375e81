"""Boxed word: the lines stand, and a box behind the word being spoken jumps with it."""

from reelwright.render.captions.karaoke import tones
from reelwright.render.captions.look import YELLOW, Inks, Plate, Style

STYLE = Style(tones, plate=Plate.WORD, inks=Inks(lit=(20, 18, 12, 255), box=YELLOW))
