"""Meetings as iCalendar (RFC 5545, with RFC 7986), built with the library ``icalendar``.

The same meetings give the same bytes. A meeting's UID is its entry's id, for life. LAST-MODIFIED,
DTSTAMP and SEQUENCE all tell when what it says was published last, the meeting itself or a network
that it names: they move together, once for each change that can be seen, and only then.

There is no METHOD: PUBLISH asks for an ORGANIZER, who is a person with an address (RFC 5546,
section 3.2.1), and for a parameter of the media type (RFC 5545, section 3.7.2).
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import (
    Calendar,
    Component,
    Event,
    vCategory,
    vDDDTypes,
    vDuration,
    vInt,
    vText,
    vUri,
)

from services.clocks.zone_rules import FIRST, LAST, vtimezone
from services.clocks.zones import zone_of
from services.feeds.addresses import Cancelled
from services.feeds.feeding import Told
from services.feeds.words import description, language, plain, title

PRODUCT = "-//Knutpunkt//Knutpunkt//SV"
REFRESH = timedelta(hours=1)
"""How often clients are asked to look for what is new."""

WIDTH = 74
"""How many octets a line has at most; one that goes on has the blank before them as well."""

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""From when seconds are counted for SEQUENCE, which has 31 bits (RFC 5545, section 3.3.8)."""

_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_STATUSES = {"SAVE_THE_DATE": "TENTATIVE", "POSTPONED": "TENTATIVE", "CANCELLED": "CANCELLED"}


class _Text(vText):
    r"""A text that is read as it was said (RFC 5545, section 3.3.11).

    The library takes ``\N`` in what was said for a line's end, and ``C:\Nytt`` is a folder.
    """

    def to_ical(self) -> bytes:
        """Write it; its line ends must have been made one."""
        return self.translate(_ESCAPES).encode()


def icalendar(
    meetings: Sequence[Told],
    name: str,
    address: str,
    addresses: Sequence[str],
    locale: str,
    cancelled: Cancelled,
) -> bytes:
    """Write a calendar of that name, to be had at ``address``; each meeting has its own beside."""
    *properties, end = lines(_calendar(name, address))
    zones = sorted({it.time_zone for it in meetings if not it.all_day})
    events = (
        _told(meeting, own, locale, cancelled)
        for meeting, own in zip(meetings, addresses, strict=True)
    )
    return b"".join([*properties, *map(_zone, zones), *events, end])


def _calendar(name: str, address: str) -> Calendar:
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT)
    made.add("calscale", "GREGORIAN")
    made.add("name", _Text(name))
    made.add("x-wr-calname", _Text(name))
    made.add("source", vUri(address), parameters={"VALUE": "URI"})
    made.add("url", vUri(address))
    made.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESH))
    return made


def lines(component: Component) -> Iterator[bytes]:
    """Write a component's content lines, each folded and ended, as ``to_ical`` does.

    The library decodes and encodes each value once more for it, and folds by single characters:
    that is most of what a calendar costs.
    """
    for name, value in component.property_items():
        yield folded(_line(name, value)) + b"\r\n"


def _line(name: str, value: Any) -> bytes:
    told = value if isinstance(value, bytes) else value.to_ical()  # BEGIN and END
    parameters = getattr(value, "params", None)
    said = b";" + parameters.to_ical() if parameters else b""
    return name.encode() + said + b":" + (told.encode() if isinstance(told, str) else told)


def folded(line: bytes) -> bytes:
    """Fold a content line to at most 75 octets (RFC 5545, section 3.1).

    It breaks neither inside of a character nor of what is escaped.
    """
    at, parts = 0, list[bytes]()
    while len(line) - at > WIDTH:
        cut = at + WIDTH
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        if line[cut - 1] in b"\\^":
            cut -= 1
        parts.append(line[at:cut])
        at = cut
    return b"\r\n ".join([*parts, line[at:]])


@cache
def _zone(name: str) -> bytes:
    """Write a zone's rules, once a process; there are no more of them than editors can choose."""
    return b"".join(lines(vtimezone(name)))


@lru_cache(maxsize=4_000)
def _told(meeting: Told, address: str, locale: str, cancelled: Cancelled) -> bytes:
    """Write a meeting; what has not changed is not written again for the next calendar."""
    return b"".join(lines(_event(meeting, address, locale, cancelled)))


def _event(meeting: Told, address: str, locale: str, cancelled: Cancelled) -> Event:
    published = vDDDTypes(meeting.modified.replace(microsecond=0))
    made = Event(
        {
            "uid": vText(f"{meeting.id}@knutpunkt"),
            "sequence": vInt(max(0, int((meeting.modified - EPOCH).total_seconds()))),
            "dtstamp": published,
            "last-modified": published,
            "summary": _spoken(title(meeting, locale, cancelled), meeting.language),
            "status": vText(_status(meeting.state, cancelled)),
            "transp": vText("TRANSPARENT" if meeting.state == "CANCELLED" else "OPAQUE"),
            "url": vUri(address),
        }
    )
    _time(made, meeting)
    _perhaps(made, meeting, locale)
    return made


def _perhaps(made: Event, meeting: Told, locale: str) -> None:
    """Say what not every meeting has."""
    if about := description(meeting, locale):
        made["description"] = _spoken(about, language(meeting, locale))
    if place := plain(meeting.venue or meeting.online_url or ""):
        made["location"] = _Text(place)
    if meeting.networks:
        made["categories"] = _listed(meeting.networks)
    if meeting.online_url:
        address = vUri("".join(plain(meeting.online_url).split()))
        made.add("conference", address, parameters={"VALUE": "URI"})


def _spoken(text: str, language: str | None) -> _Text:
    """Name the language of a text, if it is one (RFC 5545, section 3.2.10)."""
    return _Text(text, params={"LANGUAGE": language} if language else {})


def _listed(texts: Sequence[str]) -> vCategory:
    made = vCategory([])
    made.cats = [_Text(plain(it)) for it in texts]
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
    """Give local time; or UTC where it is there twice, or the rules are not written out.

    A local time that is there twice is the first of the two (RFC 5545, section 3.3.5), but not
    every reader takes it for that.
    """
    first, second = (local.replace(tzinfo=zone, fold=it).astimezone(UTC) for it in (0, 1))
    is_clear = FIRST <= moment < LAST and first == second == moment
    return local.replace(tzinfo=zone) if is_clear else moment.astimezone(UTC)
