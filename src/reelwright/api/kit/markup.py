"""The pieces that pages are put together of: text, fields and panels, as HTML."""

import re
from collections.abc import Iterable
from html import escape
from typing import Final

import orjson

from reelwright.api.kit.schema import Field

_CODE: Final = re.compile(r"`([^`]+)`")


def fields(several: Iterable[Field]) -> str:
    """Return a list of fields, each with what is known of it; nothing for none."""
    lines = "".join(_field(one) for one in several)
    return f"<dl>{lines}</dl>" if lines else ""


def _field(field: Field) -> str:
    must = "<span class=must>required</span>" if field.required else ""
    about = f"<dd>{prose(field.about)}</dd>" if field.about else ""
    notes = f"<dd class=notes>{prose('; '.join(field.notes))}</dd>" if field.notes else ""
    kind = escape(field.kind)
    for model in field.models:
        link = f'<a href="#model-{escape(model)}">{escape(model)}</a>'
        kind = re.sub(rf"\b{re.escape(escape(model))}\b", link, kind, count=1)
    return (
        f"<div><dt><code>{escape(field.name)}</code><span class=kind>{kind}</span>{must}</dt>"
        f"{about}{notes}</div>"
    )


def panel(title: str, text: str) -> str:
    """Return a panel of code with a title, or of a title alone."""
    inner = f"<pre>{escape(text)}</pre>" if text else ""
    return f"<div class=panel><h4>{escape(title)}</h4>{inner}</div>"


def paragraphs(text: str) -> str:
    """Return a text, whose empty lines part its paragraphs."""
    return "".join(f"<p>{prose(one)}</p>" for one in text.split("\n\n") if one.strip())


def prose(text: str) -> str:
    """Return a text, what is between backticks as code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def pretty(value: object) -> str:
    """Return a value as JSON to be read."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
