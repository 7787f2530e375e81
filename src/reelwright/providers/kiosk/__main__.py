"""Open the kiosk: `python -m reelwright.providers.kiosk FOLDER`; it prints its address."""

import argparse
import sys
from pathlib import Path

from reelwright.providers.kiosk.counter import Kiosk
from reelwright.providers.kiosk.till import Till


def main() -> None:
    """Sell until the process ends."""
    asked = argparse.ArgumentParser(prog="python -m reelwright.providers.kiosk")
    asked.add_argument("folder", type=Path, help="where the ledger is kept")
    asked.add_argument("--port", type=int, default=9100, help="0: any that is free")
    asked.add_argument("--token", help="what callers have to bear")
    asked.add_argument(
        "--faults", default="", help="what goes wrong, once each: pictures:500,speech:429@2"
    )
    asked.add_argument("--no-keys", action="store_true", help="charge for every call")
    told = asked.parse_args()
    told.folder.mkdir(parents=True, exist_ok=True)
    till = Till(told.folder / "ledger", told.faults, keys=not told.no_keys)
    with Kiosk(("127.0.0.1", told.port), till, told.token) as kiosk:
        host, port = kiosk.server_address[:2]
        sys.stdout.write(f"http://{host!s}:{port}\n")
        sys.stdout.flush()
        kiosk.serve_forever()


if __name__ == "__main__":
    main()
