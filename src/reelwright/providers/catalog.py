"""Which vendor offers which port: a table of names, imported on first use."""

from importlib import import_module
from typing import Any

from reelwright.model.errors import NotFound, unknown

PORTS = ("planner", "visual", "animator", "voice", "transcriber", "music", "moderator")

VENDORS: dict[str, dict[str, str]] = {
    "offline": {
        "planner": "reelwright.providers.offline.planner:OfflinePlanner",
        "visual": "reelwright.providers.offline.visual:OfflineVisual",
        "animator": "reelwright.providers.offline.animator:OfflineAnimator",
        "voice": "reelwright.providers.offline.voice:OfflineVoice",
        "transcriber": "reelwright.providers.offline.transcriber:OfflineTranscriber",
        "music": "reelwright.providers.offline.music:OfflineMusic",
        "moderator": "reelwright.providers.offline.moderator:OfflineModerator",
    },
}


def offer(vendor: str, port: str) -> Any:  # noqa: ANN401 - the caller knows the port's Protocol
    """Return a vendor's implementation of a port; `NotFound` names what there is."""
    if vendor not in VENDORS:
        raise NotFound(unknown("vendor", vendor, VENDORS))
    if port not in VENDORS[vendor]:
        raise NotFound(unknown(f"port of the vendor {vendor}", port, VENDORS[vendor]))
    module, _, name = VENDORS[vendor][port].partition(":")
    return getattr(import_module(module), name)()
