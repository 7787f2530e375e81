"""The pictures that a brief names by files: found, and named by their content keys instead."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reelwright.model.errors import Fault, Invalid, NotFound, Unavailable
from reelwright.model.ids import is_key
from reelwright.pipeline.upload import Upload, upload


class Uploads:
    """The pictures found so far, and the faults of those that could not be."""

    def __init__(self) -> None:
        self._found: dict[Path, Upload] = {}
        self._faults: list[Fault] = []

    @property
    def found(self) -> tuple[Upload, ...]:
        """Every picture, each once."""
        return tuple(self._found.values())

    def named(self, data: Mapping[str, Any], folder: Path) -> dict[str, Any]:
        """Return a brief's JSON data with the content keys of files, relative ones in `folder`.

        What is a content key already stays. Raises `Invalid` with a fault for every file that is
        missing or no picture we take.
        """
        named = {**data}
        if isinstance(pictures := data.get("pictures"), list | tuple):
            named["pictures"] = [
                self._key(one, folder, f"pictures[{number}]") for number, one in enumerate(pictures)
            ]
        if isinstance(scenes := data.get("scenes"), list):
            named["scenes"] = [
                self._scene(one, folder, f"scenes[{number}].picture")
                for number, one in enumerate(scenes)
            ]
        if self._faults:
            raise Invalid(self._faults)
        return named

    def _scene(self, scene: object, folder: Path, place: str) -> object:
        if not isinstance(scene, dict) or "picture" not in scene:
            return scene
        return {**scene, "picture": self._key(scene["picture"], folder, place)}

    def _key(self, name: object, folder: Path, place: str) -> object:
        """Return the key of the file `name`; of what is no name, that, for the brief to refuse."""
        if not isinstance(name, str) or is_key(name):
            return name
        path = folder / name
        try:
            if path not in self._found:
                self._found[path] = upload(path)
        except (NotFound, Invalid, Unavailable) as wrong:
            self._faults.append(Fault(place, str(wrong)))
            return name
        return self._found[path].key
