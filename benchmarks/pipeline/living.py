"""CPU of filming living pictures: scenes of 5 s at 1080p30, each living and whole.

    python -m benchmarks.pipeline.living [WORDS ...]

One thread composes and encodes every segment, as a worker does, with the pictures it keeps open.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from reelwright.model.brief import Brief
from reelwright.model.clip import PictureClip
from reelwright.model.ids import Key
from reelwright.model.motion import Framing, Motion
from reelwright.model.output import Output
from reelwright.model.storyboard import Scene
from reelwright.model.time import ZERO, Rate, Time
from reelwright.model.timeline import Timeline
from reelwright.pipeline.animate import animate
from reelwright.pipeline.illustrate import illustrate
from reelwright.render import kernels
from reelwright.render.canvas import Canvas
from reelwright.render.compose import Composer
from reelwright.render.encode import FrameBuffer, SegmentEncoder, settled
from reelwright.render.plan import plan
from reelwright.render.sources.stills import Stills
from reelwright.storage.blobs.local import LocalBlobs
from reelwright.wiring.local import crew

SCENES = (
    "a calm mountain lake, clear day",
    "waves on the ocean under a blue sky, a sailing boat",
    "a peaceful forest at sunrise",
    "a meadow with tall grass under drifting clouds",
)
CANVAS = Canvas(1920, 1080, Rate.of(30))
LENGTH = Time.of(5)
PUSH = Motion(begin=Framing(zoom=1.02), end=Framing(zoom=1.11))


async def clips(words: str, folder: Path) -> tuple[float, list[PictureClip]]:
    """Return the CPU seconds of animating a scene, and its clips: living, and whole."""
    brief, makers = Brief(prompt=words, resolution="1080p"), crew(folder)
    picture = await illustrate(Scene(id="one", visual=words, duration=LENGTH), brief, makers)
    begun = time.process_time()
    animation = await animate(picture, brief, makers)
    took = time.process_time() - begun
    shown = [{"layers": animation.stack}, {"source": picture.blob}]
    return took, [PictureClip(start=ZERO, length=LENGTH, motion=PUSH, **one) for one in shown]


def filmed(clip: PictureClip, folder: Path) -> tuple[float, float]:
    """Return the CPU milliseconds a frame of composing a clip, and of encoding it."""
    blobs, stills, took = LocalBlobs(folder), Stills(), [0.0, 0.0]
    places = {source: asyncio.run(blobs.path(Key(source))) for source in clip.sources}
    whole = Timeline(
        width=CANVAS.width, height=CANVAS.height, rate=CANVAS.rate, length=LENGTH, pictures=(clip,)
    )
    planned, form = plan(whole), settled(Output(), CANVAS)[0]
    for segment in planned.segments:
        began = time.process_time()
        composer = Composer(segment, CANVAS, None, places.__getitem__, stills)
        encoder, buffer = SegmentEncoder(form), FrameBuffer(*CANVAS.size)
        for number in range(segment.frames):
            composer.compose(number, buffer.planes)
            composed = time.process_time()
            list(encoder.encode(buffer.frame))
            took[0], began, coded = took[0] + composed - began, time.process_time(), composed
            took[1] += began - coded
        list(encoder.finish())
        took[1] += time.process_time() - began
    return took[0] / planned.frames * 1000, took[1] / planned.frames * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", default=SCENES)
    kernels.use()
    print("| scene | animate, s | compose, ms a frame | encode | compose, whole | encode, whole |")
    print("|---|---|---|---|---|---|")
    for words in parser.parse_args().words:
        with tempfile.TemporaryDirectory() as folder:
            took, (living, still) = asyncio.run(clips(words, Path(folder)))
            times = [*filmed(living, Path(folder)), *filmed(still, Path(folder))]
            print(f"| {words} | {took:.2f} | {' | '.join(f'{one:.1f}' for one in times)} |")


if __name__ == "__main__":
    main()
