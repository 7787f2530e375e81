"""Which contracts an installation serves, and where, as its owner's settings have it."""

import pytest

from reelwright.model.errors import Invalid
from reelwright.settings import Settings
from reelwright.wiring.contracts import listeners, ports, ways
from reelwright.wiring.front import Address


def test_addresses_are_read_by_contract():
    given = Settings(listeners=["pixora=0.0.0.0:8001", "film=:8002"])
    assert listeners(given) == {
        "pixora": Address("0.0.0.0", 8_001),
        "film": Address("127.0.0.1", 8_002),
    }


def test_command_line_goes_before_the_settings():
    given = Settings(listeners=["pixora=:8001"])
    assert listeners(given, ["pixora=:9001"]) == {"pixora": Address("127.0.0.1", 9_001)}


@pytest.mark.parametrize(
    ("line", "off", "problem"),
    [
        ("pixie=:8001", [], "'pixie' is no contract that is served here"),
        ("pixora=:8001", ["pixora"], "'pixora' is no contract that is served here; film is."),
        ("pixora=:8001", ["pixora", "film"], "none is."),
        ("pixora=here", [], "'here' is no address"),
        ("8001", [], "'8001' is no contract that is served here"),
    ],
)
def test_addresses_that_cannot_be_are_refused(line, off, problem):
    with pytest.raises(Invalid, match=problem):
        listeners(Settings(contracts_off=off), [line])


@pytest.mark.parametrize(
    ("given", "more"), [(["film=:8892", "film=:8893"], []), ([], ["film=:8892", "film=:8893"])]
)
def test_second_address_is_refused(given, more):
    with pytest.raises(Invalid, match="film has one address of its own"):
        listeners(Settings(listeners=given), more)


HERE = Address("127.0.0.1", 8_000)
THERE = Address("127.0.0.2", 8_000)


def test_ports_tell_contracts():
    alone = {"film": Address("127.0.0.1", 8_002), "pixora": Address("::1", 8_001)}
    assert ports([HERE], alone) == {8_002: "film", 8_001: "pixora"}


@pytest.mark.parametrize(
    ("shared", "alone"), [([HERE], {"film": THERE}), ([], {"film": HERE, "pixora": THERE})]
)
def test_ports_of_others_are_refused(shared, alone):
    with pytest.raises(Invalid, match="film needs a port of its own; 8000 is another"):
        ports(shared, alone)


def test_root_is_as_set():
    assert ways(Settings(root_contract="film"), {1: "pixora"}).root == "film"


def test_root_that_is_off_is_refused():
    with pytest.raises(Invalid, match="pixora is switched off; choose film"):
        ways(Settings(root_contract="pixora", contracts_off=["pixora"]), {})


@pytest.mark.parametrize("off", [["pixora"], ["film", "pixora"]])
def test_root_nobody_chose_may_be_off(off):
    assert ways(Settings(contracts_off=off), {}).listeners == {}
