"""Write down whose work is in Reelwright and beside it: `make notices`.

    python tools/notices.py [FILE]

Reads the packages that `requirements/base.lock` names, and those of each extra, where they are
installed: their licences, the texts of them, the shared libraries in their wheels. The files that
the package itself holds, and what packages leave unsaid, are in `tools/notices.toml`. Writes FILE
(by default `THIRD_PARTY.txt`, which the wheel carries), the same bytes for the same lock.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path, PurePath
from typing import Any

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "reelwright"
TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

LOCKED = re.compile(r"^([\w.-]+)==([^\s;]+)(?: ; ([^\\]+))?", re.MULTILINE)
TERMS = re.compile(r"licen[cs]e|copying|notice|third.?party", re.IGNORECASE)
"""What the name of a file with a licence's text holds."""
LINE = "-" * 100
CODE = {".py", ".pyc", ".pyi", ".h"}


@dataclass(frozen=True)
class Locked:
    """A line of a lock: a package, its version, and where it is for where not everywhere."""

    name: str
    version: str
    marker: str = ""

    @property
    def here(self) -> bool:
        """Whether it belongs into this very environment."""
        return not self.marker or Marker(self.marker).evaluate()


@dataclass(frozen=True)
class Package:
    """A package as it is installed: its licence, the licence's texts, its wheel's libraries."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    libraries: tuple[str, ...]


def lock(path: Path) -> dict[tuple[str, str], Locked]:
    """Return the lines of a lock by name and version."""
    found = LOCKED.findall(path.read_text("utf-8"))
    lines = [
        Locked(canonicalize_name(name), *(one.strip() for one in rest)) for name, *rest in found
    ]
    return {(line.name, line.version): line for line in lines}


def extras(base: Iterable[Locked], everything: Iterable[Locked]) -> dict[str, list[Locked]]:
    """Return what each extra of `pyproject.toml` installs that the base does not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    known = {line.name: line for line in everything if line.here}
    had = {line.name for line in base if line.here}
    return {
        extra: [known[name] for name in sorted(needed(wishes) - had)]
        for extra, wishes in project.get("optional-dependencies", {}).items()
    }


def needed(wishes: Iterable[str]) -> set[str]:
    """Return the names of all that these requirements bring with them here."""
    found: set[str] = set()
    waiting = list(wishes)
    while waiting:
        wish = Requirement(waiting.pop())
        name = canonicalize_name(wish.name)
        if name in found or (wish.marker and not wish.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting += metadata.requires(name) or []
    return found


def package(line: Locked) -> Package:
    """Return what is installed for a line of the lock."""
    found = metadata.distribution(line.name)
    if Version(found.version) != Version(line.version):
        sys.exit(
            f"{line.name} is {found.version} here and {line.version} in the lock; make .venv anew."
        )
    files = sorted(found.files or [], key=str)
    return Package(
        found.name,
        line.version,
        licence(line.name, found.metadata.json),
        tuple(dict.fromkeys(text(found, file) for file in files if has_terms(file))),
        tuple(file.name for file in files if file.parts[0].endswith(".libs")),
    )


def licence(name: str, told: dict[str, Any]) -> str:
    """Return what a package is licensed under: our word for it, or its own."""
    own = told.get("license_expression") or told.get("license") or ""
    known: str = TABLE["licences"].get(name) or own
    if not known or "\n" in known:
        sys.exit(
            f"{name} does not say in a word what its licence is; add it to tools/notices.toml."
        )
    return known


def has_terms(file: PurePath) -> bool:
    """Return whether a file of a package is the text of a licence."""
    kept = "licenses" in file.parts and file.parts[0].endswith(".dist-info")
    return file.suffix not in CODE and (kept or bool(TERMS.search(file.name)))


def text(found: metadata.Distribution, file: PurePath) -> str:
    """Return a text with nothing at the ends of its lines."""
    path = Path(str(found.locate_file(file)))
    lines = path.read_text("utf-8", errors="replace").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def library(owner: str, name: str) -> str:
    """Return what a shared library in the wheel of `owner` is, and its licence."""
    known = [start for start in TABLE["libraries"] if name.startswith(start)]
    if not known:
        sys.exit(f"{owner} holds {name}; add what it is to tools/notices.toml.")
    told: str = TABLE["libraries"][max(known, key=len)]
    return f"{told}, {TABLE['ffmpeg'][canonicalize_name(owner)]}" if told == "FFmpeg" else told


def kept() -> Iterator[str]:
    """Give what the package holds of others, then what is our own, every data file told of."""
    for one in TABLE["kept"]:
        yield f"{one['name']}, {one['licence']}\n  {', '.join(one['paths'])}"
        yield f"  from {one['from']}; changed: {one['change']}\n  {one['holder']}\n"
    yield "All other data is Reelwright's own, under its licence:\n"
    others = {path for one in TABLE["kept"] for path in one["paths"]}
    yield from sorted({f"  {origin(path)}" for path in data() if path not in others})


def data() -> list[str]:
    """Return the files of the package that are not code, where they are under it."""
    files = [path.relative_to(PACKAGE) for path in sorted(PACKAGE.rglob("*")) if path.is_file()]
    return [
        str(file) for file in files if file.suffix not in CODE and "__pycache__" not in file.parts
    ]


def origin(path: str) -> str:
    """Return how a data file of our own came to be."""
    for one in TABLE["own"]:
        if any(fnmatch(path, pattern) for pattern in one["paths"]):
            return str(one["made"])
    return sys.exit(f"src/reelwright/{path}: add whose it is to tools/notices.toml.")


def kept_texts() -> Iterator[str]:
    """Give the texts of the licences of what the package holds of others."""
    files = {"OFL-1.1": PACKAGE / "render/text/files/OFL.txt", "Apache-2.0": ROOT / "LICENSE"}
    for name in sorted({one["licence"] for one in TABLE["kept"]}):
        terms = TABLE["texts"].get(name) or files[name].read_text("utf-8")
        yield f"{LINE}\n{name}\n{LINE}\n\n{terms.strip()}\n"


def rows(packages: list[Package], numbers: dict[str, int]) -> Iterator[str]:
    """Give a line for each package: name, version, licence and the numbers of its texts."""
    for one in packages:
        told = ", ".join(str(numbers[text]) for text in one.texts) or "none in its wheel"
        yield f"  {one.name} {one.version}: {one.licence} [{told}]"


def wheels(packages: list[Package]) -> Iterator[str]:
    """Give the shared libraries in the wheels, by package."""
    for one in packages:
        parts: dict[str, list[str]] = {}
        for name in one.libraries:
            parts.setdefault(library(one.name, name), []).append(
                re.split(r"-[0-9a-f]{8}|\.so", name)[0]
            )
        if parts:
            yield f"  {one.name}"
            yield from (f"    {told}: {', '.join(names)}" for told, names in sorted(parts.items()))


def texts(packages: list[Package], numbers: dict[str, int]) -> Iterator[str]:
    """Give every text once, under its number and the names of the packages that carry it."""
    for words, number in numbers.items():
        names = ", ".join(one.name for one in packages if words in one.texts)
        yield f"{LINE}\n[{number}] {names}\n{LINE}\n\n{words}\n"


def written() -> str:
    """Return the whole file."""
    base = lock(ROOT / "requirements" / "base.lock")
    parts = {"base": [line for line in base.values() if line.here]}
    parts |= extras(base.values(), lock(ROOT / "requirements" / "dev.lock").values())
    read = {part: [package(line) for line in lines] for part, lines in parts.items()}
    packages = sorted(
        {one for part in read.values() for one in part}, key=lambda one: one.name.lower()
    )
    words = dict.fromkeys(text for one in packages for text in one.texts)
    numbers = {text: number for number, text in enumerate(words, 1)}
    said = [
        "Whose work is in Reelwright, and beside it.",
        "Made by tools/notices.py from requirements/*.lock, on Linux, x86-64.",
        "\n\n1. In the package itself; the texts are in section 5\n",
        *kept(),
        f"\n\n2. Copyleft, in binary wheels\n\n{TABLE['copyleft']['text'].strip()}",
        "\n\n3. Installed beside it by pip; in brackets the numbers of the texts in section 6",
    ]
    for part, found in read.items():
        said += [f"\n{'Always' if part == 'base' else f'With [{part}]'}\n", *rows(found, numbers)]
    said += ["\nOn other Pythons and systems, not read here\n"]
    said += [f"  {one.name} {one.version} ({one.marker})" for one in base.values() if not one.here]
    said += ["\n\n4. Shared libraries in their wheels\n", *wheels(packages)]
    said += ["\n\n5. Licences of what the package holds\n", *kept_texts()]
    said += ["\n6. Licences of what is installed beside it\n", *texts(packages, numbers)]
    return "\n".join(said).rstrip("\n") + "\n"


def main() -> None:
    """Write the file."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "THIRD_PARTY.txt"
    path.write_text(written(), "utf-8")
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
