"""What leads where: which entries versions name, and which versions name entries.

One statement each, however many relations between kinds there are, and versions it is about.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.nouns import NOUNS
from services.compiler.compiling import DIALECTS
from services.content.standing import among
from services.database.storage import Reading


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

    def lead(self, source: int, entry: Any, target: Any) -> Lead:
        """Give what a row says."""
        return Lead(
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
    ways = [it for it in _ways() if it.kind == kind]
    each = [
        f"SELECT {at}, {source}, {entry}, {target}, id FROM {way.table} "
        f"WHERE {among(reading, source)} AND {target} IS NOT NULL"
        for at, way in enumerate(ways)
        for source, entry, target in [way.columns]
    ]
    return await _leads(reading, ways, each, sources)


async def leads_to(
    reading: Reading, kind: str, targets: Collection[UUID], now: datetime
) -> list[Lead]:
    """Read which versions, public now or later, name entries of a kind."""
    ways = [it for it in _ways() if it.target_kind == kind]
    moment = DIALECTS[reading.dialect].parameter(2)
    each = [
        f"SELECT {at}, w.{source}, w.{entry}, w.{target}, w.id FROM {way.table} w "
        f"JOIN {way.kind} v ON v.id = w.{source} "
        f"WHERE {among(reading, f'w.{target}')} AND v.live AND v.live_until > {moment}"
        for at, way in enumerate(ways)
        for source, entry, target in [way.columns]
    ]
    return await _leads(reading, ways, each, targets, now)


async def _leads(
    reading: Reading,
    ways: Sequence[_Way],
    each: Sequence[str],
    ends: Collection[int] | Collection[UUID],
    *values: object,
) -> list[Lead]:
    """Read what is led to by ``ways``, for each of which there is a part of the statement."""
    if not each or not ends:
        return []
    sql = f"{' UNION ALL '.join(each)} ORDER BY 1, 2, 5"
    rows = await reading.rows(sql, [list(ends), *values])
    return [ways[way].lead(source, entry, target) for way, source, entry, target, _ in rows]
