"""The JSON of sessions, and of the tokens that prove one."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from reelwright.api.kit.answers import Moment
from reelwright.api.kit.json import Body
from reelwright.api.native.shapes.accounts import OldWord
from reelwright.api.native.shapes.texts import A_DAY, AN_ID
from reelwright.ports.records import sessions as rows
from reelwright.services.sessions import Pass


class NewSession(Body):
    """Who wants to log in: `login` is an e-mail address or a user name."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"login": "ada@example.org", "password": "a long enough phrase"}]
        }
    )

    login: str
    password: OldWord


class Refresh(Body):
    """A refresh token, which is good once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"refresh_token": "b25jZS1hbmQtbmV2ZXItYWdhaW4tYWZ0ZXItdGhhdC0"}]
        }
    )

    refresh_token: str


class Exchange(Body):
    """An access token of the Supabase project that this server believes."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"supabase_token": "eyJhbGciOiJIUzI1NiJ9.e30.c2ln"}]}
    )

    supabase_token: str


class Tokens(BaseModel):
    """What proves a session: send the access token as `Authorization: Bearer`.

    Before it ends, `POST /sessions/refresh` trades the refresh token for another pair.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "session": AN_ID,
                    "token_type": "Bearer",
                    "access_token": "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.c2ln",
                    "expires_in": 1800,
                    "refresh_token": "b25jZS1hbmQtbmV2ZXItYWdhaW4tYWZ0ZXItdGhhdC0",
                    "refresh_expires_at": A_DAY,
                }
            ]
        }
    )

    session: str
    token_type: str
    access_token: str
    expires_in: int = Field(description="Seconds.")
    refresh_token: str | None
    refresh_expires_at: Moment | None

    @classmethod
    def of(cls, given: Pass, at: datetime) -> Self:
        """Return what somebody is given who logged in just now."""
        return cls(
            session=given.session.id,
            token_type="Bearer",  # noqa: S106 - the name of a scheme (RFC 6750), no password
            access_token=given.access,
            expires_in=round((given.access_until - at).total_seconds()),
            refresh_token=given.refresh,
            refresh_expires_at=given.refresh_until,
        )


class Session(BaseModel):
    """A session that is open. `audience` is the API it was opened through."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": AN_ID,
                    "audience": "native",
                    "user_agent": "curl/8.5.0",
                    "address": "192.0.2.1",
                    "is_current": True,
                    "created_at": A_DAY,
                    "last_used_at": A_DAY,
                    "expires_at": A_DAY,
                }
            ]
        }
    )

    id: str
    audience: str
    user_agent: str
    address: str
    is_current: bool
    created_at: Moment
    last_used_at: Moment
    expires_at: Moment

    @classmethod
    def of(cls, row: rows.Session, current: str | None) -> Self:
        """Return a row as its owner sees it, who comes with the session `current`."""
        return cls(
            id=row.id,
            audience=row.audience,
            user_agent=row.user_agent,
            address=row.address,
            is_current=row.id == current,
            created_at=row.created_at,
            last_used_at=row.last_used_at,
            expires_at=row.expires_at,
        )
