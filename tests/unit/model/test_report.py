"""A report keeps what fails a film apart from what a viewer may mind."""

from reelwright.model.report import Figures, Finding, Flaw, Report, Severity, Stretch
from reelwright.model.time import Time

FIGURES = Figures(frames=60, pictures=Stretch(start=Time.of(0), stop=Time.of(2)))
LOUD = Finding(flaw=Flaw.LOUDNESS, severity=Severity.FAILURE, says="Too loud.")
DARK = Finding(
    flaw=Flaw.BLACK,
    severity=Severity.WARNING,
    says="Dark.",
    start=Time.of("0.5"),
    stop=Time.of("1/3"),
)


def test_failures_and_warnings_are_told_apart():
    report = Report(figures=FIGURES, findings=(DARK, LOUD))
    assert (report.failures, report.warnings) == ((LOUD,), (DARK,))


def test_nothing_found_is_nothing_wrong():
    report = Report(figures=FIGURES)
    assert (report.failures, report.warnings) == ((), ())


def test_report_is_read_as_written():
    report = Report(figures=FIGURES, findings=(DARK, LOUD))
    assert Report.read_json(report.write_json()) == report


def test_stretch_lasts_from_its_start_to_its_stop():
    assert Stretch(start=Time.of("1/3"), stop=Time.of(1)).length == Time.of("2/3")
