"""What a database says about its own tables, as values that can be compared.

The order of columns counts for nothing; their types, nullability and collation, all constraints
and all indexes with their conditions do.
"""

import asyncio
import re
import threading
from dataclasses import dataclass, replace

import asyncpg

from services.database.storage import Reading

Found = frozenset[tuple[object, ...]]

COLUMNS = """
SELECT attrelid::regclass::text, attname::text, format_type(atttypid, atttypmod), attnotnull,
    (SELECT collname::text FROM pg_collation WHERE pg_collation.oid = attcollation), attidentity
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
"""
INDEXES = """
SELECT tablename::text, indexname::text, replace(indexdef, 'public.', '') FROM pg_indexes
WHERE schemaname = 'public'
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
"""
SQLITE = "SELECT tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type = '{kind}'"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The columns and constraints of tables, and their indexes and triggers."""

    lines: Found
    indexes: Found
    triggers: Found = frozenset()

    def of(self, table: str) -> "Catalogue":
        """Return what is said about one table."""
        return Catalogue(
            *(only(found, table) for found in (self.lines, self.indexes, self.triggers))
        )

    def without(self, *names: str) -> "Catalogue":
        """Return the same without the indexes of those names."""
        return replace(self, indexes=frozenset(i for i in self.indexes if i[1] not in names))


def only(found: Found, table: str) -> Found:
    """Return what belongs to one table."""
    return frozenset(row for row in found if row[0] == table)


async def catalogue(store: Reading) -> Catalogue:
    """Read the catalogue of an open database."""
    if store.dialect == "postgresql":
        lines = [*await store.rows(COLUMNS, []), *await store.rows(CONSTRAINTS, [])]
        return Catalogue(frozenset(lines), frozenset(await store.rows(INDEXES, [])))
    tables = await store.rows(SQLITE.format(kind="table"), [])
    return Catalogue(
        frozenset((table, line) for table, _, sql in tables for line in definitions(sql)),
        frozenset(await store.rows(SQLITE.format(kind="index"), [])),
        frozenset(await store.rows(SQLITE.format(kind="trigger"), [])),
    )


def definitions(create: str) -> list[str]:
    """Return the lines of a CREATE TABLE: its columns and constraints."""
    body = re.sub(r"/\*.*?\*/", "", create, flags=re.DOTALL).partition("(")[2].rpartition(")")[0]
    lines, depth, line = [], 0, ""
    for character in body:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            lines.append(line)
            line = ""
        else:
            line += character
    return [" ".join(line.split()) for line in (*lines, line)]


async def left_open(url: str) -> int:
    """Count who is connected to a database: within a second, threads and servers say goodbye."""
    for _ in range(50):
        count = await _sessions(url) if url.startswith("postgresql") else _threads()
        if not count:
            return 0
        await asyncio.sleep(0.02)
    return count


async def _sessions(url: str) -> int:
    connection = await asyncpg.connect(url)
    count = await connection.fetchval(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()
    return int(count)


def _threads() -> int:
    names = ("sqlite reader", "_connection_worker_thread")
    return sum(any(name in thread.name for name in names) for thread in threading.enumerate())
