"""The captions' font as one bold file, for peers that cannot set a variable one.

python -m benchmarks.render.peers.font VARIABLE.ttf WEIGHT OUT.ttf
"""

import sys

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

_NAMES = {1: "Captions", 2: "Regular", 4: "Captions", 6: "Captions", 16: None, 17: None}


def main() -> None:
    source, weight, out = sys.argv[1:]
    font = instantiateVariableFont(TTFont(source), {"wght": float(weight)})
    for number, text in _NAMES.items():
        if text is None:
            font["name"].removeNames(nameID=number)
        else:
            font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 400
    font.save(out)


if __name__ == "__main__":
    main()
