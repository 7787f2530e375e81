"""Settings come from the environment, and nothing in it is overlooked."""

from pathlib import Path

import pytest

from reelwright.model.errors import Invalid
from reelwright.settings import Settings, load


def test_nothing_set_is_the_defaults():
    assert load({"HOME": "/root"}) == Settings()


def test_settings_are_read():
    assert load({"REELWRIGHT_WORKERS": "3", "REELWRIGHT_MEDIA": "/tmp/x"}) == Settings(
        workers=3, media=Path("/tmp/x")
    )


def test_workers_are_the_cores_unless_set():
    assert Settings(workers=5).width == 5
    assert Settings().width >= 1


def test_unknown_setting_is_refused_with_the_nearest():
    with pytest.raises(Invalid) as caught:
        load({"REELWRIGHT_WORKER": "3"})
    assert str(caught.value) == (
        "REELWRIGHT_WORKER: There is no setting 'REELWRIGHT_WORKER'. Did you mean "
        "'REELWRIGHT_WORKERS'? Choose REELWRIGHT_WORKERS or REELWRIGHT_MEDIA."
    )


def test_empty_is_unset():
    assert load({"REELWRIGHT_WORKERS": "", "REELWRIGHT_MEDIA": ""}) == Settings()


@pytest.mark.parametrize("wrong", ["-1", "many", "1.5", "257"])
def test_wrong_value_is_refused(wrong):
    with pytest.raises(Invalid, match="^REELWRIGHT_WORKERS: This must be"):
        load({"REELWRIGHT_WORKERS": wrong})
