"""Versions that meet at one database: an older one keeps off, and who comes second waits."""

import asyncio

import pytest

from services.database import migrating
from services.database.address import Address
from services.database.migrating import NotMigrated, migrate, migrated, written
from services.database.storage import opened

NEWER = """
INSERT INTO tortoise_migrations (id, app, name, applied_at)
    VALUES (99, 'models', '0099_later', '2027-01-01T00:00:00+00:00')
"""
UNDONE = "DELETE FROM tortoise_migrations WHERE name = '0099_later'"
REFUSAL = (
    "The database is of a newer version of Knutpunkt, which applied 0099_later: "
    "bring the checkout to that version, or restore a backup of this one."
)


async def run(database: str, sql: str) -> None:
    async with opened(database) as store, store.writing() as transaction:
        await transaction.rows(sql, [])


def unheard(_: str) -> None:
    """Tell nobody."""


async def test_a_database_of_a_newer_version_is_left_alone(database: str) -> None:
    await run(database, NEWER)
    with pytest.raises(NotMigrated) as when_migrating:
        await migrate(database, unheard)
    with pytest.raises(NotMigrated) as when_opening:
        async with migrated(database):
            pass
    await run(database, UNDONE)

    assert str(when_opening.value) == str(when_migrating.value) == REFUSAL
    assert await migrate(database, unheard) == []


async def test_who_waits_for_another_to_migrate_hears_of_it(
    blank: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "AT_ONCE", 0)
    heard: list[str] = []
    waits = asyncio.Event()

    def hear(step: str) -> None:
        heard.append(step)
        waits.set()

    async with migrating._alone(Address.parse(blank), unheard):
        second = asyncio.create_task(migrate(blank, hear))
        await waits.wait()
    await second

    assert heard == [migrating.WAITING, *written()]
