"""A bare endpoint under uvicorn: it reads the request's body and sends the bytes it was given.

What it costs is what any application in Python costs here before it does anything. With a
``QUESTION`` it asks the database for them as well, by the statement that was made of it beforehand
and by the driver alone: what any application costs that has nothing to do but that.
"""

import asyncio
import os
import sqlite3
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import asyncpg
import uvicorn

from benchmarks.statement import statement
from models.engines.sqlite import adapted

Message = dict[str, Any]
Fetch = Callable[[], Awaitable[object]]


def main() -> None:
    """Serve the bytes in the file ``ANSWER`` on ``PORT``, with uvicorn as we start it."""
    body = Path(os.environ["ANSWER"]).read_bytes()
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    fetch = _fetching(os.environ.get("QUESTION"), os.environ.get("KNUTPUNKT_DATABASE_URL", ""))

    async def app(
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        while (await receive()).get("more_body"):
            pass
        if fetch is not None:
            await fetch()
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    port = int(os.environ["PORT"])
    uvicorn.run(app, port=port, lifespan="off", log_config=None, access_log=False)


def _fetching(question: str | None, url: str) -> Fetch | None:
    if not question:
        return None
    dialect = url.partition(":")[0]
    return (_by_sqlite3 if dialect == "sqlite" else _by_asyncpg)(url, *statement(question, dialect))


def _by_asyncpg(url: str, sql: str, values: list[Any]) -> Fetch:
    """Ask on connections that are never reset, as many as are needed at once."""
    idle: list[Any] = []

    async def fetch() -> object:
        connection = idle.pop() if idle else await asyncpg.connect(url)
        found = await connection.fetchrow(sql, *values)
        idle.append(connection)
        return found

    return fetch


def _by_sqlite3(url: str, sql: str, values: list[Any]) -> Fetch:
    """Ask on one connection, in a thread of its own."""
    connection = sqlite3.connect(url.removeprefix("sqlite://"), check_same_thread=False)
    given = [adapted(it) for it in values]
    thread = ThreadPoolExecutor(1)

    def run() -> object:
        return connection.execute(sql, given).fetchone()

    async def fetch() -> object:
        return await asyncio.get_running_loop().run_in_executor(thread, run)

    return fetch


if __name__ == "__main__":
    main()
