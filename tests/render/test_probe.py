"""A media file is known by its header, opened as what it is, and leads nowhere else."""

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from reelwright.model.errors import Invalid, NotFound
from reelwright.model.timeline import Timeline
from reelwright.render import probe
from reelwright.render.colour import Colour
from reelwright.render.container import opened
from reelwright.render.media import checked


def a_video(path: Path, *, size=(64, 48), rate=25, frames=10, codec="mpeg4", **facts) -> Path:
    turned, sound = facts.pop("turned", None), facts.pop("sound", False)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=Fraction(rate))
        stream.width, stream.height = size
        stream.pix_fmt = facts.pop("pix_fmt", "yuv420p")
        heard = container.add_stream("pcm_s16le", rate=8_000, layout="mono") if sound else None
        for name, value in facts.items():
            setattr(stream.codec_context, name, value)
        if turned:
            stream.set_display_rotation(*turned)
        for _ in range(frames):
            picture = np.full((size[1], size[0], 3), 90, np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, "rgb24")
            container.mux(stream.encode(frame.reformat(format=stream.pix_fmt)))
        if heard:
            block = av.AudioFrame.from_ndarray(np.zeros((1, 3_200), np.int16), "s16", "mono")
            block.sample_rate = 8_000
            container.mux([*heard.encode(block), *heard.encode(None)])
        container.mux(stream.encode(None))
    return path


def a_jpeg(path: Path, orientation: int, order: str = "big", size=(50, 30)) -> Path:
    picture = np.full((size[1], size[0], 3), 90, np.uint8)
    jpeg = cv2.imencode(".jpg", picture)[1].tobytes()
    mark = b"MM\0*" if order == "big" else b"II*\0"
    fields = [(8, 4), (1, 2), (0x0112, 2), (3, 2), (1, 4), (orientation, 2), (0, 2), (0, 4)]
    tiff = mark + b"".join(value.to_bytes(length, order) for value, length in fields)
    body = b"Exif\0\0" + tiff
    segment = b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    path.write_bytes(jpeg[:2] + segment + jpeg[2:])
    return path


def test_facts_of_a_video(tmp_path):
    path = a_video(tmp_path / "a.mp4")
    assert probe.picture(path) == probe.VideoFacts(
        width=64,
        height=48,
        rate=Fraction(25),
        duration=Fraction(2, 5),
        frames=10,
        has_alpha=False,
        rotation=0,
        colour=Colour(matrix="bt601"),
    )


def test_video_s_size_is_what_shows(tmp_path):
    wide = a_video(tmp_path / "a.mp4", sample_aspect_ratio=Fraction(4, 3))
    tall = a_video(tmp_path / "b.mov", turned=(90.0,))
    sizes = [(facts.width, facts.height) for facts in map(probe.picture, (wide, tall))]
    assert sizes == [(85, 48), (48, 64)]
    assert probe.picture(tall).rotation == 270  # PyAV counts anticlockwise


def test_alpha_is_told(tmp_path):
    clear = a_video(tmp_path / "a.mov", codec="qtrle", pix_fmt="argb")
    dense = a_video(tmp_path / "b.mov", codec="qtrle", pix_fmt="rgb24")
    assert [probe.picture(path).has_alpha for path in (clear, dense)] == [True, False]


@pytest.mark.parametrize("order", ["big", "little"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_jpeg_s_size_is_what_shows(tmp_path, orientation, order):
    size = (30, 50) if orientation > 4 else (50, 30)
    path = a_jpeg(tmp_path / "a.jpg", orientation, order)
    assert probe.picture(path) == probe.still(path) == probe.StillFacts(*size)


@pytest.mark.parametrize("orientation", [0, 9, 65_535])
def test_orientation_that_is_none_turns_nothing(tmp_path, orientation):
    assert probe.still(a_jpeg(tmp_path / "a.jpg", orientation)) == probe.StillFacts(50, 30)


@pytest.mark.parametrize("cut", range(0, 60, 3))
def test_header_cut_short_is_no_accident(tmp_path, cut):
    """Whatever is missing of EXIF, the picture is as stored, or is no picture."""
    path = a_jpeg(tmp_path / "a.jpg", 6)
    content = path.read_bytes()
    path.write_bytes(content[: 4 + cut] + content[40:])
    try:
        facts = probe.still(path)
    except Invalid:
        return
    assert facts in (probe.StillFacts(50, 30), probe.StillFacts(30, 50))


@pytest.mark.parametrize("extension", ["png", "jpg", "webp", "bmp", "tiff"])
def test_still_is_no_video(tmp_path, extension):
    path = tmp_path / f"a.{extension}"
    cv2.imwrite(str(path), np.full((30, 50, 3), 90, np.uint8))
    assert not probe.is_video(path)
    assert probe.picture(path) == probe.StillFacts(50, 30)


@pytest.mark.parametrize("quality", [50, 101])  # lossy, lossless
@pytest.mark.parametrize("channels", [3, 4])
def test_webp_of_every_kind_has_its_size(tmp_path, quality, channels):
    picture = np.random.default_rng(1).integers(0, 256, (31, 517, channels), np.uint8)
    path = tmp_path / "a.webp"
    cv2.imwrite(str(path), picture, [cv2.IMWRITE_WEBP_QUALITY, quality])
    assert probe.still(path) == probe.StillFacts(517, 31)


def test_animated_webp_is_refused(tmp_path):
    """The FFmpeg in PyAV decodes none; what it gives instead of frames is nothing."""
    moving = cv2.Animation()
    moving.frames = [np.full((30, 50, 4), 60 * n, np.uint8) for n in range(4)]
    moving.durations = [100] * 4
    path = tmp_path / "a.webp"
    assert cv2.imwriteanimation(str(path), moving)
    with pytest.raises(Invalid, match=r"a\.webp"):
        probe.picture(path)


def test_sound_of_a_video_is_a_sound(tmp_path):
    path = a_video(tmp_path / "a.mkv", sound=True, codec="ffv1")
    assert probe.sound(path) == probe.SoundFacts(8_000, 1)


def test_cover_of_a_song_is_no_video(tmp_path):
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:
        sound = container.add_stream("aac", rate=48_000, layout="mono")
        cover = container.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 32, 32, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        picture = av.VideoFrame.from_ndarray(np.full((32, 32), 90, np.uint8), "gray")
        container.mux(cover.encode(picture.reformat(format="yuvj420p")))
        block = av.AudioFrame.from_ndarray(np.zeros((1, 4_800), np.float32), "fltp", "mono")
        block.sample_rate = 48_000
        container.mux([*sound.encode(block), *sound.encode(None), *cover.encode(None)])
    assert probe.sound(path) == probe.SoundFacts(48_000, 1)
    with pytest.raises(Invalid, match=r"a\.mp4 holds no picture"):
        probe.picture(path)


LEADING_ELSEWHERE = {
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{there}\n#EXT-X-ENDLIST\n",
    "concat": "ffconcat version 1.0\nfile '{there}'\n",
    "dash": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static">'
    '<Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1">'
    "<BaseURL>{there}</BaseURL></Representation></AdaptationSet></Period></MPD>",
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n"
    "a=rtpmap:96 H264/90000\n",
    "metadata": ";FFMETADATA1\ntitle=x\n",
    "subtitles": "1\n00:00:00,000 --> 00:00:01,000\nx\n",
    "shell": "#!/bin/sh\n",
}


@pytest.mark.parametrize("name", ["a.mp4", "a.m3u8", "a.ffconcat", "a.mpd", "a.sdp", "a.png"])
@pytest.mark.parametrize("script", LEADING_ELSEWHERE)
def test_file_that_names_others_is_not_opened(tmp_path, script, name):
    there = a_video(tmp_path / "there.mp4")
    path = tmp_path / name
    path.write_text(LEADING_ELSEWHERE[script].format(there=there))
    for look in (probe.picture, probe.still, probe.sound):
        with pytest.raises(Invalid, match=path.name):
            look(path)


@pytest.mark.parametrize("name", ["a%03d.png", "a*.png", "a?.png", "{a,b}.png", "-i.png"])
def test_picture_s_name_is_no_pattern(tmp_path, name):
    """Beside files that it would match as a pattern, a file is itself."""
    for other in ("a001.png", "aa.png", "ab.png", "a.png", "b.png"):
        cv2.imwrite(str(tmp_path / other), np.zeros((8, 8), np.uint8))
    content = cv2.imencode(".png", np.zeros((30, 50), np.uint8))[1].tobytes()
    (tmp_path / name).write_bytes(content)
    with opened(tmp_path / name) as container:
        assert container.streams.video[0].width == 50
        assert next(container.decode(video=0)).width == 50


def test_videos_too_large_or_too_fast_are_refused(tmp_path):
    fast = a_video(tmp_path / "fast.mkv", rate=10_000, codec="ffv1", size=(16, 16), frames=40)
    with pytest.raises(Invalid, match=r"fast\.mkv has 10,000 frames a second, of 1,000 at most"):
        probe.picture(fast)
    wide = a_video(tmp_path / "wide.mkv", codec="ffv1", size=(8_194, 16), frames=1)
    with pytest.raises(Invalid, match=r"wide\.mkv is 8194 x 16 pixels; the largest video"):
        probe.picture(wide)


@pytest.mark.parametrize("look", [probe.picture, probe.still, probe.film, probe.sound])
def test_coding_nobody_knows_is_refused(tmp_path, look):
    path = a_video(tmp_path / "odd.mkv", codec="ffv1", sound=True)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"V_FFV1", b"V_XXXX").replace(b"A_PCM", b"A_XXX"))
    with pytest.raises(Invalid, match=r"odd\.mkv is coded in a way that is not known here"):
        look(path)


def test_header_that_lies_of_a_giant_is_refused(tmp_path):
    path = a_video(tmp_path / "a.avi", codec="rawvideo", pix_fmt="bgr24")
    content = bytearray(path.read_bytes())
    at = content.index(b"strf") + 8
    content[at + 4 : at + 12] = (60_000).to_bytes(4, "little") * 2
    path.write_bytes(content)
    with pytest.raises(Invalid, match=r"a\.avi (is 60000 x 60000 pixels|cannot be read)"):
        probe.picture(path)


def a_timeline(**tracks) -> Timeline:
    pictures = [{"start": 0, "length": 1, "source": "one.png"}]
    return Timeline.read({"width": 64, "height": 64, "length": 1, "pictures": pictures, **tracks})


def test_every_track_s_media_is_checked(media):
    layers = [{"source": "one.png"}, {"weather": "snow"}, {"source": "lost.png"}]
    timeline = a_timeline(
        pictures=[{"start": 0, "length": 1, "layers": layers}],
        overlays=[{"start": 0, "length": 1, "source": name} for name in ("two.png", "tone.wav")],
        sounds=[{"start": 0, "length": 1, "source": "one.png", "role": "music"}],
    )
    with pytest.raises(Invalid) as refused:
        checked(timeline, lambda source: media / source)
    assert [fault.path for fault in refused.value.faults] == [
        "pictures[0].layers[2].source",
        "overlays[1].source",
        "sounds[0].source",
    ]


def test_each_file_is_looked_at_once(media):
    asked = []

    def found(source: str) -> Path:
        asked.append(source)
        return media / source

    clips = [{"start": f"{n}/100", "length": "1/100", "source": "one.png"} for n in range(100)]
    overlays = [{"start": 0, "length": 1, "source": "two.png"}] * 50
    checked(a_timeline(pictures=clips, overlays=overlays), found)
    assert asked == ["one.png", "two.png"]


def test_every_place_of_a_lost_file_is_named(media):
    overlays = [{"start": 0, "length": 1, "source": "lost.png"}] * 2
    with pytest.raises(Invalid) as refused:
        checked(a_timeline(overlays=overlays), lambda source: media / source)
    assert [fault.path for fault in refused.value.faults] == [
        "overlays[0].source",
        "overlays[1].source",
    ]


@pytest.mark.parametrize("look", [probe.picture, probe.is_video])
def test_what_is_not_there_is_not_found(tmp_path, look):
    for name in ("gone.mp4", "x" * 1_000, "a\0b"):
        with pytest.raises(NotFound, match="There is no file"):
            look(tmp_path / name)
