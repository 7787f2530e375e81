"""Titles and lower thirds are read over any picture, come and go in time, and stay in the frame."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Aspect, Language, Resolution, frame_size
from reelwright.model.overlay import Title, TitleKind
from reelwright.model.time import Rate, Time
from reelwright.model.timeline import Timeline
from reelwright.render.canvas import Canvas
from reelwright.render.compose import Composer
from reelwright.render.plan import Moment, plan
from reelwright.render.planes import Patch, Planes, lay
from reelwright.render.titles.card import TitleCard
from reelwright.render.titles.paragraph import Room, paragraph

RATE = Rate.of(30)
SIZES = {aspect: frame_size(aspect, Resolution.P360) for aspect in Aspect}
CANVASES = {aspect: Canvas(size.width, size.height, RATE) for aspect, size in SIZES.items()}
LENGTH = 60  # frames
TITLES = {
    "english": ("The Lighthouse", "Five nights on the northern coast", "english"),
    "hindi": ("सुबह की किरणें", "जंगल की कहानी", "hindi"),
    "japanese": ("朝の光", "森を包む静けさ", "japanese"),
    "arabic": ("القبطان أحمد", "حارس المنارة", "english"),
}


def a_title(text="The Lighthouse", second="", kind="title", language="english", **more) -> Title:
    return Title.read(
        {
            "start": 0,
            "length": 2,
            "text": text,
            "second": second,
            "kind": kind,
            "language": language,
        }
        | more
    )


def patch_of(title: Title, frame=30, aspect=Aspect.WIDE, rate=RATE) -> Patch | None:
    size = SIZES[aspect]
    card = TitleCard(title, Canvas(size.width, size.height, rate))
    return card.patch(Moment(0, rate.time(frame)), Time.of(2))


def picture(patch: Patch | None, aspect=Aspect.WIDE, grey=150) -> np.ndarray:
    size = SIZES[aspect]
    planes = Planes.empty(size.width, size.height)
    planes.y[:], planes.u[:], planes.v[:] = grey, 128, 128
    if patch is not None:
        lay(planes, patch)
    stacked = np.concatenate([plane.ravel() for plane in planes]).reshape(-1, size.width)
    return cv2.cvtColor(stacked, cv2.COLOR_YUV2BGR_I420)


@pytest.mark.parametrize("kind", TitleKind)
@pytest.mark.parametrize("words", TITLES)
def test_title_looks_as_it_did(kind, words, golden):
    golden(
        f"title-{words}-{kind}",
        picture(patch_of(a_title(*TITLES[words][:2], kind, TITLES[words][2]))),
    )


@pytest.mark.parametrize("kind", TitleKind)
def test_title_in_a_tall_frame_looks_as_it_did(kind, golden):
    made = patch_of(a_title(*TITLES["english"][:2], kind), aspect=Aspect.TALL)
    golden(f"title-tall-{kind}", picture(made, Aspect.TALL))


@pytest.mark.parametrize("kind", TitleKind)
def test_title_comes_in_as_it_did(kind, golden):
    frames = [
        picture(patch_of(a_title(*TITLES["english"][:2], kind), frame)) for frame in (1, 4, 8)
    ]
    golden(f"title-coming-{kind}", np.vstack(frames))


def weight(patch: Patch | None) -> float:
    """Return how much of the frame a patch covers, in pixels."""
    return 0.0 if patch is None else float((255.0 - patch.keep).sum()) / 255


@pytest.mark.parametrize("kind", TitleKind)
@pytest.mark.parametrize("rate", [12, 30, 60])
def test_title_comes_and_goes_over_its_fades(kind, rate):
    rate = Rate.of(rate)
    title = a_title(*TITLES["english"][:2], kind, fade_in="0.5", fade_out="0.25")
    frames = int(2 * rate.per_second)
    weights = [weight(patch_of(title, frame, rate=rate)) for frame in range(frames)]
    half, quarter = int(rate.per_second / 2), int(rate.per_second / 4)
    coming, standing = weights[: half + 1], weights[half : frames - quarter]
    assert coming == sorted(coming)
    assert coming[0] > 0
    assert coming[half - 1] < coming[half]
    assert len(set(standing)) == 1
    going = weights[frames - quarter - 1 :]
    assert going == sorted(going, reverse=True)
    assert 0 < going[-1] < going[0] / 2


def test_title_without_fades_stands_at_once():
    title = a_title(fade_in=0, fade_out=0)
    whole = weight(patch_of(title, 30))
    assert [weight(patch_of(title, frame)) for frame in (0, 59)] == [whole, whole]


def test_standing_title_is_drawn_once():
    card = TitleCard(a_title(), CANVASES[Aspect.WIDE])
    first, second = (card.patch(Moment(0, RATE.time(frame)), Time.of(2)) for frame in (20, 40))
    assert first is second
    assert first is not None


@pytest.mark.parametrize("kind", TitleKind)
def test_moment_alone_decides(kind):
    title = a_title(*TITLES["english"][:2], kind)
    card = TitleCard(title, CANVASES[Aspect.WIDE])
    for frame in (58, 3, 30, 1, 30, 3):
        drawn = card.patch(Moment(0, RATE.time(frame)), Time.of(2))
        assert np.array_equal(picture(drawn), picture(patch_of(title, frame)))


def centre(patch: Patch) -> tuple[float, float]:
    """Return where the letters of a patch lie, to fractions of a pixel.

    What a patch has of light beyond black's is in proportion to the letters' coverage.
    """
    light = np.maximum(patch.ink.y - (255.0 - patch.keep) * 16 / 255 - 2, 0)
    rows, columns = np.indices(light.shape)
    return (
        patch.left + float((columns * light).sum() / light.sum()),
        patch.top + float((rows * light).sum() / light.sum()),
    )


def test_title_rises_to_its_place_evenly():
    frames = range(2, 16)
    places = [centre(patch_of(a_title(fade_in="0.5"), frame)) for frame in frames]
    heights = [y for _, y in places]
    steps = -np.diff(heights)
    assert (steps > -0.05).all()
    assert 2 < heights[0] - heights[-1] < 10
    assert np.abs(np.diff(steps)).max() < 0.35  # pixels: it does not shake
    assert np.ptp([x for x, _ in places]) < 0.3


def test_lower_third_slides_to_its_place():
    drawn = [patch_of(a_title("Marie", kind="lower-third"), frame) for frame in (5, 8, 20)]
    lefts = [centre(one)[0] for one in drawn]
    assert lefts == sorted(lefts)


def test_title_stands_in_the_middle_and_lower_third_at_the_lower_left():
    size = SIZES[Aspect.WIDE]
    x, y = centre(patch_of(a_title("Oooo")))
    assert (x / size.width, y / size.height) == pytest.approx((0.5, 0.5), abs=0.02)
    x, y = centre(patch_of(a_title("Oooo", kind="lower-third")))
    assert x < size.width * 0.3
    assert size.height * 0.6 < y < size.height * 0.76


def test_lower_third_read_from_the_right_stands_there():
    size = SIZES[Aspect.WIDE]
    x, _ = centre(patch_of(a_title(TITLES["arabic"][0], kind="lower-third")))
    assert x > size.width * 0.7


@pytest.mark.parametrize("kind", TitleKind)
def test_second_line_is_smaller_and_below(kind):
    one, two = (patch_of(a_title("Hxx", second, kind)) for second in ("", "Hxx"))
    assert weight(two) > weight(one) * 1.1
    assert two.keep.shape[0] > one.keep.shape[0] * 1.1


@pytest.mark.parametrize("grey", [16, 126, 235])
@pytest.mark.parametrize("kind", TitleKind)
def test_letters_stand_out_from_any_picture(kind, grey):
    """What is round letters is dark, wherever the picture is light."""
    patch = patch_of(a_title("HHHHHH", "HHHHHH", kind))
    letters = (picture(patch, grey=16).min(axis=2) > 215).astype(np.uint8)
    near = cv2.dilate(letters, np.ones((7, 7))) - cv2.dilate(letters, np.ones((3, 3)))
    seen = picture(patch, grey=grey).astype(int).mean(axis=2)
    assert seen[letters == 1].mean() - seen[near == 1].mean() > 70


words = st.one_of(
    st.lists(st.text(letters, min_size=1, max_size=24), min_size=1, max_size=12).map(" ".join)
    for letters in ("abgWMjÅÑ,“”", "कखगतिीुूेैों्", "あの森光、。ー", "ابجدهوَُِّ", "กขิีู้๊๋", "🙂e\u0301 a")
)


@settings(max_examples=40)
@given(words, words | st.just(""), st.sampled_from(TitleKind), st.sampled_from(Aspect))
def test_letters_never_leave_the_frame(text, second, kind, aspect):
    size = SIZES[aspect]
    for frame in (2, 30):
        patch = patch_of(a_title(text, second, kind), frame, aspect)
        light = patch.ink.y > 120
        rows, columns = np.nonzero(light)
        if len(rows):
            assert patch.left + columns.min() >= size.width * 0.03
            assert patch.left + columns.max() < size.width * 0.97
            assert patch.top + rows.min() >= size.height * 0.03
            assert patch.top + rows.max() < size.height * 0.97


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("kind", TitleKind)
@pytest.mark.parametrize("text", ["W" * 500, "lorem ipsum dolor " * 27, "光" * 500])
def test_longest_title_stays_within_the_frame(text, kind, aspect):
    patch = patch_of(a_title(text, text, kind), aspect=aspect)
    rows = np.nonzero(patch.ink.y > 120)[0] + patch.top
    size = SIZES[aspect]
    assert size.height * 0.03 < rows.min() < rows.max() < size.height * 0.97


@pytest.mark.parametrize("kind", TitleKind)
def test_blank_title_does_no_harm(kind):
    assert weight(patch_of(a_title(" ", " ", kind))) < 360 * 640 * 0.05


@settings(max_examples=20)
@given(words, st.integers(60, 600), st.integers(40, 300))
def test_paragraph_fits_its_room(text, width, height):
    made = paragraph(text, Language.ENGLISH, 40, Room(width, height, 3), leading=1.2)
    assert made.width <= width + 1
    assert made.height <= height or made.size < 4
    assert len(made.lines) <= 3 or made.size < 20


def test_composer_lays_titles_under_captions(media):
    timeline = Timeline.read(
        {
            "width": 320,
            "height": 180,
            "length": 2,
            "pictures": [{"start": 0, "length": 2, "source": "grey.png"}],
            "titles": [a_title("OOO", fade_in=0, fade_out=0).write() | {"start": 0.5, "length": 1}],
            "captions": {
                "style": "boxed-line",
                "look": {"down": "center", "box": "#ff0000"},
                "cues": [{"start": 1, "stop": 2, "text": "nnnnnnnnnnn"}],
            },
        }
    )
    canvas, frames = Canvas(320, 180, timeline.rate), []
    for segment in plan(timeline).segments:
        composer = Composer(segment, canvas, timeline.captions, lambda name: media / name)
        for number in range(segment.frames):
            frames.append(Planes.empty(*canvas.size))
            composer.compose(number, frames[-1])
    shows = [bool((one.y > 200).any()) for one in frames]
    assert shows == [number >= 15 for number in range(60)]
    middle = [int(one.v[45].max()) for one in frames]
    assert [level > 200 for level in middle] == [number >= 30 for number in range(60)]
