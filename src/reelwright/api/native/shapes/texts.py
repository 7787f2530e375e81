"""What many nouns have: titles, names, descriptions, times; and what examples are made of."""

from typing import Annotated, cast

from pydantic import StringConstraints

from reelwright.model.time import Time
from reelwright.model.value import Json

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""What something is called."""

Untitled = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
"""What something is called, if anything."""

Note = Annotated[str, StringConstraints(max_length=5_000)]
"""A description."""

Name = Annotated[str, StringConstraints(max_length=200)]
"""The id of something else, as its owner writes it: a wrong one names nothing."""

A_DAY = "2026-11-22T12:30:00.000Z"
AN_ID = "019ab123-4567-7abc-8def-0123456789ab"
"""An id as examples have it."""


def kept(written: Json) -> Time:
    """Return the time that a row keeps as JSON."""
    return Time.of(cast("int | float | str", written))
