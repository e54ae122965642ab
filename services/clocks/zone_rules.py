"""Time zones as iCalendar has them: VTIMEZONE (RFC 5545, section 3.6.5), built with ``icalendar``.

The rule: an onset is told on the clocks as they were before it (``TZOFFSETFROM``), so summer time
in Sweden begins at two o'clock. ``Timezone.from_tzinfo`` of icalendar 7.3 tells the clocks after
it: readers then take the hour that follows for one of winter time.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from services.clocks.zones import zone_of

FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2051, 1, 1, tzinfo=UTC)
"""Between which moments the rules are looked at."""

_STEP, _LEAST = timedelta(days=1), timedelta(seconds=1)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ENOUGH = 10
"""How many onsets must follow a rule: some that have another follow it for a few years."""


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
        for observance in _observances(apart, offset, [it.replace(tzinfo=None) for it in moments]):
            made.add_component(observance)
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


def _observances(
    apart: timedelta, offset: Offset, onsets: list[datetime]
) -> Iterator[TimezoneDaylight | TimezoneStandard]:
    """Tell onsets that come again every year by a rule, and those before as they are."""
    days, ruled = _yearly(onsets)
    listed = onsets[: len(onsets) - ruled]
    if listed:
        made = _observance(apart, offset, listed[0])
        for onset in listed[1:]:  # a line each: some readers take no more than the first of a list
            made.add("rdate", onset)
        yield made
    if ruled:
        made = _observance(apart, offset, onsets[-ruled])
        made.add("rrule", {"freq": "YEARLY", "bymonth": onsets[-1].month, "byday": days})
        yield made


def _yearly(onsets: list[datetime]) -> tuple[str, int]:
    """Find the rule that the last onsets follow until the rules end, such as -1SU; and how many do.

    An end of a rule is not told: readers disagree about the clocks that ``UNTIL`` is on.
    """
    if onsets[-1].year + 1 < LAST.year:
        return "", 0
    found = [(_following(onsets, place), place) for place in {*_places(onsets[-1])}]
    ruled, place = max(found)
    return (f"{place}{_DAYS[onsets[-1].weekday()]}", ruled) if ruled >= _ENOUGH else ("", 0)


def _following(onsets: list[datetime], place: int) -> int:
    """Count the last onsets of which each is a year before the next, on its day of the month."""
    last = onsets[-1]
    for number, it in enumerate(reversed(onsets)):
        alike = (it.year, it.month, it.weekday(), it.time()) == (
            last.year - number, last.month, last.weekday(), last.time(),
        )  # fmt: skip
        if not alike or place not in _places(it):
            return number
    return len(onsets)


def _places(onset: datetime) -> tuple[int, int]:
    """Tell which of its weekdays a day is in its month, from the front and from the back."""
    left = monthrange(onset.year, onset.month)[1] - onset.day
    return (onset.day - 1) // 7 + 1, -(left // 7 + 1)


def _observance(
    apart: timedelta, offset: Offset, onset: datetime
) -> TimezoneDaylight | TimezoneStandard:
    made = TimezoneDaylight() if offset.is_summer else TimezoneStandard()
    made.add("dtstart", onset)
    made.add("tzname", offset.name)
    made.add("tzoffsetfrom", apart)
    made.add("tzoffsetto", offset.apart)
    return made
