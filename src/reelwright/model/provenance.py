"""Who made a thing and on what terms, and what of it came out as less than was asked."""

from reelwright.model.ids import SceneId
from reelwright.model.value import Value


class Provenance(Value):
    """Who made a thing and with what, and on what terms it may be used."""

    vendor: str
    model: str
    version: str
    seed: int | None = None
    licence: str
    credit: str = ""


class Degradation(Value):
    """Something that came out as less than was asked, and why. Never silent, always kept."""

    what: str
    why: str
    scene: SceneId | None = None

    def __str__(self) -> str:
        place = f" ({self.scene})" if self.scene else ""
        return f"{self.what}{place}: {self.why}"
