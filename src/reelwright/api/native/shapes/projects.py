"""The JSON of projects."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from reelwright.api.kit.answers import Moment
from reelwright.api.kit.json import Body
from reelwright.api.native.shapes.texts import A_DAY, AN_ID, Note, Title
from reelwright.ports.records import projects as rows


class NewProject(Body):
    """A project to be made."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Lighthouses", "description": "A short series."}]}
    )

    name: Title
    description: Note = ""


class ProjectChange(Body):
    """What to change of a project; what is left out, or null, stays."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Lighthouses of the north"}]}
    )

    name: Title | None = None
    description: Note | None = None


class Project(BaseModel):
    """A folder for productions. `origin` is the API it was made through."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": AN_ID,
                    "name": "Lighthouses",
                    "description": "A short series.",
                    "origin": "native",
                    "created_at": A_DAY,
                    "updated_at": A_DAY,
                }
            ]
        }
    )

    id: str
    name: str
    description: str
    origin: str
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, row: rows.Project) -> Self:
        """Return a row as its owner sees it."""
        return cls(
            id=row.id,
            name=row.name,
            description=row.description,
            origin=row.origin,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )
