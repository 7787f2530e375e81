import numpy as np
import pytest

from reelwright.providers.offline.voice.onnx import _bytes, _number, _varint, load, with_output

FLOAT = 1


def value(name: str) -> bytes:
    """Return a ValueInfoProto: a float tensor of unknown shape."""
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, FLOAT)))


def node(kind: str, given: str, made: str) -> bytes:
    """Return a NodeProto of one input and one output."""
    return _bytes(1, given.encode()) + _bytes(2, made.encode()) + _bytes(4, kind.encode())


def model() -> bytes:
    """Return a ModelProto that gives z = |-x| and keeps y = -x to itself."""
    nodes = _bytes(1, node("Neg", "x", "y")) + _bytes(1, node("Abs", "y", "z"))
    graph = nodes + _bytes(2, b"graph") + _bytes(11, value("x")) + _bytes(12, value("z"))
    return _number(1, 8) + _bytes(8, _number(2, 13)) + _bytes(7, graph)


@pytest.mark.parametrize(
    ("number", "encoded"),
    [(0, b"\x00"), (1, b"\x01"), (127, b"\x7f"), (128, b"\x80\x01"), (300, b"\xac\x02")],
)
def test_varints_are_protobufs(number: int, encoded: bytes) -> None:
    assert _varint(number) == encoded


def test_model_is_kept_and_followed() -> None:
    made = with_output(model(), "y")
    assert made.startswith(model())
    assert b"y" in made[len(model()) :]


def test_inner_value_becomes_an_output() -> None:
    session = load(model(), "y")
    z, y = session.run(["z", "y"], {"x": np.array([-2, 3], np.float32)})
    assert (z.tolist(), y.tolist()) == ([2, 3], [2, -3])


def test_new_output_comes_last() -> None:
    assert [output.name for output in load(model(), "y").get_outputs()] == ["z", "y"]


def test_sessions_run_on_one_thread() -> None:
    assert load(model(), "y").get_session_options().intra_op_num_threads == 1
