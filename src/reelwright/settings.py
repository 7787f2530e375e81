"""What the machine's owner sets; the only reader of the environment.

Every setting is an environment variable `REELWRIGHT_<NAME>`; an empty one counts as unset. One
that is not known is refused.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from reelwright.model.errors import Fault, Invalid, unknown
from reelwright.model.value import Value

PREFIX = "REELWRIGHT_"


class Settings(Value):
    """The settings, with their defaults.

    `workers` bounds the threads that paint and speak, and the processes that film (0: one for each
    core). `media` is a folder that keeps the pictures, speech, music and coded segments of every
    film, so that what is asked for again is found there (unset: a passing one).
    """

    workers: Annotated[int, Field(ge=0, le=256)] = 0
    media: Path | None = None

    @property
    def width(self) -> int:
        """The number of workers, the cores counted where none is set."""
        return self.workers or len(os.sched_getaffinity(0))


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that the environment gives; `Invalid` names every variable at fault."""
    variables = os.environ if environment is None else environment
    given = {name: value for name, value in variables.items() if name.startswith(PREFIX)}
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    if strangers := [name for name in given if name not in known]:
        raise Invalid([Fault(name, unknown("setting", name, known)) for name in strangers])
    fields = {name.removeprefix(PREFIX).lower(): text for name, text in given.items() if text}
    try:
        return Settings.read(fields)
    except Invalid as wrong:
        faults = [Fault(PREFIX + fault.path.upper(), fault.problem) for fault in wrong.faults]
        raise Invalid(faults) from None
