"""Content keys depend on what goes in and on nothing else; ids increase."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.ids import content_key, new_id, scene_id, seed_of

AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(json, json)
def test_key_tells_inputs_apart(one, two):
    assert (content_key(one) == content_key(two)) == (repr_of(one) == repr_of(two))


def repr_of(data) -> str:
    """Return a form that differs where JSON differs: True is not 1 there."""
    if isinstance(data, dict):
        return f"{{{sorted((key, repr_of(value)) for key, value in data.items())}}}"
    if isinstance(data, list):
        return f"[{[repr_of(item) for item in data]}]"
    return repr(data)


def test_key_is_known_for_good():
    assert content_key("picture", 1, {"b": None, "a": "é"}) == (
        "12b4dffa371a80f4d66a77d4d1d51cc433b3e6d321be92253017b8757cf534e7"
    )


def test_order_of_names_does_not_matter():
    assert content_key({"a": 1, "b": 2}) == content_key({"b": 2, "a": 1})


def test_lone_surrogate_has_a_key():
    assert len(content_key("\ud800")) == 64


@given(json)
def test_seed_fits_63_bits(data):
    assert 0 <= seed_of(data) < 2**63


def test_scenes_count_from_one():
    assert scene_id(1) == "scene-1"


@given(st.lists(st.integers(0, 59_999), min_size=2, max_size=50))
def test_ids_only_increase(milliseconds):
    ids = [new_id(AT + timedelta(milliseconds=one)) for one in milliseconds]
    assert all(one < two for one, two in pairwise(ids))


def test_ids_increase_for_all_threads_at_once():
    def made(_number) -> list[str]:
        return [new_id(AT) for _ in range(500)]

    with ThreadPoolExecutor(8) as threads:
        lists = list(threads.map(made, range(8)))
    assert lists == [sorted(one) for one in lists]
    assert len({one for some in lists for one in some}) == 4_000


def test_clock_set_back_far_is_followed():
    late, early = new_id(AT + timedelta(days=1)), new_id(AT)
    assert early < late
    assert milliseconds(early) == AT.timestamp() * 1000


@given(st.integers(0, 2**47))
def test_id_is_a_uuid_of_version_7(later):
    made = UUID(new_id(datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=later)))
    assert (made.version, made.variant) == (7, RFC_4122)


def milliseconds(made: str) -> int:
    return UUID(made).int >> 80
