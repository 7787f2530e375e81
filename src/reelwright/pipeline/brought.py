"""A picture that the asker brought, fitted to the frame; it is shown as it is, in no style."""

import asyncio

import cv2
import numpy as np

from reelwright.model.asset import Picture
from reelwright.model.brief import Size
from reelwright.model.errors import Broken
from reelwright.model.ids import Key, content_key
from reelwright.model.provenance import Degradation, Provenance
from reelwright.ports.blobs import Blobs
from reelwright.render.pixels import Pixels

VERSION = "1"
"""Of how pictures are fitted."""

SOFT = 1.5
"""How many times a picture may be enlarged before it is said."""

CUT = 0.5
"""The share of a picture that may be cut off before it is said."""

PROVENANCE = Provenance(vendor="upload", model="picture", version=VERSION, licence="yours")


async def brought(key: Key, size: Size, blobs: Blobs) -> Picture:
    """Return the picture kept under `key` at `size`, which it covers: what is too much is cut off.

    That is as much at either side, but twice as much below as above, where heads are.
    """
    bgr = _decoded(await blobs.get(key))
    rows, columns = bgr.shape[:2]
    blob = content_key("brought", key, size.write(), VERSION)
    await blobs.put(blob, await asyncio.to_thread(_fitted, bgr, size))
    return Picture(
        blob=blob,
        width=size.width,
        height=size.height,
        provenance=PROVENANCE,
        degradations=_less(columns, rows, size),
    )


def _decoded(png: bytes) -> Pixels:
    bgr = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    if bgr is None:
        raise Broken("A picture that was kept cannot be read. Upload it again.")
    return np.asarray(bgr, np.uint8)


def _fitted(bgr: Pixels, size: Size) -> bytes:
    rows, columns = bgr.shape[:2]
    scale = _scale(columns, rows, size)
    wide = min(columns, max(1, round(size.width / scale)))
    high = min(rows, max(1, round(size.height / scale)))
    left, top = (columns - wide) // 2, (rows - high) // 3
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    middle = bgr[top : top + high, left : left + wide]
    fitted = cv2.resize(middle, (size.width, size.height), interpolation=way)
    done, png = cv2.imencode(".png", fitted, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    if not done:
        raise Broken("A picture could not be written as a PNG.")
    return png.tobytes()


def _scale(columns: int, rows: int, size: Size) -> float:
    return max(size.width / columns, size.height / rows)


def _less(columns: int, rows: int, size: Size) -> tuple[Degradation, ...]:
    scale = _scale(columns, rows, size)
    shown = size.width * size.height / (columns * rows * scale**2)
    told = []
    if scale > SOFT:
        why = f"of {columns} x {rows} pixels, it is enlarged {scale:.1f} times and looks soft"
        told.append(Degradation(what="picture", why=why))
    if shown < 1 - CUT:
        why = f"it has another shape than the film, which shows {shown:.0%} of it"
        told.append(Degradation(what="picture", why=why))
    return tuple(told)
