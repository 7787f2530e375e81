"""How it stands with vendors, in the database."""

import sqlalchemy as sa

from reelwright.ports.records.vendors import Standing
from reelwright.storage.sql.rows import added, fields, one_to_change, put, several
from reelwright.storage.sql.tables import vendors


class SqlVendors:
    """The vendors that were ever asked, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, vendor: str) -> Standing:
        """Return how it stands with a vendor; nobody else learns it until the transaction ends."""
        new = Standing(vendor)
        if added(self._connection, vendors, fields(new), ["vendor"]):
            return new
        mine = sa.select(vendors).where(vendors.c.vendor == vendor)
        return one_to_change(self._connection, Standing, mine) or new

    def put(self, standing: Standing) -> None:
        """Keep how it stands with a vendor."""
        put(self._connection, vendors, fields(standing), ["vendor"])

    def all(self) -> tuple[Standing, ...]:
        """Return how it stands with every vendor that was ever asked, by name."""
        return several(self._connection, Standing, sa.select(vendors).order_by(vendors.c.vendor))
