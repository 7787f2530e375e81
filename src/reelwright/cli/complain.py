"""Saying what is wrong, for people and for machines, on standard error."""

import json
import sys
from collections.abc import Sequence
from contextlib import suppress

WRONG = 2
"""The exit code for everything a user can mend."""


def complain(sentences: Sequence[str], *, code: str = "error", as_json: bool = False) -> None:
    """Print sentences on standard error, one a line, or one JSON object of them."""
    if as_json:
        told = {"error": {"code": code, "sentences": list(sentences)}}
        sentences = [json.dumps(told, ensure_ascii=False)]
    if sys.stderr:
        with suppress(OSError):  # nobody is there to be told
            sys.stderr.write("".join(f"{sentence}\n" for sentence in sentences))
            sys.stderr.flush()
