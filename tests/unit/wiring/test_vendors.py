"""The owner chooses vendors by name; each comes with its address, its limits and its prices."""

import pytest
from pydantic import SecretStr

from reelwright.cli.settings import shown
from reelwright.model.errors import Invalid, Unavailable
from reelwright.ports.purchase import Access
from reelwright.providers.catalog import VENDORS, offer
from reelwright.providers.kiosk.visual import KioskVisual
from reelwright.providers.offline.voice import OfflineVoice
from reelwright.settings import Settings, load
from reelwright.wiring.house import prices
from reelwright.wiring.logs import secrets_of
from reelwright.wiring.reuse import PORTS, makers
from reelwright.wiring.vendors import OURS, THINGS, hired, profile

URLS = {"kiosk": "http://127.0.0.1:9100"}
BOUGHT = Settings(vendors={"visual": "kiosk", "animator": "kiosk"}, vendor_urls=URLS)


def test_nothing_chosen_is_what_ships():
    assert hired(Settings()) == OURS
    assert isinstance(OURS.offer("voice"), OfflineVoice)


def test_chosen_vendor_is_at_its_address():
    keyed = BOUGHT.model_copy(update={"vendor_keys": {"kiosk": SecretStr("shh")}})
    found = hired(keyed)
    assert found.access == {"kiosk": Access(URLS["kiosk"], "shh")}
    assert isinstance(found.offer("visual"), KioskVisual)
    assert isinstance(found.offer("voice"), OfflineVoice)


def test_key_is_not_shown():
    assert "shh" not in repr(Access("http://127.0.0.1:9100", "shh"))


def test_key_is_in_no_log_and_no_listing():
    keyed = BOUGHT.model_copy(update={"vendor_keys": {"kiosk": SecretStr("shh")}})
    assert secrets_of(keyed) == ["shh"]
    assert shown(keyed, "vendor_keys") == "kiosk **********"
    assert shown(keyed, "vendors") == "visual kiosk, animator kiosk"


def test_vendor_without_address_says_so():
    found = hired(Settings(vendors={"visual": "kiosk"}))
    with pytest.raises(Unavailable, match="The vendor kiosk has no address; set it in REELWRIGHT"):
        found.offer("visual")


@pytest.mark.parametrize(
    ("vendors", "sentence"),
    [
        ({"visual": "kisok"}, "There is no visual vendor 'kisok'. Did you mean 'kiosk'?"),
        ({"music": "kiosk"}, "There is no music vendor 'kiosk'. Choose offline."),
        ({"visuals": "kiosk"}, "There is no port 'visuals'. Did you mean 'visual'?"),
    ],
)
def test_unknown_vendor_is_refused_with_the_nearest(vendors, sentence):
    with pytest.raises(Invalid) as refused:
        hired(Settings(vendors=vendors))
    assert sentence in str(refused.value)


def test_setting_of_an_unknown_vendor_is_refused():
    with pytest.raises(
        Invalid, match="vendor_pace.kisok: There is no vendor 'kisok'. Did you mean"
    ):
        hired(BOUGHT.model_copy(update={"vendor_pace": {"kisok": 6}}))


def test_owner_sets_the_limits():
    limited = BOUGHT.model_copy(update={"vendor_calls": {"kiosk": 1}, "vendor_pace": {"kiosk": 6}})
    found = hired(limited).profiles["kiosk"]
    shipped = profile("kiosk")
    assert (found.at_once, found.per_minute, found.safe) == (1, 6, shipped.safe)
    assert (shipped.at_once, shipped.per_minute) == (8, 1200)


def test_owner_says_what_becomes_of_doubts():
    assert not hired(BOUGHT).resend
    assert hired(BOUGHT.model_copy(update={"vendor_doubts": "ask"})).resend


def test_each_port_has_its_maker():
    found = makers(hired(BOUGHT))
    assert {port: maker.vendor for port, maker in found.items()} == {
        "planner": "offline",
        "voice": "offline",
        "visual": "kiosk",
        "animator": "kiosk",
        "music": "offline",
    }
    assert found["voice"].profile is None
    assert found["visual"].identity.startswith("kiosk/")
    assert sorted(found) == sorted(PORTS.values())


def test_what_vendors_charge_is_the_price_unless_the_owner_sets_one():
    plain = prices(BOUGHT)
    assert (plain.things, plain.at_cost) == (
        {"picture": 4_000, "clip": 2_000},
        {"picture", "clip"},
    )
    own = prices(BOUGHT.model_copy(update={"prices": {"picture": 9_000, "film": 1}}))
    assert own.things == {"picture": 9_000, "clip": 2_000, "film": 1}
    assert own.at_cost == {"clip"}


def test_settings_name_vendors_as_json():
    found = load(
        {
            "REELWRIGHT_VENDORS": '{"visual": "kiosk"}',
            "REELWRIGHT_VENDOR_URLS": '{"kiosk": "http://127.0.0.1:9100/"}',
            "REELWRIGHT_VENDOR_KEYS": '{"kiosk": "shh"}',
        }
    )
    assert (found.vendors, found.vendor_urls) == ({"visual": "kiosk"}, URLS)
    assert found.vendor_keys["kiosk"].get_secret_value() == "shh"


@pytest.mark.parametrize("vendor", VENDORS)
def test_every_vendor_is_what_the_catalogue_says(vendor):
    given = () if profile(vendor) is None else (Access("http://127.0.0.1:9100"),)
    made = [offer(vendor, port, *given) for port in VENDORS[vendor]]
    assert all(type(one).__module__.startswith(f"reelwright.providers.{vendor}.") for one in made)


def test_prices_are_of_things_that_ports_make():
    assert set(profile("kiosk").prices) <= set(THINGS.values())
