"""The API's page lists every address there is, and every way a request can fail."""

import json
import re
from pathlib import Path

from reelwright.api.kit.failures import KINDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text()
DOCUMENT = json.loads((ROOT / "tests" / "api" / "openapi.json").read_text())


def test_every_address_is_on_the_page_once():
    rows = re.findall(r"^\| ([A-Z]+) \| `(.+?)` \| (.+) \|$", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted(
        (method.upper(), path, operation["summary"])
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
    )


def test_every_failure_is_on_the_page_once():
    rows = re.findall(r"^\| `(\w+)` \| (\d{3}) \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted(
        (code, str(kind.status), kind.title, kind.help) for code, kind in KINDS.items()
    )
