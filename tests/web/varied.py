"""Meetings of every kind of time, state and place, for what must be right of all of them."""

from typing import Any
from uuid import UUID

from tests.factories import FOR_STAFF, NOW, meeting, network

ROOM = "https://example.org/rum?a=1&b=2"
STOCKHOLM, NEW_YORK = "Europe/Stockholm", "America/New_York"

TIMES = {
    "vinter": ("2026-12-03T09:00:00", "2026-12-03T11:30:00", STOCKHOLM),
    "sommar": ("2026-06-04T09:00:00", "2026-06-04T11:30:00", STOCKHOLM),
    "varens natt": ("2026-03-29T01:30:00", "2026-03-29T03:30:00", STOCKHOLM),
    "hostens natt": ("2026-10-25T01:30:00", "2026-10-25T03:30:00", STOCKHOLM),
    "over midnatt": ("2026-10-24T22:00:00", "2026-10-25T02:30:00", STOCKHOLM),
    "till midnatt": ("2026-10-09T20:00:00", "2026-10-10T00:00:00", STOCKHOLM),
    "flera dygn": ("2026-10-12T08:00:00", "2026-10-16T15:00:00", STOCKHOLM),
    "genast slut": ("2026-10-20T08:00:00", "2026-10-20T08:00:00", STOCKHOLM),
    "utomlands": ("2026-10-31T21:00:00", "2026-11-01T03:00:00", NEW_YORK),
    "halv timme": ("2026-10-06T09:00:00", "2026-10-06T10:00:00", "America/St_Johns"),
    "utan zon": ("2026-10-07T09:00:00", "2026-10-07T10:00:00", "UTC"),
}
WHOLE = {
    "en dag": ("2026-10-26T00:00:00", "2026-10-27T00:00:00", STOCKHOLM),
    "tre dagar": ("2026-10-29T00:00:00", "2026-11-01T00:00:00", STOCKHOLM),
    "dag i tokyo": ("2026-10-19T00:00:00", "2026-10-20T00:00:00", "Asia/Tokyo"),
}
PLACES: dict[str, dict[str, Any]] = {
    "i rummet": {"venue_name": "Rådhuset; sal 1", "venue_address": "Storgatan 1, Nässjö"},
    "utan adress": {"venue_name": "Biblioteket"},
    "pa natet": {"attendance": "ONLINE", "online_url": ROOM},
    "hemligt": {"attendance": "ONLINE", "online_url": ROOM, "online_audience": 1},
    "bada": {"attendance": "MIXED", "online_url": ROOM, "venue_name": "Biblioteket"},
}
STATES = ("SAVE_THE_DATE", "CONFIRMED", "POSTPONED", "CANCELLED")
MOVED: dict[str, Any] = {"previous_starts_at": NOW, "previous_ends_at": NOW}

COUNT = len(TIMES) + len(WHOLE) + len(PLACES) + 2 * len(STATES) + 1
"""How many of them a visitor sees."""


async def vary() -> None:
    """Write them, inside ``store.writing()``: some beside networks that are not for visitors."""
    read = await network({"sv": "Språklust & <läsning>", "en": "Reading"})
    tell, secret = await network("Barn, och unga"), await network("CANARY", FOR_STAFF)
    both = [tell, secret, read]
    for name, (start, end, zone) in (TIMES | WHOLE).items():
        said = {"local_start": start, "local_end": end, "time_zone": zone}
        await write(name, both, all_day=name in WHOLE, **said)
    for name, said in PLACES.items():
        await write(name, [read], **said)
    for state in STATES:
        reason = {"sv": "Därför; att, så."} if state != "CONFIRMED" else None
        await write(f"Läge {state}; å, ä & ö </b>", both, state=state, reason=reason)
        await write(f"Flyttad {state}", [read], state=state, **MOVED)
    text = {"sv": "En rad\r\n\r\nen till \\N \\n \x02 ]]> " + "åäö 🦉 " * 40}
    await write("Långt namn " + "åäö, 🦉; " * 18, [tell], summary=text, agenda={"sv": "- Kaffe"})
    await meeting("CANARY", FOR_STAFF, networks=[read])


async def write(title: str, networks: list[UUID], **said: Any) -> None:
    await meeting(title, networks=networks, **said)
