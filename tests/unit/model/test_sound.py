"""A sound's envelope is drawn forwards in time."""

import pytest

from reelwright.model.errors import Invalid
from reelwright.model.sound import GainPoint, SoundClip
from reelwright.model.time import Time

CLIP = {"start": 0, "length": 4, "source": "a.wav", "role": "music"}


def test_envelope_is_read_and_written():
    clip = SoundClip.read({**CLIP, "envelope": [{"at": 0, "gain": -60}, {"at": 0.5, "gain": 0}]})
    assert clip.envelope == (
        GainPoint(at=Time.of(0), gain=-60),
        GainPoint(at=Time.of("0.5"), gain=0),
    )
    assert SoundClip.read(clip.write()) == clip


def test_sound_is_heard_and_unmoved_unless_said():
    clip = SoundClip.read(CLIP)
    assert (clip.muted, clip.envelope) == (False, ())


@pytest.mark.parametrize("times", [(1, 1), (2, 1), (0, 1, 0.5)])
def test_envelope_that_goes_back_is_refused(times):
    points = [{"at": at, "gain": 0} for at in times]
    with pytest.raises(Invalid, match="The points of an envelope follow one another in time"):
        SoundClip.read({**CLIP, "envelope": points})


@pytest.mark.parametrize("gain", [-61, 25, float("nan")])
def test_gain_out_of_reach_is_refused(gain):
    with pytest.raises(Invalid, match=r"envelope\[0\]\.gain"):
        SoundClip.read({**CLIP, "envelope": [{"at": 0, "gain": gain}]})
