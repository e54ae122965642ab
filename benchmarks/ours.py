"""Fills Knutpunkt's own tables with a dataset: every entry has one version, public for long.

Rows are made as ``services/content/writing.py`` makes them, but in bulk and with ids known
beforehand.
"""

import contextlib
import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

import asyncpg
from tortoise.models import Model

from benchmarks.dataset import NOW, Dataset, Meeting, Network
from benchmarks.postgres import Database
from models.contact import Contact as ContactVersion
from models.content import Content, Link
from models.entry import Entry
from models.focus_area import FocusArea as FocusAreaVersion
from models.meeting import Meeting as MeetingVersion
from models.meeting import MeetingContact, MeetingNetwork
from models.network import Network as NetworkVersion
from models.network import NetworkContact, NetworkFocusArea
from services.content.derived import derived
from services.content.writing import link_row
from services.database.migrating import migrate
from services.database.storage import opened

SINCE: Final = NOW - timedelta(days=4 * 365)
BATCH: Final = 5_000

GO_ON: Final = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN
        SELECT attrelid::regclass AS kept FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attname = 'id'
        AND pg_get_serial_sequence(attrelid::regclass::text, 'id') IS NOT NULL
    LOOP
        EXECUTE format(
            'SELECT setval(pg_get_serial_sequence(%L, ''id''), 1 + coalesce(max(id), 0)) FROM %s',
            one.kept, one.kept
        );
    END LOOP;
END $$
"""
"""What is written later gets numbers after those that were given here."""

Row = TypeVar("Row", bound=Model)


async def fill_postgresql(dataset: Dataset, database: Database, folder: Path) -> Mapping[str, str]:
    """Fill the database's public schema."""
    environment = await _fill(dataset, database.url())
    connection = await asyncpg.connect(database.url())
    await connection.execute(GO_ON)
    await connection.close()
    return environment


async def fill_sqlite(dataset: Dataset, database: Database, folder: Path) -> Mapping[str, str]:
    """Fill a file in ``folder``."""
    file = folder / f"{dataset.size.name}.db"
    environment = await _fill(dataset, f"sqlite://{file}")
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("ANALYZE")
    return environment


async def _fill(dataset: Dataset, url: str) -> Mapping[str, str]:
    await migrate(url, lambda name: None)
    async with opened(url, longest=600, changing=600) as store, store.writing():
        await write(dataset)
    return {"KNUTPUNKT_DATABASE_URL": url}


async def write(dataset: Dataset) -> None:
    """Write a dataset into the database that is open for writing."""
    for model, said in _said(dataset).items():
        await _write(model, said)


def _said(dataset: Dataset) -> dict[type[Content], list[dict[str, Any]]]:
    """Tell what every version says, with the entry's id and its links under ``links``."""
    return {
        FocusAreaVersion: [
            _titled(one.id, one.slug, one.title_sv, one.title_en) | {"position": one.position}
            for one in dataset.focus_areas
        ],
        ContactVersion: [
            {
                "entry_id": one.id,
                "slug": one.slug,
                "name": one.name,
                "role": {"sv": one.role_sv},
                "email": one.email,
            }
            for one in dataset.contacts
        ],
        NetworkVersion: [_network(one) for one in dataset.networks],
        MeetingVersion: [_meeting(one) for one in dataset.meetings],
    }


def _titled(entry: UUID, slug: str, swedish: str, english: str = "") -> dict[str, Any]:
    title = {"sv": swedish} | ({"en": english} if english else {})
    return {"entry_id": entry, "slug": slug, "title": title}


def _network(one: Network) -> dict[str, Any]:
    return _titled(one.id, one.slug, one.title_sv, one.title_en) | {
        "lead": {"sv": one.lead_sv},
        "body": {"sv": one.body_sv},
        "position": one.position,
        "links": [],
        "tied": {NetworkContact: one.contacts, NetworkFocusArea: one.focus_areas},
    }


def _meeting(one: Meeting) -> dict[str, Any]:
    return _titled(one.id, one.slug, one.title_sv) | {
        "summary": {"sv": one.summary_sv},
        "local_start": one.starts_at.replace(tzinfo=None).isoformat(),
        "local_end": one.ends_at.replace(tzinfo=None).isoformat(),
        "time_zone": "UTC",
        "state": one.state,
        "attendance": "ONSITE",
        "registration_mode": "NONE",
        "links": [],
        "tied": {MeetingNetwork: one.networks, MeetingContact: one.contacts},
    }


async def _write(model: type[Content], said: Sequence[dict[str, Any]]) -> None:
    kind = str(model._meta.db_table)
    await _create(Entry, (Entry(id=it["entry_id"], kind=kind, created_at=SINCE) for it in said))
    tied = [it.pop("tied", {}) for it in said]
    made = (
        model(
            **derived(model, it),
            id=number,
            version=1,
            live_from=SINCE,
            live=True,
            newest=True,
            saved_at=SINCE,
        )
        for number, it in enumerate(said, 1)
    )  # while others are being written: a transaction must not stand idle for long
    versions = await _create(model, made)
    for link in tied[0] if tied else ():
        await _create(link, _links(link, versions, tied))


def _links(
    link: type[Link], versions: Sequence[Content], tied: Sequence[Mapping[type[Link], Any]]
) -> Iterator[Link]:
    for version, targets in zip(versions, tied, strict=True):
        for position, target in enumerate(targets[link], 1):
            yield link(**link_row(link, version, target, position))


async def _create(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """Write rows as they come, and give them back."""
    rows, created = iter(rows), list[Row]()
    while batch := list(itertools.islice(rows, BATCH)):
        await model.bulk_create(batch)
        created += batch
    return created
