"""What a server of PostgreSQL does not do for its readers, they do themselves."""

from typing import Any

import asyncpg
import pytest

from models.engines.errors import Slow
from models.engines.postgresql_readers import PostgresqlReaders

ENDED = "SELECT pg_terminate_backend($1)"
"""Nobody waits for the statement any more; but it would run on, and others count who is there."""


async def test_a_server_that_does_not_end_a_statement_is_waited_for_no_longer(
    postgresql: str,
) -> None:
    opened, processes = list[Any](), list[int]()

    async def connect() -> Any:
        opened.append(await asyncpg.connect(postgresql))
        processes.append(opened[-1].get_server_pid())
        return opened[-1]

    readers = PostgresqlReaders(connect, 1, patience=5, longest=0.1)
    with pytest.raises(Slow):
        await readers.read("SELECT pg_sleep(600)", [])
    answer = await readers.read(ENDED, processes[:1])
    await readers.close()

    assert answer == (True,)
    assert [it.is_closed() for it in opened] == [True, True]
    assert len(opened) == 2
