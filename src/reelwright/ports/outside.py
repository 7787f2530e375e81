"""The world outside, at addresses that users give us."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from reelwright.model.errors import VendorFailed


class Unreachable(VendorFailed):
    """Nothing usable came from an address, and nobody is told why.

    A closed port, one that nobody may see and a missing page look alike, so that nobody explores
    our network through us.
    """

    code = "unreachable"

    def __init__(self) -> None:
        super().__init__(
            "Nothing usable came from that address; see that it is public, up, and gives what is "
            "asked for without a login."
        )

    def __reduce__(self) -> tuple[type["Unreachable"], tuple[()]]:
        return type(self), ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address answered. `body` is its beginning, as far as it was asked for."""

    status: int
    retry_after: str | None = None
    body: bytes = b""


class Outside(Protocol):
    """Reaches public addresses, and no others."""

    def post(self, url: str, body: bytes, headers: Mapping[str, str], keep: int = 0) -> Reply:
        """Send a body and return the answer, with `keep` bytes of its body at most.

        Follows no redirect. Raises `Unreachable` where there is no answer within 15 seconds.
        """
        ...

    def fetch(self, url: str, into: BinaryIO, most: int, owner: str) -> int:
        """Copy what lies at an address, `most` bytes at most; return how many there were.

        Raises `Unreachable` where there is nothing usable, `OverQuota` where too much is being
        fetched already, for this owner or for all.
        """
        ...
