"""SQLite as an engine of Tortoise: one writer, whose transactions survive being cancelled.

The rules: a transaction takes the write lock when it begins (BEGIN IMMEDIATE), so that it
waits instead of failing; whatever is cancelled gives back its lock, and a statement that takes
too long is ended; datetimes are kept as the text that PostgreSQL's ``to_json`` gives a moment in
UTC, which is JSON and sorts right.
"""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import (
    ConnectionWrapper,
    NestedTransactionContext,
    TransactionalDBClient,
    TransactionContext,
)
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
    translate_exceptions,
)
from tortoise.connection import get_connections

from models.engines.sqlite_editor import SqliteEditor

NATIVE = (str, int, float, bytes, type(None))


def instant_text(moment: datetime) -> str:
    """Return the text of a moment as PostgreSQL writes it into JSON, in UTC.

    >>> instant_text(datetime(2026, 1, 1, 9, 0, 0, 500000, tzinfo=timezone(timedelta(hours=1))))
    '2026-01-01T08:00:00.5+00:00'
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    text = moment.astimezone(UTC).isoformat()
    return f"{text[:-6].rstrip('0')}+00:00" if moment.microsecond else text


def adapted(value: object) -> Any:
    """Return what SQLite keeps of a Python value: what has no type of its own becomes text."""
    if isinstance(value, NATIVE):
        return value
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return json.dumps([adapted(item) for item in value], ensure_ascii=False)
    raise TypeError(f"SQLite keeps no {type(value).__name__}")


sqlite3.register_adapter(datetime, instant_text)


def statements(script: str) -> Iterator[str]:
    """Split a script into its statements; those of a trigger's body stay together."""
    statement = ""
    for part in script.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip(" \n;"):
                yield statement.strip()
            statement = ""
    if statement.strip(" \n;"):
        yield statement.strip(" \n;")


class Timed(ConnectionWrapper[Any]):
    """The writer's connection for one statement, which is ended when its time is over."""

    __slots__ = ("_timer",)
    client: Any

    async def __aenter__(self) -> Any:
        connection = await super().__aenter__()
        loop, raw = asyncio.get_running_loop(), connection._conn
        self._timer = loop.call_later(self.client.longest, raw.interrupt)
        return connection

    async def __aexit__(self, failure: Any, value: Any, traceback: Any) -> None:
        self._timer.cancel()
        if failure is asyncio.CancelledError:
            self.connection._conn.interrupt()  # else whoever comes next would wait for it
        await super().__aexit__(failure, value, traceback)


class Transaction(SqliteTransactionWrapper):
    """The writer's connection inside a transaction."""

    schema_editor = SqliteEditor

    @property
    def longest(self) -> float:
        """How long a statement may take, in seconds."""
        parent: Any = self._parent
        return float(parent.longest)

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        return Timed(self._lock, self)

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(Transaction(self))

    async def begin(self) -> None:
        await self.execute_query("BEGIN IMMEDIATE")

    @translate_exceptions
    async def execute_script(self, query: str) -> None:
        """Run the statements one by one: ``executescript`` would commit the transaction."""
        async with self.acquire_connection() as connection:
            for statement in statements(query):
                await connection.execute_fetchall(statement)


class Entering(SqliteTransactionContext):
    """The way into a transaction: whoever is cancelled on it leaves the lock behind."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            await self._turn_back()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection  # type: ignore[no-any-return]

    async def __aexit__(self, failure: Any, value: Any, traceback: Any) -> None:
        try:
            if not self.connection._finalized and failure is None:
                await self.connection.commit()
        finally:
            get_connections().reset(self.token)
            await self._turn_back()

    async def _turn_back(self) -> None:
        """Undo what is not committed, behind whatever is still queued; then let others in."""
        try:
            if connection := self.connection._connection:
                await asyncio.shield(connection.rollback())
        finally:
            self._trxlock.release()


class Client(SqliteClient):
    """The writer's connection. Nothing but what is made by ``migrate`` makes its tables."""

    schema_editor = SqliteEditor

    def __init__(self, file_path: str, longest: float, **pragmas: Any) -> None:
        super().__init__(file_path, **pragmas)
        self.longest = longest

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        return Timed(self._lock, self)

    async def create_connection(self, with_db: bool) -> None:
        sqlite3.connect(self.filename).close()  # aiosqlite's thread would go on after a failure
        for attempt in range(100):
            try:
                await super().create_connection(with_db)
                return
            except sqlite3.OperationalError as error:  # another process turns WAL on
                await self.close()
                if "locked" not in str(error) or attempt == 99:
                    raise
                await asyncio.sleep(0.05)

    def _in_transaction(self) -> TransactionContext:
        return Entering(Transaction(self), self._lock)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Insert the rows in a transaction that survives being cancelled."""
        async with self._in_transaction() as transaction:
            await transaction.execute_many(query, values)


client_class = Client
