"""The storage floor under stress: what waits, what is cancelled, what breaks on the way."""

import asyncio
import contextlib
import random
import sys
import time
from datetime import UTC, datetime

import asyncpg
import pytest

from models import Entry
from services.database.storage import Slow, Store, Unreachable, opened
from tests.catalogue import left_open

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT sum(i) FROM n",
    "postgresql": "SELECT count(*) FROM generate_series(1, 100000000000)",
}

COUNT = """
import asyncio, sys
from models import Entry
from services.database.storage import opened

async def count():
    async with opened(sys.argv[1], longest=60) as store:
        for _ in range(200):
            async with store.writing():
                entry = await Entry.first()
                await Entry.filter(id=entry.id).update(kind=str(int(entry.kind) + 1))

asyncio.run(count())
"""


async def test_a_read_does_not_wait_for_a_writer(store: Store) -> None:
    written, read = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with store.writing():
            await Entry.create(kind="page", created_at=NOON)
            written.set()
            await read.wait()

    writer = asyncio.create_task(write())
    await written.wait()
    begun = time.perf_counter()
    before = await asyncio.gather(*(store.read("SELECT count(*) FROM entry", []) for _ in "1234"))
    took = time.perf_counter() - begun
    read.set()
    await writer

    assert before == [(0,)] * 4
    assert took < 0.25
    assert await store.read("SELECT count(*) FROM entry", []) == (1,)


async def test_a_cancelled_read_ends_its_statement_and_the_connection_serves_on(
    database: str,
) -> None:
    async with opened(database, readers=1) as store:
        for _ in range(5):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await store.read(ENDLESS[store.dialect], [])
            begun = time.perf_counter()
            assert await store.read("SELECT 1", []) == (1,)
            assert time.perf_counter() - begun < 1


async def test_a_statement_that_takes_too_long_is_ended(database: str) -> None:
    async with opened(database, readers=1, longest=0.2) as store:
        for _ in range(2):
            with pytest.raises(Slow):
                await store.read(ENDLESS[store.dialect], [])
        assert await store.read("SELECT 1", []) == (1,)


async def test_a_statement_of_a_change_that_takes_too_long_is_ended_and_undone(
    database: str,
) -> None:
    async with opened(database, longest=60, changing=0.2) as store, asyncio.timeout(30):
        for _ in range(2):
            with pytest.raises(Slow):
                await endlessly(store)
        await write(store)

        assert await store.rows("SELECT kind FROM entry", []) == [("write",)]


async def test_a_change_may_take_longer_than_a_question(database: str) -> None:
    nap = {
        "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000000) "
        "SELECT count(*) FROM n",
        "postgresql": "SELECT count(pg_sleep(0.4))",
    }
    async with opened(database, longest=0.2, changing=60) as store:
        with pytest.raises(Slow):
            await store.read(ENDLESS[store.dialect], [])

        async with store.writing() as written:
            assert await written.read(nap[store.dialect], []) is not None


async def test_a_change_that_is_cancelled_keeps_nobody_waiting(database: str) -> None:
    async with opened(database) as store, asyncio.timeout(20):
        for _ in range(5):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(endlessly(store), 0.05)
            await write(store)

        assert await store.rows("SELECT DISTINCT kind FROM entry", []) == [("write",)]


async def test_a_read_that_waits_for_a_connection_is_told_in_time(database: str) -> None:
    async with opened(database, readers=1, patience=0.2, longest=0.6) as store:
        busy = asyncio.create_task(store.read(ENDLESS[store.dialect], []))
        await asyncio.sleep(0.05)
        begun = time.perf_counter()
        with pytest.raises(Unreachable):
            await store.read("SELECT 1", [])
        assert time.perf_counter() - begun < 0.5
        with pytest.raises(Slow):
            await busy
        assert await store.read("SELECT 1", []) == (1,)


async def test_more_reads_than_connections_are_all_answered_in_turn(database: str) -> None:
    async with opened(database, readers=2) as store:
        sql = "SELECT ?1" if store.dialect == "sqlite" else "SELECT $1::text"

        answers = await asyncio.gather(*(store.read(sql, [str(n)]) for n in range(500)))

        assert answers == [(str(n),) for n in range(500)]


async def test_a_storm_of_cancelled_tasks_hangs_and_leaks_nothing(database: str) -> None:
    chance = random.Random(7)
    async with opened(database, readers=2, writers=2) as store, asyncio.timeout(60):
        for _ in range(300):
            tasks = [asyncio.create_task(act(store)) for act in (read, write, nested, many)]
            await asyncio.sleep(chance.random() * 0.004)
            for task in chance.sample(tasks, 3):
                task.cancel()
            await asyncio.sleep(0)
            for task in chance.sample(tasks, 1):
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(act(store) for act in (read, write, nested, many) for _ in range(5)))
        assert await store.read("SELECT count(*) FROM entry WHERE kind = 'undone'", []) == (0,)

    assert await left_open(database) == 0


async def read(store: Store) -> None:
    await store.rows("SELECT * FROM entry LIMIT 10", [])


async def endlessly(store: Store) -> None:
    """Write, and never come to an end."""
    async with store.writing() as written:
        await Entry.create(kind="undone", created_at=NOON)
        await written.read(ENDLESS[store.dialect], [])


async def write(store: Store) -> None:
    async with store.writing():
        await Entry.create(kind="write", created_at=NOON)


async def nested(store: Store) -> None:
    """Stop inside a transaction inside another, and go on in the same task."""
    with contextlib.suppress(ZeroDivisionError, TimeoutError):
        async with asyncio.timeout(0.002), store.writing():
            await Entry.create(kind="undone", created_at=NOON)
            async with store.writing():
                await Entry.create(kind="undone", created_at=NOON)
                raise ZeroDivisionError
    await write(store)


async def many(store: Store) -> None:
    """Write outside of a transaction of ours."""
    await Entry.bulk_create([Entry(kind="many", created_at=NOON) for _ in range(3)])
    await Entry.all().count()


async def test_processes_that_write_at_once_all_succeed(database: str) -> None:
    async with opened(database) as store:
        await Entry.create(kind="0", created_at=NOON)
        processes = [
            await asyncio.create_subprocess_exec(sys.executable, "-c", COUNT, database, stderr=-1)
            for _ in range(3)
        ]

        ends = [await process.communicate() for process in processes]

        assert [error for _, error in ends] == [b"", b"", b""]
        assert await store.read("SELECT kind FROM entry", []) == ("600",)


async def test_a_server_that_hangs_up_is_asked_again(postgresql_migrated: str) -> None:
    async with opened(postgresql_migrated, readers=3, writers=2) as store:
        for pause in (0, 0, 0.05):
            await asyncio.gather(*(store.read("SELECT pg_sleep(0.01)", []) for _ in range(3)))
            await hang_up(postgresql_migrated)
            await asyncio.sleep(pause)
            assert (
                await asyncio.gather(*(store.read("SELECT 1", []) for _ in range(6))) == [(1,)] * 6
            )
            async with store.writing() as written:
                assert await written.read("SELECT 1", []) == (1,)


async def test_a_write_whose_connection_is_lost_says_so(postgresql_migrated: str) -> None:
    async with opened(postgresql_migrated) as store:
        with pytest.raises(Unreachable):
            await write_while_it_hangs_up(store, postgresql_migrated)
        async with store.writing():
            await Entry.create(kind="page", created_at=NOON)


async def write_while_it_hangs_up(store: Store, url: str) -> None:
    async with store.writing():
        await hang_up(url)
        await Entry.create(kind="page", created_at=NOON)


async def hang_up(url: str) -> None:
    """End all other connections, as a server does that restarts."""
    connection = await asyncpg.connect(url)
    await connection.fetch(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()
