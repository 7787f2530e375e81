"""What a viewer would complain about is found where it is, and nothing where all is well."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from reelwright.model.errors import Invalid, NotFound
from reelwright.model.timeline import Timeline
from reelwright.render import probe
from reelwright.render.export import export
from reelwright.render.inspect import inspect
from reelwright.render.sources.sound import RATE


@pytest.fixture(scope="module")
def folder(tmp_path_factory, media, write) -> Path:
    folder = tmp_path_factory.mktemp("inspect")
    cv2.imwrite(str(folder / "black.png"), np.zeros((72, 128, 3), np.uint8))
    (folder / "one.png").symlink_to(media / "one.png")
    noise = np.random.default_rng(2).standard_normal(RATE * 6) * 0.05
    noise[2 * RATE : 4 * RATE] = 0
    write(folder / "gap.wav", noise, RATE)
    return folder


MOVING = {"end": {"x": 0.7, "zoom": 1.4}, "begin": {"x": 0.3, "zoom": 1.2}, "ease": "linear"}


def film(folder: Path, out: Path, *clips, sounds=True) -> Path:
    """Render clips of two seconds each: the names of pictures, moved unless the name is held."""
    pictures = [
        {"start": 2 * n, "length": 2, "source": source, "motion": motion}
        for n, (source, motion) in enumerate(clips)
    ]
    length = 2 * len(clips)
    heard = [{"start": 0, "length": length, "source": "gap.wav", "role": "effect"}]
    timeline = Timeline.read(
        {
            "width": 128,
            "height": 72,
            "rate": 12,
            "length": length,
            "pictures": pictures,
            "sounds": heard if sounds else [],
        }
    )
    export(timeline, out, lambda name: folder / name)
    return out


def test_black_frozen_and_silent_stretches_are_found(folder, tmp_path):
    clips = [("one.png", MOVING), ("black.png", {}), ("one.png", MOVING)]
    found = inspect(film(folder, tmp_path / "film.mp4", *clips))
    assert [edge for one in found.black for edge in one] == pytest.approx([2, 4], abs=0.1)
    assert [edge for one in found.frozen for edge in one] == pytest.approx([2, 4], abs=0.2)
    assert [edge for one in found.silent for edge in one] == pytest.approx([2, 4], abs=0.2)


def test_black_to_the_end_is_closed_at_the_end(folder, tmp_path):
    clips = [("one.png", MOVING), ("black.png", {})]
    found = inspect(film(folder, tmp_path / "film.mp4", *clips))
    assert [edge for one in found.black for edge in one] == pytest.approx([2, 4], abs=0.1)
    assert found.frozen[-1][1] == pytest.approx(4, abs=0.1)


def test_held_still_is_frozen_from_end_to_end(folder, tmp_path):
    found = inspect(film(folder, tmp_path / "film.mp4", ("one.png", {})))
    assert (found.black, len(found.frozen)) == ((), 1)
    assert found.frozen[0] == pytest.approx((0, 2), abs=0.2)


def test_slowest_camera_is_not_frozen(folder, tmp_path):
    crawl = {"begin": {"zoom": 1.04}, "end": {"zoom": 1.05}, "ease": "linear"}
    clips = [("one.png", crawl), ("one.png", crawl)]
    assert inspect(film(folder, tmp_path / "film.mp4", *clips)).frozen == ()


def test_silent_film_is_silent_throughout(folder, tmp_path):
    found = inspect(film(folder, tmp_path / "film.mp4", ("one.png", MOVING), sounds=False))
    assert found.silent == ((0.0, pytest.approx(2, abs=0.1)),)
    assert (found.sound.integrated, found.sound.true_peak) == (None, None)


def test_facts_of_a_film_are_read_from_its_index(folder, tmp_path):
    facts = probe.film(film(folder, tmp_path / "film.mp4", ("one.png", MOVING)))
    assert (facts.width, facts.height, facts.frames) == (128, 72, 24)
    assert (facts.video_seconds, facts.audio_seconds) == (
        pytest.approx(2, abs=1e-3),
        pytest.approx(2, abs=1e-3),
    )


def test_facts_of_pictures_and_sounds(media, folder):
    assert probe.still(media / "one.png") == probe.StillFacts(512, 288)
    assert probe.sound(media / "noise.wav") == probe.SoundFacts(48_000, 2)
    assert probe.sound(media / "tone.wav") == probe.SoundFacts(24_000, 1)


@pytest.mark.parametrize("extension", ["png", "jpg", "webp", "bmp", "tiff"])
def test_still_of_any_usual_kind_has_its_size(tmp_path, extension):
    path = tmp_path / f"a.{extension}"
    cv2.imwrite(str(path), np.full((30, 50, 3), 90, np.uint8))
    assert probe.still(path) == probe.StillFacts(50, 30)


def test_sound_is_no_film(media):
    with pytest.raises(Invalid, match="holds no pictures, so it is no film"):
        probe.film(media / "noise.wav")


@pytest.mark.parametrize("look", [probe.film, probe.still, probe.sound])
@pytest.mark.parametrize("name", ["gone.mp4", "x" * 300, "a\nb", "../..", "."])
def test_what_is_not_there_is_not_found(tmp_path, look, name):
    with pytest.raises(NotFound, match="There is no file"):
        look(tmp_path / name)


@pytest.mark.parametrize("name", ["http:host", "concat:a|b", "-i", "a%03d.png", "file:a.png"])
def test_name_is_never_taken_for_a_protocol(tmp_path, name):
    """A file whose name means something to FFmpeg is only a file."""
    picture = cv2.imencode(".png", np.full((30, 50, 3), 90, np.uint8))[1].tobytes()
    (tmp_path / name).write_bytes(picture)
    assert probe.still(tmp_path / name) == probe.StillFacts(50, 30)


@pytest.mark.parametrize("size", [(16_385, 2), (2, 16_385), (12_000, 9_000)])
def test_picture_too_large_is_refused_by_its_size(tmp_path, size):
    path = tmp_path / "large.png"
    cv2.imwrite(str(path), np.zeros((size[1], size[0]), np.uint8))
    with pytest.raises(Invalid, match=f"is {size[0]} x {size[1]} pixels; the largest picture has"):
        probe.still(path)
