"""Statements that are watched: all of them, read or written, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from models import Entry
from services.database.address import Address
from services.database.storage import opened
from services.database.watching import Around
from tests.factories import NOW


async def test_every_statement_runs_inside_of_what_is_done_around_it(database: str) -> None:
    texts: list[str] = []

    @contextmanager
    def keeping(sql: str) -> Iterator[None]:
        yield
        texts.append(sql)

    def around(place: Address) -> Around:
        assert place == Address.parse(database)
        return keeping

    async with opened(database, around=around) as store:
        await store.read("SELECT 1", [])
        await store.rows("SELECT 2", [])
        async with store.writing() as written:
            await written.rows("SELECT 3", [])
            await Entry.create(kind="network", created_at=NOW)
            await Entry.bulk_create([Entry(kind="network", created_at=NOW)])
            assert await Entry.all().count() == 2

    assert texts[:3] == ["SELECT 1", "SELECT 2", "SELECT 3"]
    assert [it.split()[0] for it in texts[3:]] == ["INSERT", "INSERT", "SELECT"]


async def test_what_is_done_around_hears_of_faults(database: str) -> None:
    heard: list[BaseException] = []

    @contextmanager
    def hearing(sql: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            heard.append(error)
            raise

    async with opened(database, around=lambda _: hearing) as store:
        with pytest.raises(Exception, match="nowhere") as fault:
            await store.rows("SELECT * FROM nowhere", [])

    assert heard == [fault.value]
