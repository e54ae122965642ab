"""Databases to move between, of either kind, and files that are made for the tests.

``empty`` makes an empty database of a kind. What is called sealed has an end that fits what it
says, however wrong that is.
"""

import hashlib
import io
import itertools
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg
import orjson
import pytest

from models import Contact, Entry, Event, Network
from services.content.publishing import publish
from services.content.saving import create
from services.database.snapshots import snapshot
from services.database.storage import Store, opened
from services.errors import Refused
from services.transfer.examining import examined
from services.transfer.exporting import export
from services.transfer.importing import Imported, import_content
from services.transfer.moving import TABLES, encoded
from tests.conftest import EMPTY
from tests.factories import NOW
from tests.services.acting import editor, met, writer

OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}

Empty = Callable[[str], Awaitable[str]]
Values = dict[str, Any]


@pytest.fixture
def empty(sqlite_migrated: str, postgresql_migrated: str, tmp_path: Path) -> Empty:
    """Make an empty database of a kind and give its URL; PostgreSQL has one, emptied each time."""
    numbers = itertools.count()

    async def made(dialect: str) -> str:
        if dialect == "postgresql":
            connection = await asyncpg.connect(postgresql_migrated)
            await connection.execute(EMPTY)
            await connection.close()
            return postgresql_migrated
        place = tmp_path / f"empty{next(numbers)}.db"
        shutil.copy(sqlite_migrated.removeprefix("sqlite://"), place)
        return f"sqlite://{place}"

    return made


async def exported(url: str) -> bytes:
    """Export a database that is open."""
    out = io.BytesIO()
    async with snapshot(url) as reading:
        await export(reading, out.write, lambda *_: None)
    return out.getvalue()


async def imported(
    store: Store, file: bytes, now: datetime = NOW, *, dry_run: bool = False
) -> Imported:
    """Import into a database that is open."""
    return await import_content(store, io.BytesIO(file), now, lambda *_: None, dry_run=dry_run)


async def moved(url: str, file: bytes, now: datetime = NOW) -> bytes:
    """Import into a database, and export that."""
    async with opened(url) as store:
        await imported(store, file, now)
        return await exported(url)


def rows_of(file: bytes) -> list[tuple[str, Values]]:
    """Give the rows of a file, with the names of their tables."""
    return [pair for line in file.splitlines()[1:-1] for pair in orjson.loads(line).items()]


def sealed(rows: list[tuple[str, Values]]) -> bytes:
    """Write a file of rows."""
    return sealed_lines([encoded(name, values) for name, values in rows])


def sealed_lines(lines: list[bytes]) -> bytes:
    """Write a file of lines."""
    names = [line[2 : line.index(b'"', 2)].decode() for line in lines]
    counts = {name: names.count(name) for name in sorted(set(names))}
    header = encoded("header", {"format": "knutpunkt", "form": 1, "rows": counts})
    whole = b"".join([header, *lines])
    digest = hashlib.sha256(whole).hexdigest()
    return whole + encoded("end", {"rows": len(lines), "sha256": digest})


async def world_of(url: str) -> bytes:
    """Export a small world: a contact, a network of it, and a meeting of that, all public."""
    async with opened(url) as store:
        person = (await create(store, writer(), Contact, {"name": "Lena"})).entry
        said = {"title": {"sv": "Ett", "en": "One"}, "contacts": [person]}
        of = (await create(store, writer(), Network, said)).entry
        meeting = await met(store, of)
        await publish(store, editor(), [person, of, meeting])
        return await exported(url)


def faults_of(file: bytes) -> list[str]:
    """Tell what is wrong with a file by itself."""
    with pytest.raises(Refused) as told:
        examined(io.BytesIO(file), lambda _: None)
    return [it.message for it in told.value.faults]


async def refused(store: Store, file: bytes) -> list[str]:
    """Tell why a file is refused, after which the database is as it was."""
    before = await _left(store)
    with pytest.raises(Refused) as told:
        await imported(store, file)
    assert await _left(store) == before
    return [it.message for it in told.value.faults]


async def _left(store: Store) -> list[object]:
    """Read what tells whether anything was written."""
    rows = [await table.model.all().count() for table in TABLES]
    return [*rows, await Event.all().order_by("sequence").values(), await Entry.all().values()]


def line_of(file: bytes, name: str) -> int:
    """Give the number of the first line of a table."""
    start = f'{{"{name}":'.encode()
    return 1 + next(at for at, it in enumerate(file.splitlines()) if it.startswith(start))


def changed(file: bytes, table: str, **values: Any) -> bytes:
    """Change what the first row of a table says."""
    rows = rows_of(file)
    at = next(at for at, (name, _) in enumerate(rows) if name == table)
    rows[at] = (table, rows[at][1] | values)
    return sealed(rows)


@pytest.fixture(scope="session")
async def world(sqlite_migrated: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An export of a small world, for those who need no database."""
    place = tmp_path_factory.mktemp("world") / "knutpunkt.db"
    shutil.copy(sqlite_migrated.removeprefix("sqlite://"), place)
    return await world_of(f"sqlite://{place}")


@pytest.fixture
async def file(dialect: str, empty: Empty) -> bytes:
    """An export of a small world."""
    return await world_of(await empty(dialect))


@pytest.fixture
async def target(dialect: str, empty: Empty, file: bytes) -> AsyncIterator[Store]:
    """An open, empty database to import it into."""
    assert file
    async with opened(await empty(dialect)) as store:
        yield store
