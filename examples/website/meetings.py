"""A meeting: when, where, for whom, and whether it takes place."""

from collections.abc import Mapping
from typing import Any, Final

from examples.website.outcomes import Missing, Moved
from examples.website.visits import Visit

TAKES_PLACE: Final = "CONFIRMED"


def notice(meeting: Mapping[str, Any]) -> str:
    """Tell which word a meeting is marked with: its state if it is no usual one, or ``MOVED``."""
    if meeting["state"] != TAKES_PLACE:
        return str(meeting["state"])
    return "MOVED" if meeting["previousStartsAt"] else ""


def asked(visit: Visit) -> Mapping[str, Any]:
    """Ask for a meeting by its address."""
    return {"slug": visit.given["slug"]}


def shown(visit: Visit, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Show the meeting."""
    meeting = data["meeting"]
    if meeting is None:
        raise Missing
    if meeting["slug"] != visit.given["slug"]:
        raise Moved(f"/traffar/{meeting['slug']}")
    return {
        "title": meeting["title"],
        "about": meeting["summary"],
        "meeting": meeting,
    }
