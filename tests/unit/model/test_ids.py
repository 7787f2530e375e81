"""Content keys depend on what goes in and on nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.ids import content_key, scene_id, seed_of

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
