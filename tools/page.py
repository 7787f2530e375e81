"""Paint the ten pictures of `docs/gallery.md`, and write the page: part of `make gallery`.

    python tools/page.py

Which ten of the gallery, and in which order, `gallery.toml` says.
"""

from pathlib import Path

import cv2
import numpy as np
from gallery import TABLE, Wish, by_gallery, painted

from reelwright.model.brief import Size
from reelwright.providers.offline.visual import OfflineVisual

PAGE = Path(__file__).parents[1] / "docs" / "gallery.md"
SIZE = Size(width=960, height=540)
SEED = 1
LARGEST = 250_000  # bytes of a picture

INTRODUCTION = """\
# Ten pictures

Painted by the offline painter from the words beneath them, as they came, at 960 × 540. `make
gallery` paints all of the gallery (every setting in three moods, four scenes in each of the eight
styles, twenty things in their places) and makes twelve films of thirty seconds, a topic and a
language each, with a contact sheet of every film, into `build/gallery`; and it makes this page.
"""


def jpeg(png: bytes) -> bytes:
    """Return a picture as the best JPEG that is small enough to keep."""
    picture = np.asarray(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR), np.uint8)
    qualities = range(88, 20, -4)
    coded = (cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, one])[1] for one in qualities)
    return next(found.tobytes() for found in coded if found.nbytes <= LARGEST)


def entry(wish: Wish) -> str:
    """Return a picture's part of the page."""
    title = wish.words[0].upper() + wish.words[1:]
    said = f"“{wish.words}”, {wish.style}, seed {SEED + wish.shift}"
    return f"\n![{title}](gallery/{wish.name}.jpg)\n\n{said}\n"


def main() -> None:
    """Paint the pictures and write the page."""
    known = {wish.name: wish for _, wishes in by_gallery() for wish in wishes}
    wishes = [known[name] for name in TABLE["page"]]
    visual = OfflineVisual()
    for wish in wishes:
        picture = jpeg(painted(visual, wish, SIZE, SEED + wish.shift))
        (PAGE.with_suffix("") / f"{wish.name}.jpg").write_bytes(picture)
    PAGE.write_text(INTRODUCTION + "".join(entry(wish) for wish in wishes), "utf-8")


if __name__ == "__main__":
    main()
