"""Where an installation keeps its media: a folder, or a bucket."""

from pydantic import SecretStr

from reelwright.settings import Settings
from reelwright.storage.blobs.address import Bucket, Keys
from reelwright.storage.blobs.local import LocalBlobs
from reelwright.storage.blobs.s3 import S3Blobs


def media(settings: Settings) -> LocalBlobs | S3Blobs:
    """Return the store of blobs that the settings name."""
    if settings.media_url is None:
        return LocalBlobs(settings.media or settings.data / "media")
    keys = Keys(
        id=_plain(settings.s3_key_id) or "",
        secret=_plain(settings.s3_secret) or "",
        token=_plain(settings.s3_token),
    )
    bucket = Bucket.read(settings.media_url.get_secret_value())
    return S3Blobs(bucket, keys, settings.data / "fetched")


def _plain(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()
