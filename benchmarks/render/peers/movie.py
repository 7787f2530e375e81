"""MoviePy making the film, in the peers' own Python.

python -m benchmarks.render.peers.movie FILM.json FONT OUT FRAMES
"""

import sys
from pathlib import Path
from typing import Any

from moviepy import CompositeVideoClip, ImageClip, TextClip, vfx

from benchmarks.render.peers.lettering import BASELINE, LIT, OUTLINE, SIZE
from benchmarks.render.sheet import Clip, Line, Sheet, read

_MARGIN = (0, 20)


def main() -> None:
    film, font, out, frames = sys.argv[1:]
    sheet = read(Path(film))
    parts = [_moving(clip, sheet) for clip in sheet.clips]
    parts += [part for line in sheet.lines for part in _line(line, sheet, font)]
    whole = CompositeVideoClip(parts, size=(sheet.width, sheet.height))
    whole.with_duration(int(frames) / sheet.rate).write_videofile(
        out,
        fps=sheet.rate,
        codec="libx264",
        preset="veryfast",
        audio=False,
        threads=2,
        ffmpeg_params=["-crf", "23"],
        logger=None,
    )


def _moving(clip: Clip, sheet: Sheet) -> Any:  # noqa: ANN401 - MoviePy has no types
    picture = ImageClip(str(clip.picture))
    natural = picture.w

    def scale(time: float) -> float:
        _, _, width, _ = clip.window(clip.first + round(time * sheet.rate))
        return float(sheet.width / (natural * width))

    def place(time: float) -> tuple[float, float]:
        left, top, width, height = clip.window(clip.first + round(time * sheet.rate))
        return -left / width * sheet.width, -top / height * sheet.height

    moving = picture.with_duration(clip.frames / sheet.rate).resized(scale).with_position(place)
    if clip.fade:
        moving = moving.with_effects([vfx.CrossFadeIn(clip.fade / sheet.rate)])
    return moving.with_start(clip.first / sheet.rate)


def _line(line: Line, sheet: Sheet, font: str) -> list[Any]:
    """Return a clip for each word of a line, and one for each as it is lit."""
    words = [_word(word.text, "white", sheet, font) for word in line.words]
    space = round(sheet.height * SIZE * 0.1)
    left = (sheet.width - sum(word.w for word in words) - space * (len(words) - 1)) // 2
    top = round(sheet.height * (BASELINE - SIZE)) - _MARGIN[1]
    clips: list[Any] = []
    for drawn, word in zip(words, line.words, strict=True):
        lit = _word(word.text, f"#{LIT}", sheet, font)
        for shown, first, stop in ((drawn, line.first, line.stop), (lit, word.first, word.stop)):
            length = (stop - first) / sheet.rate
            clips.append(
                shown.with_position((left, top))
                .with_start(first / sheet.rate)
                .with_duration(length)
            )
        left += drawn.w + space
    return clips


def _word(text: str, colour: str, sheet: Sheet, font: str) -> Any:  # noqa: ANN401
    em = sheet.height * SIZE
    return TextClip(
        font=font,
        text=text,
        font_size=round(em),
        color=colour,
        stroke_color="black",
        stroke_width=round(em * OUTLINE),
        method="label",
        margin=_MARGIN,
    )


if __name__ == "__main__":
    main()
