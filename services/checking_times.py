"""Whether the times of a meeting are times: on the clocks of its place, in order, not too long."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.meeting import LONGEST
from services.derived import instant, skipped, zone_of
from services.errors import Fault, Refused
from services.saying import Said
from services.wording import fault

TIMES = ("local_start", "local_end", "time_zone")
"""What says when a meeting is."""

YEARS = range(1900, 3000)
"""The years of meetings; those at the ends of time have no UTC everywhere."""


def bad_times(said: Said, locale: str) -> list[Fault]:
    """Give all that is wrong with when a meeting is."""
    faults = []
    try:
        zone = zone_of(said["time_zone"])
    except Refused:
        value, zone = said["time_zone"], ZoneInfo("UTC")
        faults.append(fault(locale, "BAD_TIME_ZONE", ("time_zone",), value=value))
    faults += [it for name in TIMES[:2] if (it := _bad_time(name, said, zone, locale))]
    if faults:
        return faults
    starts, ends = (instant(said[name], zone) for name in TIMES[:2])
    if ends < starts:
        return [fault(locale, "ENDS_BEFORE_IT_STARTS", ("local_end",))]
    if ends > starts + LONGEST:
        return [fault(locale, "LASTS_TOO_LONG", ("local_end",), most=LONGEST.days)]
    return []


def _bad_time(name: str, said: Said, zone: ZoneInfo, locale: str) -> Fault | None:
    local = said[name]
    try:
        wall = datetime.fromisoformat(local)
    except ValueError:
        wall = None
    if wall is None or wall.tzinfo is not None or "T" not in local or wall.year not in YEARS:
        return fault(locale, "BAD_TIME", (name,), value=local)
    if said.get("all_day") and wall.time() != time():
        return fault(locale, "NOT_WHOLE_DAYS", (name,))
    if not skipped(wall, zone):
        return None
    before, after = ((wall + timedelta(hours=it)).isoformat() for it in (-1, 1))
    told = {"value": local, "zone": zone.key, "before": before, "after": after}
    return fault(locale, "NO_SUCH_TIME", (name,), **told)
