"""Make the voice tables that Reelwright ships from the npm package they are published in.

    npm pack kokoro-js@1.2.1
    python tools/vendor_voices.py kokoro-js-1.2.1.tgz

The tables are Kokoro-82M's own (Apache-2.0, hexgrad), as 16-bit floats and without the rows for
utterances longer than Reelwright makes. Which ones, data/voices.toml says.
"""

import base64
import hashlib
import sys
import tarfile
import tomllib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).parents[1] / "src/reelwright/providers/offline/voice/data"
# As the registry states it: `npm view kokoro-js@1.2.1 dist.integrity`.
INTEGRITY = (
    "sha512-oq0HZJWis3t8lERkMJh84WLU86dpYD0EuBPtqYnLlQzy"
    "FP1OkyBRDcweAqCfhNOpltyN9j/azp1H6uuC47gShw=="
)


def main(package: Path) -> None:
    """Write voices.npy from `package`, and print its hash."""
    content = package.read_bytes()
    found = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != INTEGRITY:
        sys.exit(f"{package} is not kokoro-js 1.2.1: its hash is {found}.")
    profiles = tomllib.loads((DATA / "voices.toml").read_text("utf-8"))
    with tarfile.open(package) as archive:
        tables = [table(archive, name)[: profiles["rows"]] for name in profiles["tables"]]
    np.save(DATA / "voices.npy", np.stack(tables).astype(np.float16))
    print(hashlib.sha256((DATA / "voices.npy").read_bytes()).hexdigest())


def table(archive: tarfile.TarFile, name: str) -> NDArray[np.float32]:
    """Return one voice's table: a row of 256 for each count of phonemes from 1 to 510."""
    file = archive.extractfile(f"package/voices/{name}.bin")
    if file is None:
        sys.exit(f"The package has no voice {name}.")
    return np.frombuffer(file.read(), np.float32).reshape(510, 256)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
