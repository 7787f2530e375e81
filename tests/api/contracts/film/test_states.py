"""States: the edges between them, who may move what is shown, and what the engine shows."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.api.contracts.film.states import (
    EDGES,
    ENDED,
    LINE,
    NEARLY,
    Effect,
    Standing,
    State,
    Wish,
    patched,
)
from reelwright.model.errors import Conflict, NotAllowed
from shared.film import reachable

OWNED = {State.PENDING, State.QUEUED, State.PROCESSING, State.CANCELLED}
OPEN = {State.PENDING, State.QUEUED, State.MODERATING, State.PROCESSING}


def asked(now: State, wanted: State, *, owner: bool, admin: bool) -> tuple[str, State]:
    """Return what asking for a state answers, and what is shown after."""
    before = Standing(now)
    try:
        effect = patched(before, Wish(wanted), owner=owner, admin=admin)
    except Conflict:
        return "400", now
    except NotAllowed:
        return "403", now
    engine = effect.end or now
    return "200", Standing(engine, status=effect.status, progress=effect.progress).shown


def owners(now: State, wanted: State) -> tuple[str, State]:
    """Return what the contract says an owner's PATCH does."""
    if wanted is now:
        return "200", now
    if now in ENDED:
        return "400", now
    if wanted not in OWNED:
        return "403", now
    if wanted is State.CANCELLED:
        return "200", wanted
    return "200", max(now, wanted, key=LINE.index)


def admins(now: State, wanted: State) -> tuple[str, State]:
    """Return what the contract says an admin's PATCH of another's job does."""
    if wanted is now:
        return "200", now
    return ("200", wanted) if wanted in EDGES[now] else ("400", now)


def test_the_edges_are_the_documents():
    assert {state.value: sorted(further) for state, further in EDGES.items()} == {
        "pending": ["cancelled", "failed", "queued"],
        "queued": ["cancelled", "failed", "moderating"],
        "moderating": ["cancelled", "failed", "moderation_failed", "processing"],
        "processing": ["cancelled", "completed", "failed"],
        "moderation_failed": [],
        "completed": [],
        "failed": [],
        "cancelled": [],
    }


@pytest.mark.parametrize(("now", "wanted"), list(product(State, State)))
def test_owner_patches_by_the_table(now, wanted):
    assert asked(now, wanted, owner=True, admin=False) == owners(now, wanted)


@pytest.mark.parametrize(("now", "wanted"), list(product(State, State)))
def test_admin_patches_along_edges(now, wanted):
    assert asked(now, wanted, owner=False, admin=True) == admins(now, wanted)


@pytest.mark.parametrize(("now", "wanted"), list(product(State, State)))
def test_admin_may_what_an_owner_may(now, wanted):
    either = {owners(now, wanted), admins(now, wanted)}
    best = min(either, key=lambda answer: answer[0])
    assert asked(now, wanted, owner=True, admin=True) == best


@pytest.mark.parametrize("wanted", sorted(OWNED - {State.CANCELLED}))
def test_owners_do_not_report_where_workers_do(wanted):
    now = Standing(State.MODERATING)
    with pytest.raises(NotAllowed):
        patched(now, Wish(wanted, 10.0), owner=True, admin=False, reporting=False)
    ended = patched(now, Wish(State.CANCELLED), owner=True, admin=False, reporting=False)
    assert ended == Effect(None, 0.0, end=State.CANCELLED)


def test_empty_report_changes_nothing():
    for state in State:
        now = Standing(state, progress=12.5)
        assert patched(now, Wish(), owner=True, admin=False) == Effect(None, 12.5)


@pytest.mark.parametrize(("reported", "kept"), [(50.0, 50.0), (10.0, 20.0), (100.0, NEARLY)])
def test_reported_progress_only_grows(reported, kept):
    now = Standing(State.PROCESSING, progress=20.0)
    effect = patched(now, Wish(progress=reported), owner=True, admin=False)
    assert effect == Effect(None, kept)


@pytest.mark.parametrize("state", ENDED)
def test_ended_job_takes_no_report(state):
    with pytest.raises(Conflict, match=f"^Job is already {state.value}$"):
        patched(Standing(state), Wish(progress=1.0), owner=True, admin=False)


def test_owner_calls_off_what_was_reported_completed():
    now = Standing(State.PROCESSING, status=State.COMPLETED)
    effect = patched(now, Wish(State.CANCELLED), owner=True, admin=False)
    assert (now.shown, effect.end) == (State.COMPLETED, State.CANCELLED)
    assert Standing(State.CANCELLED, status=effect.status).shown is State.CANCELLED
    with pytest.raises(Conflict, match="^Job is already completed$"):
        patched(now, Wish(progress=1.0), owner=True, admin=False)


def test_late_refusal_is_a_failure():
    assert Standing(State.MODERATION_FAILED).shown is State.MODERATION_FAILED
    assert Standing(State.MODERATION_FAILED, late=True).shown is State.FAILED
    told = Standing(State.MODERATION_FAILED, status=State.PROCESSING)
    assert told.shown is State.FAILED


ENGINE = st.integers(1, 4).flatmap(
    lambda steps: st.sampled_from(sorted(EDGES[LINE[steps - 1]] & set(ENDED))).map(
        lambda end: [*LINE[:steps], end]
    )
)
WISH = st.builds(Wish, st.none() | st.sampled_from(State), st.none() | st.floats(0, 100))
REPORTS = st.lists(st.tuples(st.integers(0, 4), WISH, st.booleans()), max_size=8)


@given(engine=ENGINE, reports=REPORTS)
def test_what_is_shown_moves_along_the_edges(engine, reports):
    kept, ended, shown = Effect(None, 0.0), None, [engine[0]]
    for place, state in enumerate(engine):
        now = Standing(ended or state, status=kept.status, progress=kept.progress)
        shown.append(now.shown)
        for when, wish, admin in reports:
            now = Standing(ended or state, status=kept.status, progress=kept.progress)
            try:
                effect = patched(now, wish, owner=True, admin=admin)
            except (Conflict, NotAllowed):
                continue
            kept = effect if when == place else kept
            ended = ended or (effect.end if when == place else None)
            later = Standing(ended or state, status=kept.status, progress=kept.progress)
            shown.append(later.shown)
            assert later.progress >= now.progress
    called_off = (State.COMPLETED, State.CANCELLED)
    steps = [one for one in pairwise(shown) if one != called_off]
    assert all(reachable(one, next_) for one, next_ in steps)
    assert shown[-1] in ENDED
