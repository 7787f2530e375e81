"""Media files opened by FFmpeg: that one local file and nothing else, whatever it claims to be."""

from collections.abc import Iterator
from pathlib import Path

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Disposition, Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from reelwright.model.errors import Invalid, NotFound

# Containers that hold media themselves. Playlists and scripts, which name other files and hosts to
# be fetched (HLS, DASH, concat, IMF, SDP and more), are not among them and cannot be opened.
_CONTAINERS = (
    "mov,mp4,matroska,webm,avi,flv,live_flv,asf,mpegts,mpeg,mpegvideo,m4v,ogg,mxf,nut,ivf,dv,gif,"
    "apng,wav,w64,aiff,caf,au,flac,mp3,aac,ac3,eac3,amr,ape,wv,tta,dts"
)
_STILLS = (
    "image2,png_pipe,jpeg_pipe,jpegls_pipe,j2k_pipe,jpegxl_pipe,jpegxl_anim,webp_pipe,bmp_pipe,"
    "tiff_pipe,gif_pipe,pgm_pipe,ppm_pipe,pbm_pipe,pam_pipe,qoi_pipe,ico,exr_pipe,hdr_pipe,"
    "sgi_pipe,sunrast_pipe,psd_pipe,dds_pipe,dpx_pipe,xbm_pipe,xpm_pipe,pcx_pipe,phm_pipe,pfm_pipe"
)
_OPTIONS = {
    "protocol_whitelist": "file",
    "format_whitelist": f"{_CONTAINERS},{_STILLS}",
    "pattern_type": "none",  # a picture's name is a name, not a pattern of names
}


def opened(path: Path, *, probesize: int | None = None) -> InputContainer:
    """Open a media file; `NotFound` or `Invalid` with a sentence naming it.

    Of `probesize` bytes at most are looked at to find out what its streams are.
    """
    if not there(path):
        raise NotFound(f"There is no file {path}.")
    options = dict(_OPTIONS) | ({"probesize": str(probesize)} if probesize else {})
    try:
        # `file:` keeps FFmpeg from taking a name for another protocol.
        return av.open(f"file:{path}", options=options, metadata_errors="replace")
    except FFmpegError as unreadable:
        raise Invalid(f"{path} cannot be read: {unreadable.strerror}.") from unreadable


def there(path: Path) -> bool:
    """Say whether there is such a file, whatever its name."""
    try:
        return path.is_file()
    except OSError:  # a name longer than names can be
        return False


def is_still(container: InputContainer) -> bool:
    """Say whether a file is of a kind that holds one picture and no time."""
    name = container.format.name
    return name.endswith("_pipe") or name in {"image2", "ico"}


def picture_stream(container: InputContainer) -> VideoStream | None:
    """Return the stream of pictures of a file; the cover of a song is none."""
    shown = (one for one in container.streams.video if not one.disposition & _COVERS)
    return next(shown, None)


_COVERS = Disposition.attached_pic | Disposition.timed_thumbnails


def check_known(path: Path, *streams: Stream | None) -> None:
    """Raise `Invalid` for a stream that FFmpeg has no decoder for: PyAV gives it no context."""
    if any(one is not None and getattr(one, "codec_context", None) is None for one in streams):
        raise Invalid(f"{path} is coded in a way that is not known here; save it as an MP4.")


def demuxed(container: InputContainer, stream: VideoStream) -> "Iterator[Packet[VideoStream]]":
    """Yield the packets of a stream from where the file stands to where it ends or breaks off."""
    packets = container.demux(stream)
    while True:
        try:
            yield next(packets)
        except (FFmpegError, StopIteration):
            return


def decoded(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    """Yield the frames of a stream from where the file stands, in the order they show in.

    What is damaged is passed over, as players do; where the file breaks off, the frames end.
    """
    for packet in demuxed(container, stream):
        try:
            yield from packet.decode()
        except FFmpegError:
            continue
