"""The JSON of accounts and their passwords."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from reelwright.api.kit.answers import Moment
from reelwright.api.kit.json import Body
from reelwright.api.native.shapes.texts import A_DAY, AN_ID
from reelwright.ports.records import accounts as rows
from reelwright.ports.records.accounts import Role
from reelwright.services import names, passwords
from reelwright.services.tokens import CHANGE

# What names and passwords must be is the services' rule. It is said here and checked there, so that
# all that is wrong is told at once.
_RULE = {"minLength": passwords.SHORTEST, "maxLength": passwords.LONGEST, "format": "password"}

NewWord = Annotated[str, Field(json_schema_extra={**_RULE})]
"""A password to be."""

OldWord = Annotated[str, Field(json_schema_extra={"format": "password"})]
"""A password that may be wrong."""

Email = Annotated[str, Field(json_schema_extra={"format": "email"})]
Username = Annotated[str, Field(json_schema_extra={"pattern": f"^{names.USERNAME.pattern}$"})]
PersonName = Annotated[str, Field(json_schema_extra={"maxLength": names.LONGEST})]
Avatar = Annotated[str, Field(json_schema_extra={"maxLength": names.LONGEST_URL})]

_PERMIT = "eyJhbGciOiJIUzI1NiIsInR5cCI6InJlY292ZXJ5K2p3dCJ9.e30.c2ln"


class NewAccount(Body):
    """An account to be made. Without a user name, one is made of the e-mail address."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"email": "ada@example.org", "password": "a long enough phrase", "name": "Ada"}
            ]
        }
    )

    email: Email
    password: NewWord
    name: PersonName = ""
    username: Username | None = None


class AccountChange(Body):
    """What to change of an account; what is left out, or null, stays.

    Another e-mail address takes the current password, if there is one. An empty `avatar_url`
    takes the picture away.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Ada King"}]})

    email: Email | None = None
    username: Username | None = None
    name: PersonName | None = None
    avatar_url: Avatar | None = None
    current_password: OldWord | None = None


class PasswordChange(Body):
    """A password to be, and the one that is, if there is one."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"current_password": "a long enough phrase", "password": "an even longer phrase"}
            ]
        }
    )

    password: NewWord
    current_password: OldWord | None = None


class ResetRequest(Body):
    """Whose password was forgotten."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"email": "ada@example.org"}]})

    email: Email


class Mailed(Body):
    """The token of a letter."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"token": "Zm9yZ290dGVuLWJ1dC1ub3QtbG9zdC1mb3JldmVyLTE"}]}
    )

    token: str


class Permission(BaseModel):
    """What lets its bearer choose another password, once, and do nothing else.

    Give it to `PUT /password-resets`.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "token_type": "Bearer",
                    "access_token": _PERMIT,
                    "expires_in": 600,
                    "scope": CHANGE,
                }
            ]
        }
    )

    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - a scheme (RFC 6750), no password
    access_token: str
    expires_in: int = Field(description="Seconds.")
    scope: str


class Reset(Body):
    """What the token of a letter was exchanged for, and a password to be."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"token": _PERMIT, "password": "an even longer phrase"}],
        }
    )

    token: str
    password: NewWord


class Account(BaseModel):
    """An account as its owner sees it.

    `email_verified` says that somebody proved to read its mail; without `has_password` its owner
    logs in elsewhere.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": AN_ID,
                    "email": "ada@example.org",
                    "email_verified": False,
                    "username": "ada",
                    "name": "Ada",
                    "avatar_url": None,
                    "role": "user",
                    "has_password": True,
                    "created_at": A_DAY,
                    "updated_at": A_DAY,
                }
            ]
        }
    )

    id: str
    email: str
    email_verified: bool
    username: str | None
    name: str
    avatar_url: str | None
    role: Role
    has_password: bool
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, row: rows.Account) -> Self:
        """Return a row as its owner sees it."""
        return cls(
            id=row.id,
            email=row.email,
            email_verified=row.verified_at is not None,
            username=row.username,
            name=row.name,
            avatar_url=row.avatar_url,
            role=row.role,
            has_password=row.password_hash is not None,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )
