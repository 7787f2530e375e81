"""FFmpeg's zoompan making the film, with xfade between scenes and libass for the captions.

    python -m benchmarks.render.peers.zoompan FFMPEG FILM.json FOLDER OUT UPSCALE FRAMES

zoompan moves by whole pixels of its input, which jitters; enlarging the pictures first, `UPSCALE`
times, is the usual cure.
"""

import subprocess
import sys
from pathlib import Path

from benchmarks.render.peers import lettering
from benchmarks.render.sheet import Clip, Sheet, read


def main() -> None:
    ffmpeg, film, folder, out, upscale, frames = sys.argv[1:]
    sheet = read(Path(film))
    script = lettering.write(sheet, Path(folder))
    graph = filters(sheet, script, int(upscale))
    inputs = [part for clip in sheet.clips for part in ("-i", str(clip.picture))]
    command = [ffmpeg, "-v", "error", "-y", *inputs, "-filter_complex", graph, "-map", "[v]"]
    command += ["-frames:v", frames, "-r", str(sheet.rate), "-c:v", "libx264"]
    command += ["-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p", out]
    sys.exit(subprocess.run(command, check=False).returncode)


def filters(sheet: Sheet, script: Path, upscale: int) -> str:
    """Return the filter graph, whose output is `[v]`."""
    chains = [_moved(number, clip, sheet, upscale) for number, clip in enumerate(sheet.clips)]
    last = "c0"
    for number, clip in enumerate(sheet.clips[1:], start=1):
        fade, offset = clip.fade / sheet.rate, clip.first / sheet.rate
        chains.append(
            f"[{last}][c{number}]xfade=transition=fade:duration={fade}:offset={offset}[x{number}]"
        )
        last = f"x{number}"
    return ";".join([*chains, f"[{last}]ass={script}:fontsdir={script.parent}[v]"])


def _moved(number: int, clip: Clip, sheet: Sheet, upscale: int) -> str:
    share = f"on/{clip.frames - 1}"
    begin, end = clip.begin, clip.end
    zoom = f"{begin['zoom']}*pow({end['zoom'] / begin['zoom']},{share})"
    x, y = (
        f"clip(i{side}*({begin[way]}+({end[way] - begin[way]})*{share})-i{side}/zoom/2,"
        f"0,i{side}-i{side}/zoom)"
        for way, side in (("x", "w"), ("y", "h"))
    )
    size = f"{sheet.width}x{sheet.height}"
    larger = f"{upscale * sheet.width}:{upscale * sheet.height}:flags=lanczos:"
    return (
        f"[{number}:v]scale={larger if upscale > 1 else ''}out_color_matrix=bt709:out_range=tv,"
        f"format=yuv420p,zoompan=z='{zoom}':x='{x}':y='{y}':d={clip.frames}:s={size}:"
        f"fps={sheet.rate},settb=AVTB,setsar=1[c{number}]"
    )


if __name__ == "__main__":
    main()
