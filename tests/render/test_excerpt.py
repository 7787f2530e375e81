"""A stretch of a film is what the film shows and sounds there, to the frame, coded no second time."""

import hashlib

import av
import cv2
import numpy as np
import pytest

from reelwright.model.errors import Broken
from reelwright.model.output import Kind, Output
from reelwright.model.time import Time
from reelwright.model.timeline import Timeline
from reelwright.render import excerpt, probe
from reelwright.render.produce import produce

RATE = 48_000


@pytest.fixture(scope="module")
def film(media, tmp_path_factory):
    """Give six seconds: a picture, which fades within a second into another from the third on."""
    fading = {"transition": "crossfade", "fade": 1}
    timeline = Timeline.read(
        {
            "width": 160,
            "height": 90,
            "rate": 30,
            "length": 6,
            "pictures": [
                {"start": 0, "length": 3, "source": "one.png"},
                {"start": 2, "length": 4, "source": "two.png", **fading},
            ],
            "sounds": [{"start": 1, "length": 4, "source": "noise.wav", "role": "effect"}],
        }
    )
    out = tmp_path_factory.mktemp("film") / "film.mp4"
    produce(timeline, out, media.joinpath, output=Output(kind=Kind.MP4))
    return out


def frames(path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [one.to_ndarray(format="gray") for one in container.decode(video=0)]


def samples(path) -> np.ndarray:
    with av.open(str(path)) as container:
        return np.concatenate([one.to_ndarray()[0] for one in container.decode(audio=0)])


@pytest.mark.parametrize(("start", "stop"), [(0, 3), (3, 6)])
def test_excerpt_shows_just_its_frames(film, tmp_path, start, stop):
    excerpt.film(film, tmp_path / "part.mp4", Time.of(start), Time.of(stop))
    shown = frames(tmp_path / "part.mp4")
    wanted = frames(film)[start * 30 : stop * 30]
    assert len(shown) == len(wanted)
    assert all(np.array_equal(one, other) for one, other in zip(shown, wanted, strict=True))
    assert probe.film(tmp_path / "part.mp4").video_seconds == stop - start


def test_excerpt_is_the_same_every_time(film, tmp_path):
    for name in ("a.mp4", "b.mp4"):
        excerpt.film(film, tmp_path / name, Time.of(3), Time.of(6))
    found = [hashlib.sha256((tmp_path / name).read_bytes()).digest() for name in ("a.mp4", "b.mp4")]
    assert found[0] == found[1]


def test_excerpt_sounds_as_the_film_does_there(film, tmp_path):
    excerpt.sound(film, tmp_path / "part.mp3", Time.of(3), Time.of(5))
    heard, wanted = samples(tmp_path / "part.mp3"), samples(film)[3 * RATE : 5 * RATE]
    assert len(heard) == 2 * RATE
    assert np.corrcoef(heard, wanted)[0, 1] > 0.9  # of noise, one sample aside would leave nothing


def test_excerpt_after_the_sound_is_filled_with_silence(film, tmp_path):
    excerpt.sound(film, tmp_path / "part.mp3", Time.of(5), Time.of(8))
    heard = samples(tmp_path / "part.mp3")
    assert (len(heard), np.abs(heard[RATE + 4_000 :]).max() < 1e-3) == (3 * RATE, True)


def test_picture_becomes_a_jpeg(media, tmp_path):
    excerpt.picture(media / "one.png", tmp_path / "one.jpg")
    before, after = cv2.imread(str(media / "one.png")), cv2.imread(str(tmp_path / "one.jpg"))
    assert (tmp_path / "one.jpg").read_bytes()[:3] == b"\xff\xd8\xff"
    assert np.abs(before.astype(int) - after).mean() < 4


def test_sound_alone_is_no_film(media, tmp_path):
    with pytest.raises(Broken, match="without pictures"):
        excerpt.film(media / "tone.wav", tmp_path / "part.mp4", Time.of(0), Time.of(1))
