"""The page that the link in a recovery letter opens: a form without a script.

The token is in the link's fragment, which no server sees and no log has; so it is put in by hand.
"""

import base64
import hashlib
from html import escape
from typing import Annotated, Final

from fastapi import Depends
from starlette.responses import HTMLResponse, Response

from reelwright.api.kit.auth import Coming
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.forms import either
from reelwright.api.kit.json import Body
from reelwright.api.native.auth import STRANGER
from reelwright.model.errors import Invalid
from reelwright.services import passwords, recovery
from reelwright.services.door import Visitor
from reelwright.services.principal import Unrecognised

PATH: Final = "/reset-password"
"""Where the page lies, at the root of the server."""

outside = Router(tags=["accounts"])
"""What lies at the root of the server itself."""

_CSS: Final = (
    ":root{color-scheme:light dark}"
    "body{max-width:26rem;margin:3rem auto;padding:0 1.25rem;font:1rem/1.5 system-ui,sans-serif}"
    "label{display:block;margin:1rem 0}"
    "input,button{display:block;box-sizing:border-box;width:100%;padding:.6rem;font:inherit}"
    "[role=alert]{border-left:.25rem solid #b4462a;padding-left:.75rem}"
)
_HASH: Final = base64.b64encode(hashlib.sha256(_CSS.encode()).digest()).decode()
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class NewWord(Body):
    """What the form sends."""

    token: str
    password: str


@outside.get(PATH, include_in_schema=False)
async def page() -> Response:
    """Show the form."""
    return _page(_form(""))


@outside.post(PATH, include_in_schema=False, dependencies=STRANGER)
def change(
    given: Annotated[NewWord, Depends(either(NewWord))], desk: AtDesk, coming: Coming
) -> Response:
    """Take the form: the token is exchanged, and what it buys is used at once."""
    try:
        _change(given, desk, coming)
    except Invalid as wrong:
        return _page(_form(given.token, wrong.faults[0].problem), 422)
    except Unrecognised as wrong:
        return _page(_form("", str(wrong)), 401)
    return _page("<p role=status>Your password was changed. Log in with the new one.</p>")


def _change(given: NewWord, desk: Desk, coming: Visitor) -> None:
    if wrong := list(passwords.faults(given.password)):  # before the token is spent
        raise Invalid(wrong)
    permit = recovery.exchange(desk.store, desk.door, given.token.strip(), coming, desk.clock())
    recovery.redeem(desk.store, desk.door, permit, given.password, coming, desk.clock())


def _form(token: str, wrong: str = "") -> str:
    alert = f"<p role=alert>{escape(wrong)}</p>" if wrong else ""
    return (
        f"{alert}<form method=post action={PATH}>"
        "<label>The token: what stands after # in the link of the letter"
        f'<input name=token required autocomplete=off spellcheck=false value="{escape(token)}">'
        "</label><label>The new password"
        "<input name=password type=password required autocomplete=new-password "
        f"minlength={passwords.SHORTEST} maxlength={passwords.LONGEST}></label>"
        "<button>Change the password</button></form>"
    )


def _page(body: str, status: int = 200) -> Response:
    title = "Set a new password"
    text = (
        "<!doctype html><html lang=en><head><meta charset=utf-8>"
        f"<title>{title}</title><meta name=viewport content='width=device-width, initial-scale=1'>"
        f"<style>{_CSS}</style></head><body><h1>{title}</h1>{body}</body></html>"
    )
    return HTMLResponse(text, status, {"Content-Security-Policy": _POLICY})
