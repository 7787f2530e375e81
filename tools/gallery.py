"""Paint a gallery of the offline painter's work, to be looked at: `make gallery`.

    python tools/gallery.py FOLDER [--size 960x540] [--by gallery|moods|looks|…] [--only NAME]

Writes a contact sheet for each row of choices and its pictures one by one; what each cost and what
it lacks goes to the terminal. The gallery is every setting in three moods, four scenes in every
style and twenty subjects, in the words of `gallery.toml`; other rows are for work on the painter.
"""

import argparse
import asyncio
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.model.brief import Size, Style
from reelwright.ports.visual import PictureRequest
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather
from reelwright.providers.offline.visual import OfflineVisual

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
NAMES: dict[str, str] = TABLE["names"]


@dataclass(frozen=True)
class Wish:
    """A picture to paint, what its file is called, and how far its seed is from the sheet's."""

    name: str
    words: str
    style: Style = Style.PHOTOREALISTIC
    shift: int = 0


Sheet = tuple[str, list[Wish]]
"""A name and its pictures."""


def by_moods() -> Iterator[Sheet]:
    """Give the settings, five to a sheet, each in every mood."""
    moods: dict[str, str] = TABLE["moods"]
    wishes = [
        Wish(
            f"{setting}-{mood}".replace(" ", "-"),
            f"{NAMES[setting]} {words}",
            Style.CINEMATIC,
            number,
        )
        for setting in Setting
        for number, (mood, words) in enumerate(moods.items())
    ]
    width = 5 * len(moods)
    for start in range(0, len(wishes), width):
        yield f"moods-{start // width + 1}", wishes[start : start + width]


def by_looks() -> Iterator[Sheet]:
    """Give a sheet for each of a few scenes: its styles."""
    for name, words in TABLE["looks"].items():
        yield f"looks-{name}", [Wish(f"{name}-{style}", words, style) for style in Style]


def by_subjects() -> Iterator[Sheet]:
    """Give things in their places."""
    wishes = [Wish(name, words, Style.CINEMATIC) for name, words in TABLE["subjects"].items()]
    yield "subjects", wishes


def by_gallery() -> Iterator[Sheet]:
    """Give the whole gallery."""
    yield from by_moods()
    yield from by_looks()
    yield from by_subjects()


def by_settings() -> Iterator[Sheet]:
    """Give a sheet for each setting: its hours in clear weather."""
    for setting in Setting:
        yield setting.value, [Wish(hour, f"{NAMES[setting]}, {hour}") for hour in Hour]


def by_weathers() -> Iterator[Sheet]:
    """Give a sheet for each setting: its weathers by day and by night, and its seasons."""
    for setting in Setting:
        words = [
            f"{weather}, {hour}" for hour in (Hour.DAY, Hour.NIGHT) for weather in list(Weather)[1:]
        ]
        words += list(Season)
        wishes = [Wish(one.replace(", ", "-"), f"{NAMES[setting]}, {one}") for one in words]
        yield f"{setting.value}-weathers", wishes


def by_styles() -> Iterator[Sheet]:
    """Give a sheet for each setting: its styles."""
    for setting in Setting:
        wishes = [Wish(style, NAMES[setting], style) for style in Style]
        yield f"{setting.value}-styles", wishes


def by_seeds() -> Iterator[Sheet]:
    """Give a sheet for each setting: six seeds."""
    for setting in Setting:
        wishes = [Wish(f"seed-{one}", NAMES[setting], Style.CINEMATIC, one) for one in range(6)]
        yield f"{setting.value}-seeds", wishes


SHEETS = {
    "gallery": by_gallery,
    "moods": by_moods,
    "looks": by_looks,
    "subjects": by_subjects,
    "settings": by_settings,
    "weathers": by_weathers,
    "styles": by_styles,
    "seeds": by_seeds,
}


def painted(visual: OfflineVisual, wish: Wish, size: Size, seed: int) -> bytes:
    """Return one picture, and say what it cost and lacks."""
    started = time.process_time()
    made = asyncio.run(
        visual.picture(PictureRequest(wish.words, wish.style, size, seed, seed // 1000))
    )
    spent = time.process_time() - started
    told = [f"{spent:6.2f} CPU s", f"{len(made.png) / 1e6:5.2f} MB", f"seed {seed}", wish.style]
    print(*told, wish.words, *made.degradations, sep="  ", flush=True)
    return made.png


def contact(pictures: list[bytes], columns: int) -> NDArray[np.uint8]:
    """Return pictures side by side, in rows of `columns`, 640 pixels wide at most."""
    small = [thumbnail(picture) for picture in pictures]
    small += [np.zeros_like(small[0])] * (-len(small) % columns)
    rows = [np.hstack(small[start : start + columns]) for start in range(0, len(small), columns)]
    return np.vstack(rows)


def thumbnail(png: bytes) -> NDArray[np.uint8]:
    """Return a picture no wider than 640."""
    picture = np.asarray(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR), np.uint8)
    height, width = picture.shape[:2]
    if width <= 640:
        return picture
    smaller = cv2.resize(picture, (640, round(height * 640 / width)), interpolation=cv2.INTER_AREA)
    return np.asarray(smaller, np.uint8)


def main() -> None:
    """Paint what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="640x360")
    parser.add_argument("--by", choices=sorted(SHEETS), default="gallery")
    parser.add_argument("--only", help="how the name of a sheet begins")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--columns", type=int, help="of a sheet, 3 or 4 unless said")
    asked = parser.parse_args()
    width, height = (int(side) for side in asked.size.split("x"))
    visual = OfflineVisual()
    for name, wishes in SHEETS[asked.by]():
        if asked.only and not name.startswith(asked.only):
            continue
        folder = asked.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        pictures = []
        columns = asked.columns or (3 if len(wishes) % 3 == 0 else 4)
        for wish in wishes:
            png = painted(visual, wish, Size(width=width, height=height), asked.seed + wish.shift)
            (folder / f"{wish.name}.png").write_bytes(png)
            pictures.append(png)
        cv2.imwrite(str(asked.folder / f"{name}.png"), contact(pictures, columns))


if __name__ == "__main__":
    main()
