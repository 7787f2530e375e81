"""The peers' environments in the work folder: made once, from the registries' packages."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path

from benchmarks.render.peers import lettering
from benchmarks.render.sheet import Sheet

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[2]
_BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")


class Missing(Exception):
    """A peer cannot be installed or run here; the sentence says why."""


@cache
def python(work: Path) -> Path:
    """Return the Python that has the peers' packages; `Missing` where they cannot be had."""
    place = work / "peers" / "venv"
    wanted = (_HERE / "requirements.txt").read_text()
    installed = place / "installed.txt"
    if not installed.exists() or installed.read_text() != wanted:
        _do("the peers' Python packages", [sys.executable, "-m", "venv", "--clear", str(place)])
        pip = [str(place / "bin/python"), "-m", "pip", "install", "-q", "-r"]
        _do("the peers' Python packages", [*pip, str(_HERE / "requirements.txt")])
        installed.write_text(wanted)
    return place / "bin" / "python"


@cache
def ffmpeg(work: Path) -> Path:
    """Return imageio-ffmpeg's FFmpeg, which has zoompan, libass and libvmaf."""
    ask = "import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())"
    told = subprocess.run(
        [python(work), "-c", ask], check=True, capture_output=True, text=True, cwd=work
    )
    return Path(told.stdout.strip())


@cache
def font(work: Path) -> Path:
    """Return the folder with the captions' font as one bold file, by its name there."""
    folder = work / "peers" / "font"
    if not (folder / lettering.FONT).exists():
        folder.mkdir(parents=True, exist_ok=True)
        ours = Path(str(files("fontpkg_montserrat"))) / "files" / "Montserrat[wght].ttf"
        run(work, "peers.font", ours, 750, folder / lettering.FONT)
    return folder


def run(work: Path, module: str, *arguments: object) -> str:
    """Run a module of ours in the peers' Python and return what it prints."""
    command = [str(python(work)), "-m", f"benchmarks.render.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def remotion(work: Path, sheet: Sheet) -> list[str]:
    """Return the command that renders the film by Remotion, less its output and frames."""
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise Missing("there is no Chromium; `apt-get install chromium-headless-shell` has one")
    folder = _node(work)
    _lay_out(folder, sheet, font(work) / lettering.FONT)
    return [
        *(str(folder / "node_modules/.bin/remotion"), "render", "index.jsx", "film"),
        *("--codec=h264", "--crf=23", "--x264-preset=veryfast", "--muted", "--log=error"),
        *("--image-format=jpeg", "--jpeg-quality=80", "--concurrency=2", "--color-space=bt709"),
        *("--chrome-mode=headless-shell", f"--browser-executable={browser}"),
    ]


def remotion_folder(work: Path) -> Path:
    """Return the folder that Remotion is run in."""
    return work / "peers" / "remotion"


def _node(work: Path) -> Path:
    if not shutil.which("npm"):
        raise Missing("there is no npm; install Node.js")
    folder, wanted = remotion_folder(work), (_HERE / "remotion/package.json").read_text()
    folder.mkdir(parents=True, exist_ok=True)
    installed = folder / "installed.json"
    if not installed.exists() or installed.read_text() != wanted:
        (folder / "package.json").write_text(wanted)
        install = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"]
        _do("Remotion", install, folder)
        installed.write_text(wanted)
    return folder


def _lay_out(folder: Path, sheet: Sheet, font_file: Path) -> None:
    """Write the film's sheet, and what it shows, where the bundler takes them from."""
    shutil.copy(_HERE / "remotion/index.jsx", folder)
    public = folder / "public"
    public.mkdir(exist_ok=True)
    for file in {font_file, *(clip.picture for clip in sheet.clips)}:
        shutil.copy(file, public)
    told = asdict(sheet)
    for clip in told["clips"]:
        clip["picture"] = clip["picture"].name
    em = sheet.height * lettering.SIZE
    told |= {"size": em, "outline": em * lettering.OUTLINE, "baseline": lettering.BASELINE}
    (folder / "sheet.json").write_text(json.dumps(told))


def _do(what: str, command: Sequence[str], folder: Path | None = None) -> None:
    done = subprocess.run(command, cwd=folder or _ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        raise Missing(f"{what} could not be made: {done.stderr.strip()[-300:]}")
