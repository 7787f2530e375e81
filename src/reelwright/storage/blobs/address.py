"""The address of a bucket: `s3://bucket/prefix?endpoint=https://…&region=…`."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qs, quote, urlsplit

from reelwright.model.errors import Invalid

_KNOWN = {"endpoint", "region"}
_REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class Keys:
    """What signs requests to a bucket; the secrets are never shown."""

    id: str
    secret: str = field(repr=False)
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Bucket:
    """A place in a bucket of an S3 service; without an endpoint it is Amazon's."""

    name: str
    prefix: str = ""
    region: str = _REGION
    endpoint: str | None = None

    @classmethod
    def read(cls, address: str) -> Self:
        """Return the bucket that `s3://…` names; `Invalid` with what is wrong with it."""
        parts = urlsplit(address)
        if parts.scheme != "s3" or not parts.netloc or parts.username is not None:
            raise Invalid("Media are kept in a folder, or at an address like s3://bucket/prefix.")
        given = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if unknown := set(given) - _KNOWN:
            raise Invalid(f"An s3:// address has endpoint and region, but no {min(unknown)!r}.")
        endpoint = given.get("endpoint")
        if endpoint is not None and urlsplit(endpoint).scheme not in {"http", "https"}:
            raise Invalid("The endpoint of an s3:// address begins with https:// or http://.")
        return cls(
            name=parts.netloc,
            prefix=parts.path.strip("/"),
            region=given.get("region", _REGION),
            endpoint=endpoint and endpoint.rstrip("/"),
        )

    def url(self, place: str) -> str:
        """Return where an object is fetched from: by path at an endpoint, by host at Amazon's."""
        path = quote("/".join(part for part in (self.prefix, place) if part))
        if self.endpoint is not None:
            return f"{self.endpoint}/{self.name}/{path}"
        return f"https://{self.name}.s3.{self.region}.amazonaws.com/{path}"
