"""Time zones as iCalendar has them: VTIMEZONE (RFC 5545, section 3.6.5), built with ``icalendar``.

The rule: an onset is told on the clocks as they were before it (``TZOFFSETFROM``), so summer time
in Sweden begins at two o'clock. ``Timezone.from_tzinfo`` of icalendar 7.3 tells the clocks after
it: readers then take the hour that follows for one of winter time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from services.clocks.zones import zone_of

FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2051, 1, 1, tzinfo=UTC)
"""Between which moments the rules are written out."""

_STEP, _LEAST = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Offset:
    """How far the clocks of a zone are from UTC at some moment, what that is called, and why."""

    apart: timedelta
    name: str
    is_summer: bool

    @classmethod
    def at(cls, moment: datetime, zone: tzinfo) -> "Offset":
        local = moment.astimezone(zone)
        apart = local.utcoffset() or timedelta()
        return cls(apart, local.tzname() or "", bool(local.dst()))


def vtimezone(name: str) -> Timezone:
    """Write the rules of a zone, by its IANA name."""
    zone = zone_of(name)
    first = Offset.at(FIRST, zone)
    onsets = {(first.apart, first): [FIRST + first.apart]}
    for moment, before, after in _changes(zone):
        onsets.setdefault((before.apart, after), []).append(moment + before.apart)
    made = Timezone()
    made.add("tzid", name)
    for (apart, offset), moments in onsets.items():
        made.add_component(_observance(apart, offset, [it.replace(tzinfo=None) for it in moments]))
    return made


def _changes(zone: tzinfo) -> Iterator[tuple[datetime, Offset, Offset]]:
    """Find each moment at which the clocks are changed; never are they twice in a day."""
    moment, before = FIRST, Offset.at(FIRST, zone)
    while moment < LAST:
        after = Offset.at(moment + _STEP, zone)
        if after != before:
            yield _onset(zone, moment, before), before, after
        moment, before = moment + _STEP, after


def _onset(zone: tzinfo, moment: datetime, before: Offset) -> datetime:
    """Find the first second of a day at which the clocks are no longer as ``before``."""
    low, high = 0, int(_STEP / _LEAST)
    while high - low > 1:
        middle = (low + high) // 2
        if Offset.at(moment + middle * _LEAST, zone) == before:
            low = middle
        else:
            high = middle
    return moment + high * _LEAST


def _observance(
    apart: timedelta, offset: Offset, onsets: list[datetime]
) -> TimezoneDaylight | TimezoneStandard:
    made = TimezoneDaylight() if offset.is_summer else TimezoneStandard()
    made.add("dtstart", onsets[0])
    for onset in onsets[1:]:  # a line each: some readers take no more than the first of a list
        made.add("rdate", onset)
    made.add("tzname", offset.name)
    made.add("tzoffsetfrom", apart)
    made.add("tzoffsetto", offset.apart)
    return made
