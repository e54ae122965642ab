"""What is short is read at once, on the loop's own thread, and nothing else is."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from models.engines.errors import Slow
from models.engines.sqlite_readers import KNOWN, SqliteReaders

COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) "
LAST = f"{COUNT}SELECT max(i) FROM n"
ALL = f"{COUNT}SELECT i FROM n"


@contextlib.asynccontextmanager
async def reading(folder: Path, size: int = 1, longest: float = 10) -> AsyncIterator[SqliteReaders]:
    sqlite3.connect(folder / "empty.db").close()
    readers = SqliteReaders(f"{folder}/empty.db", size, patience=5, longest=longest)
    try:
        yield readers
    finally:
        await readers.close()


async def at_once(readers: SqliteReaders, sql: str, last: int) -> bool:
    """Read, and tell whether nobody else had a turn meanwhile."""
    others = list[int]()
    asyncio.get_running_loop().call_soon(others.append, 1)
    assert await readers.read(sql, [last]) == (last,)
    return not others


async def test_a_short_statement_is_read_at_once_when_it_was_read_before(tmp_path: Path) -> None:
    async with reading(tmp_path) as readers:
        found = [await at_once(readers, LAST, 5) for _ in range(200)]

    assert found == [False] + [True] * 199


async def test_all_rows_of_a_short_statement_are_read_at_once_as_well(tmp_path: Path) -> None:
    async with reading(tmp_path) as readers:
        assert await readers.rows(ALL, [2]) == [(1,), (2,)]
        others = list[int]()
        asyncio.get_running_loop().call_soon(others.append, 1)
        assert await readers.rows(ALL, [3]) == [(1,), (2,), (3,)]
        assert others == []


async def test_a_statement_that_turns_out_long_is_left_to_a_thread_from_then_on(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as readers:
        found = [await at_once(readers, LAST, last) for last in (5, 5, 1_000, 5, 5)]

    assert found == [False, True, False, False, False]


async def test_a_statement_without_end_keeps_nobody_waiting_and_is_ended(tmp_path: Path) -> None:
    async with reading(tmp_path, longest=0.1) as readers:
        await readers.read(LAST, [5])
        with pytest.raises(Slow):
            await readers.read(LAST, [10**12])
        answer = await readers.read(LAST, [6])

    assert answer == (6,)


async def test_a_short_statement_waits_for_its_turn_while_all_read(tmp_path: Path) -> None:
    async with reading(tmp_path) as readers:
        await readers.read(LAST, [5])
        long = asyncio.create_task(readers.read(f"{COUNT}SELECT sum(i) FROM n", [10**5]))
        await asyncio.sleep(0)
        usage = readers.usage
        answers = await readers.read(LAST, [5]), await long

    assert usage == (1, 0, 0)
    assert answers == ((5,), (5_000_050_000,))


async def test_a_statement_that_fails_at_once_says_why(tmp_path: Path) -> None:
    async with reading(tmp_path) as readers:
        wrong = "SELECT json(?1)"
        await readers.read(wrong, ["1"])
        for _ in range(2):
            with pytest.raises(sqlite3.OperationalError, match="malformed JSON"):
                await readers.read(wrong, ["{"])


async def test_what_is_known_of_statements_is_bounded(tmp_path: Path) -> None:
    async with reading(tmp_path) as readers:
        for number in range(KNOWN + 1):
            await readers.read(f"SELECT ?1 -- {number}", [0])
        first = await at_once(readers, "SELECT ?1 -- 0", 0)
        last = await at_once(readers, f"SELECT ?1 -- {KNOWN}", 0)

    assert (first, last) == (False, True)
