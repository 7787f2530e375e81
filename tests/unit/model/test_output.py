"""An output is a kind of file, and a codec that kind can hold."""

from pathlib import Path

import pytest

from reelwright.model.errors import Invalid
from reelwright.model.output import FILMS, PICTURES, SOUNDS, SUBTITLES, Codec, Kind, Output


@pytest.mark.parametrize("kind", Kind)
def test_kind_is_told_by_the_name(kind):
    assert Kind.of(Path(f"a/film.{kind}")) is Kind.of(Path(f"FILM.{kind.upper()}")) is kind


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpeg", Kind.JPEG), ("a.b.mp4", Kind.MP4), ("a.avi", None), ("mp4", None)]
)
def test_other_names_are_of_another_kind_or_none(name, kind):
    assert Kind.of(Path(name)) is kind


def test_every_kind_is_a_film_a_picture_a_sound_or_words():
    groups = [*FILMS, *PICTURES, *SOUNDS, *SUBTITLES, Kind.GIF]
    assert sorted(groups) == sorted(Kind)


@pytest.mark.parametrize(
    ("kind", "codec"),
    [("mp4", "h264"), ("mov", "h264"), ("webm", "vp9"), ("m3u8", "h264")],
)
def test_kind_chooses_a_codec(kind, codec):
    assert Output(kind=kind).coded is Codec(codec)


def test_codec_asked_for_is_taken():
    assert Output(kind="webm", codec="av1").coded is Codec.AV1


@pytest.mark.parametrize(("name", "codec"), [("h265", Codec.HEVC), ("avc", Codec.H264)])
def test_codecs_go_by_their_other_names(name, codec):
    assert Output.read({"codec": name}).codec is codec


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            {"kind": "webm", "codec": "h264"},
            "A .webm file cannot hold h264, only vp9 or av1; a .mp4, .mov or .m3u8 file can.",
        ),
        (
            {"kind": "mp4", "codec": "vp9"},
            "A .mp4 file cannot hold vp9, only h264, hevc or av1; a .webm file can.",
        ),
        (
            {"kind": "gif", "codec": "h264"},
            "A .gif file has no codec to choose; a .mp4, .mov, .webm or .m3u8 file has.",
        ),
        (
            {"codec": "h266"},
            "codec: There is no codec 'h266'. Did you mean 'h264'? Choose h264, hevc, av1 or vp9.",
        ),
        (
            {"kind": "wav", "hardware": True},
            "Encoders in hardware make films; a .wav file is none.",
        ),
        ({"sheet": True}, "A sheet is a picture; end its name in .png, .jpg or .webp."),
    ],
)
def test_what_cannot_be_is_told_with_what_can(asked, sentence):
    with pytest.raises(Invalid) as caught:
        Output.read(asked)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("kind", PICTURES)
def test_pictures_may_be_sheets(kind):
    assert Output(kind=kind, sheet=True).sheet


def test_output_survives_being_written():
    output = Output(kind="webm", codec="av1", quality="high", hardware=True)
    assert Output.read_json(output.write_json()) == output
