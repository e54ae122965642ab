"""What leads where: which entries versions name, and which versions name entries.

A statement for each relation between kinds, however many versions it is about.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.nouns import BY_KIND, NOUNS
from services.standing import among
from services.storage import Reading


@dataclass(frozen=True, slots=True)
class Lead:
    """That a version, ``source``, of an entry names another entry, and by which relation."""

    source: int
    entry: UUID
    kind: str
    name: str
    target: UUID
    target_kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """A relation between two kinds, and the table and columns that hold it."""

    kind: str
    name: str
    target_kind: str
    required: bool
    table: str
    columns: tuple[str, str, str]

    def leads(self, rows: Collection[Any]) -> Iterator[Lead]:
        """Give what rows of source, its entry, and target say."""
        for source, entry, target in rows:
            yield Lead(
                source,
                UUID(str(entry)),
                self.kind,
                self.name,
                UUID(str(target)),
                self.target_kind,
                self.required,
            )


def _ways() -> Iterator[_Way]:
    for noun in NOUNS:
        kind = str(noun._meta.db_table)
        for name, it in noun.relations.items():
            columns = ("source_id", "source_entry_id", "target_id")
            yield _Way(kind, name, it.target, it.required, str(it.link._meta.db_table), columns)
        for name, target in noun.references.items():
            yield _Way(kind, name, target, False, kind, ("id", "entry_id", name))


async def leads_from(reading: Reading, kind: str, sources: Collection[int]) -> list[Lead]:
    """Read what versions of a kind name."""
    told: list[Lead] = []
    for way in _ways():
        if way.kind == kind and sources:
            source, entry, target = way.columns
            rows = await reading.rows(
                f"SELECT {source}, {entry}, {target} FROM {way.table} "
                f"WHERE {among(reading, source)} AND {target} IS NOT NULL ORDER BY {source}, id",
                [list(sources)],
            )
            told += way.leads(rows)
    return told


async def leads_to(
    reading: Reading, kind: str, targets: Collection[UUID], now: datetime
) -> list[Lead]:
    """Read which versions, public now or later, name entries of a kind."""
    told: list[Lead] = []
    for way in _ways():
        if way.target_kind == kind and targets:
            source, entry, target = (f"w.{it}" for it in way.columns)
            rows = await reading.rows(
                f"SELECT {source}, {entry}, {target} FROM {way.table} w "
                f"JOIN {BY_KIND[way.kind]._meta.db_table} v ON v.id = {source} "
                f"WHERE {among(reading, target)} AND v.live AND v.live_until > "
                f"{'$2' if reading.dialect == 'postgresql' else '?2'} ORDER BY {source}",
                [list(targets), now],
            )
            told += way.leads(rows)
    return told
