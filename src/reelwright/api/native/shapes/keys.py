"""The JSON of API keys."""

from typing import Annotated, Any, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from reelwright.api.kit.answers import Moment
from reelwright.api.kit.json import Body
from reelwright.api.native.shapes.texts import A_DAY, AN_ID, Title
from reelwright.ports.records.keys import ApiKey
from reelwright.services.principal import Scope


class NewKey(Body):
    """A key to be made: what it is for, what it may do, and when it ends, if it does."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Nightly films", "scopes": ["read", "produce"]}]}
    )

    name: Annotated[Title, Field(json_schema_extra={"maxLength": 100})]
    scopes: list[Scope] = Field(min_length=1, max_length=len(Scope))
    expires_at: AwareDatetime | None = None


class Key(BaseModel):
    """A key that is not revoked, known by its beginning and end. Its last use is to the minute."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": AN_ID,
                    "name": "Nightly films",
                    "shown": "rw_live_…3k9Q",
                    "scopes": ["read", "produce"],
                    "created_at": A_DAY,
                    "expires_at": None,
                    "last_used_at": A_DAY,
                }
            ]
        }
    )

    id: str
    name: str
    shown: str
    scopes: list[Scope]
    created_at: Moment
    expires_at: Moment | None
    last_used_at: Moment | None

    @classmethod
    def of(cls, row: ApiKey) -> Self:
        """Return a row as its owner sees it."""
        return cls(**_plain(row))


class MadeKey(Key):
    """A key just made. `key` is shown this once: keep it, it cannot be had again."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": AN_ID,
                    "name": "Nightly films",
                    "shown": "rw_live_…glzI",
                    "scopes": ["read", "produce"],
                    "created_at": A_DAY,
                    "expires_at": None,
                    "last_used_at": None,
                    "key": "rw_live_0123456789ABCDEFGHIJKLMNOPQRST3FglzI",
                }
            ]
        }
    )

    key: str

    @classmethod
    def made(cls, row: ApiKey, secret: str) -> Self:
        """Return a key with its secret."""
        return cls(**_plain(row), key=secret)


def _plain(row: ApiKey) -> dict[str, Any]:
    names = ("id", "name", "shown", "created_at", "expires_at", "last_used_at")
    return {**{name: getattr(row, name) for name in names}, "scopes": list(map(Scope, row.scopes))}
