"""A finished film in a few lines: what it is, where the time went, what is less than asked."""

from reelwright.model.asset import Film
from reelwright.model.progress import Step

_SHOWN = 0.05
"""Seconds; a step that took less is not worth a line."""


def summary(film: Film) -> str:
    """Return the lines to print when a film is done; the first is its path."""
    return "\n".join([film.path, _facts(film), *_times(film), *_less(film)])


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


def _less(film: Film) -> list[str]:
    if not film.degradations:
        return []
    return ["  Less than was asked:", *(f"    {one}" for one in film.degradations)]
