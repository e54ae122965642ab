"""Traces: where in the database a person's marks are found, in any column that can hold text.

The rule: tables and columns are those that the database has, not those that we know of. So
nothing is overlooked because somebody forgot to name it here.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.nouns import BY_KIND
from services.compiler.compiling import DIALECTS
from services.database.storage import Reading
from services.privacy.marks import Mark, MarkKind, coarse, found_in
from services.view import LOCALES

PLAIN = {
    "bool", "date", "float4", "float8", "int2", "int4", "int8", "interval", "numeric", "oid",
    "time", "timestamp", "timestamptz", "timetz", "uuid",
    "INT", "INTEGER", "BIGINT", "SMALLINT", "REAL", "DOUBLE", "BOOL", "BOOLEAN",
}  # fmt: skip
"""Types of columns that hold no text. Any other may."""

COMPUTED = {"accessible_label", "html", "text"}
"""What is computed inside of JSON from what stands beside it, and so is looked at last."""

_COLUMNS = {
    "postgresql": """
SELECT c.relname, a.attname, t.typname, coalesce(i.indisprimary, false)
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY(i.indkey)
WHERE c.relkind IN ('r', 'p', 'm') AND c.relnamespace = current_schema()::regnamespace
ORDER BY c.relname, a.attnum
""",
    "sqlite": """
SELECT m.name, p.name, p.type, p.pk > 0 FROM sqlite_master m, pragma_table_info(m.name) p
WHERE m.type = 'table' ORDER BY m.name, p.cid
""",
}

_CONTENT = ("entry_id", "version")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the database: its key, and the columns that can hold text."""

    name: str
    key: str
    texts: tuple[str, ...]
    all: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trace:
    """That a mark is in a row; of content, in which version of which entry and language."""

    table: str
    key: str
    column: str
    kind: MarkKind
    around: str
    locale: str | None = None
    entry: UUID | None = None
    version: int | None = None


async def tables(reading: Reading) -> list[Table]:
    """Ask the database what tables it has."""
    rows: dict[str, list[tuple[str, str, bool]]] = {}
    for name, column, type_, key in await reading.rows(_COLUMNS[reading.dialect], []):
        rows.setdefault(name, []).append((column, type_, bool(key)))
    return [_table(name, columns) for name, columns in rows.items()]


def _table(name: str, columns: Sequence[tuple[str, str, bool]]) -> Table:
    keys = [column for column, _, key in columns if key] or [columns[0][0]]
    texts = tuple(column for column, type_, _ in columns if type_.split("(")[0] not in PLAIN)
    return Table(name, keys[0], texts, frozenset(column for column, *_ in columns))


async def traces(reading: Reading, marks: Collection[Mark]) -> list[Trace]:
    """Find all that is left of a person, a statement for each table.

    What is computed from a text counts as part of it, and is told only where it is all there is.
    """
    told: list[Trace] = []
    for table in await tables(reading):
        for row in await _candidates(reading, table, marks):
            told += _told(table, row, marks)
    return told


async def _candidates(
    reading: Reading, table: Table, marks: Collection[Mark]
) -> list[dict[str, Any]]:
    """Read the rows of a table that may hold a mark."""
    if not table.texts or not marks:
        return []
    like = "ILIKE" if reading.dialect == "postgresql" else "LIKE"
    asked = sorted({coarse(it) for it in marks})
    places = [DIALECTS[reading.dialect].parameter(at) for at in range(1, len(asked) + 1)]
    ways = " OR ".join(
        f"({' OR '.join(f'CAST({column} AS TEXT) {like} {place}' for place in places)})"
        for column in map(_quoted, table.texts)
    )
    also = [it for it in _CONTENT if it in table.all and it not in table.texts]
    names = [*table.texts, *also, table.key]
    listed = ", ".join(f"CAST({_quoted(it)} AS TEXT)" for it in names)
    rows = await reading.rows(
        f"SELECT {listed} FROM {_quoted(table.name)} WHERE {ways} ORDER BY {_quoted(table.key)}",
        asked,
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def _quoted(name: str) -> str:
    return f'"{name}"'


def _told(table: Table, row: Mapping[str, Any], marks: Collection[Mark]) -> list[Trace]:
    entry, version = (row.get(it) for it in _CONTENT)
    told: dict[tuple[str, str | None, Mark], Trace] = {}
    for column in table.texts:
        for locale, text in texts_in(row[column]):
            for mark, around in found_in(text, marks).items():
                told.setdefault(
                    (column, locale, mark),
                    Trace(
                        table.name,
                        str(row[table.key]),
                        column,
                        mark.kind,
                        around,
                        locale,
                        UUID(entry) if entry else None,
                        int(version) if version else None,
                    ),
                )
    return _sources(table, [*told.values()])


def _sources(table: Table, told: list[Trace]) -> list[Trace]:
    """Leave out what is computed from what is told anyway."""
    noun = BY_KIND.get(table.name)
    if noun is None:
        return told
    said = {it.kind for it in told if it.column not in noun.computed}
    return [it for it in told if it.column not in noun.computed or it.kind not in said]


def texts_in(value: Any) -> Iterator[tuple[str | None, str]]:
    """Give the texts that a column holds, each with its language if it stands under one."""
    if not isinstance(value, str):
        return
    try:
        parsed = json.loads(value) if value[:1] in ("{", "[", '"') else None
    except ValueError:
        parsed = None
    yield from [(None, value)] if parsed is None else _walk(parsed, None)


def _walk(value: Any, locale: str | None) -> Iterator[tuple[str | None, str]]:
    match value:
        case str():
            yield locale, value
        case dict():
            for name, it in sorted(value.items(), key=lambda it: (it[0] in COMPUTED, it[0])):
                yield None, name
                yield from _walk(it, name if name in LOCALES else locale)
        case list():
            for it in value:
                yield from _walk(it, locale)
