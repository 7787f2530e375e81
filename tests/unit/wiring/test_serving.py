"""A server process: whom it believes."""

import pytest

from reelwright.wiring.serving import trusted


@pytest.mark.parametrize(
    ("given", "believed"),
    [
        ((), ()),
        (("*",), ("*",)),
        (("192.0.2.7",), ("192.0.2.7", "::ffff:192.0.2.7")),
        (("10.0.0.0/8", "::1"), ("10.0.0.0/8", "::1", "::ffff:10.0.0.0/104")),
        (("2001:db8::/32", "proxy"), ("2001:db8::/32", "proxy")),
    ],
)
def test_proxies_are_believed_by_both_families(given, believed):
    assert trusted(given) == believed
