"""What the owner sets becomes the house's rules, and the secret stays one."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from reelwright.durable.limits import Limits
from reelwright.model.errors import Unavailable
from reelwright.ports.records.ledger import Unit
from reelwright.services.jobs import Room
from reelwright.services.spending import Prices, Terms
from reelwright.services.uploads import MIB, Bounds
from reelwright.settings import Settings
from reelwright.wiring.house import house, limits, signing
from reelwright.wiring.office import House


def test_defaults_charge_nothing():
    assert house(Settings()) == House(Prices(), Terms(), Room())


def test_settings_become_rules():
    given = Settings(
        charge="dollars",
        prepaid=False,
        cap_per_job="2.5",
        prices={"picture": "0.01"},
        credits_each=3,
        credits_for=5,
        queue_per_account=7,
        queue_overall=70,
    )
    assert house(given) == House(
        Prices({"picture": 10_000}, 3, 5),
        Terms(Unit.MICROS, prepaid=False, per_job=2_500_000),
        Room(7, 70),
    )


def test_settings_bound_uploads():
    given = Settings(upload_picture=1, upload_account=9, upload_pixels=2, sandbox="required")
    found = house(given)
    assert found.bounds == Bounds(picture=MIB, account=9 * MIB, pixels=2_000_000)
    assert (found.strict, house(Settings()).strict) == (True, False)


def test_settings_become_limits():
    given = Settings(
        jobs_per_account=1,
        jobs_overall=2,
        jobs_per_worker=3,
        quick_per_worker=4,
        scenes_per_worker=5,
        poll_seconds=0.5,
    )
    assert limits(given) == Limits(
        per_account=1, overall=2, per_worker=3, quick=4, pieces=5, polling=0.5
    )


def test_secret_is_made_once_for_its_owner_alone(tmp_path):
    given = Settings(data=tmp_path / "data")
    with ThreadPoolExecutor(8) as several:
        found = list(several.map(lambda _: signing(given), range(16)))
    assert len(found[0]) >= 32
    assert set(found) == {found[0]}
    assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600
    assert [one.name for one in (tmp_path / "data").iterdir()] == ["secret"]


def test_two_installations_have_two_secrets(tmp_path):
    assert signing(Settings(data=tmp_path / "a")) != signing(Settings(data=tmp_path / "b"))


def test_secret_of_the_settings_goes_first(tmp_path):
    given = Settings(data=tmp_path / "data", secret="s" * 32)
    assert signing(given) == b"s" * 32
    assert not (tmp_path / "data").exists()


def test_damaged_secret_is_told(tmp_path):
    (tmp_path / "secret").write_text("short")
    with pytest.raises(Unavailable, match="is damaged: it is too short. Restore it"):
        signing(Settings(data=tmp_path))


def test_unwritable_folder_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="cannot be written: Not a directory. Choose another"):
        signing(Settings(data=tmp_path / "file" / "data"))
