"""Sixteen numbers at a time, where loops are not such that LLVM sees it by itself.

Everything is LLVM's own and the same on any processor, but for looking bytes up by other bytes:
x86-64 has had that since SSSE3, ARM's 64 bits have it, and others do it one by one.
"""

# Numba's intrinsics are functions of types that return functions of values, both untyped.
# ruff: noqa: ANN001, ANN201, ANN202, ARG001, ARG005
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from collections.abc import Callable
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]  # ships no types
from numba import types
from numba.core.registry import cpu_target
from numba.extending import intrinsic, models, register_model

COUNT = 16
"""Numbers in a vector: each has 16 bits."""

_BYTE, _SHORT, _INT, _LONG = (ir.IntType(bits) for bits in (8, 16, 32, 64))
_HALF = ir.VectorType(_BYTE, COUNT)
_WINDOW = ir.VectorType(_BYTE, 2 * COUNT)
_SHORTS, _INTS = ir.VectorType(_SHORT, COUNT), ir.VectorType(_INT, COUNT)


class _Vector(types.Type):
    """A vector as numba knows it."""

    def __init__(self, name: str, kind: Any) -> None:  # noqa: ANN401 - llvmlite's
        self.kind = kind
        super().__init__(name=name)


@register_model(_Vector)
class _Model(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: _Vector) -> None:  # noqa: ANN401 - numba's
        super().__init__(manager, kind, kind.kind)


_shorts, _bytes = _Vector("shorts", _SHORTS), _Vector("bytes", _WINDOW)
_Emit = Callable[[Any, Any], Any]
"""Writes what a function does by a builder, given what it is called with."""


def _written(function: Callable[..., Any]) -> Any:  # noqa: ANN401 - called otherwise than written
    """Have a function write its instructions into those that call it."""
    made: Any = intrinsic(function)
    return made


def _does(emit: _Emit) -> Callable[..., Any]:
    return lambda context, builder, signature, values: emit(builder, values)


def _loaded(builder, address, kind):
    return builder.load(builder.inttoptr(address, kind.as_pointer()), align=1)


def _numbered(*numbers: int) -> Any:  # noqa: ANN401 - llvmlite's
    return ir.Constant(ir.VectorType(_INT, len(numbers)), list(numbers))


def _all(number: int) -> Any:  # noqa: ANN401 - llvmlite's
    return ir.Constant(_SHORTS, [number] * COUNT)


@_written
def shorts(typing, address):
    """Load sixteen numbers."""
    return _shorts(types.int64), _does(lambda b, given: _loaded(b, given[0], _SHORTS))


@_written
def places(typing, address):
    """Load twice sixteen places in a window, for `looked_up`."""
    return _bytes(types.int64), _does(lambda b, given: _loaded(b, given[0], _WINDOW))


@_written
def window(typing, first, second):
    """Load sixteen bytes from each of two addresses."""

    def emit(builder, given):
        halves = [_loaded(builder, address, _HALF) for address in given]
        return builder.shuffle_vector(*halves, _numbered(*range(2 * COUNT)))

    return _bytes(types.int64, types.int64), _does(emit)


@_written
def looked_up(typing, seen, at):
    """Return sixteen numbers of two bytes each: those at places in a window, 0 for place 128.

    Places are told within each half of the window, and found there.
    """

    def emit(builder, given):
        triple, _, features = cpu_target.target_context.codegen().magic_tuple()
        if "+avx2" in features:
            found = _called(builder, "llvm.x86.avx2.pshuf.b", _WINDOW, given)
        else:
            found = _by_halves(builder, given, _instruction(triple, features))
        return builder.bitcast(found, _SHORTS)

    return _shorts(_bytes, _bytes), _does(emit)


def _instruction(triple: str, features: str) -> str | None:
    """Return the name of the instruction that looks bytes up in sixteen others, if there is one."""
    if "+ssse3" in features:
        return "llvm.x86.ssse3.pshuf.b.128"
    return "llvm.aarch64.neon.tbl1.v16i8" if triple.startswith(("aarch64", "arm64")) else None


def _called(builder, name, kind, given):
    called = builder.module.declare_intrinsic(name, (), ir.FunctionType(kind, [kind, kind]))
    return builder.call(called, given)


def _halves(builder, vector):
    count = vector.type.count // 2
    parts = (_numbered(*range(first, first + count)) for first in (0, count))
    return [builder.shuffle_vector(vector, vector, part) for part in parts]


def _by_halves(builder, given, name):
    halves = zip(*(_halves(builder, vector) for vector in given), strict=True)
    if name:
        found = [_called(builder, name, _HALF, half) for half in halves]
    else:
        found = [_singly(builder, *half) for half in halves]
    return builder.shuffle_vector(*found, _numbered(*range(2 * COUNT)))


def _singly(builder, seen, at):
    found = ir.Constant(_HALF, [0] * COUNT)
    for number in range(COUNT):
        place = builder.extract_element(at, _INT(number))
        one = builder.extract_element(seen, builder.zext(builder.and_(place, _BYTE(15)), _INT))
        there = builder.icmp_unsigned("<", place, _BYTE(128))
        found = builder.insert_element(found, builder.select(there, one, _BYTE(0)), _INT(number))
    return found


@_written
def all_of(typing, number):
    """Return sixteen times the same number."""

    def emit(builder, given):
        one = builder.trunc(given[0], _SHORT)
        alone = builder.insert_element(ir.Constant(_SHORTS, ir.Undefined), one, _INT(0))
        return builder.shuffle_vector(alone, alone, _numbered(*[0] * COUNT))

    return _shorts(types.int64), _does(emit)


@_written
def upper(typing, one, other):
    """Return the upper 16 bits of products.

    On x86-64 by name: LLVM sees what it is no longer where one number is the same all along a loop.
    """

    def emit(builder, given):
        triple, _, features = cpu_target.target_context.codegen().magic_tuple()
        if "+avx2" in features:
            return _called(builder, "llvm.x86.avx2.pmulh.w", _SHORTS, given)
        if triple.startswith("x86_64"):
            halves = zip(*(_halves(builder, vector) for vector in given), strict=True)
            kind = ir.VectorType(_SHORT, COUNT // 2)
            made = [_called(builder, "llvm.x86.sse2.pmulh.w", kind, half) for half in halves]
            return builder.shuffle_vector(*made, _numbered(*range(COUNT)))
        whole = builder.mul(*(builder.sext(vector, _INTS) for vector in given))
        return builder.trunc(builder.ashr(whole, ir.Constant(_INTS, [16] * COUNT)), _SHORTS)

    return _shorts(_shorts, _shorts), _does(emit)


@_written
def total(typing, one, other):
    """Return sums, of which the lower 16 bits are kept."""
    return _shorts(_shorts, _shorts), _does(lambda b, given: b.add(*given))


@_written
def keep(typing, address, vector):
    """Store sixteen numbers."""

    def emit(builder, given):
        target = builder.inttoptr(given[0], _SHORTS.as_pointer())
        builder.store(given[1], target, align=1)

    return types.void(types.int64, _shorts), _does(emit)


@_written
def keep_pixels(typing, address, vector):
    """Store 32nds of sixteen numbers as bytes: none less than 0, none more than 255."""

    def emit(builder, given):
        vector, least, most = given[1], _all(0), _all(8191)
        vector = builder.select(builder.icmp_signed(">", vector, least), vector, least)
        vector = builder.select(builder.icmp_signed("<", vector, most), vector, most)
        pixels = builder.trunc(builder.lshr(vector, _all(5)), _HALF)
        builder.store(pixels, builder.inttoptr(given[0], _HALF.as_pointer()), align=1)

    return types.void(types.int64, _shorts), _does(emit)
