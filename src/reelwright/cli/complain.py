"""Saying what is wrong, for people and for machines, on standard error."""

import json
from collections.abc import Sequence

import typer


def complain(sentences: Sequence[str], *, code: str = "error", as_json: bool = False) -> None:
    """Print sentences on standard error, one a line, or one JSON object of them."""
    if as_json:
        told = {"error": {"code": code, "sentences": list(sentences)}}
        sentences = [json.dumps(told, ensure_ascii=False)]
    for sentence in sentences:
        typer.echo(sentence, err=True)
