"""Make the painter's vendored art from the npm tarball of Fluent Emoji (Microsoft, MIT).

    python tools/vendor_art.py iconify-json-fluent-emoji-1.2.7.tgz

Takes only the drawings that `things.toml` names, after checking the tarball against the integrity
hash that the registry publishes (`npm view @iconify-json/fluent-emoji@1.2.7 dist.integrity`).
"""

import argparse
import base64
import gzip
import hashlib
import json
import re
import sys
import tarfile
import tomllib
from pathlib import Path

PACKAGE = "@iconify-json/fluent-emoji@1.2.7"
INTEGRITY = (
    "sha512-D8G6bKAyIsyxP1rzZtIWr/gg/fO4Rg1+DyCWlfqKK4h8"
    "W+4Em/Y0P6QYgJUQTlUcagzJvSyg+9OBv4hz4Hc/QA=="
)
DATA = Path(__file__).parent.parent / "src/reelwright/providers/offline/visual/data"


def integrity(tarball: Path) -> str:
    """Return the hash of a file as npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()


def wanted() -> list[str]:
    """Return the names of the drawings that `things.toml` asks for, in alphabetical order."""
    things = tomllib.loads((DATA / "things.toml").read_text(encoding="utf-8"))
    arts = {thing["art"] for thing in things.values()}
    arts |= {form["art"] for thing in things.values() for form in thing.get("forms", [])}
    return sorted(art.removeprefix("emoji:") for art in arts if art.startswith("emoji:"))


def drawings(tarball: Path) -> dict[str, str]:
    """Return the wanted drawings: the inside of an SVG of 32 by 32 units each."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile("package/icons.json")
        if member is None:
            sys.exit(f"{tarball} has no package/icons.json; is it {PACKAGE}?")
        icons = json.load(member)
    if (icons["width"], icons["height"]) != (32, 32):
        sys.exit("The drawings are no longer 32 by 32; adapt figure.py first.")
    return {name: rounded(icons["icons"][name]["body"]) for name in wanted()}


def rounded(body: str) -> str:
    """Return a drawing with its numbers to three decimals: a thousandth of 1/32 of its size."""
    return re.sub(r"-?\d*\.\d{4,}", lambda number: f"{float(number[0]):.3f}", body)


def main() -> None:
    """Write `data/art.json.gz`, the same bytes every time."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("tarball", type=Path)
    tarball = parser.parse_args().tarball
    if (found := integrity(tarball)) != INTEGRITY:
        sys.exit(f"{tarball} is not {PACKAGE}: its hash is {found}.")
    art = {
        "from": PACKAGE,
        "licence": "MIT",
        "credit": "Microsoft Corporation",
        "drawings": drawings(tarball),
    }
    path = DATA / "art.json.gz"
    path.write_bytes(gzip.compress(json.dumps(art, sort_keys=True).encode(), mtime=0))
    print(f"{path}: {len(art['drawings'])} drawings, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
