"""Small media, made here, for tests that render, and golden pictures."""

import wave
from pathlib import Path

import cv2
import numpy as np
import pytest

GOLDEN = Path(__file__).parent / "golden"


def textured(width: int, height: int, seed: int) -> np.ndarray:
    """Return a smooth, detailed picture: noise of several scales, so that motion can be measured."""
    noise = np.random.default_rng(seed).random((height, width, 3), np.float32)
    scales = (2.0, 5.0, 14.0)
    layers = [cv2.GaussianBlur(noise, (0, 0), scale) * scale * 3.2 for scale in scales]
    mixed = sum(layers) / len(layers)
    mixed = (mixed - mixed.mean()) / mixed.std() * 38 + 128
    return np.clip(mixed, 0, 255).astype(np.uint8)


@pytest.fixture(scope="session")
def media(tmp_path_factory) -> Path:
    """A folder with two pictures, single colours, a tone, a click and noise."""
    folder = tmp_path_factory.mktemp("media")
    cv2.imwrite(str(folder / "one.png"), textured(512, 288, 1))
    cv2.imwrite(str(folder / "two.png"), textured(480, 480, 2))
    cv2.imwrite(str(folder / "red.png"), np.full((90, 160, 3), (0, 0, 255), np.uint8))
    cv2.imwrite(str(folder / "grey.png"), np.full((90, 160, 3), 100, np.uint8))
    time = np.arange(24_000 * 3) / 24_000
    write_wav(folder / "tone.wav", 0.25 * np.sin(2 * np.pi * 440 * time), 24_000)
    click = np.zeros(48_000)
    click[24_000] = 0.9
    write_wav(folder / "click.wav", click, 48_000)
    noise = np.random.default_rng(3).standard_normal((48_000 * 4, 2)) * 0.08
    write_wav(folder / "noise.wav", noise, 48_000)
    return folder


def write_wav(path: Path, samples: np.ndarray, rate: int) -> None:
    """Write samples of full scale 1 as 16-bit PCM."""
    shaped = samples if samples.ndim == 2 else samples[:, None]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(shaped.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(shaped, -1, 1) * 32767).astype("<i2").tobytes())


@pytest.fixture(scope="session")
def write():
    """Give the function that writes samples as a WAV file."""
    return write_wav


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Give a function that holds a picture against its golden one, within a mean difference of 1."""

    def hold(name: str, picture: np.ndarray) -> None:
        path = GOLDEN / f"{name}.png"
        if request.config.getoption("--regild"):
            cv2.imwrite(str(path), picture)
        kept = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
        assert kept is not None, f"no golden picture {path}; look at it, then run pytest --regild"
        assert kept.shape == picture.shape
        difference = np.abs(kept.astype(int) - picture.astype(int))
        assert difference.mean() <= 1.0, (
            f"{path.name}: differs by {difference.mean():.2f} on average"
        )
        assert (difference > 40).mean() <= 0.002, f"{path.name}: differs plainly in places"

    return hold
