"""A finished film in a few lines: what it is, where the time went, what to know of it besides."""

from reelwright.model.asset import Film
from reelwright.model.progress import Step

_SHOWN = 0.05
"""Seconds; a step that took less is not worth a line."""


def summary(film: Film) -> str:
    """Return the lines to print when a film is done; the first is its path."""
    told = [_facts(film), *_times(film), *_found(film), *_less(film), *_minded(film)]
    return "\n".join([film.path, *told])


def _facts(film: Film) -> str:
    sound = "silent" if film.loudness is None else f"{film.loudness:.1f} LUFS"
    return (
        f"  {film.title}: {float(film.duration):.1f} s, {film.width}x{film.height}, "
        f"{film.frames} frames, {film.bytes / 1e6:.1f} MB, {sound}"
    )


def _times(film: Film) -> list[str]:
    ratio = film.elapsed / float(film.duration)
    took = [(step, film.seconds.get(step, 0.0)) for step in Step]
    lines = [f"    {step:<10} {seconds:6.1f} s" for step, seconds in took if seconds >= _SHOWN]
    head = f"  Made in {film.elapsed:.1f} s, {ratio:.1f} times its length; work, some side by side:"
    return [head, *lines]


def _found(film: Film) -> list[str]:
    """Tell what was coded for an earlier film; a silent film's sound is not worth a word."""
    sound = film.sound_reused and film.loudness is not None
    if film.reused == 0:
        return ["  The sound was found again."] if sound else []
    several = film.reused > 1 or sound
    what = f"{film.reused} of {film.segments} segments{' and the sound' if sound else ''}"
    return [f"  {what} {'were' if several else 'was'} found again."]


def _less(film: Film) -> list[str]:
    if not film.degradations:
        return []
    return ["  Less than was asked:", *(f"    {one}" for one in film.degradations)]


def _minded(film: Film) -> list[str]:
    if not film.report.warnings:
        return []
    return ["  Worth a look:", *(f"    {one.says}" for one in film.report.warnings)]
