"""What is written beside a film or captions: who made what of it, on what terms."""

from typing import Literal

from reelwright.model.brief import Brief, Language
from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.report import Report
from reelwright.model.storyboard import Storyboard
from reelwright.model.time import Time
from reelwright.model.timeline import Timeline
from reelwright.model.value import Value


class Sidecar(Value):
    """A film's papers: its credits, what is less than was asked, and all it was made from.

    `film` is the name of its file. The timeline's sources are content keys, kept where
    `REELWRIGHT_MEDIA` says. Nothing in it tells when or how fast the film was made, so the same
    brief gives the same papers.
    """

    reelwright: Literal[1] = 1
    film: str
    title: str
    duration: Time
    credits: tuple[Provenance, ...]
    degradations: tuple[Degradation, ...]
    report: Report
    brief: Brief
    storyboard: Storyboard
    timeline: Timeline


class CaptionSidecar(Value):
    """The papers of captions of a recording: who heard them, in what language.

    `captions` is the name of their file. Where the words were known, `credits` say who timed them.
    """

    reelwright: Literal[1] = 1
    captions: str
    language: Language
    credits: tuple[Provenance, ...]
