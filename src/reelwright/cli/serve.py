"""`reelwright serve`: the server, and the workers that go with it."""

from typing import TYPE_CHECKING, Annotated

import typer

from reelwright.settings import load

if TYPE_CHECKING:
    from reelwright.wiring.serving import Open

Listen = Annotated[
    list[str] | None,
    typer.Option(
        "--listen",
        help="Where to listen, as host:port; again, there as well. pixora=host:port is a "
        "contract's alone.",
    ),
]
Workers = Annotated[
    bool, typer.Option("--workers/--no-workers", help="Whether films are made here, too.")
]


def serve(*, listen: Listen = None, workers: Workers = True) -> None:
    """Serve the API, and make the films that are asked of it, until Ctrl-C or SIGTERM."""
    from reelwright.wiring import serving  # noqa: PLC0415 - only a server has its packages
    from reelwright.wiring.front import Address  # noqa: PLC0415

    settings = load()
    plain = Address(settings.host, settings.port)
    own = [one for one in listen or () if "=" in one]
    shared = [Address.read(one, settings.host) for one in listen or () if "=" not in one]
    processes = settings.worker_processes if workers else 0
    serving.serve(settings, shared or [plain], processes, _told, own)


def _told(found: "Open") -> None:
    """Say where the server is, and how the first film is made."""
    for address in found.addresses:
        typer.echo(f"Listening on http://{address}")
    typer.echo(_FIRST.format(base=found.base_url, makers=_makers(found.workers)))


def _makers(workers: int) -> str:
    if not workers:
        return "No films are made by this process: start `reelwright worker` beside it."
    return f"Films are made by {workers} worker process{'es' if workers > 1 else ''}."


_FIRST = """\
{makers} Every address, in a browser: {base}/reelwright/v1/docs

The first film, from another terminal:

  B={base}/reelwright/v1
  curl -s $B/accounts --json '{{"email": "you@example.com", "password": "a long enough phrase"}}'
  T=$(curl -s $B/sessions \\
    --json '{{"login": "you@example.com", "password": "a long enough phrase"}}' \\
    | grep -o 'eyJ[^"]*')
  P=$(curl -s $B/productions -H "Authorization: Bearer $T" \\
    --json '{{"brief": {{"prompt": "Ocean waves at sunset", "duration": 10}}}}' | cut -d '"' -f 4)
  J=$(curl -s -X POST $B/productions/$P/produce -H "Authorization: Bearer $T" | cut -d '"' -f 4)
  curl -sN $B/jobs/$J/events -H "Authorization: Bearer $T"
  F=$(curl -s $B/films -H "Authorization: Bearer $T" \\
    | grep -o '"film":{{"url":"[^"]*' | cut -d '"' -f 6)
  curl -so film.mp4 "$F"
"""


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(serve)
