"""Asking a vendor over HTTP: JSON there and back, and what went wrong as an error of ours.

The address is the owner's own setting, so it is not judged as one that a user gives; redirects are
not followed, and proxies and credentials of the environment are not used.
"""

import json
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Final

import httpx2

from reelwright.model.errors import ReelwrightError, Refused, Trouble, VendorFailed
from reelwright.model.value import Json
from reelwright.ports.purchase import Access

_SOON: Final = 1.0
"""Seconds after which a call that is still under way is asked for again."""


class Line:
    """The line to one vendor.

    `patience` is the seconds that one read or write may take, `largest` the bytes of an answer.
    """

    def __init__(
        self, vendor: str, access: Access, patience: float = 30.0, largest: int = 64 << 20
    ) -> None:
        self._vendor, self._access, self._largest = vendor, access, largest
        self._patience = httpx2.Timeout(patience, connect=10.0)

    async def ask(
        self, method: str, path: str, body: Mapping[str, Json] | None = None, key: str | None = None
    ) -> Mapping[str, Json]:
        """Send a request, with a key if it has one, and return the JSON object that is answered.

        `VendorFailed` says whether asking again may help, and whether the vendor may have done what
        was asked; `Refused` that it does not want the content.
        """
        try:
            async with (
                httpx2.AsyncClient(
                    verify=_trusted(), timeout=self._patience, trust_env=False
                ) as web,
                web.stream(
                    method,
                    f"{self._access.url}{path}",
                    json=body,
                    headers=self._headers(key),
                ) as answer,
            ):
                said = await self._read(answer)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as away:
            raise VendorFailed(f"The vendor {self._vendor} cannot be reached.") from away
        except httpx2.RequestError as cut:
            raise VendorFailed(
                f"The vendor {self._vendor} broke off before its answer was whole.", unsure=True
            ) from cut
        if answer.status_code >= 300:
            raise self._wrong(answer, said)
        return self._object(said)

    def _headers(self, key: str | None) -> dict[str, str]:
        sent = {"User-Agent": "Reelwright/1", "Accept": "application/json"}
        if key is not None:
            sent["Idempotency-Key"] = key
        if self._access.key is not None:
            sent["Authorization"] = f"Bearer {self._access.key}"
        return sent

    async def _read(self, answer: httpx2.Response) -> bytes:
        said = bytearray()
        async for part in answer.aiter_bytes():
            said += part
            if len(said) > self._largest:
                raise VendorFailed(
                    f"The vendor {self._vendor} answered more than anybody asked for.", unsure=True
                )
        return bytes(said)

    def _object(self, said: bytes) -> Mapping[str, Json]:
        try:
            found = json.loads(said)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise VendorFailed(
                f"The vendor {self._vendor} answered what is no JSON object.", unsure=True
            )
        return found

    def _wrong(self, answer: httpx2.Response, said: bytes) -> ReelwrightError:
        status, name = answer.status_code, f"The vendor {self._vendor}"
        after = _seconds(answer.headers.get("retry-after"))
        if status == 451:
            return Refused(f"{name} refuses the content: {_reason(said)}")
        if status in _BUSY:
            return VendorFailed(f"{name} {_BUSY[status]}.", after=after or _SOON)
        if status in {401, 402, 403}:
            return VendorFailed(
                f"{name} does not serve this account ({status}); see its key and what is paid in.",
                Trouble.EXHAUSTED,
            )
        if status >= 500 or status == 408:
            return VendorFailed(f"{name} failed ({status}).", after=after, unsure=status != 503)
        return VendorFailed(
            f"{name} does not take the request ({status}): {_reason(said)}", Trouble.REFUSED
        )


_BUSY: Final = {
    409: "is still at work on this",
    425: "is still at work on this",
    429: "is asked too often",
}


@cache
def _trusted() -> ssl.SSLContext:
    return httpx2.create_ssl_context(trust_env=False)


def _seconds(header: str | None) -> float | None:
    """Return the seconds of a Retry-After, which are a number or a date (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _reason(said: bytes) -> str:
    """Return what a vendor says of its reasons, shortened, in one line."""
    return " ".join(said[:400].decode("utf-8", "replace").split())[:200] or "it does not say why."
