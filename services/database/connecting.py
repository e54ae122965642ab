"""How a connection is made to either database, and what is asked of it.

The rule: whatever goes wrong on the way becomes `Unreachable`, in a sentence without password.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.context import TortoiseContext
from tortoise.exceptions import DBConnectionError

from models.engines.errors import Unreachable
from models.engines.postgresql_readers import PostgresqlReaders
from models.engines.sqlite_readers import SqliteReaders
from services.database.address import Address

MIGRATIONS = "models.migrations"

OLDEST = 17
"""The first PostgreSQL that has ``json_scalar``."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a database one process may take: connections, and seconds.

    A statement that reads may take ``longest``, one in a transaction that writes ``changing``.
    """

    readers: int = 8
    writers: int = 2
    patience: float = 5
    longest: float = 10
    changing: float = 30
    idle: float = 60

    def timeouts(self, longest: float) -> dict[str, str]:
        """How long a statement, and a pause in a transaction, may take, as PostgreSQL is told."""
        return {
            "statement_timeout": f"{longest * 1000:.0f}",
            "idle_in_transaction_session_timeout": f"{max(self.idle, longest) * 1000:.0f}",
        }


def config(address: Address, limits: Limits, **credentials: Any) -> dict[str, Any]:
    """Return what Tortoise is told; a connection is called by its dialect."""
    ours = _sqlite(limits) if address.dialect == "sqlite" else _postgresql(address, limits)
    return {
        "connections": {
            address.dialect: {
                "engine": f"models.engines.{address.dialect}",
                "credentials": {
                    **({"file_path": address.target} if address.dialect == "sqlite" else {}),
                    **ours,
                    **credentials,
                },
            }
        },
        "apps": {
            "models": {
                "models": ["models"],
                "migrations": MIGRATIONS,
                "default_connection": address.dialect,
            }
        },
        "use_tz": True,
        "timezone": "UTC",
    }


def _sqlite(limits: Limits) -> dict[str, Any]:
    return {
        "longest": limits.changing,
        "busy_timeout": round(limits.changing * 1000),
        "synchronous": "NORMAL",
        "secure_delete": "ON",
    }


def _postgresql(address: Address, limits: Limits) -> dict[str, Any]:
    return {
        "address": address.target,
        "patience": limits.patience,
        "minsize": 0,  # else asyncpg tries, and logs, as long as the server is away
        "maxsize": limits.writers,
        "command_timeout": limits.changing + 5,
        "timeout": limits.patience,
        "server_settings": {
            "application_name": "knutpunkt writer",
            "TimeZone": "UTC",
            "jit": "off",
            **limits.timeouts(limits.changing),
        },
    }


@contextmanager
def reaching(address: Address) -> Iterator[None]:
    """Turn whatever a driver raises while connecting into `Unreachable`."""
    try:
        yield
    except (OSError, asyncpg.PostgresError, sqlite3.Error, DBConnectionError) as error:
        first = error.__cause__ if isinstance(error, DBConnectionError) else error
        why = "it does not answer in time" if isinstance(first, TimeoutError) else first
        raise Unreachable(f"The database {address.name} cannot be reached: {why}.") from error
    except (ValueError, asyncpg.InterfaceError):  # these may repeat the URL, with its password
        raise Unreachable(f"The database {address.name} cannot be reached: bad URL.") from None


@asynccontextmanager
async def modelled(address: Address, limits: Limits) -> AsyncIterator[Any]:
    """Tie the models to the database, for all tasks, and connect the writer: Tortoise's client."""
    if address.dialect == "sqlite" and not address.path.is_file():
        raise Unreachable(f"There is no database {address.name}: it is made by `migrate`.")
    EXECUTOR_CACHE.clear()  # it holds statements by table, and migrations have tables of old
    context = TortoiseContext()
    try:
        with context:  # for the time of init only: it would stay this task's alone
            await context.init(config=config(address, limits), _enable_global_fallback=True)
        client: Any = context.connections.get(address.dialect)
        with reaching(address):
            await client.create_connection(with_db=True)
            if address.dialect == "postgresql":
                await _expect_recent(address, client)  # on the first connection of its pool
        yield client
    finally:
        await context.close_connections()


async def _expect_recent(address: Address, client: Any) -> None:
    """Refuse a server that is too old for our SQL."""
    _, [row] = await client.execute_query("SHOW server_version_num")
    major = int(row["server_version_num"]) // 10_000
    if major < OLDEST:
        said = f"is PostgreSQL {major}; it must be {OLDEST} or later"
        raise Unreachable(f"The database {address.name} {said}.")


@asynccontextmanager
async def readers(
    address: Address, limits: Limits
) -> AsyncIterator[SqliteReaders | PostgresqlReaders]:
    """Open the connections that cannot write."""
    reading: SqliteReaders | PostgresqlReaders
    with reaching(address):
        if address.dialect == "sqlite":
            reading = SqliteReaders(address.target, limits.readers, limits.patience, limits.longest)
        else:
            reading = await _postgresql_readers(address, limits)
    try:
        yield reading
    finally:
        await reading.close()


async def _postgresql_readers(address: Address, limits: Limits) -> PostgresqlReaders:
    async def connect() -> Any:
        with reaching(address):
            return await _postgresql_reader(address, limits)

    reading = PostgresqlReaders(connect, limits.readers, limits.patience, limits.longest + 5)
    await reading.rows("SELECT 1", [])
    return reading


async def _postgresql_reader(address: Address, limits: Limits) -> Any:
    connection = await asyncpg.connect(
        address.target,
        timeout=limits.patience,
        statement_cache_size=500,
        max_cached_statement_lifetime=0,
        max_cacheable_statement_size=0,
        server_settings={
            "application_name": "knutpunkt reader",
            "TimeZone": "UTC",
            "jit": "off",
            "plan_cache_mode": "force_generic_plan",
            "default_transaction_read_only": "on",
            **limits.timeouts(limits.longest),
        },
    )
    try:  # what the PostgreSQL dialect hands over are bytes
        async with asyncio.timeout(limits.patience):
            await connection.set_builtin_type_codec(
                "bpchar", schema="pg_catalog", codec_name="bytea"
            )
    except BaseException:
        connection.terminate()
        raise
    return connection
