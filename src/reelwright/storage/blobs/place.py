"""Where a blob lies in any store: under its key, in a folder named by the first two digits."""

from reelwright.model.errors import NotFound
from reelwright.model.ids import Key, is_key


def place(key: Key) -> str:
    """Return the relative path of a blob; `NotFound` for what is no key, whatever else it is."""
    if not is_key(key):
        raise NotFound(f"{key[:80]!r} is not the key of a blob.")
    return f"{key[:2]}/{key}"
