"""Make the table of Chinese readings that Reelwright ships from the package it is published in.

    pip download --no-deps pypinyin==0.55.0
    python tools/vendor_pinyin.py pypinyin-0.55.0-py2.py3-none-any.whl

The readings are those of pypinyin and of pinyin-data and phrase-pinyin-data in it (MIT, mozillazg).
Kept are the first reading of every character of the basic block, or the commoner one that
chinese.toml has, and the phrases in which a character is read otherwise; syllables are written with
the number of their tone.
"""

import hashlib
import json
import sys
import tomllib
import unicodedata
import zipfile
from pathlib import Path

TABLE = Path(__file__).parents[1] / "src/reelwright/providers/offline/voice/data/pinyin.txt"
SHA256 = (
    "d53b1e8ad2cdb815fb2cb604ed3123372f5a28c6f447571244aca36fc62a286f"  # as the registry states it
)
TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
BLOCK = range(0x4E00, 0xA000)
LONGEST = 4  # characters of a phrase
CHANGING = {"一", "不"}  # these have the tone of their company in the phrases; we give it ourselves


def main(package: Path) -> None:
    """Write pinyin.txt from `package`, and print its hash."""
    found = hashlib.sha256(package.read_bytes()).hexdigest()
    if found != SHA256:
        sys.exit(f"{package} is not pypinyin 0.55.0: its hash is {found}.")
    with zipfile.ZipFile(package) as archive:
        characters = json.loads(archive.read("pypinyin/pinyin_dict.json"))
        phrases = json.loads(archive.read("pypinyin/phrases_dict.json"))
    first = {
        chr(int(code)): numbered(readings.split(",")[0])
        for code, readings in characters.items()
        if int(code) in BLOCK
    }
    first |= tomllib.loads((TABLE.parent / "chinese.toml").read_text("utf-8"))["readings"]
    other = {
        phrase: [numbered(one[0]) for one in readings]
        for phrase, readings in phrases.items()
        if len(phrase) <= LONGEST and not set(phrase) & CHANGING
    }
    lines = [*by_syllable(first), "", *differing(first, other)]
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")
    print(hashlib.sha256(TABLE.read_bytes()).hexdigest())


def numbered(syllable: str) -> str:
    """Return a syllable with the number of its tone for the accent: `hǎo` as `hao3`."""
    letters = unicodedata.normalize("NFD", syllable)
    tone = next((TONES[one] for one in letters if one in TONES), "5")
    bare = "".join(one for one in letters if one not in TONES)
    return unicodedata.normalize("NFC", bare) + tone


def by_syllable(first: dict[str, str]) -> list[str]:
    """Return a line for each syllable with the characters that are read so."""
    grouped: dict[str, str] = {}
    for character, syllable in sorted(first.items()):
        grouped[syllable] = grouped.get(syllable, "") + character
    return [f"{syllable} {characters}" for syllable, characters in sorted(grouped.items())]


def differing(first: dict[str, str], other: dict[str, list[str]]) -> list[str]:
    """Return a line for each phrase that is not read as its characters are alone."""
    return [
        f"{phrase} {' '.join(syllables)}"
        for phrase, syllables in sorted(other.items())
        if syllables != [first.get(one) for one in phrase]
    ]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
