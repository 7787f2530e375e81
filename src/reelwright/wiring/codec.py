"""Results of steps as JSON, for a journal that outlives the process: each with its kind's name."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from reelwright.model.asset import Animation, Film, Picture, SceneAssets, Speech, Track
from reelwright.model.errors import Broken
from reelwright.model.ids import Key
from reelwright.model.report import Report
from reelwright.model.storyboard import Storyboard
from reelwright.model.value import Json
from reelwright.pipeline.arrange import Arranged
from reelwright.render.audio.meter import Measured
from reelwright.render.export import Rendered

_NAMES = {"Measured": Measured, "Report": Report, "Path": Path}


def _kinds() -> dict[str, TypeAdapter[Any]]:
    rendered = TypeAdapter(Rendered, _parent_depth=0)
    rendered.rebuild(_types_namespace=_NAMES)
    values = (Storyboard, Speech, Picture, Animation, Track, SceneAssets, Film, Arranged)
    return {
        "Rendered": rendered,
        "files": TypeAdapter(dict[str, Key]),
        **{kind.__name__: TypeAdapter(kind) for kind in values},
    }


class StepCodec:
    """Writes and reads what the steps of a production return."""

    def __init__(self) -> None:
        self._kinds = _kinds()

    def encode(self, value: object) -> Json:
        """Return `value` as JSON from which `decode` makes its equal."""
        if value is None:
            return None
        name = "files" if isinstance(value, dict) else type(value).__name__
        if name not in self._kinds:
            raise Broken(f"No step is known to return a {name}.")
        data: Json = self._kinds[name].dump_python(value, mode="json")
        return {"kind": name, "value": data}

    def decode(self, data: Json) -> object:
        """Return the value that `data` stands for."""
        if data is None:
            return None
        if not isinstance(data, Mapping) or data.get("kind") not in self._kinds:
            raise Broken("The journal holds what no step of this version returns.")
        return self._kinds[str(data["kind"])].validate_python(data["value"])
