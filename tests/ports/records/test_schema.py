"""What the schema promises of databases: empty, filled, old and new."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from reelwright.model.errors import Unavailable
from reelwright.storage.sql import schema
from reelwright.storage.sql.tables import metadata


def test_empty_database_is_brought_up_to_date(bare):
    assert schema.current(bare) is None
    schema.upgrade(bare)
    assert schema.current(bare) == schema.latest()
    schema.check(bare)


def test_tables_are_what_the_migrations_make(bare):
    schema.upgrade(bare)
    with bare.connect() as connection:
        found = MigrationContext.configure(
            connection, opts={"version_table": schema.VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(found, metadata) == []


def test_filled_database_keeps_its_rows(engine, store, ada, rows):
    job = rows.job(ada.id)
    with store.write() as records:
        records.jobs.add(job)
    schema.upgrade(engine)
    with store.read() as records:
        assert (records.accounts.listed(9), records.jobs.by_id(job.id)) == ((ada,), job)


def test_database_without_tables_is_not_used(bare):
    with pytest.raises(Unavailable, match=r"revision none, this version needs .* `reelwright db"):
        schema.check(bare)


def test_newer_database_is_not_used(bare):
    schema.upgrade(bare)
    with bare.begin() as connection:
        connection.execute(sa.text("UPDATE schema_version SET version_num = '9999'"))
    with pytest.raises(Unavailable, match="The database is at revision 9999"):
        schema.check(bare)


def test_upgrade_that_fails_leaves_nothing(bare):
    with bare.begin() as connection:
        connection.execute(sa.text("CREATE TABLE deliveries (id INTEGER)"))
    with pytest.raises(sa.exc.DBAPIError):
        schema.upgrade(bare)
    assert sa.inspect(bare).get_table_names() == ["deliveries"]
    assert schema.current(bare) is None
