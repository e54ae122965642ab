"""A row or two in every table of content, and all rows as they are, for tests of the tables."""

import json
from datetime import UTC, datetime
from typing import Any

from models import (
    Bookmark,
    Contact,
    Due,
    Entry,
    Event,
    Meeting,
    MeetingNetwork,
    Network,
    NetworkContact,
    Organisation,
    Receipt,
)
from models.event import EventName
from models.meeting import Attendance, MeetingState, RegistrationMode
from models.organisation import OrganisationKind
from services.database.storage import Store

NOW = datetime(2026, 1, 1, 8, tzinfo=UTC)
TITLE: dict[str, Any] = {"title": {"sv": "Läsfrämjande"}, "title_key_sv": "l", "title_key_en": "l"}
TABLES = (
    Entry, Contact, Organisation, Network, NetworkContact, Meeting, MeetingNetwork,
    Event, Bookmark, Due, Receipt,
)  # fmt: skip


async def fill(store: Store) -> None:
    """Keep a network with a contact, and a meeting of it at an organisation."""
    async with store.writing():
        who, where, what, when = [
            await Entry.create(kind=kind, created_at=NOW)
            for kind in ("contact", "organisation", "network", "meeting")
        ]
        await Contact.create(**_version(who), name="Åsa", name_key="a")
        kind = OrganisationKind.LIBRARY
        await Organisation.create(**_version(where), name="Örby", name_key="o", kind=kind)
        network = await Network.create(**_version(what), **TITLE, position=1)
        await NetworkContact.create(source=network, source_position=1, **_link(what, who))
        meeting = await _meeting(when, where)
        times: dict[str, Any] = {"starts_at": NOW, "ends_at": NOW}
        await MeetingNetwork.create(source=meeting, **times, **_link(when, what))
        await _followed(when)


async def rows(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of the tables that `fill` fills, by table."""
    return {model._meta.db_table: await _rows(store, model._meta.db_table) for model in TABLES}


async def _rows(store: Store, table: str) -> list[dict[str, Any]]:
    if store.dialect == "postgresql":
        found = await store.rows(f"SELECT to_json(t)::text FROM {table} t ORDER BY 1", [])
        return [json.loads(row) for (row,) in found]
    columns = await store.rows("SELECT name FROM pragma_table_info(?1)", [table])
    names = [name for (name,) in columns]
    found = await store.rows(f"SELECT {', '.join(names)} FROM {table} ORDER BY 1", [])
    return [dict(zip(names, row, strict=True)) for row in found]


async def _followed(entry: Entry) -> None:
    """Keep what is told of an entry, and what is to be done about it."""
    of: dict[str, Any] = {"entry_id": entry.id, "moment": NOW}
    await Event.create(sequence=1, name=EventName.CREATED, kind=entry.kind, version=1, **of)
    await Bookmark.create(name="ears", sequence=1, moved_at=NOW)
    await Due.create(kind=entry.kind, **of)
    await Receipt.create(owner="Eva", key="a", digest="0", version=1, **of)


def _version(entry: Entry) -> dict[str, Any]:
    return {"entry": entry, "version": 1, "slug": entry.kind, "saved_at": NOW}


def _link(source: Entry, target: Entry) -> dict[str, Any]:
    return {"source_entry": source, "target": target, "position": 1}


async def _meeting(entry: Entry, venue: Entry) -> Meeting:
    return await Meeting.create(
        **_version(entry), **TITLE, starts_at=NOW, ends_at=NOW,
        local_start="2026-01-01T09:00", local_end="2026-01-01T09:00", time_zone="Europe/Stockholm",
        state=MeetingState.CONFIRMED, attendance=Attendance.ONSITE,
        registration_mode=RegistrationMode.NONE, venue_organisation=venue,
    )  # fmt: skip
