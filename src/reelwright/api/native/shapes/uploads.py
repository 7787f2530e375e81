"""The JSON of uploads."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from reelwright.api.kit.answers import Moment
from reelwright.api.kit.json import Body
from reelwright.api.native.shapes.texts import A_DAY, AN_ID, Title
from reelwright.ports.records import uploads as rows
from reelwright.services import uploads

A_BLOB = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class NewUpload(Body):
    """A file that is going to be sent. Its `type` only tells early what is too large."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "lighthouse.jpg", "size": 2_400_512, "type": "image/jpeg"}]
        }
    )

    name: Title
    size: Annotated[int, Field(ge=1, le=2**40)]
    type: Annotated[str, Field(min_length=1, max_length=100)] | None = None

    def announced(self) -> uploads.Announced:
        """Return it as the office takes it."""
        return uploads.Announced(self.name, self.size, self.type)


class Upload(BaseModel):
    """A file of yours.

    It is `receiving` until `received` is its `size`, then `checking`, then `ready` or `refused`.
    When it is ready, `kind` is `picture`, `sound` or `video`, `facts` are its measures, and `blob`
    is what a scene's `picture` names it by. When it was refused, `error` says why.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": AN_ID,
                    "name": "lighthouse.jpg",
                    "state": "ready",
                    "size": 2_400_512,
                    "received": 2_400_512,
                    "kind": "picture",
                    "blob": A_BLOB,
                    "facts": {"width": 3000, "height": 2000, "bytes": 9_120_004},
                    "error": None,
                    "created_at": A_DAY,
                    "updated_at": A_DAY,
                }
            ]
        }
    )

    id: str
    name: str
    state: rows.UploadState
    size: int
    received: int
    kind: str | None
    blob: str | None
    facts: dict[str, Any]
    error: str | None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, row: rows.Upload) -> Self:
        """Return a row as its owner sees it."""
        why = row.facts.get("why")
        return cls(
            id=row.id,
            name=row.name,
            state=row.state,
            size=row.size,
            received=row.received,
            kind=row.kind,
            blob=row.blob,
            facts=dict(row.facts) if row.state is rows.UploadState.READY else {},
            error=str(why) if why is not None else None,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )
