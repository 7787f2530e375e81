"""Headers of answers, as OpenAPI describes them."""

from typing import Any, Final

from reelwright.api.kit.contract import Responses

_TEXT: Final = {"type": "string"}
_HEADERS: Final[dict[str, dict[str, Any]]] = {
    "Location": {
        "description": "Where it is.",
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "ETag": {"description": "Its version, for If-Match and If-None-Match.", "schema": _TEXT},
    "Link": {"description": "The next page, where there is one.", "schema": _TEXT},
    "Retry-After": {"description": "Seconds until another look.", "schema": {"type": "integer"}},
    "Preference-Applied": {"description": "The wait that was preferred.", "schema": _TEXT},
    "Content-Disposition": {"description": "What to save it as.", "schema": _TEXT},
}


def bearing(status: int, *headers: str) -> Responses:
    """Describe the headers that an answer of this status has, for `responses=` of an operation."""
    return {status: {"headers": {name: _HEADERS[name] for name in headers}}}


UNCHANGED: Final[Responses] = {
    304: {"description": "It is as you have it.", "headers": {"ETag": _HEADERS["ETag"]}}
}
"""The answer to an If-None-Match that names the version there is."""
