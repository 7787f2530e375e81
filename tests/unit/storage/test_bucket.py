"""The address of a bucket, and links into it."""

import asyncio
from datetime import UTC, datetime

import pytest

from reelwright.model.errors import Invalid, Unavailable
from reelwright.model.ids import Key
from reelwright.ports.shelf import Label
from reelwright.storage.blobs.address import Bucket, Keys
from reelwright.storage.blobs.s3 import S3Blobs
from reelwright.storage.blobs.signing import signed

# The example of Amazon's page "Authenticating Requests: Using Query Parameters".
KEYS = Keys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
AT = datetime(2013, 5, 24, tzinfo=UTC)


def test_link_is_signed_as_amazon_shows():
    url = signed(
        "https://examplebucket.s3.amazonaws.com/test.txt",
        KEYS,
        region="us-east-1",
        at=AT,
        seconds=86_400,
        more={},
    )
    assert url == (
        "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
        "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
        "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
    )


def test_link_names_the_download(tmp_path):
    blobs = S3Blobs(Bucket("films"), KEYS, tmp_path)
    label = Label('Über "uns"\r\nX: y.mp4', "video/mp4")
    url = blobs.link(Key("ab" * 32), label, 60, AT)
    assert url.startswith(f"https://films.s3.us-east-1.amazonaws.com/ab/{'ab' * 32}?")
    assert (
        "&response-content-disposition=attachment%3B%20filename%2A%3DUTF-8%27%27"
        "%25C3%259Cber%2520%2522uns%2522%250D%250AX%253A%2520y.mp4&"
    ) in url


def test_head_is_signed_by_itself(tmp_path):
    blobs, label = S3Blobs(Bucket("films"), KEYS, tmp_path), Label("a.mp4", "video/mp4")
    whole, head = (blobs.link(Key("ab" * 32), label, 60, AT, head=one) for one in (False, True))
    assert whole.rpartition("=")[0] == head.rpartition("=")[0]
    assert whole != head


def test_address_is_read_whole():
    address = "s3://films/a/b/?endpoint=https://minio.example:9000/&region=eu-west-3"
    assert Bucket.read(address) == Bucket("films", "a/b", "eu-west-3", "https://minio.example:9000")
    assert Bucket.read("s3://films") == Bucket("films")


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("s3://films/a b", "https://films.s3.us-east-1.amazonaws.com/a%20b/x"),
        ("s3://films?endpoint=http://127.0.0.1:9000", "http://127.0.0.1:9000/films/x"),
    ],
)
def test_object_has_an_address(address, url):
    assert Bucket.read(address).url("x") == url


@pytest.mark.parametrize(
    "address",
    [
        "gs://films",
        "s3://",
        "s3://key:secret@films",
        "s3://films?endpoint=ftp://x",
        "s3://films?acl=public",
    ],
)
def test_odd_address_is_refused(address):
    with pytest.raises(Invalid):
        Bucket.read(address)


def test_bucket_that_is_away_is_told(tmp_path):
    nobody = Bucket("films", endpoint="http://127.0.0.1:9")
    blobs = S3Blobs(nobody, KEYS, tmp_path)
    with pytest.raises(Unavailable, match="cannot be used just now"):
        asyncio.run(blobs.get(Key("ab" * 32)))


def test_secrets_are_not_shown():
    assert repr(Keys("id", "secret", "token")) == "Keys(id='id')"
