"""Places: what a thing stands on or moves in."""

from enum import StrEnum


class Place(StrEnum):
    """What a thing stands on or moves in."""

    LAND = "land"
    COAST = "coast"
    WATER = "water"
    DEEP = "deep"
    AIR = "air"
    VOID = "void"
    TABLE = "table"
    FLOOR = "floor"
