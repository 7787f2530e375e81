"""What an application serves where: the methods of each address, and its template."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute, compile_path

_ORDER: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Place:
    """An address as an application knows it: its template, and all that may be done there."""

    template: str
    methods: frozenset[str]

    @property
    def allow(self) -> str:
        """The value of an Allow header (RFC 9110, 10.2.1)."""
        return ", ".join(name for name in _ORDER if name in self.methods)


class Routes:
    """The addresses of one application, as they are when it is complete."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        methods: dict[str, set[str]] = {}
        for context in iter_route_contexts(routes):
            if context.path is not None and context.methods:
                methods.setdefault(context.path, set()).update(context.methods)
        self._places = [
            (compile_path(path)[0], Place(path, _with_implied(kinds)))
            for path, kinds in methods.items()
        ]
        self._fixed = {place.template: place for _, place in self._places}

    def at(self, path: str) -> Place | None:
        """Return what is at a path; templates that match it alike are one place."""
        if fixed := self._fixed.get(path):
            return fixed
        found = [place for pattern, place in self._places if pattern.match(path)]
        if not found:
            return None
        return Place(found[0].template, frozenset().union(*(one.methods for one in found)))

    def nearest(self, path: str) -> tuple[str, Place | None]:
        """Return a path and what is there, with or without a slash at its end."""
        if place := self.at(path):
            return path, place
        other = path.rstrip("/") if path.endswith("/") else f"{path}/"
        place = self.at(other)
        return (other, place) if place else (path, None)


def _with_implied(methods: set[str]) -> frozenset[str]:
    implied = {"OPTIONS", "HEAD"} if "GET" in methods else {"OPTIONS"}
    return frozenset(methods | implied)
