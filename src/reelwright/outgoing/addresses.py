"""Which addresses may be reached: public ones, and those that the machine's owner allows.

`ipaddress.is_global` will not do: to Python 3.11.7 multicast, ::127.0.0.1, NAT64, 6to4 and
168.63.129.16 (Azure's metadata) are global.
"""

import re
import socket
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final

from reelwright.model.errors import Invalid

Address = IPv4Address | IPv6Address

# IANA's special-purpose registries (RFC 6890 and later), multicast, and cloud metadata.
_NO_V4: Final = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT; Alibaba's metadata, too
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's
        "169.254.0.0/16",  # link-local; everybody else's metadata
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_V6: Final = IPv6Network("2000::/3")
_NO_V6: Final = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # Teredo, benchmarking, ORCHID
        "2001:db8::/32",
        "2002::/16",  # 6to4, which names any IPv4 address
        "3fff::/20",
    )
)


def public(address: Address) -> bool:
    """Say whether an address is one of the internet's, and of nothing nearer."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NO_V4)
    return (
        address.scope_id is None
        and address in _V6
        and not any(address in network for network in _NO_V6)
    )


def own(address: Address) -> bool:
    """Say whether an address is this machine's own, public though it be.

    A datagram socket that is connected sends nothing, but the kernel chooses the address it would
    send from: the same one, where that is our own.
    """
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((str(address), 9))
            return ip_address(probe.getsockname()[0]) == address
    except OSError:
        return False  # there is no way there


@dataclass(frozen=True, slots=True)
class Hole:
    """Addresses that may be reached although they are not public, at one port."""

    network: IPv4Network | IPv6Network
    port: int

    @classmethod
    def read(cls, text: str) -> "Hole":
        """Return the hole that a setting names: `10.1.0.0/16:9000` or `[fd00::/8]:9000`."""
        found = re.fullmatch(r"(?:\[([0-9a-fA-F:./]+)\]|([0-9./]+)):(\d{1,5})", text.strip())
        try:
            if found is not None and 0 < int(found[3]) < 65_536:
                return cls(ip_network(found[1] or found[2]), int(found[3]))
        except ValueError:
            pass
        raise Invalid(
            f"{text!r} is no network and port; write 10.1.0.0/16:9000 or [fd00::/8]:9000."
        )

    def admits(self, address: Address, port: int) -> bool:
        """Say whether an address may be reached through here."""
        return port == self.port and address in self.network


def resolved(host: str, port: int) -> tuple[Address, ...]:
    """Return the addresses of a host, as the system knows them; none for a name that is none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return tuple(dict.fromkeys(ip_address(entry[4][0]) for entry in found))
    except (OSError, UnicodeError, ValueError):
        return ()
