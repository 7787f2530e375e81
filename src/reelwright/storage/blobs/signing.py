"""Links into a bucket that carry their own permission (AWS Signature Version 4, query string)."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote, urlsplit

from reelwright.storage.blobs.address import Keys

LONGEST: Final = 604_800
"""Seconds that a link may work, a week."""


def signed(  # noqa: PLR0913 - all of it is signed
    url: str,
    keys: Keys,
    *,
    region: str,
    at: datetime,
    seconds: int,
    more: Mapping[str, str],
    method: str = "GET",
) -> str:
    """Return `url` with leave to ask for it by `method` until `seconds` after `at`.

    `more` are parameters that the answer's headers shall follow, `response-content-type` and such;
    they are signed as well. After "Authenticating Requests: Using Query Parameters" of Amazon's S3
    API reference.
    """
    moment = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    scope = f"{moment[:8]}/{region}/s3/aws4_request"
    given = {
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": f"{keys.id}/{scope}",
        "X-Amz-Date": moment,
        "X-Amz-Expires": str(min(seconds, LONGEST)),
        "X-Amz-SignedHeaders": "host",
        **({"X-Amz-Security-Token": keys.token} if keys.token else {}),
        **more,
    }
    query = "&".join(f"{_coded(name)}={_coded(given[name])}" for name in sorted(given))
    parts = urlsplit(url)
    asked = f"{method}\n{parts.path}\n{query}\nhost:{parts.netloc}\n\nhost\nUNSIGNED-PAYLOAD"
    digest = hashlib.sha256(asked.encode()).hexdigest()
    text = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{digest}"
    signature = hmac.new(_key(keys, scope), text.encode(), hashlib.sha256).hexdigest()
    return f"{url}?{query}&X-Amz-Signature={signature}"


def _coded(text: str) -> str:
    return quote(text, safe="-_.~")


def _key(keys: Keys, scope: str) -> bytes:
    key = f"AWS4{keys.secret}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key
