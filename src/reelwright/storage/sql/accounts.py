"""Accounts in the database."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from reelwright.model.errors import NotFound
from reelwright.ports.records.accounts import Account, Taken
from reelwright.storage.sql import counters
from reelwright.storage.sql.rows import Row, fields, one, several
from reelwright.storage.sql.tables import accounts


class SqlAccounts:
    """The accounts there are, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, account: Account) -> None:
        """Keep a new account; `Taken` where its e-mail or user name is another's."""
        self._kept(account, sa.insert(accounts).values(**_row(account)))

    def save(self, account: Account) -> None:
        """Keep what became of an account."""
        mine = sa.update(accounts).where(accounts.c.id == account.id).values(**_row(account))
        if not self._kept(account, mine):
            raise NotFound(f"There is no account {account.id!r}.")

    def get(self, account: str) -> Account | None:
        """Return the account with this id."""
        return self._one(accounts.c.id == account)

    def hold(self, account: str) -> Account | None:
        """Return the account with this id, which nobody else changes until we commit."""
        # On SQLite this is any account: there is one writer at a time, and it says nothing.
        mine = sa.select(*_COLUMNS).where(accounts.c.id == account).with_for_update()
        return one(self._connection, Account, mine)

    def by_email(self, email: str) -> Account | None:
        """Return the account with this e-mail address, in any case."""
        return self._one(accounts.c.email_folded == email.casefold())

    def by_username(self, username: str) -> Account | None:
        """Return the account with this user name, in any case."""
        return self._one(accounts.c.username_folded == username.casefold())

    def by_subject(self, subject: str) -> Account | None:
        """Return the account of somebody who logs in elsewhere."""
        return self._one(accounts.c.subject == subject)

    def listed(self, limit: int, after: str | None = None) -> tuple[Account, ...]:
        """Return accounts, the oldest first, those after an id."""
        found = sa.select(*_COLUMNS).order_by(accounts.c.id).limit(limit)
        if after is not None:
            found = found.where(accounts.c.id > after)
        return several(self._connection, Account, found)

    def count(self) -> int:
        """Return how many accounts there are."""
        return self._connection.scalar(sa.select(sa.func.count()).select_from(accounts)) or 0

    def next_number(self) -> int:
        """Return a public integer nobody has."""
        return counters.following(self._connection, "accounts")

    def _one(self, wanted: "sa.ColumnElement[bool]") -> Account | None:
        return one(self._connection, Account, sa.select(*_COLUMNS).where(wanted))

    def _kept(self, account: Account, statement: "sa.Insert | sa.Update") -> int:
        try:
            with self._connection.begin_nested():
                return self._connection.execute(statement).rowcount
        except IntegrityError:
            raise self._taken(account) from None

    def _taken(self, account: Account) -> Taken:
        holder = self.by_email(account.email)
        if holder is not None and holder.id != account.id:
            return Taken(f"The e-mail address {account.email!r} is registered already.", "email")
        return Taken(f"The user name {account.username!r} is taken.", "username")


_COLUMNS = [column for column in accounts.c if not column.name.endswith("_folded")]


def _row(account: Account) -> Row:
    folded = account.username.casefold() if account.username is not None else None
    own = {"email_folded": account.email.casefold(), "username_folded": folded}
    return {**fields(account), **own}
