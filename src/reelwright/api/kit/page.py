"""The page that shows people a contract: its operations and their fields, made of its OpenAPI.

It is one file without a script, so a browser is told to run and fetch nothing for it.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources

from starlette.responses import HTMLResponse, Response

from reelwright.api.kit.markup import fields, panel, paragraphs, pretty, prose
from reelwright.api.kit.schema import Field, Node, Schemas


def page(document: Node) -> Response:
    """Return the page of an OpenAPI document."""
    css = _style()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    return HTMLResponse(_whole(document, css), headers={"Content-Security-Policy": policy})


@cache
def _style() -> str:
    return resources.files("reelwright.api.kit").joinpath("page.css").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class _Operation:
    """One operation: how it is called, and what the document says of it."""

    verb: str
    path: str
    node: Node

    @property
    def anchor(self) -> str:
        return str(self.node.get("operationId", f"{self.verb}-{self.path}"))

    @property
    def title(self) -> str:
        return str(self.node.get("summary") or self.anchor)


def _whole(document: Node, css: str) -> str:
    info, schemas = document["info"], Schemas(document)
    groups = _groups(document)
    parts = "".join(_group(name, every, document, schemas) for name, every in groups.items())
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8>"
        f"<title>{escape(info['title'])}: the API</title>"
        '<meta name=viewport content="width=device-width, initial-scale=1">'
        f"<style>{css}</style></head><body>"
        "<a class=skip href=#main>To the operations</a><div class=frame>"
        f"{_contents(info, groups, document)}<main id=main>{_intro(document)}{parts}"
        f"{_webhooks(document, schemas)}{_models(document, schemas)}</main></div></body></html>"
    )


def _groups(document: Node) -> dict[str, list[_Operation]]:
    """Return the operations by what they are about, in the document's own order."""
    groups: dict[str, list[_Operation]] = {}
    for path, methods in document["paths"].items():
        for verb, node in methods.items():
            tag = next(iter(node.get("tags", ())), "more")
            groups.setdefault(tag, []).append(_Operation(verb.upper(), path, node))
    return groups


def _contents(info: Node, groups: Mapping[str, list[_Operation]], document: Node) -> str:
    parts = [f"<a class=name href=#main>{escape(info['title'])}</a>"]
    for name, every in groups.items():
        lines = "".join(
            f'<li><a href="#{escape(one.anchor)}">{escape(one.title)}</a>' for one in every
        )
        parts.append(f"<h2>{escape(_heading(name))}</h2><ul>{lines}</ul>")
    models = "".join(
        f'<li><a href="#model-{escape(name)}">{escape(name)}</a>' for name in _named(document)
    )
    return (
        f"<nav aria-label=Contents>{''.join(parts)}"
        f"<details><summary>Shapes</summary><ul>{models}</ul></details></nav>"
    )


def _intro(document: Node) -> str:
    info = document["info"]
    base = document.get("servers", [{"url": "/"}])[0]["url"]
    lead, _, rest = str(info.get("description", "")).partition("\n\n")
    schemes = document.get("components", {}).get("securitySchemes", {}).values()
    known = (paragraphs(str(one.get("description", ""))) for one in schemes)
    ways = "" if rest else "".join(known)
    return (
        f"<div class=intro><h1>{escape(info['title'])}</h1>"
        f"<p class=lead>{prose(lead)}</p>{paragraphs(rest)}"
        f"<p>Everything lies below <code>{escape(base)}</code>, and is described for programs in "
        f'the <a href="openapi.json">OpenAPI document</a> this page is made of.</p>{ways}</div>'
    )


def _group(name: str, every: list[_Operation], document: Node, schemas: Schemas) -> str:
    articles = "".join(_article(one, document, schemas) for one in every)
    return f"<section><h2>{escape(_heading(name))}</h2>{articles}</section>"


def _article(operation: _Operation, document: Node, schemas: Schemas) -> str:
    told = "".join(_told(operation, schemas))
    shown = "".join(_shown(operation, document, schemas))
    return (
        f'<article id="{escape(operation.anchor)}"><div class=told>{told}</div>'
        f"<div class=shown><div>{shown}</div></div></article>"
    )


def _told(operation: _Operation, schemas: Schemas) -> Iterator[str]:
    node, anchor = operation.node, escape(operation.anchor)
    yield f'<h3><a href="#{anchor}">{escape(operation.title)}</a></h3>'
    yield (
        f'<code class=place><span class="verb {operation.verb}">{operation.verb}</span>'
        f"<span>{escape(operation.path)}</span></code>"
    )
    about = str(node.get("description", ""))
    yield paragraphs("" if about.rstrip(".") == operation.title else about)
    for place, title in (("path", "In the path"), ("query", "In the query"), ("header", "Headers")):
        rows = [one for one in node.get("parameters", ()) if one["in"] == place]
        if rows:
            yield f"<h4>{title}</h4>{fields([_parameter(one, schemas) for one in rows])}"
    for kind, content in node.get("requestBody", {}).get("content", {}).items():
        body = schemas.found(content.get("schema", {}))
        about = paragraphs(str(body.get("description", "")))
        yield f"<h4>Body: {escape(kind)}</h4>{about}{fields(schemas.fields(body))}"
    yield _answers(node, schemas)


def _parameter(node: Node, schemas: Schemas) -> Field:
    schema = {**node.get("schema", {}), "description": node.get("description", "")}
    required = [node["name"]] if node.get("required") else []
    (field,) = schemas.fields({"properties": {node["name"]: schema}, "required": required})
    return field


def _answers(node: Node, schemas: Schemas) -> str:
    """Tell of the failures, folded: they are many, and much the same everywhere."""
    lines = "".join(
        f"<li><b>{escape(status)}</b> {prose(schemas.found(answer)['description'])}"
        for status, answer in node["responses"].items()
        if not status.startswith("2")
    )
    if not lines:
        return ""
    return f"<details class=wrongs><summary>Other answers</summary><ul>{lines}</ul></details>"


def _shown(operation: _Operation, document: Node, schemas: Schemas) -> Iterator[str]:
    yield panel("Request", _curl(operation, document, schemas))
    for status, answer in operation.node["responses"].items():
        if not status.startswith("2"):
            continue
        content = schemas.found(answer).get("content", {})
        for kind, one in content.items():
            if kind.endswith("json") and one.get("schema"):
                yield panel(f"{status} {kind}", pretty(schemas.example(one["schema"])))
            else:
                yield panel(f"{status} {kind}", "")
        if not content:
            yield panel(f"{status}, and nothing else", "")


def _curl(operation: _Operation, document: Node, schemas: Schemas) -> str:
    base = document.get("servers", [{"url": "/"}])[0]["url"].rstrip("/")
    path = re.sub(r"\{(\w+)\}", lambda found: f"${found[1].upper()}", operation.path)
    verb = "" if operation.verb == "GET" else f" -X {operation.verb}"
    lines = [f'curl{verb} "$SERVER{base}{path}"']
    if "security" in operation.node:
        lines.append('-H "Authorization: Bearer $TOKEN"')
    for kind, content in operation.node.get("requestBody", {}).get("content", {}).items():
        lines.append(_sent(kind, content, schemas))
        if operation.verb == "POST":
            lines[0] = lines[0].replace(" -X POST", "")
    return " \\\n  ".join(lines)


def _sent(kind: str, content: Node, schemas: Schemas) -> str:
    if kind.endswith("json"):
        said = schemas.example(content.get("schema", {}))
        quoted = pretty(said).replace("'", "'\\''")
        return f"--json '{quoted}'"
    return "--data-binary @file"


def _webhooks(document: Node, schemas: Schemas) -> str:
    parts = []
    for name, methods in document.get("webhooks", {}).items():
        for node in methods.values():
            content = node.get("requestBody", {}).get("content", {}).get("application/json", {})
            body = content.get("schema", {})
            parts.append(
                f'<article id="told-{escape(name)}"><div class=told>'
                f"<h3>{escape(_heading(name))}</h3>{paragraphs(str(node.get('description', '')))}"
                f"{fields(schemas.fields(body))}</div><div class=shown><div>"
                f"{panel('What is sent', pretty(schemas.example(body)))}</div></div></article>"
            )
    return f"<section><h2>What webhooks are sent</h2>{''.join(parts)}</section>" if parts else ""


def _models(document: Node, schemas: Schemas) -> str:
    parts = "".join(
        f'<article id="model-{escape(name)}"><div class=told><h3>{escape(name)}</h3>'
        f"{paragraphs(str(schema.get('description', '')))}{_shape(schema, schemas)}</div>"
        f"<div class=shown><div>{panel('Example', pretty(schemas.example(schema)))}</div></div>"
        "</article>"
        for name, schema in _named(document).items()
    )
    return f"<section><h2>Shapes</h2>{parts}</section>" if parts else ""


def _shape(schema: Node, schemas: Schemas) -> str:
    if "enum" in schema:
        return (
            f"<p>One of {', '.join(f'<code>{escape(str(one))}</code>' for one in schema['enum'])}."
        )
    return fields(schemas.fields(schema))


def _named(document: Node) -> Node:
    found: Node = document.get("components", {}).get("schemas", {})
    return dict(sorted(found.items(), key=lambda one: one[0].casefold()))


def _heading(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()
