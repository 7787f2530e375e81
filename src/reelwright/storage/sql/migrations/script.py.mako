"""${message}."""

import sqlalchemy as sa
from alembic import op

from reelwright.storage.sql.tables import Instant, Json, Numbers

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up to this revision; jobs may be under way."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    ${downgrades if downgrades else "pass"}
