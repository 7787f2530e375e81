"""A finished film is kept with all that belongs to it, the same bytes whenever it is done."""

import asyncio
import hashlib
import json
import time
from threading import Event

import av
import cv2
import numpy as np
import pytest

from reelwright.durable.local import LocalRunner
from reelwright.model.brief import Brief
from reelwright.model.errors import Cancelled
from reelwright.model.ids import Key
from reelwright.model.timeline import Timeline
from reelwright.pipeline.production import Production, Site
from reelwright.pipeline.publish import published, stretches
from reelwright.ports.blobs import Blobs
from reelwright.render import probe
from reelwright.render.means import Means
from reelwright.render.watch import Watch

FILES = {
    *("film", "poster", "sheet", "preview", "waveform"),
    *("captions.srt", "captions.vtt", "captions.ass"),
}
BRIEF = Brief(prompt="red green", resolution="360p", fps=30, quality="low")


@pytest.fixture
def made(crew, out) -> tuple[Timeline, Key, Blobs]:
    site = Site(out, Means(1), clock=time.perf_counter, stop=Event())
    made = asyncio.run(Production(BRIEF, crew, LocalRunner(width=1), site).produce())
    return made.timeline, asyncio.run(crew.blobs.take(out)), crew.blobs


def test_scenes_are_kept_as_films_sounds_and_pictures(crew, out, tmp_path):
    site = Site(out, Means(1), clock=time.perf_counter, stop=Event())
    made = asyncio.run(Production(BRIEF, crew, LocalRunner(width=1), site).produce())
    film = asyncio.run(crew.blobs.take(out))
    scenes = stretches(BRIEF, made.film.storyboard, made.gathered)
    kept = asyncio.run(published(made.timeline, film, crew.blobs, None, scenes))
    numbers = range(len(made.film.storyboard.scenes))
    names = {f"scenes.{number}.{end}" for number in numbers for end in ("mp4", "mp3", "jpg")}
    assert set(kept) == FILES | names
    places = [asyncio.run(crew.blobs.path(kept[f"scenes.{number}.mp4"])) for number in numbers]
    parts = [probe.film(place) for place in places]
    assert sum(part.frames for part in parts) == made.film.frames
    assert [one.stop for one in scenes] == [
        *(one.start for one in scenes[1:]),
        made.timeline.length,
    ]


def test_all_that_belongs_to_a_film_is_kept(made):
    timeline, film, blobs = made
    kept = asyncio.run(published(timeline, film, blobs))
    assert set(kept) == FILES
    assert kept["film"] == film
    files = {name: asyncio.run(blobs.get(key)) for name, key in kept.items()}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} == kept
    poster = cv2.imdecode(np.frombuffer(files["poster"], np.uint8), cv2.IMREAD_COLOR)
    assert poster.shape == (360, 640, 3)
    assert files["captions.vtt"].startswith(b"WEBVTT")


def test_publishing_twice_is_publishing_once(made):
    timeline, film, blobs = made
    first = asyncio.run(published(timeline, film, blobs))
    before = {one.key for one in blobs.kept()}
    assert asyncio.run(published(timeline, film, blobs)) == first
    assert {one.key for one in blobs.kept()} == before


def test_film_without_captions_has_no_subtitles(made):
    timeline, film, blobs = made
    silent = timeline.model_copy(update={"captions": None})
    kept = asyncio.run(published(silent, film, blobs))
    assert set(kept) == {"film", "poster", "sheet", "preview", "waveform"}


def test_preview_is_small_silent_and_as_long(made):
    timeline, film, blobs = made
    kept = asyncio.run(published(timeline, film, blobs))
    shown = asyncio.run(blobs.path(kept["preview"]))
    with av.open(str(shown)) as small, av.open(str(asyncio.run(blobs.path(film)))) as whole:
        assert [stream.type for stream in small.streams] == ["video"]
        video, original = small.streams.video[0], whole.streams.video[0]
        assert (video.width, video.height, video.average_rate) == (480, 270, 15)
        assert video.frames == (original.frames + 1) // 2
        frames = zip(small.decode(video), list(whole.decode(original))[::2], strict=True)
        instants, colours = zip(*(_looked_at(*pair) for pair in frames), strict=True)
    assert max(instants) < 0.001
    assert max(colours) < 6


def _looked_at(small: av.VideoFrame, whole: av.VideoFrame) -> tuple[float, float]:
    """Return how far apart two frames are, in seconds and in their mean colours."""
    means = [frame.to_ndarray(format="rgb24").mean(axis=(0, 1)) for frame in (small, whole)]
    return abs(small.time - whole.time), float(np.abs(means[0] - means[1]).max())


def test_waveform_is_the_films_sound(made):
    timeline, film, blobs = made
    kept = asyncio.run(published(timeline, film, blobs))
    told = json.loads(asyncio.run(blobs.get(kept["waveform"])))
    seconds = float(timeline.length.seconds)
    assert told["rate"] == 20
    assert len(told["peaks"]) == pytest.approx(seconds * 20, abs=2)
    with av.open(str(asyncio.run(blobs.path(film)))) as file:
        loudest = max(np.abs(frame.to_ndarray()).max() for frame in file.decode(audio=0))
    assert max(told["peaks"]) == pytest.approx(float(loudest), abs=0.002)
    assert min(told["peaks"]) >= 0


def test_publishing_can_be_stopped(made):
    timeline, film, blobs = made
    watch = Watch()
    watch.stop.set()
    with pytest.raises(Cancelled):
        asyncio.run(published(timeline, film, blobs, watch))


def test_cancelled_publishing_stops_its_work(made):
    timeline, film, blobs = made
    watch = Watch()

    async def cut_short() -> bool:
        doing = asyncio.ensure_future(published(timeline, film, blobs, watch))
        await asyncio.sleep(0.05)
        doing.cancel()
        await asyncio.wait([doing])
        return doing.cancelled()

    assert asyncio.run(cut_short()) is True
    assert watch.stop.is_set()
