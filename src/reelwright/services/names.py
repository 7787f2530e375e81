"""Names: which e-mail addresses, user names and names of people are taken, and how kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from unicodedata import category
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from reelwright.model.errors import Fault

LONGEST: Final = 200
"""How many characters the name of a person has at most."""

LONGEST_URL: Final = 2_048

USERNAME: Final = re.compile(r"[A-Za-z0-9._-]{3,50}")

_UNSEEN: Final = ("Cc", "Cs", "Zl", "Zp")  # controls, halves of characters, line breaks


@dataclass(frozen=True, slots=True)
class Change:
    """What to change of an account; what is None stays. An empty `avatar_url` takes it away."""

    email: str | None = None
    username: str | None = None
    name: str | None = None
    avatar_url: str | None = None


def faults(wanted: Change) -> Iterator[Fault]:
    """Say all that is wrong with new names."""
    if wanted.email is not None:
        yield from _of_email(wanted.email)
    if wanted.username is not None and not USERNAME.fullmatch(wanted.username):
        rule = "A user name has 3 to 50 letters (a-z), digits, dots, dashes and underscores."
        yield Fault("username", rule)
    if wanted.name is not None:
        yield from _of_name(wanted.name)
    if wanted.avatar_url and not _is_web(wanted.avatar_url):
        yield Fault("avatar_url", "Give an http or https address of 2,048 characters at most.")


def address(email: str) -> str | None:
    """Return an address as it is kept: what may be written in two ways, in one. None if none."""
    try:
        return validate_email(email.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def shortened(name: str) -> str:
    """Return the name of somebody who is known elsewhere as one that is taken here."""
    return "".join(letter for letter in name if letter.isprintable()).strip()[:LONGEST]


def _of_email(email: str) -> Iterator[Fault]:
    try:
        validate_email(email.strip(), check_deliverability=False)
    except EmailNotValidError as wrong:
        yield Fault("email", f"This is no e-mail address: {wrong}")


def _of_name(name: str) -> Iterator[Fault]:
    if len(name) > LONGEST:
        yield Fault("name", f"A name has {LONGEST} characters at most.")
    if any(category(letter) in _UNSEEN for letter in name):
        yield Fault("name", "A name is one line; take out line breaks and control characters.")


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= LONGEST_URL
