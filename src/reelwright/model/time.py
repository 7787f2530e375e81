"""Exact time: instants and lengths as ratios of a second, frame rates, and the frame grid.

No float is ever a time. JSON numbers are read as the decimal they are written as, and a time that
no short decimal can write is written as a ratio, `"1/30"`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any, Self

from pydantic_core import CoreSchema, core_schema

from reelwright.model.value import Json

_HALF = Fraction(1, 2)
# Bounded on purpose: a fraction made from "1e999999999" would fill the memory.
_WRITTEN = re.compile(r"-?\d{1,12}(\.\d{1,18})?(e[-+]\d{1,2})?|-?\d{1,60}/\d{1,60}", re.ASCII)


def _endless(text: str) -> bool:
    return "/" in text and int(text.partition("/")[2]) == 0


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """An instant or a length, in seconds, exactly."""

    seconds: Fraction

    @classmethod
    def of(cls, seconds: "Fraction | Decimal | float | int | str | Time") -> Self:
        """Return a time from what a person or a file writes; `ValueError` if it is no time."""
        if isinstance(seconds, Time):
            return cls(seconds.seconds)
        if isinstance(seconds, Fraction):
            return cls(seconds)
        text = repr(seconds) if isinstance(seconds, float) else str(seconds)
        if isinstance(seconds, bool) or not _WRITTEN.fullmatch(text) or _endless(text):
            raise ValueError(f"{text[:40]!r} is not a time; write seconds, such as 2.5 or 1/30.")
        return cls(Fraction(text))

    def __add__(self, other: "Time") -> "Time":
        return Time(self.seconds + other.seconds)

    def __sub__(self, other: "Time") -> "Time":
        return Time(self.seconds - other.seconds)

    def __mul__(self, factor: Fraction | int) -> "Time":
        return Time(self.seconds * factor)

    def __truediv__(self, divisor: Fraction | int) -> "Time":
        return Time(self.seconds / divisor)

    def __float__(self) -> float:
        return float(self.seconds)

    def __repr__(self) -> str:
        return f"Time({self.write()})"

    def samples(self, per_second: int) -> int:
        """Return the number of the audio sample nearest to this instant."""
        return floor(self.seconds * per_second + _HALF)

    def write(self) -> Json:
        """Return JSON: a number of at most six decimals where that is exact, else `"n/d"`."""
        if (self.seconds * 10**6).denominator != 1:
            return f"{self.seconds.numerator}/{self.seconds.denominator}"
        return int(self.seconds) if self.seconds.denominator == 1 else float(self.seconds)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        return _written(cls.of, cls.write)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: object, _handler: object) -> dict[str, Any]:
        return _described()


ZERO = Time(Fraction(0))


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """A frame rate: frames per second as an exact ratio, and the grid of frames it lays on time."""

    per_second: Fraction

    @classmethod
    def of(cls, per_second: "Fraction | float | int | str | Rate") -> Self:
        """Return a rate from `30`, `"30000/1001"` or another rate; `ValueError` if it is none."""
        if isinstance(per_second, Rate):
            return cls(per_second.per_second)
        ratio = Time.of(per_second).seconds
        if ratio <= 0:
            raise ValueError("A frame rate must be more than 0.")
        return cls(ratio)

    def frame(self, instant: Time) -> int:
        """Return the number of the frame boundary nearest to `instant`, halves going up."""
        return floor(instant.seconds * self.per_second + _HALF)

    def time(self, frame: int) -> Time:
        """Return the instant at which `frame` begins."""
        return Time(frame / self.per_second)

    def snap(self, instant: Time) -> Time:
        """Return the frame boundary nearest to `instant`."""
        return self.time(self.frame(instant))

    def write(self) -> Json:
        """Return JSON: a number, or `"n/d"` where no short decimal is exact."""
        return Time(self.per_second).write()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        return _written(cls.of, cls.write)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: object, _handler: object) -> dict[str, Any]:
        return _described()


def _written(read: Any, write: Any) -> CoreSchema:  # noqa: ANN401 - pydantic's own types are Any
    return core_schema.no_info_plain_validator_function(
        read, serialization=core_schema.plain_serializer_function_ser_schema(write)
    )


def _described() -> dict[str, Any]:
    """Return the JSON schema of what is read, and of what is written, which pydantic cannot see."""
    return {"anyOf": [{"type": "number"}, {"type": "string"}]}
