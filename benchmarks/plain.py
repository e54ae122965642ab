"""Fills the plain tables that the competitors read (``plain.sql``), with COPY.

They hold the Swedish texts of the same dataset that ours keeps as versions.
"""

import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import asyncpg

from benchmarks.dataset import Dataset
from benchmarks.postgres import Database

FOLDER: Final = Path(__file__).parent

Rows = Iterable[tuple[Any, ...]]


async def fill_plain(database: Database, dataset: Dataset) -> None:
    """Make schema ``plain`` anew and put all content in it."""
    connection = await asyncpg.connect(database.url())
    try:
        await connection.execute("drop schema if exists plain cascade")
        await connection.execute((FOLDER / "plain.sql").read_text())
        for table, rows in _tables(dataset).items():
            await connection.copy_records_to_table(table, schema_name="plain", records=rows)
        await connection.execute((FOLDER / "plain_indexes.sql").read_text())
    finally:
        await connection.close()


async def tidy(database: Database) -> None:
    """Vacuum, analyse and checkpoint, so that no question meets work left by the filling."""
    connection = await asyncpg.connect(database.url())
    try:
        await connection.execute("vacuum (freeze, analyze)")
        await connection.execute("checkpoint")
    finally:
        await connection.close()


def _tables(dataset: Dataset) -> dict[str, Rows]:
    """Return the rows of every table, parents first."""
    networks, meetings = dataset.networks, dataset.meetings
    return {
        "focus_area": [
            (area.id, area.slug, area.title_sv, area.position) for area in dataset.focus_areas
        ],
        "contact": [
            (one.id, one.slug, one.name, one.role_sv, one.email) for one in dataset.contacts
        ],
        "network": [
            (one.id, one.slug, one.title_sv, one.lead_sv, one.body_sv, one.position)
            for one in networks
        ],
        "meeting": _meetings(dataset),
        "network_focus_area": _links((one.id, one.focus_areas) for one in networks),
        "network_contact": _links((one.id, one.contacts) for one in networks),
        "meeting_network": _links((one.id, one.networks) for one in meetings),
        "meeting_contact": _links((one.id, one.contacts) for one in meetings),
    }


def _meetings(dataset: Dataset) -> Rows:
    for one in dataset.meetings:
        times = (one.starts_at, one.ends_at, one.time_zone)
        yield (one.id, one.slug, one.title_sv, one.summary_sv, *times, one.state)


def _links(
    ends: Iterable[tuple[uuid.UUID, tuple[uuid.UUID, ...]]],
) -> Iterator[tuple[uuid.UUID, uuid.UUID, int]]:
    for one, others in ends:
        for position, other in enumerate(others):
            yield one, other, position
