"""What the API is compared with: a FastAPI route that does nothing, and one that inserts a row.

    python -m benchmarks.api.bare FOLDER

The row goes into a database that is opened exactly as ours is, and is committed before the answer.
"""

import socket
import sys
from pathlib import Path

import sqlalchemy as sa
import uvicorn
from fastapi import FastAPI

from reelwright.durable import database

metadata = sa.MetaData()
rows = sa.Table(
    "rows",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
)
ROW = {"text": "A day in a lighthouse"}


def app(folder: Path) -> FastAPI:
    """Return the two routes, both plain functions in threads, as ours are."""
    engine = database.engine(f"sqlite:///{folder / 'bare.db'}")
    with engine.begin() as connection:
        metadata.create_all(connection)
    made = FastAPI(openapi_url=None)

    @made.get("/rows")
    def read() -> dict[str, str]:
        return ROW

    @made.post("/rows", status_code=201)
    def insert() -> dict[str, int]:
        with engine.begin() as connection:
            done = connection.execute(sa.insert(rows).values(**ROW))
            key = done.inserted_primary_key
        return {"id": int(key[0]) if key else 0}

    return made


class Server(uvicorn.Server):
    """Says where it listens, as `reelwright serve` does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        port = self.servers[0].sockets[0].getsockname()[1]
        print(f"Listening on http://127.0.0.1:{port}", flush=True)


if __name__ == "__main__":
    config = uvicorn.Config(app(Path(sys.argv[1])), port=0, log_level="error", access_log=False)
    Server(config).run()
