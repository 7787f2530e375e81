"""Write the next migration: what the tables have become since the last one.

python tools/revision.py "Films have a language"
"""

import sys

import sqlalchemy as sa
from alembic import command

from reelwright.storage.sql import schema


def write(about: str) -> None:
    """Write the migration into the package, to be read, mended and committed."""
    engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
    schema.upgrade(engine)
    number = int(schema.latest() or 0) + 1
    with engine.begin() as connection:
        config = schema.config(connection)
        command.revision(config, message=about, autogenerate=True, rev_id=f"{number:04}")


if __name__ == "__main__":
    write(sys.argv[1])
