"""Addresses are read as people write them, and had or told in a sentence."""

import socket

import pytest
import pytest_socket

from reelwright.model.errors import Invalid, Unavailable
from reelwright.wiring.front import Address, address_of, listening


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("0.0.0.0:80", Address("0.0.0.0", 80)),
        (":8001", Address("127.0.0.1", 8001)),
        ("8001", Address("127.0.0.1", 8001)),
        ("[::1]:8001", Address("::1", 8001)),
        ("films.example:65535", Address("films.example", 65_535)),
    ],
)
def test_address_is_read(text, address):
    assert Address.read(text) == address


@pytest.mark.parametrize("text", ["", "host", "host:", "host:x", ":65536", ":-1", ":²"])
def test_no_other_address_is_taken(text):
    with pytest.raises(Invalid, match="is no address; write host:port"):
        Address.read(text)


def test_address_is_written_as_it_is_reached():
    assert str(Address("::", 80)) == "[::]:80"
    assert [Address(host, 80).reached for host in ("0.0.0.0", "::", "192.0.2.1")] == [
        "127.0.0.1:80",
        "[::1]:80",
        "192.0.2.1:80",
    ]


@pytest.fixture
def sockets():
    pytest_socket.enable_socket()
    yield
    pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.mark.usefixtures("sockets")
def test_any_free_port_is_known_afterwards():
    with listening([Address("127.0.0.1", 0), Address("127.0.0.1", 0)]) as found:
        one, other = (address_of(listener) for listener in found)
        assert one.port > 0
        assert one != other
        with socket.create_connection((one.host, one.port), timeout=5):
            pass


@pytest.mark.usefixtures("sockets")
def test_taken_address_is_told():
    with listening([Address("127.0.0.1", 0)]) as found:
        taken = address_of(found[0])
        with (
            pytest.raises(Unavailable, match=f"^{taken} is taken: something listens there"),
            listening([taken]),
        ):
            pass


@pytest.mark.usefixtures("sockets")
def test_address_of_another_machine_is_told():
    with (
        pytest.raises(Unavailable, match="^192.0.2.1:0 cannot be listened on: "),
        listening([Address("192.0.2.1", 0)]),
    ):
        pass
