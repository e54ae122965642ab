"""Meetings as iCalendar (RFC 5545, with RFC 7986), built with the library ``icalendar``.

The same meetings give the same bytes. A meeting's UID is its entry's id, for life. LAST-MODIFIED,
DTSTAMP and SEQUENCE all tell when what it says was published last, the meeting itself or a network
that it names: they move together, once for each change that can be seen, and only then.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vDuration, vUri

from services.feed_addresses import Cancelled
from services.feed_words import description, plain, title
from services.feeding import Told
from services.zones import zone_of

PRODUCT = "-//Knutpunkt//Knutpunkt//SV"
REFRESH = timedelta(hours=1)
"""How often clients are asked to look for what is new."""

FIRST, LAST = date(2000, 1, 1), date(2051, 1, 1)
"""Between which days the time zones' rules are written out."""

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""From when seconds are counted for SEQUENCE, which has 31 bits (RFC 5545, section 3.3.8)."""

_STATUSES = {"SAVE_THE_DATE": "TENTATIVE", "POSTPONED": "TENTATIVE", "CANCELLED": "CANCELLED"}


def icalendar(
    meetings: Sequence[Told],
    name: str,
    address: str,
    addresses: Sequence[str],
    locale: str,
    cancelled: Cancelled,
) -> bytes:
    """Write a calendar of that name, to be had at ``address``; each meeting has its own beside."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT)
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("source", vUri(address), parameters={"VALUE": "URI"})
    made.add("url", vUri(address))
    made.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESH))
    for zone in sorted({it.time_zone for it in meetings if not it.all_day}):
        made.add_component(_zone(zone))
    for meeting, own in zip(meetings, addresses, strict=True):
        made.add_component(_event(meeting, own, locale, cancelled))
    written: bytes = made.to_ical()
    return written


@cache
def _zone(name: str) -> Timezone:
    """Write a zone's rules, once a process; there are no more of them than editors can choose."""
    return Timezone.from_tzinfo(zone_of(name), name, FIRST, LAST)


def _event(meeting: Told, address: str, locale: str, cancelled: Cancelled) -> Event:
    made = Event()
    made.add("uid", f"{meeting.id}@knutpunkt")
    made.add("sequence", max(0, int((meeting.modified - EPOCH).total_seconds())))
    for moment in ("dtstamp", "last-modified"):
        made.add(moment, meeting.modified.replace(microsecond=0))
    _time(made, meeting)
    made.add("summary", title(meeting, locale, cancelled))
    told = {
        "description": description(meeting, locale),
        "location": plain(meeting.venue or meeting.online_url or ""),
    }
    for name, text in told.items():
        if text:
            made.add(name, text)
    made.add("status", _status(meeting.state, cancelled))
    made.add("transp", "TRANSPARENT" if meeting.state == "CANCELLED" else "OPAQUE")
    if meeting.networks:
        made.add("categories", [plain(it) for it in meeting.networks])
    made.add("url", vUri(address))
    if meeting.online_url:
        made.add("conference", vUri(plain(meeting.online_url)), parameters={"VALUE": "URI"})
    return made


def _status(state: str, cancelled: Cancelled) -> str:
    if state == "CANCELLED" and cancelled == "prefix":
        return "CONFIRMED"
    return _STATUSES.get(state, "CONFIRMED")


def _time(made: Event, meeting: Told) -> None:
    """Say when it is: DTEND is left out where it would equal DTSTART, which it must not."""
    if meeting.all_day:
        first, last = meeting.local_start.date(), meeting.local_end.date()
        made.add("dtstart", first)
        if last > first:
            made.add("dtend", last)
        return
    zone = zone_of(meeting.time_zone)
    made.add("dtstart", _at(meeting.local_start, meeting.starts_at, zone))
    if meeting.ends_at > meeting.starts_at:
        made.add("dtend", _at(meeting.local_end, meeting.ends_at, zone))


def _at(local: datetime, moment: datetime, zone: ZoneInfo) -> datetime:
    """Give local time; or UTC where local time would be taken for an hour earlier than is meant.

    A local time that is there twice is the first of the two (RFC 5545, section 3.3.5).
    """
    aware = local.replace(tzinfo=zone)
    return aware if aware.astimezone(UTC) == moment else moment.astimezone(UTC)
