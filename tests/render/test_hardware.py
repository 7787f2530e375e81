"""Encoders in hardware are used where they work; where none does, that is said."""

from dataclasses import replace

import pytest

from reelwright.model.brief import Quality
from reelwright.model.output import Codec, Output
from reelwright.model.time import Rate
from reelwright.render.canvas import Canvas
from reelwright.render.encode import codecs, hardware, settled
from reelwright.render.encode.codecs import HARDWARE, SOFTWARE

CANVAS = Canvas(320, 180, Rate.of(30))
SOFT = SOFTWARE[Codec.H264]
ABSENT = replace(SOFT, name="h264_nowhere")


@pytest.fixture
def machine(monkeypatch):
    """Give a function that lets this machine have other encoders in hardware."""

    def has(*encoders):
        monkeypatch.setitem(HARDWARE, Codec.H264, encoders)
        hardware.works.cache_clear()

    yield has
    hardware.works.cache_clear()


def test_software_is_used_unless_hardware_is_asked_for(machine):
    machine(SOFT)
    form, less = settled(Output(), CANVAS)
    assert (form.hardware, less) == (None, ())


def test_hardware_that_works_is_used(machine):
    machine(ABSENT, SOFT)
    form, less = settled(Output(hardware=True), CANVAS)
    assert (form.hardware, less) == (SOFT.name, ())
    assert codecs.encoder(form) is SOFT


@pytest.mark.parametrize("encoders", [(ABSENT,), (ABSENT, replace(ABSENT, name="h264_gone"))])
def test_hardware_that_does_not_work_is_done_without_aloud(machine, encoders):
    machine(*encoders)
    form, less = settled(Output(hardware=True), CANVAS)
    names = " or ".join(one.name for one in encoders)
    assert form.hardware is None
    assert less == (
        f"no encoder in hardware codes h264 at 320 x 180 here ({names}), so the processor did",
    )


def test_encoder_that_is_there_but_cannot_open_does_not_work(machine):
    machine(replace(SOFT, qualities={Quality.MEDIUM: {"preset": "nonsense"}}))
    form, less = settled(Output(hardware=True), CANVAS)
    assert (form.hardware, len(less)) == (None, 1)


@pytest.mark.parametrize("codec", Codec)
def test_every_encoder_in_hardware_is_tried_without_harm(codec):
    form, less = settled(Output(kind=KINDS[codec], codec=codec, hardware=True), CANVAS)
    names = [one.name for one in HARDWARE[codec]]
    assert (form.hardware in names) == (less == ())
    assert hardware.works(form)


KINDS = {Codec.H264: "mp4", Codec.HEVC: "mp4", Codec.AV1: "mp4", Codec.VP9: "webm"}
