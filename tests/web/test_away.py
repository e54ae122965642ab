"""When nobody waits any more, or the database is away or slow: nothing is left, nobody hangs."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg
from httpx import AsyncClient, Response

from server import create_app
from services.database.migrating import migrate
from settings import Settings
from tests.postgres import initialised
from tests.test_commands import running, told_address
from tests.web.conftest import asking, one_error

LISTING = {"query": "{ networks { totalCount } }"}
CANCELLED, AT_ONCE = 1_000, 100
CONNECTIONS = 8 + 2
"""How many a process has at most: readers and writers."""


async def test_a_database_that_is_away_is_told_and_met_again() -> None:
    with initialised() as cluster:
        with cluster.serving() as server:
            await migrate(server.url("postgres"), lambda _: None)
            app = create_app(Settings(database_url=server.url("postgres")))
            lifespan = app.router.lifespan_context(app)
            await lifespan.__aenter__()
            async with asking(app) as client:
                before = await client.post("/graphql", json=LISTING)
        async with asking(app) as client:
            away = [await client.post("/graphql", json=LISTING) for _ in range(3)]
        with cluster.serving():
            async with asking(app) as client:
                after = [await client.post("/graphql", json=LISTING) for _ in range(3)]
            await lifespan.__aexit__(None, None, None)

    assert before.status_code == 200
    assert {answer.status_code for answer in after} == {200}
    for answer in away:
        expect_in_vain(answer, "The database does not answer now; try again in a moment.")


async def test_an_operation_that_takes_too_long_ends_in_the_database_too(
    postgresql_blank: str,
) -> None:
    await migrate(postgresql_blank, lambda _: None)
    app = create_app(Settings(database_url=postgresql_blank, operation_timeout=0.2))

    async with app.router.lifespan_context(app), asking(app) as client:
        async with locked(postgresql_blank) as connection:
            answers = await asyncio.gather(*(ask(client) for _ in range(20)))
            await expect_nobody_waits(connection)
        after = await ask(client)

    for answer in answers:
        expect_in_vain(
            answer, "The operation took longer than it may; ask for less at a time, or later."
        )
    assert after.status_code == 200


async def test_a_thousand_clients_that_hang_up_leave_nothing_behind(postgresql_blank: str) -> None:
    settings = {"KNUTPUNKT_DATABASE_URL": postgresql_blank, "KNUTPUNKT_PORT": "0"}
    with running(settings, "commands.py", "serve") as process:
        address = told_address(process)
        async with locked(postgresql_blank) as connection:
            for _ in range(CANCELLED // AT_ONCE):
                await asyncio.gather(*(ask_and_hang_up(address) for _ in range(AT_ONCE)))
            await expect_nobody_waits(connection)
        began = time.monotonic()
        async with AsyncClient(base_url=address) as client:
            answers = [await ask(client) for _ in range(20)]
        took = time.monotonic() - began
        connections = await others(postgresql_blank)

    assert {answer.status_code for answer in answers} == {200}
    assert took < 5
    assert connections <= CONNECTIONS


def expect_in_vain(answer: Response, message: str) -> None:
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert one_error(answer.content) == {
        "message": message,
        "extensions": {"code": "TIMEOUT", "requestId": answer.headers["x-request-id"]},
    }


async def ask(client: AsyncClient) -> Response:
    return await client.post("/graphql", json=LISTING)


async def ask_and_hang_up(address: str) -> None:
    place = urlsplit(address)
    _, writer = await asyncio.open_connection(place.hostname, place.port)
    body = json.dumps(LISTING).encode()
    writer.write(
        b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    )
    await writer.drain()
    await asyncio.sleep(0.1)
    writer.transport.abort()


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[asyncpg.Connection]:
    """Keep everybody from reading networks."""
    connection = await asyncpg.connect(url)
    async with connection.transaction():
        await connection.execute("LOCK TABLE network IN ACCESS EXCLUSIVE MODE")
        yield connection
    await connection.close()


async def expect_nobody_waits(connection: asyncpg.Connection) -> None:
    """See the last statement end, of those that wait for the lock."""
    await expect_waiting(connection, 0)


async def expect_waiting(connection: asyncpg.Connection, wanted: int) -> None:
    """See so many statements wait for the lock."""
    waiting = -1
    for _ in range(200):
        await connection.execute("SELECT pg_stat_clear_snapshot()")  # or all looks are the first
        waiting = await connection.fetchval(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        if waiting == wanted:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{waiting} statements wait, not {wanted}")


async def others(url: str) -> int:
    """Count the connections to a database beside the one that counts."""
    connection = await asyncpg.connect(url)
    found = await connection.fetchval(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()
    return int(found)
