"""How a database becomes what the models say: migrations, each applied once, in order.

The rules: nothing is lost (SQLite copies tables, so foreign keys rest meanwhile and are checked
at the end); whoever comes second waits, then finds nothing to do; every connection is closed.
"""

import asyncio
import pkgutil
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import asyncpg
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.context import TortoiseContext
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.writer import MigrationWriter, format_migration_name
from tortoise.transactions import in_transaction

from models.engines.errors import Unreachable
from services.database.address import Address
from services.database.connecting import MIGRATIONS, Limits, config, reaching
from services.database.storage import Reading, Store, Written, opened, told

MIGRATING = 0x6D696772
"""The key of PostgreSQL's advisory lock that lets one process migrate at a time: "migr"."""

HOUR = 3600
"""Seconds: nobody at a terminal waits for longer, and nobody else for them."""

AT_ONCE = 2
"""Seconds after which it is told that this takes longer than it should."""

WAITING = "waiting for the database, or for another process that has it"

PATIENT = Limits(writers=1, patience=60, longest=HOUR, changing=HOUR)


class Executor(MigrationExecutor):
    """Tortoise's executor, with the schema editors of our engines."""

    def _schema_editor(self, atomic: bool = True, collect_sql: bool = False) -> BaseSchemaEditor:
        client: Any = self.connection
        editor: BaseSchemaEditor = client.schema_editor(client, atomic, collect_sql)
        return editor


async def migrate(
    url: str, report: Callable[[str], None], *, migrations: str = MIGRATIONS
) -> list[str]:
    """Apply what is not applied yet and return the names, each told to ``report`` when done.

    Raises `Unreachable`, and ``NotMigrated`` for a database of a newer version. On SQLite a failure
    undoes all, on PostgreSQL the migration that failed.
    """
    address = Address.parse(url)
    applied: list[str] = []

    def note(event: str, _: str, name: str) -> None:
        EXECUTOR_CACHE.clear()  # it holds statements by table, whose columns change
        if event == "apply_done":
            applied.append(name)
            report(name)

    async with _alone(address, report) as client:
        _expect_known(await _applied(Written(address.dialect, client)), written(migrations))
        apps = config(address, PATIENT)["apps"]
        apps["models"]["migrations"] = migrations
        with told():
            await Executor(client, apps).migrate(progress=note)
    return applied


@asynccontextmanager
async def _alone(address: Address, report: Callable[[str], None]) -> AsyncIterator[Any]:
    """Have the database for this process alone; tell of it when that means to wait."""
    locked = _locked_sqlite if address.dialect == "sqlite" else _locked_postgresql
    telling = asyncio.get_running_loop().call_later(AT_ONCE, report, WAITING)
    try:
        async with locked(address) as client:
            telling.cancel()
            yield client
    finally:
        telling.cancel()


@asynccontextmanager
async def _connected(address: Address, **credentials: Any) -> AsyncIterator[Any]:
    """Connect Tortoise without models: a migration knows what they were."""
    settings = config(address, PATIENT, **credentials)
    async with TortoiseContext() as context:
        context._default_connection = address.dialect
        await context.connections._init(settings["connections"], False)
        client: Any = context.connections.get(address.dialect)
        with reaching(address):
            await client.create_connection(with_db=True)
        yield client


@asynccontextmanager
async def _locked_sqlite(address: Address) -> AsyncIterator[Any]:
    """Do all in one transaction: it has the only write lock, so others wait for it to end."""
    if not address.path.parent.is_dir():
        raise Unreachable(f"The folder of {address.name} is not there.")
    async with _connected(address, foreign_keys="OFF"), in_transaction(address.dialect) as client:
        yield client
        _, orphans = await client.execute_query("PRAGMA foreign_key_check")
        if orphans:
            raise RuntimeError(f"Rows would lose what they refer to: {[*map(tuple, orphans)]}")


@asynccontextmanager
async def _locked_postgresql(address: Address) -> AsyncIterator[Any]:
    """Hold a lock on a connection of its own, so that a migration may end its transaction."""
    with reaching(address):
        lock = await asyncpg.connect(address.target, timeout=PATIENT.patience)
    try:
        await lock.execute("SELECT pg_advisory_lock($1)", MIGRATING)
        async with _connected(address) as client:
            yield client
    finally:
        await lock.close()


class NotMigrated(Exception):
    """The database is of another version; the message says which of the two is behind."""


async def expect_migrated(store: Reading) -> None:
    """Raise ``NotMigrated`` unless the database is that of this version."""
    applied, known = await _applied(store), written()
    _expect_known(applied, known)
    if not applied.issuperset(known):
        raise NotMigrated("The database is not up to date: run python commands.py migrate")


@asynccontextmanager
async def migrated(url: str) -> AsyncIterator[Store]:
    """Open a database that is of this version, for whoever is at a terminal and has time.

    Raises `Unreachable` and ``NotMigrated``.
    """
    async with opened(url, longest=HOUR, changing=HOUR) as store:
        await expect_migrated(store)
        yield store


async def pending(store: Reading) -> list[str]:
    """Return the names of the migrations that the database does not have yet, in order."""
    applied = await _applied(store)
    return [name for name in written() if name not in applied]


async def unknown(store: Reading) -> list[str]:
    """Return the names of the migrations that the database has of a newer version, in order."""
    return sorted(await _applied(store) - {*written()})


def _expect_known(applied: set[str], known: Collection[str]) -> None:
    """Refuse what a newer version has made: this one would neither fill nor keep it."""
    if strangers := sorted(applied.difference(known)):
        raise NotMigrated(
            f"The database is of a newer version of Knutpunkt, which applied {strangers[-1]}: "
            "bring the checkout to that version, or restore a backup of this one."
        )


async def _applied(store: Reading) -> set[str]:
    there = (
        "SELECT 1 FROM sqlite_master WHERE name = 'tortoise_migrations'"
        if store.dialect == "sqlite"
        else "SELECT 1 WHERE to_regclass('tortoise_migrations') IS NOT NULL"
    )
    if not await store.read(there, []):
        return set()
    rows = await store.rows("SELECT name FROM tortoise_migrations WHERE app = 'models'", [])
    return {name for (name,) in rows}


def written(migrations: str = MIGRATIONS) -> list[str]:
    """Return the names of all migrations, in order."""
    folder = import_module(migrations).__path__
    return sorted(module.name for module in pkgutil.iter_modules(folder))


async def differences(migrations: str = MIGRATIONS) -> list[MigrationWriter]:
    """Return what the models say and no migration does yet; no database is asked."""
    settings = config(Address.parse("sqlite:///nowhere"), PATIENT)
    settings["apps"]["models"]["migrations"] = migrations
    async with TortoiseContext() as context:
        await context.init(config=settings, init_connections=False)
        assert context.apps is not None
        return await MigrationAutodetector(context.apps, settings["apps"]).changes()


async def draft(name: str, migrations: str = MIGRATIONS) -> Path | None:
    """Write a migration called ``name`` of what has changed in the models; None if nothing has.

    It is a draft: Tortoise takes a column that went and one like it that came for a renaming.
    """
    for writer in await differences(migrations):
        writer.name = format_migration_name(len(written(migrations)) + 1, name)
        path = writer.path()
        summary = name.replace("_", " ").capitalize()
        path.write_text(f'"""{summary}."""\n\n{writer.as_string()}', encoding="utf-8")
        return path
    return None
