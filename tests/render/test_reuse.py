"""What was coded before is found again, and an edit makes only what it changes."""

import pytest

from reelwright.model.errors import Cancelled
from reelwright.model.timeline import Timeline
from reelwright.render.cache import Cache
from reelwright.render.export import export
from reelwright.render.means import Means
from reelwright.render.watch import Watch

SCENES = 4


def a_timeline(**changes) -> Timeline:
    """Return four scenes of a second, crossfaded, with a word of caption in each."""
    pictures = [
        {
            "start": scene - (0.2 if scene else 0),
            "length": 1 + (0.2 if scene else 0),
            "source": ("one.png", "two.png")[scene % 2],
            "motion": {"end": {"zoom": 1.2}},
            "transition": "crossfade",
            "fade": 0.2 if scene else 0,
        }
        for scene in range(SCENES)
    ]
    asked = {
        "width": 160,
        "height": 90,
        "length": SCENES,
        "pictures": pictures,
        "captions": {"cues": [cue(scene) for scene in range(SCENES)]},
        "sounds": [{"start": 0, "length": SCENES, "source": "noise.wav", "role": "music"}],
    }
    return Timeline.read({**asked, **changes})


def cue(scene: int, text="word") -> dict:
    return {"start": scene + 0.1, "stop": scene + 0.6, "text": text}


@pytest.fixture
def render(media, tmp_path):
    """Give what renders a timeline with a cache: what was made of how much, and the film."""
    cache = Cache(tmp_path / "cache")

    def rendered(timeline, means=None, **given):
        out = tmp_path / "film.mp4"
        done = export(
            timeline, out, lambda name: media / name, means=means or Means(2, cache), **given
        )
        return done, out.read_bytes()

    return rendered


def test_first_render_finds_nothing(render):
    done, _ = render(a_timeline())
    assert (done.segments, done.reused, done.sound_reused) == (7, 0, False)


def test_same_again_is_found_whole_and_is_the_same_file(render):
    first, film = render(a_timeline())
    again, same = render(a_timeline())
    assert (again.reused, again.sound_reused) == (7, True)
    assert same == film
    assert again.sound == first.sound


def test_film_with_a_cache_is_the_film_without(render):
    assert render(a_timeline())[1] == render(a_timeline(), Means(1))[1]


def test_changed_caption_makes_one_segment(render):
    render(a_timeline())
    cues = [cue(scene, "words" if scene == 2 else "word") for scene in range(SCENES)]
    edited = a_timeline(captions={"cues": cues})
    done, film = render(edited)
    assert (done.reused, done.sound_reused) == (6, True)
    assert film == render(edited, Means(1))[1]


def test_changed_sound_makes_no_pictures(render):
    render(a_timeline())
    louder = [{"start": 0, "length": 4, "source": "noise.wav", "role": "speech", "gain": -3}]
    done, _ = render(a_timeline(sounds=louder))
    assert (done.reused, done.sound_reused) == (7, False)


def test_changed_picture_makes_its_scene_and_its_fades(render, media):
    render(a_timeline())
    timeline = a_timeline()
    clip = timeline.pictures[1].model_copy(update={"source": "red.png"})
    pictures = (timeline.pictures[0], clip, *timeline.pictures[2:])
    done, _ = render(timeline.model_copy(update={"pictures": pictures}))
    assert done.reused == 4


def test_other_size_style_or_quality_finds_nothing(render):
    render(a_timeline())
    assert render(a_timeline(width=162))[0].reused == 0
    styled = {"style": "classic", "cues": [cue(scene) for scene in range(SCENES)]}
    assert render(a_timeline(captions=styled))[0].reused == 0


def test_progress_counts_what_was_found(render):
    render(a_timeline())
    counted = []
    render(a_timeline(), watch=Watch(told=lambda done, of: counted.append((done, of))))
    assert counted[-1] == (120, 120)


def test_stopped_work_keeps_what_it_made(render):
    watch = Watch()

    def told(done: int, _of: int) -> None:
        if done > 60:
            watch.stop.set()

    with pytest.raises(Cancelled):
        render(a_timeline(), watch=Watch(told, watch.stop))
    assert 1 <= render(a_timeline())[0].reused < 7


def test_damaged_entry_is_made_again(render, tmp_path):
    _, film = render(a_timeline())
    for path in (tmp_path / "cache").rglob("*.coded"):
        path.write_bytes(path.read_bytes()[:-40])
    done, same = render(a_timeline())
    assert (done.reused, done.sound_reused) == (0, False)
    assert same == film
