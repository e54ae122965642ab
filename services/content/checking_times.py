"""Whether the times of a meeting are times: on the clocks of its place, in order, not too long."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from models.meeting import LONGEST
from services.clocks.closing import CLOSES, written_locally
from services.clocks.meeting_times import FOLDS, instants, is_ambiguous, wall_time
from services.clocks.zones import gap, is_skipped, offsets, skipped_days, zone_of
from services.content.saying import Said
from services.errors import Fault, Refused
from services.wording import fault

TIMES = ("local_start", "local_end", "time_zone")
"""What says when a meeting is."""

YEARS = range(1900, 3000)
"""The years of meetings; those at the ends of time have no UTC everywhere."""

_DAY = timedelta(days=1)


def bad_times(said: Said, locale: str) -> list[Fault]:
    """Give all that is wrong with when a meeting is."""
    return [*_bad_times(said, locale), *_bad_previous(said, locale)]


def _bad_times(said: Said, locale: str) -> list[Fault]:
    faults = []
    try:
        zone = zone_of(said["time_zone"])
    except Refused:
        value, zone = said["time_zone"], zone_of("UTC")
        faults.append(fault(locale, "BAD_TIME_ZONE", ("time_zone",), value=value))
    faults += [it for name in TIMES[:2] if (it := _bad_time(name, said, zone, locale))]
    if faults:
        return faults
    found = _disordered(said, zone, locale)
    return [found] if found else []


def _disordered(said: Said, zone: ZoneInfo, locale: str) -> Fault | None:
    """Tell what is wrong with times that are times, as they follow on each other."""
    starts, ends = instants(said)
    if ends < starts:
        return fault(locale, "ENDS_BEFORE_IT_STARTS", ("local_end",))
    if ends == starts and said.get("all_day"):
        after = _written(wall_time(said["local_end"]) + _DAY)
        return fault(locale, "NO_WHOLE_DAY", ("local_end",), after=after)
    if ends > starts + LONGEST:
        return fault(locale, "LASTS_TOO_LONG", ("local_end",), most=LONGEST.days)
    closes = said.get(CLOSES)
    if closes and closes > ends:
        late, last = (written_locally(it, zone.key) for it in (closes, ends))
        return fault(locale, "CLOSES_AFTER_IT_ENDS", (CLOSES,), value=late, ends=last)
    return None


def _bad_time(name: str, said: Said, zone: ZoneInfo, locale: str) -> Fault | None:
    local = said[name]
    try:
        wall = wall_time(local)
    except ValueError:
        wall = None
    if wall is None:
        return fault(locale, "BAD_TIME", (name,), value=local)
    if wall.year not in YEARS:
        return fault(locale, "BAD_YEAR", (name,), value=local, least=YEARS[0], most=YEARS[-1])
    if said.get("all_day"):
        return _bad_day(name, said, wall, zone, locale)
    if is_skipped(wall, zone):
        return _no_such_time(name, _written(wall), zone, gap(wall, zone).nearest, locale)
    if is_ambiguous(said, name) and not said.get(FOLDS[name]):
        earlier, later = map(timezone, offsets(wall, zone))  # written as UTC+02:00
        told: dict[str, Any] = {"zone": zone.key, "earlier": earlier, "later": later}
        return fault(locale, "AMBIGUOUS_TIME", (FOLDS[name],), value=_written(wall), **told)
    return None


def _bad_day(name: str, said: Said, wall: datetime, zone: ZoneInfo, locale: str) -> Fault | None:
    """Tell what is wrong with the first whole day, or the last, which ends a day later."""
    if wall.time() != time():
        return fault(locale, "NOT_WHOLE_DAYS", (name,))
    later = _DAY if name == "local_end" and said["local_start"] < said[name] else timedelta()
    missing = skipped_days((wall - later).date(), zone)
    if missing is None:
        return None
    days = (missing.begins - timedelta(seconds=1)).date(), missing.ends.date()
    nearest = [datetime.combine(it, time()) + later for it in days]
    return _no_such_time(name, _written(wall), zone, (nearest[0], nearest[1]), locale)


def _no_such_time(
    name: str, local: str, zone: ZoneInfo, nearest: tuple[datetime, datetime], locale: str
) -> Fault:
    before, after = map(_written, nearest)
    told: dict[str, Any] = {"zone": zone.key, "before": before, "after": after}
    return fault(locale, "NO_SUCH_TIME", (name,), value=local, **told)


def _written(wall: datetime) -> str:
    return wall.isoformat().removesuffix(":00")


def _bad_previous(said: Said, locale: str) -> Iterator[Fault]:
    """Tell what is wrong with when a meeting was to be before."""
    names = ("previous_starts_at", "previous_ends_at")
    starts, ends = (said.get(it) for it in names)
    if starts and ends and ends < starts:
        yield fault(locale, "ENDS_BEFORE_IT_STARTS", names[1:])
    elif bool(starts) is not bool(ends):
        yield fault(locale, "REQUIRED", (names[bool(starts)],))
