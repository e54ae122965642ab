"""A meeting: when, where, for whom, and whether it takes place."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from examples.website.outcomes import Missing, Moved
from examples.website.visits import Visit

TAKES_PLACE: Final = "CONFIRMED"
NOT_THEN: Final = ("CANCELLED", "POSTPONED")
"""States in which nothing happens at the time that is told."""


def notice(meeting: Mapping[str, Any]) -> str:
    """Tell which word a meeting is marked with: its state if it is no usual one, or ``MOVED``."""
    if meeting["state"] != TAKES_PLACE:
        return str(meeting["state"])
    return "MOVED" if meeting["previousStartsAt"] else ""


def registration(meeting: Mapping[str, Any], now: datetime) -> str:
    """Tell what to say of registration: ``open``, ``closed``, ``ended``, ``none``, or nothing.

    It has ended once its last moment has passed, whatever its mode says.
    """
    told = meeting["registration"]
    if meeting["state"] in NOT_THEN or _past(meeting["endsAt"], now):
        return ""
    if told["mode"] == "NONE":
        return "none" if meeting["state"] == TAKES_PLACE else ""
    if _past(told["closesAt"], now):
        return "ended"
    return "closed" if told["mode"] == "CLOSED" else "open"


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
        "is_over": _past(meeting["endsAt"], visit.now),
        "is_off": meeting["state"] in NOT_THEN,
        "has_new_time": meeting["previousStartsAt"] not in (None, meeting["startsAt"]),
        "registration": registration(meeting, visit.now),
        "series": _series(meeting),
    }


def _series(meeting: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Give the series that it is one of, with those others that are to come."""
    series = meeting["series"]
    if series is None:
        return None
    upcoming = series["upcoming"]
    return {
        "title": series["title"],
        "locale": series["locales"]["title"],
        "others": [it for it in upcoming["nodes"] if it["id"] != meeting["id"]],
        "left": upcoming["totalCount"] - len(upcoming["nodes"]),
    }


def _past(moment: str | None, now: datetime) -> bool:
    return moment is not None and datetime.fromisoformat(moment) <= now
