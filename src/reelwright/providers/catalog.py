"""Which vendor offers which port: a table of names, imported on first use."""

from importlib import import_module
from typing import Any

from reelwright.model.errors import NotFound, Unavailable, unknown
from reelwright.ports.purchase import Access

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
    "kiosk": {
        "visual": "reelwright.providers.kiosk.visual:KioskVisual",
        "animator": "reelwright.providers.kiosk.animator:KioskAnimator",
        "voice": "reelwright.providers.kiosk.voice:KioskVoice",
    },
}


def offer(vendor: str, port: str, *given: Access) -> Any:  # noqa: ANN401 - the caller knows the port
    """Return a vendor's implementation of a port; `NotFound` names what there is.

    One that charges is given its address. `Unavailable` names the extra that it needs.
    """
    if vendor not in VENDORS:
        raise NotFound(unknown("vendor", vendor, VENDORS))
    if port not in VENDORS[vendor]:
        raise NotFound(unknown(f"port of the vendor {vendor}", port, VENDORS[vendor]))
    module, _, name = VENDORS[vendor][port].partition(":")
    try:
        return getattr(import_module(module), name)(*given)
    except ModuleNotFoundError as missing:
        raise Unavailable(
            f"The vendor {vendor} needs the package {missing.name}; "
            "install Reelwright with the extra `server`."
        ) from missing
