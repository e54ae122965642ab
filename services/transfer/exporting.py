"""Exporting: all content with its history, as lines whose form ``services/transfer/moving.py``
tells.

The rule: it is read page by page, by statements whose number depends on the number of pages, from
a snapshot in which nothing changes meanwhile, and it depends on what the rows say alone.
"""

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.models import Model

from models.content import Content, Relation
from services.compiler.compiling import DIALECTS
from services.content.saying import said_by
from services.content.standing import among
from services.database.storage import Reading
from services.transfer.moving import FORM, FORMAT, PAGE, TABLES, Table, columns_of, encoded

Report = Callable[[int, int], None]
"""Hears how many lines are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as the database has it: its place in the order of lines, and its line."""

    place: tuple[Any, ...]
    row: Any
    line: bytes


async def export(reading: Reading, write: Callable[[bytes], object], report: Report) -> int:
    """Write all lines; give how many rows there are. ``reading`` is a snapshot."""
    numbers = await counted(reading)
    rows = sum(numbers.values())
    digest = hashlib.sha256()

    def put(line: bytes) -> None:
        digest.update(line)
        write(line)

    put(encoded("header", {"format": FORMAT, "form": FORM, "rows": numbers}))
    done = 0
    async for it in kept(reading):
        put(it.line)
        done += 1
        report(done, rows)
    write(encoded("end", {"rows": rows, "sha256": digest.hexdigest()}))
    return rows


async def counted(reading: Reading) -> dict[str, int]:
    """Count the rows of each table."""
    counts = ", ".join(f"(SELECT count(*) FROM {table.name})" for table in TABLES)
    row = await reading.read(f"SELECT {counts}", [])
    assert row is not None
    return dict(zip([table.name for table in TABLES], row, strict=True))


async def kept(reading: Reading) -> AsyncIterator[Kept]:
    """Read all that is moved, in the order of lines, a page at a time."""
    for rank, table in enumerate(TABLES):
        rows = await _page(reading, table, ())
        while rows:
            leads = await _leads(reading, table.noun, rows) if table.noun else {}
            for row in rows:
                place = tuple(getattr(row, name) for name in table.key)
                yield Kept((rank, *place), row, _line(table, row, leads))
            rows = await _page(reading, table, place) if len(rows) == PAGE else []


async def _page(reading: Reading, table: Table, after: Sequence[Any]) -> list[Any]:
    """Read the next rows, by key; those after a key unless there is none."""
    names = [*table.model._meta.fields_db_projection]
    key = ", ".join(table.key)
    marks = ", ".join(DIALECTS[reading.dialect].parameter(it) for it in range(1, len(after) + 1))
    where = f"WHERE ({key}) > ({marks}) " if after else ""
    sql = f"SELECT {', '.join(names)} FROM {table.name} {where}ORDER BY {key} LIMIT {PAGE}"
    rows = await reading.rows(sql, after)
    return [table.model(**dict(zip(names, row, strict=True))) for row in rows]


Leads = dict[int, dict[str, list[Any]]]
"""What versions lead to, by the id of the version and by relation."""


async def _leads(reading: Reading, noun: type[Content], rows: Sequence[Any]) -> Leads:
    told: Leads = {row.id: {} for row in rows}
    for name, relation in noun.relations.items():
        for source, target in await _links(reading, relation, [*told]):
            told[source].setdefault(name, []).append(target)
    return told


async def _links(reading: Reading, relation: Relation, ids: list[int]) -> list[tuple[Any, ...]]:
    return await reading.rows(
        f"SELECT source_id, target_id FROM {relation.link._meta.db_table} "
        f"WHERE {among(reading, 'source_id')} ORDER BY source_id, position",
        [ids],
    )


def _line(table: Table, row: Model, leads: Leads) -> bytes:
    values = {name: getattr(row, name) for name in columns_of(table)}
    said: Mapping[str, Any] = {}
    if isinstance(row, Content):
        said = said_by(row, leads[row.id])
    return encoded(table.name, {**values, **said})
