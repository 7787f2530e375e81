"""What a painted picture says of itself: distances, water, and what its air holds."""

import cv2
import numpy as np
import pytest

from reelwright.model.brief import Size, Style
from reelwright.model.stack import Weather
from reelwright.ports.visual import MadeLife, PictureRequest
from reelwright.providers.offline.visual import order, painter


def painted(words: str, *, living: bool = True, seed: int = 5) -> painter.Painting:
    size = Size(width=192, height=108)
    request = PictureRequest(words, Style.PHOTOREALISTIC, size, seed, film_seed=3, living=living)
    return painter.paint(order.order(request))


def life(words: str) -> MadeLife:
    found = painted(words).life
    assert found is not None
    return found


def decoded(png: bytes) -> np.ndarray:
    return np.asarray(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED))


def test_picture_that_stays_still_says_nothing():
    assert painted("a forest by day", living=False).life is None


def test_relief_is_of_the_picture_s_size_and_the_sky_its_end():
    relief = decoded(life("a meadow by day").relief)
    assert (relief.shape, relief.dtype) == ((108, 192), np.uint16)
    assert relief[2].max() == 65535
    assert relief[20].mean() > relief[80].mean() > relief[105].mean()


def test_water_is_where_it_was_painted():
    sea = life("the ocean by day").water
    assert sea is not None
    assert decoded(sea)[100].mean() > 200
    assert decoded(sea)[4].max() == 0


def test_boat_is_no_water():
    bare, with_boat = (life(words).water for words in ("the ocean", "a sailboat on the ocean"))
    assert bare is not None
    assert with_boat is not None
    assert (decoded(with_boat) > 0).sum() < (decoded(bare) > 0).sum()


def test_dry_land_has_no_water():
    assert life("a desert by day").water is None


@pytest.mark.parametrize(
    ("words", "air"),
    [
        ("a village in the rain", [Weather.RAIN]),
        ("a village in falling snow", [Weather.SNOW]),
        ("a forest by day in autumn", [Weather.LEAVES]),
        ("a forest at dawn", [Weather.RAYS, Weather.DUST]),
        ("a forest in the rain", [Weather.RAIN]),
        ("a forest at night under a clear sky", [Weather.STARS]),
        ("a desert at night under a clear sky", [Weather.STARS]),
        ("a desert at dusk under a clear sky", []),
        ("underwater", [Weather.RAYS, Weather.BUBBLES]),
        ("a campfire in a meadow", [Weather.EMBERS]),
        ("a desert by day", []),
    ],
)
def test_air_holds_what_the_moment_brings(words, air):
    assert [one.weather for one in life(words).air] == air


def test_rays_fall_behind_what_is_nearest():
    rays = life("a forest at dawn").air[0]
    assert rays.depth < 1
    assert -1 < rays.side < 1


def test_drops_that_move_are_not_painted():
    still, moving = (
        painted("a village in the rain", living=living).pixels for living in (False, True)
    )
    assert np.abs(still.astype(int) - moving).mean() > 0.5


def test_clouds_drift_under_an_open_sky_alone():
    assert [life(words).sky for words in ("a meadow by day", "a room by day", "space")] == [
        True,
        False,
        False,
    ]


def test_mist_lies_in_fog_and_at_dawn():
    foggy, dawn, noon = (
        life(f"a forest {when}").mist for when in ("in fog by day", "at dawn", "by day")
    )
    assert foggy > dawn > noon == 0
