"""What is printed of a finished film."""

import pytest

from reelwright.cli.summary import summary
from reelwright.model.asset import Film
from reelwright.model.brief import Language
from reelwright.model.ids import scene_id
from reelwright.model.progress import Step
from reelwright.model.provenance import Degradation
from reelwright.model.report import Figures, Finding, Flaw, Report, Severity, Stretch
from reelwright.model.storyboard import Scene, Storyboard
from reelwright.model.time import Time

FIGURES = Figures(frames=120, pictures=Stretch(start=Time.of(0), stop=Time.of(4)))


def a_film(**changes) -> Film:
    scene = Scene(id=scene_id(1), visual="waves", duration=Time.of(4))
    fields = {
        "path": "out/waves.mp4",
        "title": "Waves [draft]",
        "duration": 4,
        "width": 640,
        "height": 360,
        "frames": 120,
        "bytes": 1_260_000,
        "loudness": -14.04,
        "true_peak": -1.2,
        "storyboard": Storyboard(title="Waves", language=Language.ENGLISH, scenes=(scene,)),
        "credits": (),
        "degradations": (),
        "report": Report(figures=FIGURES),
        "segments": 12,
        "reused": 0,
        "sound_reused": False,
        "seconds": {Step.FILM: 3.0, Step.CHECK: 0.01, Step.SPEAK: 2.04},
        "elapsed": 6.0,
    }
    return Film(**{**fields, **changes})


def test_path_comes_first_and_steps_in_order():
    assert summary(a_film()).splitlines() == [
        "out/waves.mp4",
        "  Waves [draft]: 4.0 s, 640x360, 120 frames, 1.3 MB, -14.0 LUFS",
        "  Made in 6.0 s, 1.5 times its length; work, some side by side:",
        "    speak         2.0 s",
        "    film          3.0 s",
    ]


def test_silent_film_says_so():
    assert summary(a_film(loudness=None, true_peak=None)).splitlines()[1].endswith(", silent")


def test_what_is_less_is_told():
    lacks = (Degradation(what="music", why="no jazz", scene=None),)
    told = summary(a_film(degradations=lacks)).splitlines()
    assert told[-2:] == ["  Less than was asked:", "    music: no jazz"]


@pytest.mark.parametrize(
    ("reused", "sound", "told"),
    [
        (11, True, "  11 of 12 segments and the sound were found again."),
        (1, True, "  1 of 12 segments and the sound were found again."),
        (11, False, "  11 of 12 segments were found again."),
        (1, False, "  1 of 12 segments was found again."),
        (0, True, "  The sound was found again."),
    ],
)
def test_what_was_found_again_is_told(reused, sound, told):
    assert summary(a_film(reused=reused, sound_reused=sound)).splitlines()[-1] == told


def test_silence_found_again_is_not():
    silent = a_film(loudness=None, true_peak=None, sound_reused=True)
    assert "found again" not in summary(silent)


def test_what_a_viewer_may_mind_is_told():
    findings = [
        Finding(flaw=Flaw.BLACK, severity=Severity.WARNING, says="The film is black for 2 s."),
        Finding(flaw=Flaw.PEAK, severity=Severity.FAILURE, says="The sound clips."),
        Finding(flaw=Flaw.SILENT, severity=Severity.WARNING, says="It is silent for 3 s."),
    ]
    told = summary(a_film(report=Report(figures=FIGURES, findings=findings))).splitlines()
    assert told[-3:] == [
        "  Worth a look:",
        "    The film is black for 2 s.",
        "    It is silent for 3 s.",
    ]
