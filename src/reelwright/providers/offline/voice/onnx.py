"""Loading ONNX models, on one thread, with an inner value of the graph as one more output.

Speech models compute how long each phoneme lasts and keep it to themselves; as an output it gives
exact word times. The onnx package is not needed for it, only what protobuf promises.
"""

from typing import Any

import onnxruntime  # type: ignore[import-untyped]  # ships no types

_FLOAT = 1  # TensorProto.DataType.FLOAT

# Field numbers from onnx.proto, which is frozen: they cannot change without breaking every model.
_MODEL_GRAPH = 7
_GRAPH_OUTPUT = 12
_VALUE_NAME, _VALUE_TYPE = 1, 2
_TYPE_TENSOR = 1
_TENSOR_ELEMENT = 1


def load(model: bytes, output: str) -> Any:  # noqa: ANN401 - onnxruntime ships no types
    """Return a session for `model` that also gives `output`.

    It runs on one thread, so that the same input gives the same bits however busy the machine is.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        with_output(model, output), options, providers=["CPUExecutionProvider"]
    )


def with_output(model: bytes, name: str) -> bytes:
    """Return `model`, a serialised ModelProto, with the float tensor `name` as one more output.

    Two protobuf messages written one after the other are read as one: scalars of the second win,
    messages are merged, lists are joined (protobuf encoding guide, "Last One Wins"). So a model
    that holds nothing but one graph output, appended, adds that output to the graph.
    """
    tensor = _number(_TENSOR_ELEMENT, _FLOAT)
    value = _bytes(_VALUE_NAME, name.encode()) + _bytes(_VALUE_TYPE, _bytes(_TYPE_TENSOR, tensor))
    return model + _bytes(_MODEL_GRAPH, _bytes(_GRAPH_OUTPUT, value))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    low, high = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _varint(high) if high else bytes([low])
