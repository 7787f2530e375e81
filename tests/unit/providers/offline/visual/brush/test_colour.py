"""Colours in linear light, and their code values."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.brush.colour import (
    LUMA,
    colour,
    encode,
    linear,
    luma,
    rgb,
)

Rough = Callable[..., np.ndarray]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("#000000", (0, 0, 0)),
        ("#ffffff", (1, 1, 1)),
        ("#ff0000", (1, 0, 0)),
        ("#808080", (0.2159, 0.2159, 0.2159)),
        ("#0a0a0a", (0.003035, 0.003035, 0.003035)),
    ],
)
def test_texts_are_srgb(text: str, parts: tuple[float, float, float]) -> None:
    assert colour(text) == pytest.approx(parts, abs=1e-4)


@given(st.floats(0, 8, width=32))
def test_strength_is_a_factor(strength: float) -> None:
    assert colour("#3c8fd2", strength) == pytest.approx(colour("#3c8fd2") * strength, rel=1e-5)


@pytest.mark.parametrize("text", ["#12", "#gg0000", "red"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="int"):
        colour(text)


def test_parts_are_kept() -> None:
    assert rgb(0.25, 0.5, 4).tolist() == [0.25, 0.5, 4]
    assert rgb(0, 0, 0).dtype == np.float32


def test_white_is_as_bright_as_its_parts() -> None:
    assert sum(LUMA) == pytest.approx(1)
    assert luma(np.ones((2, 2, 3), np.float32)) == pytest.approx(np.ones((2, 2)))


def test_green_is_the_brightest() -> None:
    red, green, blue = luma(np.eye(3, dtype=np.float32)[None])[0]
    assert green > red > blue > 0


def test_codes_come_back_to_the_same_byte() -> None:
    """Within the third of a step that the approximation promises, above the near-black."""
    codes = np.arange(16, 256, dtype=np.float32)
    assert encode(linear(codes / 255)) * 255 == pytest.approx(codes, abs=0.34)


def test_dark_codes_come_back_nearly() -> None:
    codes = np.arange(16, dtype=np.float32)
    assert encode(linear(codes / 255)) * 255 == pytest.approx(codes, abs=3.0)


def test_encoding_keeps_order_and_range() -> None:
    coded = encode(np.linspace(0, 1, 4_001, dtype=np.float32))
    assert (np.diff(coded) >= 0).all()
    assert coded[[0, -1]] == pytest.approx([0, 1], abs=1e-3)


def test_light_has_the_codes_shape(rough: Rough) -> None:
    coded = rough(5, 7, 3)
    assert linear(coded).shape == (5, 7, 3)
    assert linear(coded).dtype == np.float32
    assert (linear(coded) <= coded + 1e-6).all()
