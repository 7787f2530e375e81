"""Paint a gallery of the offline painter's work, to be looked at.

    python tools/gallery.py FOLDER [--size 640x360] [--by settings|styles|weathers|seeds]

Writes one contact sheet a row of choices; what each picture cost goes to the terminal.
"""

import argparse
import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from reelwright.model.brief import Size, Style
from reelwright.ports.visual import PictureRequest
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather
from reelwright.providers.offline.visual import OfflineVisual

NAMES = {
    Setting.SPACE: "outer space",
    Setting.SKY: "above the clouds",
    Setting.MOUNTAINS: "mountain range",
}


def by_settings() -> Iterator[tuple[str, list[tuple[str, Style]]]]:
    """Give a sheet for each setting: its hours in clear weather."""
    for setting in Setting:
        name = NAMES.get(setting, setting.value)
        yield setting.value, [(f"{name}, {hour}", Style.PHOTOREALISTIC) for hour in Hour]


def by_weathers() -> Iterator[tuple[str, list[tuple[str, Style]]]]:
    """Give a sheet for each setting: its weathers by day and by night, and its seasons."""
    for setting in Setting:
        name = NAMES.get(setting, setting.value)
        words = [
            f"{name}, {weather}, {hour}"
            for hour in (Hour.DAY, Hour.NIGHT)
            for weather in list(Weather)[1:]
        ]
        words += [f"{name}, {season}" for season in Season]
        yield f"{setting.value}-weathers", [(text, Style.PHOTOREALISTIC) for text in words]


def by_styles() -> Iterator[tuple[str, list[tuple[str, Style]]]]:
    """Give a sheet for each setting: its styles."""
    for setting in Setting:
        name = NAMES.get(setting, setting.value)
        yield f"{setting.value}-styles", [(name, style) for style in Style]


def by_seeds() -> Iterator[tuple[str, list[tuple[str, Style]]]]:
    """Give a sheet for each setting: six seeds."""
    for setting in Setting:
        yield f"{setting.value}-seeds", [(NAMES.get(setting, setting.value), Style.CINEMATIC)] * 6


def painted(visual: OfflineVisual, words: str, style: Style, size: Size, seed: int) -> np.ndarray:
    """Return one picture, and say what it cost."""
    started = time.process_time()
    made = asyncio.run(visual.picture(PictureRequest(words, style, size, seed, seed // 1000)))
    spent = time.process_time() - started
    print(
        f"{spent:6.2f} CPU s  {len(made.png) / 1e6:5.2f} MB  {style}  {words}",
        *made.degradations,
        sep="  ",
        flush=True,
    )
    picture = cv2.imdecode(np.frombuffer(made.png, np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(picture)


def sheet(pictures: list[np.ndarray], columns: int) -> np.ndarray:
    """Return pictures side by side, in rows of `columns`."""
    blank = np.zeros_like(pictures[0])
    padded = pictures + [blank] * (-len(pictures) % columns)
    return np.vstack([np.hstack(padded[i : i + columns]) for i in range(0, len(padded), columns)])


SHEETS = {"settings": by_settings, "weathers": by_weathers, "styles": by_styles, "seeds": by_seeds}


def main() -> None:
    """Paint what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="640x360")
    parser.add_argument("--by", choices=sorted(SHEETS), default="settings")
    parser.add_argument("--only", help="the name of one sheet")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--columns", type=int, default=3)
    asked = parser.parse_args()
    width, height = (int(side) for side in asked.size.split("x"))
    asked.folder.mkdir(parents=True, exist_ok=True)
    visual = OfflineVisual()
    for name, wishes in SHEETS[asked.by]():
        if asked.only and not name.startswith(asked.only):
            continue
        pictures = [
            painted(visual, words, style, Size(width=width, height=height), asked.seed + number)
            for number, (words, style) in enumerate(wishes)
        ]
        cv2.imwrite(str(asked.folder / f"{name}.png"), sheet(pictures, asked.columns))


if __name__ == "__main__":
    main()
