"""When registration closes: a moment that keeps its distance to the start of what it is for.

The distance is one on the clocks of the place: what closes at four o'clock two days before does so
whatever season it is. So whoever moves a meeting moves its closing along, unless they say another.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from services.clocks.zones import moment as moment_of
from services.clocks.zones import zone_of
from services.errors import Refused

CLOSES = "registration_closes_at"


def with_distance(said: Mapping[str, Any]) -> dict[str, Any]:
    """Tell, in the place of the moment, how long before the start it is on the clocks; or None."""
    if said.get(CLOSES) is None:
        return dict(said)
    wall = said[CLOSES].astimezone(zone_of(said["time_zone"])).replace(tzinfo=None)
    return {**said, CLOSES: datetime.fromisoformat(said["local_start"]) - wall}


def with_moment(said: Mapping[str, Any]) -> dict[str, Any]:
    """Tell the moment again, by the times that are said beside the distance."""
    distance: timedelta | None = said.get(CLOSES)
    if distance is None:
        return dict(said)
    wall = datetime.fromisoformat(said["local_start"]) - distance
    return {**said, CLOSES: moment_of(wall, zone_of(said["time_zone"]))}


def moved_along(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Give what is said after a change with the closing as far from the start as it was before.

    Where one of the times is none it stays, for whoever checks them to tell.
    """
    if all(before[it] == after[it] for it in ("local_start", "time_zone")):
        return dict(after)
    try:
        return with_moment({**after, CLOSES: with_distance(before)[CLOSES]})
    except (Refused, TypeError, ValueError, OverflowError):
        return dict(after)


def written_locally(moment: datetime, zone: str) -> str:
    """Write a moment for people, as the clocks of a zone show it, to the minute."""
    wall = moment.astimezone(zone_of(zone)).replace(tzinfo=None)
    return wall.isoformat(" ", "minutes")
