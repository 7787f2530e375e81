"""A film's file tells its title and its language; what is coded does not depend on either."""

from pathlib import Path

import av
import pytest

from reelwright.model.brief import Language
from reelwright.model.output import Kind, Output
from reelwright.model.timeline import Timeline
from reelwright.render.cache import Cache
from reelwright.render.export import Rendered, export
from reelwright.render.means import Means

TIMELINE = Timeline.read(
    {
        "width": 64,
        "height": 64,
        "rate": 10,
        "length": 1,
        "pictures": [{"start": 0, "length": 1, "source": "red.png"}],
        "sounds": [{"start": 0, "length": 1, "source": "tone.wav", "role": "speech"}],
    }
)
NEUTRAL = {"major_brand", "minor_version", "compatible_brands"}


@pytest.fixture
def render(media, tmp_path):
    """Give what renders into a file of a name, finding again what was coded before."""
    means = Means(1, Cache(tmp_path / "cache"), inspected=False)

    def rendered(name: str, **output) -> Rendered:
        asked = Output(kind=Kind.of(Path(name)), **output)
        return export(TIMELINE, tmp_path / name, lambda one: media / one, output=asked, means=means)

    return rendered


def told(path: Path) -> tuple[dict[str, str], str | None]:
    """Return what a file tells of itself, and the language of its sound."""
    with av.open(str(path)) as file:
        of_film = {name: text for name, text in file.metadata.items() if name not in NEUTRAL}
        return of_film, file.streams.audio[0].metadata.get("language")


@pytest.mark.parametrize("language", Language)
def test_every_language_reads_back(render, language):
    path = render("film.mp4", language=language).path
    assert told(path) == ({}, language.code)


@pytest.mark.parametrize(
    "title", ["The old lighthouse", "Der Wald – 森の声", "क ख\tग", "x" * 1_000]
)
def test_title_reads_back(render, title):
    assert told(render("film.mp4", title=title).path) == ({"title": title}, "und")


def test_unlabelled_film_tells_nothing(render):
    assert told(render("film.mp4").path) == ({}, "und")


def test_webm_is_labelled_too(render):
    path = render("film.webm", title="Der Wald", language="german").path
    of_film, language = told(path)
    assert (of_film["title"], language) == ("Der Wald", "deu")


def test_pieces_are_labelled_too(render):
    path = render("film.m3u8", title="The sea", language="danish").path
    assert told(next(path.with_suffix(".hls").glob("head-*.mp4"))) == ({"title": "The sea"}, "dan")


def test_same_label_is_the_same_bytes(render):
    label = {"title": "The sea", "language": "danish"}
    one, two = (render(name, **label).path.read_bytes() for name in ("one.mp4", "two.mp4"))
    assert one == two


def test_another_label_codes_nothing_anew(render):
    first = render("one.mp4", title="One", language="english")
    second = render("two.mp4", title="Two", language="czech")
    assert (first.reused, first.sound_reused) == (0, False)
    assert (second.reused, second.sound_reused) == (second.segments, True)
