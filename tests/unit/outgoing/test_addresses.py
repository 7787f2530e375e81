"""Which addresses may be reached."""

import socket
from ipaddress import ip_address, ip_network

import pytest

from reelwright.model.errors import Invalid
from reelwright.outgoing.addresses import Hole, own, public, resolved

NEAR = (
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1"),
    *("127.255.255.255", "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255"),
    *("192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1"),
    *("198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.2.3", "240.0.0.1"),
    *("255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8"),
    *("64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378::1"),
    *("2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "3fff::1", "4000::1", "5f00::1"),
    *("fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1"),
    "2606:4700::1111%1",
)
FAR = ("1.1.1.1", "8.8.8.8", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "2a00:1450::1")


@pytest.mark.parametrize("address", NEAR)
def test_near_addresses_are_not_public(address):
    assert not public(ip_address(address))


@pytest.mark.parametrize("address", FAR)
def test_far_addresses_are_public(address):
    assert public(ip_address(address))


def test_own_address_is_known(socket_enabled):
    assert [own(ip_address(one)) for one in ("127.0.0.1", "93.184.215.14")] == [True, False]


@pytest.mark.parametrize(
    ("text", "network", "port"),
    [
        ("10.1.0.0/16:9000", "10.1.0.0/16", 9000),
        ("192.168.1.7:80", "192.168.1.7/32", 80),
        ("[fd00::/8]:9000", "fd00::/8", 9000),
    ],
)
def test_hole_is_read(text, network, port):
    assert Hole.read(text) == Hole(ip_network(network), port)


@pytest.mark.parametrize("text", ["10.1.0.0/16", "10.1.0.1/16:80", "x:80", "10.1.0.0/16:0", ""])
def test_bad_hole_is_refused(text):
    with pytest.raises(Invalid, match="is no network and port; write 10.1.0.0/16:9000"):
        Hole.read(text)


def test_hole_admits_its_own_alone():
    hole = Hole.read("10.1.0.0/16:9000")
    asked = [("10.1.2.3", 9000), ("10.1.2.3", 80), ("10.2.0.1", 9000), ("::1", 9000)]
    assert [hole.admits(ip_address(one), port) for one, port in asked] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.0.1"])
def test_numbers_mean_what_the_system_says(socket_enabled, host):
    assert resolved(host, 80) == (ip_address("127.0.0.1"),)


def test_name_that_is_none_has_no_address(socket_enabled):
    assert resolved("a" * 300, 80) == ()


def test_every_address_of_a_name_counts(monkeypatch):
    found = [(0, 0, 0, "", ("8.8.8.8", 80)), (0, 0, 0, "", ("::1", 80)), (0, 0, 0, "", ("::1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert resolved("both.example", 80) == (ip_address("8.8.8.8"), ip_address("::1"))
