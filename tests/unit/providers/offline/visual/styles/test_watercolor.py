"""Watercolour: washes that gather and dry on white paper with a grain."""

import numpy as np
import pytest

from reelwright.model.brief import Style
from reelwright.providers.offline.lexicon import Hour, Setting
from reelwright.providers.offline.visual.styles.watercolor import PAPER, finish

LARGE = (640, 360)
LUMA = np.array([0.2126, 0.7152, 0.0722])


def test_white_is_bare_paper(proof):
    done = finish(proof(1.0))
    assert np.abs(done.mean(axis=(0, 1)) - PAPER).max() < 0.03
    assert done.std() < 0.03


def test_margins_are_bare_paper(proof):
    done = finish(proof(0.3, size=LARGE)) @ LUMA
    ring = np.concatenate([done[0], done[-1], done[:, 0], done[:, -1]])
    assert np.median(ring) > 0.9
    assert np.quantile(done[40:-40, 40:-40], 0.99) < 0.8


def test_margins_are_uneven(proof):
    painted = (finish(proof(0.3, size=LARGE)) @ LUMA)[:, 320:] < 0.8
    margin = painted[:, ::-1].argmax(axis=1)[60:-60]
    assert margin.std() > 1.5
    assert margin.max() < 0.1 * 360


def test_nothing_is_quite_black(proof):
    assert (finish(proof(0.0)) @ LUMA).mean() > 0.08


def test_washes_are_uneven(proof):
    even = finish(proof(0.4)) @ LUMA
    assert even.std() > 0.02


def test_washes_are_transparent(proof, ramp):
    levels = (finish(proof(ramp)) @ LUMA).mean(axis=0)
    assert levels[96] > ramp[0, 96] + 0.1


def test_edges_dry_darker(proof):
    """The dark side of an edge is darkest along it."""
    step = np.full((360, 640), 0.75, np.float32)
    step[:, 320:] = 0.45
    plain, done = (finish(proof(one, size=LARGE)) @ LUMA for one in (0.45, step))
    change = (done - plain).mean(axis=0)
    assert change[322:332].min() < change[500:].mean() - 0.01


def test_edges_are_as_uneven_as_a_brush(proof):
    step = np.full((360, 640), 0.85, np.float32)
    step[:, 320:] = 0.25
    done = (finish(proof(step, size=LARGE)) @ LUMA)[40:-40]
    crossings = (done < 0.62).argmax(axis=1)
    assert 0.3 < crossings.std() < 6


def test_another_seed_another_paper(proof):
    one, other = (finish(proof(0.4, seed=seed)) for seed in (1, 2))
    assert np.abs(one - other).mean() > 0.01


def test_pencil_shows_at_edges(proof, ledge):
    done = finish(proof(0.7, ledge)) @ LUMA
    plain = finish(proof(0.7)) @ LUMA
    assert (plain - done)[:, 93:99].max() > 0.04
    assert np.abs(plain - done)[:, 30:60].max() < 0.01


@pytest.mark.parametrize("hour", [Hour.DAY, Hour.SUNSET])
def test_pictures_are_lighter_than_photographs(paint, hour):
    washed, plain = (
        paint(Setting.OCEAN, hour, style=one) for one in (Style.WATERCOLOR, Style.PHOTOREALISTIC)
    )
    assert washed.mean > 1.1 * plain.mean
    assert np.quantile(washed.light, 0.01) > np.quantile(plain.light, 0.01) + 10
