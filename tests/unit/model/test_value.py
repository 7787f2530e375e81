"""Laws of values: frozen, equal by content, JSON both ways, every fault told at once."""

import pytest
from pydantic import Field

from reelwright.model.errors import Fault, Invalid
from reelwright.model.value import Value, parse


class Inner(Value):
    """A value within a value."""

    number: int = Field(ge=0)


class Outer(Value):
    """A value that holds values."""

    name: str = Field(min_length=1, max_length=5)
    inners: tuple[Inner, ...] = ()


def faults(call, *given) -> list[str]:
    with pytest.raises(Invalid) as caught:
        call(*given)
    return [str(fault) for fault in caught.value.faults]


def test_values_are_equal_by_content():
    assert Outer(name="a", inners=(Inner(number=1),)) == Outer(name="a", inners=(Inner(number=1),))


def test_values_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        Inner(number=1).number = 2


def test_json_reads_back():
    value = Outer(name="añ", inners=(Inner(number=1), Inner(number=2)))
    assert Outer.read_json(value.write_json()) == value


def test_every_fault_is_told_with_its_path():
    assert faults(Outer.read, {"name": "toolong", "inners": [{"number": -1}, {"nummer": 3}]}) == [
        "name: This is too long: 7 characters, 5 at most.",
        "inners[0].number: This must be at least 0.",
        "inners[1].number: This is missing; give it a value.",
        "inners[1].nummer: There is no field 'nummer'. Did you mean 'number'? Choose number.",
    ]


def test_constructor_tells_faults_too():
    assert faults(lambda: Outer(name="")) == ["name: This is empty; write something."]


def test_nested_fault_keeps_its_path_in_the_constructor():
    assert faults(lambda: Outer(name="a", inners=({"number": "x"},))) == [
        "inners[0].number: This must be a whole number."
    ]


def test_value_that_is_no_object_is_refused():
    assert faults(Outer.read, [1]) == ["This must be an object."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": 1, "a": 2}', "The key 'a' stands twice in one object; keep one of them."),
        ("[NaN]", "JSON has no NaN; write a finite number."),
        ("[Infinity]", "JSON has no Infinity; write a finite number."),
        (
            "{",
            "This is not JSON: Expecting property name enclosed in double quotes at line 1, column 2.",
        ),
        ("[" * 100_000, "This JSON is nested too deeply, or holds a number too long."),
        ("9" * 5_000, "This JSON is nested too deeply, or holds a number too long."),
        (b"\xff\xfe\x00", "This is not JSON: the text is not UTF-8."),
    ],
)
def test_broken_json_gets_a_sentence(text, sentence):
    assert faults(parse, text) == [sentence]


def test_faults_name_no_python():
    assert faults(Outer.read, {"name": 5, "inners": "no"}) == [
        "name: This must be text.",
        "inners: This must be a list.",
    ]


def test_fault_without_path_is_its_problem():
    assert str(Fault("", "Everything is wrong.")) == "Everything is wrong."
