"""Values of ours on their way between a worker and its hands.

Pickled, because they are dataclasses full of bytes; unpickled only into values of the model, the
ports and a few plain kinds, so that a hand that met a hostile file cannot make its worker run code.
"""

import io
import pickle
from enum import Enum
from typing import Any, Final

_OURS: Final = ("reelwright.model.", "reelwright.ports.")
_PLAIN: Final = {
    ("fractions", "Fraction"),
    ("pathlib", "PosixPath"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("copyreg", "_reconstructor"),
    ("builtins", "object"),
    ("copyreg", "__newobj__"),
}


def packed(value: object) -> bytes:
    """Return a value as bytes."""
    return pickle.dumps(value, protocol=5)


def unpacked(parcel: bytes) -> object:
    """Return the value in a parcel; `pickle.UnpicklingError` for one of a kind that is not ours."""
    return _Careful(io.BytesIO(parcel)).load()


class _Careful(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - pickle's own signature
        if (module, name) == ("builtins", "getattr"):
            return _member
        ours = module.startswith(_OURS) and "." not in name
        if not (ours and isinstance(found := super().find_class(module, name), type)):
            if (module, name) not in _PLAIN:
                raise pickle.UnpicklingError(f"A parcel holds {module}.{name}.")
            return super().find_class(module, name)
        return found


def _member(kind: object, name: str) -> Enum:
    """Return the member of an enum, which Python before 3.11.4 pickles as `getattr(kind, name)`."""
    if isinstance(kind, type) and issubclass(kind, Enum) and name in kind.__members__:
        return kind.__members__[name]
    raise pickle.UnpicklingError(f"A parcel holds no member of an enum, but {name!r} of {kind!r}.")
