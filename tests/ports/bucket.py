"""A server that speaks S3, on loopback: prints its address, ends with its standard input."""

import sys

import boto3
from moto.server import ThreadedMotoServer


def main() -> None:
    """Serve a bucket named `films` until whoever started this is gone."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    boto3.client(
        "s3",
        endpoint_url=address,
        region_name="eu-central-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    ).create_bucket(
        Bucket="films", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
