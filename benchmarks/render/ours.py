"""Our own render as a command, from its cold start.

    python -m benchmarks.render.ours pictures|film FILM.json OUT [--workers 2] [--quality medium]

`pictures` makes the picture track alone, `film` the whole export with its sound.
"""

import argparse
from pathlib import Path

from reelwright.render.farm import prepare

if __name__ == "__main__":
    prepare()  # as `reelwright render` does, before the rest is imported

from reelwright.model.brief import Quality
from reelwright.model.output import Output
from reelwright.model.timeline import Timeline
from reelwright.render.cache import Cache
from reelwright.render.canvas import Canvas
from reelwright.render.export import export
from reelwright.render.farm import Farm
from reelwright.render.means import Means
from reelwright.render.watch import Watch


def pictures(timeline: Timeline, folder: Path, out: Path, output: Output, means: Means) -> None:
    """Make the picture track alone into the film `out`; workers start first, as in an export."""
    with Farm(means.workers, means.kernels) as farm:
        farm.start()
        from reelwright.render.encode import Mux, settled  # noqa: PLC0415
        from reelwright.render.picturetrack import PictureTrack  # noqa: PLC0415
        from reelwright.render.plan import plan  # noqa: PLC0415

        form, _ = settled(output, Canvas(timeline.width, timeline.height, timeline.rate))
        track = PictureTrack(timeline, plan(timeline), folder.joinpath, form, means)
        with Mux(out, form) as mux:
            for segment, coded in track.coded(farm, lambda _done: None, Watch().check):
                mux.add_segment(coded, segment.first)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("pictures", "film"))
    parser.add_argument("film", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--inspected", action="store_true")
    parser.add_argument("--quality", type=Quality, default=Quality.MEDIUM)
    asked = parser.parse_args()
    timeline, folder = Timeline.read_json(asked.film.read_text()), asked.film.parent
    output = Output(quality=asked.quality)
    cache = Cache(asked.cache) if asked.cache else None
    means = Means(workers=asked.workers, cache=cache, inspected=asked.inspected)
    if asked.what == "pictures":
        pictures(timeline, folder, asked.out, output, means)
    else:
        export(timeline, asked.out, folder.joinpath, output=output, means=means)


if __name__ == "__main__":
    main()
