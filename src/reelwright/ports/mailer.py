"""Sending mail."""

from typing import Protocol

from reelwright.ports.records.letters import Letter


class Mailer(Protocol):
    """Sends letters, one at a time."""

    def send(self, letter: Letter) -> None:
        """Send a letter, or hand it to somebody who will; a letter may be sent twice.

        Raises `VendorFailed` where a server does not take it, `Unavailable` where there is none
        to be reached, or no room to keep it.
        """
        ...
