"""Meetings as Atom (RFC 4287) and as JSON Feed 1.1, for readers and for small programs.

They say what ``services/feeds/icalendars.py`` says, and leave out what is not there.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

import orjson

from services.feeds.addresses import Cancelled
from services.feeds.feeding import Told
from services.feeds.words import description, language, plain, time_and_place, title

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
PUBLISHER = "Knutpunkt"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed of nothing was changed last."""


def atom(
    meetings: Sequence[Told],
    name: str,
    address: str,
    addresses: Sequence[str],
    locale: str,
    cancelled: Cancelled,
) -> bytes:
    """Write an Atom feed; its id is its address's digest, without the server's name."""
    made = Element("feed", {"xmlns": ATOM, "xml:lang": locale})
    _told(made, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, address.partition('/feeds/')[2])}")
    _told(made, "title", name)
    _told(made, "updated", _rfc3339(max((it.modified for it in meetings), default=NEVER)))
    SubElement(made, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    _told(SubElement(made, "author"), "name", PUBLISHER)
    _told(made, "generator", "Knutpunkt")
    for meeting, own in zip(meetings, addresses, strict=True):
        _entry(made, meeting, own, title(meeting, locale, cancelled), locale)
    written: bytes = tostring(made, "utf-8", xml_declaration=True)
    return written


def _entry(feed: Element, meeting: Told, address: str, named: str, locale: str) -> None:
    entry = SubElement(feed, "entry")
    _told(entry, "id", f"urn:uuid:{meeting.id}")
    _told(entry, "title", named, _other(meeting.language, locale))
    _told(entry, "updated", _rfc3339(meeting.modified))
    SubElement(entry, "link", {"rel": "alternate", "type": _kind(address), "href": address})
    for network in meeting.networks:
        SubElement(entry, "category", {"term": plain(network)})
    _told(entry, "summary", _body(meeting, locale), _other(language(meeting, locale), locale))


def json_feed(
    meetings: Sequence[Told],
    name: str,
    address: str,
    addresses: Sequence[str],
    locale: str,
    cancelled: Cancelled,
) -> bytes:
    """Write a JSON Feed; times and states stand in the extension ``_meeting`` of each item."""
    items = [
        {
            "id": f"urn:uuid:{meeting.id}",
            "url": own,
            "title": title(meeting, locale, cancelled),
            "content_text": _body(meeting, locale),
            "date_modified": _rfc3339(meeting.modified),
            **_primary(meeting, locale),
            "tags": [plain(it) for it in meeting.networks],
            "_meeting": _meeting(meeting),
        }
        for meeting, own in zip(meetings, addresses, strict=True)
    ]
    feed = {"version": JSON_FEED, "title": name, "feed_url": address, "language": locale}
    return orjson.dumps({**feed, "items": items})


def _primary(meeting: Told, locale: str) -> dict[str, str]:
    """Name the language of an item of which all is in another one than the feed's."""
    is_read = locale in (meeting.language, *meeting.languages)
    return {} if is_read else {"language": meeting.language}


def _meeting(meeting: Told) -> dict[str, Any]:
    told = {
        "starts_at": _rfc3339(meeting.starts_at),
        "ends_at": _rfc3339(meeting.ends_at),
        "time_zone": meeting.time_zone,
        "all_day": meeting.all_day,
        "state": meeting.state,
        "attendance": meeting.attendance,
        "location": meeting.venue,
        "online_url": meeting.online_url,
    }
    return {name: it for name, it in told.items() if it is not None}


def _body(meeting: Told, locale: str) -> str:
    parts = (time_and_place(meeting, locale), description(meeting, locale))
    return "\n\n".join(it for it in parts if it)


def _kind(address: str) -> str:
    """Tell what a meeting is read as: as a calendar of this server's, or a page of a website."""
    return "text/calendar" if urlsplit(address).path.endswith(".ics") else "text/html"


def _told(parent: Element, name: str, text: str, language: str | None = None) -> None:
    SubElement(parent, name, {"xml:lang": language} if language else {}).text = text


def _other(language: str | None, locale: str) -> str | None:
    """Name a language that is another one than the feed's (RFC 4287, section 2)."""
    return None if language == locale else language


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
