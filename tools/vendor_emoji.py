"""Make the emoji font that Reelwright ships from the npm package it is published in.

    npm pack @expo-google-fonts/noto-color-emoji@0.4.6
    python tools/vendor_emoji.py expo-google-fonts-noto-color-emoji-0.4.6.tgz

The font is Noto Color Emoji 2.051 (SIL Open Font License 1.1, Google) without its SVG pictures,
20 of its 25 MB: the same pictures are in it a second time, as COLR layers, which HarfBuzz paints.
"""

import base64
import hashlib
import sys
import tarfile
from pathlib import Path

import uharfbuzz as hb

FILES = Path(__file__).parents[1] / "src/reelwright/render/text/files"
# As the registry states it: `npm view @expo-google-fonts/noto-color-emoji@0.4.6 dist.integrity`.
INTEGRITY = (
    "sha512-2pAakFka8eSDCHB5d6NNp/7WrOZAiVYcycOqAbccPd8P8"
    "zaWUVfQ0N3y84nNPmhCQT9qzM9bpDi6cgMu6fRKEg=="
)
UNUSED = ("SVG ", "vhea", "vmtx")


def main(package: Path) -> None:
    """Write the font and its licence from `package`, and print the font's hash."""
    content = package.read_bytes()
    found = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != INTEGRITY:
        sys.exit(
            f"{package} is not @expo-google-fonts/noto-color-emoji 0.4.6: its hash is {found}."
        )
    with tarfile.open(package) as archive:
        font = without(member(archive, "400Regular/NotoColorEmoji_400Regular.ttf"), UNUSED)
        (FILES / "OFL.txt").write_bytes(member(archive, "LICENSE_FONT"))
    (FILES / "NotoColorEmoji.ttf").write_bytes(font)
    print(hashlib.sha256(font).hexdigest())


def member(archive: tarfile.TarFile, name: str) -> bytes:
    """Return one file of the package."""
    file = archive.extractfile(f"package/{name}")
    if file is None:
        sys.exit(f"The package has no {name}.")
    return file.read()


def without(font: bytes, tables: tuple[str, ...]) -> bytes:
    """Return a font with some of its tables left out and everything else as it was."""
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    for name in tables:
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).add(int.from_bytes(name.encode(), "big"))
    kept: bytes = hb.subset(hb.Face(hb.Blob(font)), wanted).blob.data
    return kept


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
