"""Make the README's films and their contact sheets: `make sheets`.

    python tools/sheets.py [FOLDER]

The films go to FOLDER (by default `build/films`); the sheets to `docs/films`, small enough to keep.
"""

import subprocess
import sys
from pathlib import Path

import av
import cv2
import numpy as np

ROOT = Path(__file__).parents[1]
SHEETS = ROOT / "docs" / "films"

HINDI = """\
सुबह की पहली किरण पहाड़ों को छूती है।
झील के किनारे एक हिरण पानी पीने आता है।
रात होते ही आसमान तारों से भर जाता है।
"""

FILMS = {
    "prompt-english": ["A peaceful forest at sunrise"],
    "script-hindi": [
        "--script",
        "{script}",
        "--language",
        "hindi",
        "--aspect",
        "9:16",
        "--voice",
        "onyx",
    ],
    "story-japanese": ["--story", "bedtime", "--language", "japanese", "--style", "anime"],
}


def make(name: str, arguments: list[str], folder: Path) -> Path:
    """Make a film with the command and return its path."""
    script = folder / "script.txt"
    script.write_text(HINDI, encoding="utf-8")
    given = [argument.format(script=script) for argument in arguments]
    out = folder / f"{name}.mp4"
    subprocess.run([sys.executable, "-m", "reelwright", "make", *given, "-o", str(out)], check=True)
    return out


def frames(path: Path, count: int) -> list[np.ndarray]:
    """Return `count` pictures spread evenly over a film."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        wanted = {round((number + 0.5) * stream.frames / count) for number in range(count)}
        decoded = enumerate(container.decode(stream))
        return [
            frame.to_ndarray(format="bgr24", src_colorspace="ITU709", dst_colorspace="ITU709")
            for number, frame in decoded
            if number in wanted
        ]


def sheet(path: Path, columns: int, rows: int, width: int) -> np.ndarray:
    """Return a contact sheet of a film, its pictures `width` pixels wide."""
    pictures = frames(path, columns * rows)
    height = round(pictures[0].shape[0] * width / pictures[0].shape[1])
    small = [cv2.resize(one, (width, height), interpolation=cv2.INTER_AREA) for one in pictures]
    return np.vstack([np.hstack(small[at : at + columns]) for at in range(0, len(small), columns)])


def main() -> None:
    """Make every film and its sheet."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "films")
    folder.mkdir(parents=True, exist_ok=True)
    SHEETS.mkdir(parents=True, exist_ok=True)
    for name, arguments in FILMS.items():
        tall = "9:16" in arguments
        made = sheet(make(name, arguments, folder), *((6, 1, 200) if tall else (3, 3, 400)))
        cv2.imwrite(str(SHEETS / f"{name}.jpg"), made, [cv2.IMWRITE_JPEG_QUALITY, 82])


if __name__ == "__main__":
    main()
