"""The page about a contract: all that its document has, and nothing that a browser would run."""

import base64
import hashlib
import re
from html import unescape
from typing import Any

import pytest

from reelwright.api.kit.page import page
from reelwright.api.kit.schema import Schemas

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Films <b>", "version": "1", "description": "Words in.\n\nAnd `films` out."},
    "servers": [{"url": "/films/v1"}],
    "paths": {
        "/films/{film}": {
            "patch": {
                "operationId": "changeFilm",
                "summary": "Change a film",
                "description": "Change a film, & keep it.",
                "tags": ["films"],
                "security": [{"key": []}],
                "parameters": [
                    {"name": "film", "in": "path", "required": True, "schema": {"type": "string"}},
                    {
                        "name": "limit",
                        "in": "query",
                        "description": "How many <of them>.",
                        "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
                    },
                ],
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Change"}}
                    }
                },
                "responses": {
                    "200": {
                        "description": "Changed.",
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Film"}}
                        },
                    },
                    "404": {"$ref": "#/components/responses/Failure404"},
                },
            }
        }
    },
    "webhooks": {
        "film": {
            "post": {
                "description": "A film is there.",
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Film"}}
                    }
                },
                "responses": {"200": {"description": "Heard."}},
            }
        }
    },
    "components": {
        "responses": {"Failure404": {"description": "Not found (`not_found`)"}},
        "schemas": {
            "Film": {
                "description": "A film.",
                "properties": {
                    "title": {"type": "string"},
                    "style": {"$ref": "#/components/schemas/Style"},
                    "takes": {"type": "array", "items": {"$ref": "#/components/schemas/Take"}},
                },
                "required": ["title"],
            },
            "Change": {
                "properties": {"title": {"type": "string", "maxLength": 9}},
                "examples": [{"title": "Ada's"}],
            },
            "Take": {
                "properties": {
                    "number": {"type": "integer"},
                    "at": {"type": "string", "format": "date-time"},
                }
            },
            "Style": {"type": "string", "enum": ["noir", "anime"]},
        },
    },
}


@pytest.fixture(scope="module")
def text() -> str:
    return bytes(page(DOCUMENT).body).decode()


def test_browser_is_told_to_run_nothing() -> None:
    answer = page(DOCUMENT)
    (style,) = re.findall(r"<style>(.*?)</style>", bytes(answer.body).decode(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert answer.headers["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    )


def test_page_fetches_and_runs_nothing(text: str) -> None:
    assert re.findall(r"<script|<img|<link|url\(|@import| on\w+=| style=", text) == []


def test_every_link_within_the_page_leads_somewhere(text: str) -> None:
    links = set(re.findall(r'href="?#([^">]+)', text))
    assert links == set(re.findall(r' id="?([^" >]+)', text)) - {"told-film"}


def test_words_of_the_document_are_no_markup(text: str) -> None:
    assert "<title>Films &lt;b&gt;: the API</title>" in text
    assert "<dd>How many &lt;of them&gt;.</dd>" in text
    assert "<p>Change a film, &amp; keep it.</p>" in text
    assert "<p>And <code>films</code> out.</p>" in text


def test_request_is_shown_as_it_is_typed(text: str) -> None:
    (request, *_) = re.findall(r"<h4>Request</h4><pre>(.*?)</pre>", text, re.DOTALL)
    assert unescape(request) == (
        'curl -X PATCH "$SERVER/films/v1/films/$FILM" \\\n'
        '  -H "Authorization: Bearer $TOKEN" \\\n'
        "  --json '{\n  \"title\": \"Ada'\\''s\"\n}'"
    )


def test_failures_are_told_by_their_status(text: str) -> None:
    assert "<li><b>404</b> Not found (<code>not_found</code>)" in text


def test_fields_are_told_in_words() -> None:
    title, style, takes = Schemas(DOCUMENT).fields({"$ref": "#/components/schemas/Film"})
    assert (title.kind, title.required, title.models) == ("string", True, ())
    assert (style.kind, style.models) == ("Style", ("Style",))
    assert (takes.kind, takes.models) == ("list of Take", ("Take",))


@pytest.mark.parametrize(
    ("node", "notes"),
    [
        ({"type": "integer", "minimum": 1, "default": 20}, ("1 or more", "`20` unless given")),
        (
            {"anyOf": [{"type": "string", "maxLength": 2000}, {"type": "null"}]},
            ("2,000 long at most",),
        ),
        ({"type": "string", "enum": ["a", "b"]}, ("one of `a`, `b`",)),
        ({"const": 1, "default": 1}, ()),
    ],
)
def test_bounds_and_choices_are_noted(node: dict[str, Any], notes: tuple[str, ...]) -> None:
    (field,) = Schemas({}).fields({"properties": {"x": node}})
    assert field.notes == notes


def test_examples_are_made_up_where_there_are_none() -> None:
    assert Schemas(DOCUMENT).example({"$ref": "#/components/schemas/Film"}) == {
        "title": "…",
        "style": "noir",
        "takes": [{"number": 1, "at": "2026-11-22T12:30:00.000Z"}],
    }
