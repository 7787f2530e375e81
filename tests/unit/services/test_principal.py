"""Principals: a credential does what its scopes say, and no more."""

from datetime import UTC, datetime

import pytest

from reelwright.model.errors import NotAllowed
from reelwright.ports.records.accounts import Account, Role
from reelwright.services.principal import EVERY, Principal, Scope

AT = datetime(2026, 11, 22, tzinfo=UTC)


def account(role: Role) -> Account:
    return Account("a", 1, "a@example.org", None, "A", role, AT, AT)


@pytest.mark.parametrize("scope", Scope)
def test_a_credential_does_what_it_is_for(scope: Scope) -> None:
    Principal(account(Role.USER), frozenset({scope}), key_id="k").needs(scope)
    with pytest.raises(NotAllowed, match=f"lacks the scope '{scope.value}'"):
        Principal(account(Role.USER), EVERY - {scope}, key_id="k").needs(scope)


def test_a_key_never_makes_an_admin() -> None:
    assert Principal(account(Role.ADMIN), EVERY, session_id="s").is_admin
    assert not Principal(account(Role.ADMIN), EVERY, key_id="k").is_admin
    assert not Principal(account(Role.USER), EVERY, session_id="s").is_admin
