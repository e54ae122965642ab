"""The first content: what a fresh installation says, from the files in ``seed/``.

Seeding writes only into an empty database, in one transaction; another time it changes nothing.
"""

import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from models.contact import Contact
from models.content import Content, Link
from models.edition import Edition
from models.entry import Entry
from models.focus_area import FocusArea
from models.meeting import Meeting, MeetingContact, MeetingNetwork
from models.network import (
    Network,
    NetworkContact,
    NetworkEdition,
    NetworkFocusArea,
    NetworkMember,
)
from models.organisation import Organisation
from models.page import Page
from services.derived import whole_days
from services.storage import Store
from services.writing import Draft, publish_new

SEED = Path(__file__).resolve().parent.parent / "seed"
ZONE = ZoneInfo("Europe/Stockholm")

Entries = dict[str, dict[str, UUID]]
"""The ids of what has been written, by table and slug."""

NOUNS: tuple[type[Content], ...] = (FocusArea, Contact, Organisation, Edition, Network, Page)
"""What ``content.toml`` holds, in an order in which everything named is there already."""

LINKS: dict[type[Content], dict[str, tuple[type[Link], str]]] = {
    Network: {
        "contacts": (NetworkContact, "contact"),
        "focus_areas": (NetworkFocusArea, "focus_area"),
        "members": (NetworkMember, "organisation"),
        "editions": (NetworkEdition, "edition"),
    },
}
"""The lists of slugs that a noun has: which link they are, and to which table."""


async def seed(store: Store, report: Callable[[str], None], now: datetime | None = None) -> int:
    """Write the first content into an empty database; give the number of entries written.

    Example meetings are dated around ``now``, so that a calendar is never empty.
    """
    moment = (now or datetime.now(UTC)).replace(microsecond=0)
    entries: Entries = {}
    async with store.writing():
        if await Entry.exists():
            return 0
        for model in NOUNS:
            await _seed_kind(model, entries, moment)
            report(str(model._meta.db_table))
        await _seed_meetings(entries, moment)
        report("meeting")
    return sum(map(len, entries.values()))


async def _seed_kind(model: type[Content], entries: Entries, moment: datetime) -> None:
    table = str(model._meta.db_table)
    ids = entries.setdefault(table, {})
    for said in _read("content.toml").get(table, []):
        links = {
            link: [entries[target][slug] for slug in said.pop(name)]
            for name, (link, target) in LINKS.get(model, {}).items()
            if name in said
        }
        ids[said["slug"]] = await publish_new(Draft(model, said, links), moment)


async def _seed_meetings(entries: Entries, moment: datetime) -> None:
    today = moment.astimezone(ZONE).date()
    monday = today - timedelta(days=today.weekday())
    ids = entries.setdefault("meeting", {})
    for given in _read("meetings.toml")["meeting"]:
        links: dict[type[Link], list[UUID]] = {
            MeetingNetwork: [entries["network"][slug] for slug in given.pop("networks")],
            MeetingContact: [entries["contact"][slug] for slug in given.pop("contacts", [])],
        }
        said = _meeting(given, monday, entries)
        ids[said["slug"]] = await publish_new(Draft(Meeting, said, links), moment)


def _read(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((SEED / name).read_text(encoding="utf-8"))


def _meeting(given: dict[str, Any], monday: date, entries: Entries) -> dict[str, Any]:
    """Turn a meeting of the seed, dated by days from a Monday, into what its version says."""
    venue, registration = given.pop("venue", {}), given.pop("registration")
    organisation = venue.get("organisation")
    return _times(given, monday) | {
        "venue_name": venue.get("name"),
        "venue_address": venue.get("address"),
        "venue_organisation_id": entries["organisation"][organisation] if organisation else None,
        "registration_mode": registration["mode"],
        "registration_url": registration.get("url"),
        "registration_closes_at": _closing(registration, monday),
    }


def _times(given: dict[str, Any], monday: date) -> dict[str, Any]:
    first = datetime.combine(monday + timedelta(days=given.pop("day")), time())
    last = first + timedelta(days=given.pop("end_day", 0))
    if given.get("all_day"):
        start, end = whole_days(first, (last - first).days + 1)
    else:
        start = datetime.combine(first, time.fromisoformat(given.pop("start"))).isoformat()
        end = datetime.combine(last, time.fromisoformat(given.pop("end"))).isoformat()
    return {**given, "local_start": start, "local_end": end}


def _closing(registration: Mapping[str, Any], monday: date) -> datetime | None:
    """Registration closes at the end of a day, on the clocks of the place."""
    if "closes_day" not in registration:
        return None
    day = monday + timedelta(days=registration["closes_day"] + 1)
    return datetime.combine(day, time(), ZONE).astimezone(UTC)
