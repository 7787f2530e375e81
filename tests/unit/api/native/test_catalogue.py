"""The catalogue over HTTP."""

import pytest
from starlette.testclient import TestClient

from reelwright.api.kit.desk import Desk
from reelwright.api.native.shapes.catalogue import Catalogue
from reelwright.wiring.catalogue import catalogue


def test_the_whole_is_told(ann: TestClient, desk: Desk) -> None:
    assert ann.get("/catalogue").json() == desk.catalogue


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("styles", "styles"),
        ("caption-styles", "caption_styles"),
        ("aspects", "aspects"),
        ("languages", "languages"),
        ("voices", "voices"),
        ("models", "models"),
    ],
)
def test_each_kind_has_a_list(ann: TestClient, desk: Desk, path: str, kind: str) -> None:
    assert ann.get(f"/catalogue/{path}").json() == {"data": desk.catalogue[kind]}


def test_voices_heed_the_language(ann: TestClient, desk: Desk) -> None:
    voices = desk.catalogue["voices"]
    assert isinstance(voices, list)
    answer = ann.get("/catalogue/voices", params={"language": "german"})
    assert answer.json() == {"data": voices[:1]}
    assert ann.get("/catalogue/voices", params={"language": "klingon"}).status_code == 422


def test_the_real_one_fits_its_shape() -> None:
    told = catalogue()
    assert Catalogue.model_validate(told).model_dump(mode="json") == told
