"""Make a film of thirty seconds for each story topic, each in another language: `make gallery`.

    python tools/films.py FOLDER [--resolution 720p] [--only TOPIC]

Writes each film, its papers and its contact sheet. Which language tells what, and how it looks, is
in `gallery.toml`.
"""

import argparse
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import cv2
from sheets import sheet

TABLE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("gallery.toml").read_text("utf-8"),
)
TALL = {"9:16": (6, 2, 240), "1:1": (4, 2, 320)}
"""Columns, rows and a picture's width on the sheets of films that are not wide."""


def command(film: dict[str, Any], resolution: str) -> list[str]:
    """Return the arguments of `reelwright` that make a film."""
    about = ["--about", film["about"]] if "about" in film else []
    asked = ["--story", film["topic"], "--language", film["language"], "--duration", "30"]
    return ["make", *asked, *about, *film["look"], "--resolution", resolution]


def make(film: dict[str, Any], resolution: str, folder: Path) -> None:
    """Make one film and its sheet, and say how it went."""
    out = folder / f"{film['topic'].replace(' ', '-')}-{film['language']}.mp4"
    program = [sys.executable, "-m", "reelwright", *command(film, resolution), "-o", str(out)]
    started = time.monotonic()
    subprocess.run(program, check=True, stderr=subprocess.DEVNULL)
    aspect = next((TALL[one] for one in film["look"] if one in TALL), (3, 3, 400))
    cv2.imwrite(str(out.with_suffix(".png")), sheet(out, *aspect))
    print(f"{out.name}: {time.monotonic() - started:.0f} s", flush=True)


def main() -> None:
    """Make the films asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--resolution", default="720p")
    parser.add_argument("--only", help="one topic")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for film in TABLE["films"]:
        if asked.only in {None, film["topic"]}:
            make(film, asked.resolution, asked.folder)


if __name__ == "__main__":
    main()
