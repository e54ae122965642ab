"""The one place that opens a database, and the only start of a read.

The rules: reads go past Tortoise, on connections that cannot write, so none waits for a
writer; writes are Tortoise's, one transaction at a time (`Store.writing`).
"""

import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from copy import copy
from datetime import datetime
from typing import Any, Protocol

import asyncpg
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.exceptions import OperationalError, TransactionManagementError
from tortoise.transactions import in_transaction

from models.engines.errors import UNWELL, Slow, TooDeep, Unreachable, Unsure
from models.engines.sqlite import adapted
from models.engines.usage import Usage
from services.database import connecting
from services.database.address import Address, Dialect
from services.database.connecting import Limits
from services.database.watching import Around, Readers, Watched, watch

__all__ = [
    "Reading",
    "Row",
    "Slow",
    "Store",
    "TooDeep",
    "Unreachable",
    "Unsure",
    "expected",
    "moment_of",
    "opened",
]

Row = tuple[Any, ...]

WRITING = 0x6B6E7574
"""The key of PostgreSQL's advisory lock that serialises writers: "knut"."""


SLOW = {
    "database is locked": "Other writers kept the database for too long.",
    "interrupted": "A write took longer than it may.",
}
"""What SQLite says when it took too long, and what that means."""

UNABLE = ("database or disk is full", "disk I/O error", "attempt to write a readonly database")
"""What SQLite says when the disk, or its rights there, do not let it write."""


def moment_of(kept: datetime | str) -> datetime:
    """Take a moment from a row: SQLite keeps it as text."""
    return kept if isinstance(kept, datetime) else datetime.fromisoformat(kept)


class Reading(Protocol):
    """Whatever answers statements: a store, or a transaction that sees its own writes.

    Values are str, int, float, bool, None, datetime (with zone), date, UUID, bytes or lists.
    Placeholders are numbered: ``$1`` on PostgreSQL, ``?1`` on SQLite, where a list arrives as
    JSON text.
    """

    dialect: Dialect

    async def read(self, sql: str, values: Sequence[object]) -> Row | None:
        """Return the first row that the statement finds."""

    async def rows(self, sql: str, values: Sequence[object]) -> list[Row]:
        """Return all rows that the statement finds."""


def unheard() -> None:
    """Tell nobody."""


class Store:
    """An open database. ``statements`` counts the reads that it was asked for.

    ``committed`` is called after each transaction of this process that wrote.
    """

    def __init__(self, address: Address, readers: Readers, around: Around | None = None):
        self.dialect: Dialect = address.dialect
        self.name = address.name
        self.statements = 0
        self.committed: Callable[[], None] = unheard
        self._address, self._file = address, _file_of(address)
        self._readers: Readers = readers if around is None else Watched(readers, around)
        self._arounds = () if around is None else (around,)

    @property
    def usage(self) -> Usage:
        """How many of the connections that read are in use."""
        return self._readers.usage

    def watched(self, around: Around) -> "Store":
        """Give the same database, whose statements run inside of ``around`` as well."""
        twin = copy(self)
        twin._readers = Watched(self, around)
        twin._arounds = (*self._arounds, around)
        return twin

    def expect_in_place(self) -> None:
        """Raise `Unreachable` if the file of a SQLite database is not the one that was opened.

        What is written into a file that was moved, removed or replaced meanwhile would be lost.
        """
        if _file_of(self._address) != self._file:
            raise Unreachable(f"{self.name} was moved or replaced: start the server anew.")

    def read(self, sql: str, values: Sequence[object]) -> Coroutine[Any, Any, Row | None]:
        """Return the first row that the statement finds. Raises `Unreachable`."""
        self.statements += 1
        return self._readers.read(sql, values)

    def rows(self, sql: str, values: Sequence[object]) -> Coroutine[Any, Any, list[Row]]:
        """Return all rows that the statement finds. Raises `Unreachable`."""
        self.statements += 1
        return self._readers.rows(sql, values)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator["Written"]:
        """Open a transaction that waits for those of all other writers, in any process.

        Models write in it; what it yields reads in it. It is undone if an exception leaves it.
        Raises `Unreachable`.
        """
        self.expect_in_place()
        with told():
            async with in_transaction(self.dialect) as client:
                if self.dialect == "postgresql":
                    await client.execute_query("SELECT pg_advisory_xact_lock($1)", [WRITING])
                for around in self._arounds:
                    watch(client, around)
                yield Written(self.dialect, client)
        self.committed()

    async def forget(self) -> bool:
        """Rewrite the files of the database, so that nothing which was deleted is left in them.

        Tells whether that is done: PostgreSQL leaves it to those who run it, and on SQLite others
        who read or write for long keep what was there before. Writers wait meanwhile.
        """
        if self.dialect == "postgresql":
            return False
        client = get_connection(self.dialect)
        try:
            with told():
                await client.execute_query("VACUUM")
                _, [row] = await client.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")
        except Slow:
            return False
        return bool(next(iter(row)) == 0)


class Written:
    """The database as a transaction sees it: with what it has written, and nobody else has."""

    def __init__(self, dialect: Dialect, client: BaseDBAsyncClient):
        self.dialect: Dialect = dialect
        self._client = client

    async def read(self, sql: str, values: Sequence[object]) -> Row | None:
        """Return the first row that the statement finds."""
        return next(iter(await self.rows(sql, values)), None)

    async def rows(self, sql: str, values: Sequence[object]) -> list[Row]:
        """Return all rows that the statement finds."""
        kept = list(values) if self.dialect == "postgresql" else [adapted(one) for one in values]
        _, rows = await self._client.execute_query(sql, kept)
        return [tuple(row) for row in rows]


def _file_of(address: Address) -> int | None:
    """Tell one file from another in the same place: None if there is none."""
    there = address.dialect == "sqlite" and address.path.is_file()
    return address.path.stat().st_ino if there else None


@contextmanager
def told() -> Iterator[None]:
    """Say in our words when a writer waited in vain, or lost its connection."""
    try:
        yield
    except asyncpg.QueryCanceledError as error:
        raise Slow("A write, or its turn to write, took longer than it may.") from error
    except (*UNWELL, TransactionManagementError) as error:
        if not isinstance(first := error.__cause__ or error, UNWELL):
            raise
        raise Unreachable(f"The database cannot take what is to be written: {first}.") from error
    except (OperationalError, sqlite3.OperationalError) as error:
        if slow := SLOW.get(str(error)):
            raise Slow(slow) from error
        if str(error) in UNABLE:
            raise Unreachable(f"The database cannot be written: {error}.") from error
        raise


def expected(url: str) -> None:
    """Make the file of a SQLite database: an empty one waits for its migrations."""
    place = Address.parse(url)
    if place.dialect == "sqlite" and place.path.parent.is_dir():
        place.path.touch()


@asynccontextmanager
async def opened(
    url: str,
    *,
    readers: int = 0,
    writers: int = 2,
    patience: float = 5,
    longest: float = 10,
    changing: float = 30,
    around: Callable[[Address], Around] | None = None,
) -> AsyncIterator[Store]:
    """Open the database, or raise `Unreachable`; close all of it at the end.

    ``readers`` and ``writers`` are the most connections (0: 2 readers on SQLite, 8 on PostgreSQL;
    SQLite has one writer); ``patience`` is how long to wait for one, in seconds, ``longest``
    how long a statement may take that reads, and ``changing`` one of a transaction that writes.
    ``around`` tells what is done around each.
    A process has one database open at a time.
    """
    address = Address.parse(url)
    few = 2 if address.dialect == "sqlite" else 8
    limits = Limits(readers or few, writers, patience, longest, changing)
    async with (
        connecting.modelled(address, limits),
        connecting.readers(address, limits) as reading,
    ):
        yield Store(address, reading, around(address) if around else None)
