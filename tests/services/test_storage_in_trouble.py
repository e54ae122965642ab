"""What cannot be kept is said to be not kept: a full disk, a file that was moved, a lost server."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tortoise.connection import get_connection

from models.entry import Entry
from services.database.migrating import migrate
from services.database.storage import Store, Unreachable, Unsure, opened
from tests.postgres import initialised
from tests.services.test_storage_under_stress import hang_up

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
FULL = "DO $$ BEGIN RAISE EXCEPTION 'No space left' USING ERRCODE = 'disk_full'; END $$"


@pytest.fixture
def sqlite(sqlite_migrated: str, tmp_path: Path) -> str:
    """The URL of a migrated, empty file that nobody else uses."""
    shutil.copy(sqlite_migrated.removeprefix("sqlite://"), tmp_path / "knutpunkt.db")
    return f"sqlite://{tmp_path}/knutpunkt.db"


async def kinds(store: Store) -> list[str]:
    return [kind for (kind,) in await store.rows("SELECT kind FROM entry ORDER BY kind", [])]


async def keep(store: Store, *said: str) -> None:
    async with store.writing():
        for kind in said:
            await Entry.create(kind=kind, created_at=NOON)


async def keep_and_run(store: Store, sql: str) -> None:
    async with store.writing() as written:
        await Entry.create(kind="undone", created_at=NOON)
        await written.rows(sql, [])


async def run_and_keep(store: Store, sql: str) -> None:
    async with store.writing() as written:
        await written.rows(sql, [])
        await Entry.create(kind="undone", created_at=NOON)


async def keep_and_be_left(store: Store, url: str) -> None:
    """Make a change, and lose the server when it is about to be kept."""
    async with store.writing():
        await Entry.create(kind="undone", created_at=NOON)
        await hang_up(url)


async def limit_pages(pages: int) -> None:
    """Let the file grow no further than that, as on a disk that is full."""
    await get_connection("sqlite").execute_query(f"PRAGMA max_page_count={pages}")


async def test_a_full_disk_is_told_undoes_the_change_and_is_got_over(sqlite: str) -> None:
    async with opened(sqlite) as store:
        await limit_pages(1)
        with pytest.raises(Unreachable) as refused:
            await keep(store, *(f"{n}" for n in range(500)))
        await limit_pages(1_000_000)
        await keep(store, "kept")

        assert str(refused.value) == "The database cannot be written: database or disk is full."
        assert await kinds(store) == ["kept"]


async def test_a_full_disk_of_a_server_is_told_and_undoes_the_change(postgresql: str) -> None:
    async with opened(postgresql) as store:
        with pytest.raises(Unreachable) as refused:
            await keep_and_run(store, FULL)
        await keep(store, "kept")

        assert str(refused.value) == (
            "The database cannot take what is to be written: No space left."
        )
        assert await kinds(store) == ["kept"]


async def test_a_server_that_only_reads_is_told_and_goes_on(postgresql: str) -> None:
    async with opened(postgresql, writers=1) as store:
        with pytest.raises(Unreachable) as refused:
            await run_and_keep(store, "SET TRANSACTION READ ONLY")
        await keep(store, "kept")

        assert str(refused.value) == (
            "The database cannot take what is to be written: "
            "cannot execute INSERT in a read-only transaction."
        )
        assert await kinds(store) == ["kept"]


async def test_nothing_is_written_into_a_file_that_was_replaced(
    sqlite: str, tmp_path: Path
) -> None:
    file, backup = tmp_path / "knutpunkt.db", tmp_path / "backup.db"
    shutil.copy(file, backup)
    async with opened(sqlite) as store:
        backup.replace(file)
        with pytest.raises(Unreachable) as replaced:
            await keep(store, "lost")
        file.unlink()
        with pytest.raises(Unreachable) as removed:
            await keep(store, "lost")

    assert str(replaced.value) == f"{sqlite} was moved or replaced: start the server anew."
    assert str(removed.value) == str(replaced.value)


async def test_a_change_whose_end_was_not_heard_of_may_be_kept_or_not(postgresql: str) -> None:
    async with opened(postgresql) as store:
        with pytest.raises(Unsure):
            await keep_and_be_left(store, postgresql)
        await keep(store, "kept")

        assert await kinds(store) == ["kept"]


async def test_a_server_that_is_away_when_a_change_begins_is_told() -> None:
    with initialised() as cluster:
        with cluster.serving() as server:
            url = server.url("postgres")
            await migrate(url, lambda _: None)
            opening = opened(url)
            store = await opening.__aenter__()
            await keep(store, "before")
        with pytest.raises(Unreachable):
            await keep(store, "away")
        with cluster.serving():
            await keep(store, "after")
            found = await kinds(store)
            await opening.__aexit__(None, None, None)

    assert found == ["after", "before"]
