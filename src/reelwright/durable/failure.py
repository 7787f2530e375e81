"""Errors as JSON: how one of ours crosses from a step, or a piece, to whoever waits for it."""

from typing import Any

from dbos import PortableWorkflowError

from reelwright.model.errors import Broken, Fault, Invalid, ReelwrightError


def told(wrong: ReelwrightError) -> PortableWorkflowError:
    """Return `wrong` in the form that DBOS keeps whole: name, sentence, code and faults."""
    faults = wrong.faults if isinstance(wrong, Invalid) else ()
    return PortableWorkflowError(
        str(wrong),
        type(wrong).__name__,
        wrong.code,
        {"faults": [[fault.path, fault.problem] for fault in faults]},
    )


def retold(kept: Exception) -> ReelwrightError:
    """Return our error again; one that was never ours is `Broken`."""
    leaf = _leaf(kept)
    if not isinstance(kept, PortableWorkflowError) or leaf is None:
        return Broken(
            f"The engine met an error of a kind it does not know, {_name(kept)}: {kept} "
            "Please report it with the server's log."
        )
    if leaf is Invalid:
        return Invalid([Fault(path, problem) for path, problem in _faults(kept.data)])
    return leaf(kept.message)


def _leaf(kept: Exception) -> type[ReelwrightError] | None:
    return _LEAVES.get(str(kept.code)) if isinstance(kept, PortableWorkflowError) else None


def _name(kept: Exception) -> str:
    return kept.name if isinstance(kept, PortableWorkflowError) else type(kept).__name__


def _faults(data: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - it was JSON
    return [(path, problem) for path, problem in data["faults"]]


_TREE: tuple[type[ReelwrightError], ...] = (ReelwrightError, *ReelwrightError.__subclasses__())
_LEAVES = {leaf.code: leaf for leaf in _TREE}
"""The class of each code. A subclass made elsewhere comes back as the leaf whose code it bears."""
