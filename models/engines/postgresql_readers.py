"""The read connections of PostgreSQL: a small pool, since asyncpg's own doubles the cost of a read.

The rules: a connection is never reset between reads, for none can change its state; a broken
one is replaced and the read, which changes nothing, tried once more; waiting is bounded.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import asyncpg

from models.engines.errors import LOST, Slow, Unreachable
from models.engines.usage import Usage

Row = tuple[Any, ...]


class PostgresqlReaders:
    """At most ``size`` connections, opened by ``connect`` when they are first needed.

    One that has not answered after the ``longest`` time is given up, in seconds: the server itself
    is to end statements sooner.
    """

    def __init__(
        self, connect: Callable[[], Awaitable[Any]], size: int, patience: float, longest: float
    ):
        self._connect = connect
        self._size = size
        self._patience = patience
        self._longest = longest
        self._all: set[Any] = set()
        self._opening = 0
        self._idle: list[Any] = []
        self._waiting: deque[asyncio.Future[Any]] = deque()

    @property
    def usage(self) -> Usage:
        """What is in use now."""
        waiting = sum(not turn.done() for turn in self._waiting)
        return Usage(len(self._all) - len(self._idle) + self._opening, len(self._idle), waiting)

    async def read(self, sql: str, values: Sequence[object]) -> Row | None:
        """Return the first row that the statement finds."""
        row = await self._ask("fetchrow", sql, values)
        return None if row is None else tuple(row)

    async def rows(self, sql: str, values: Sequence[object]) -> list[Row]:
        """Return all rows that the statement finds."""
        return [tuple(row) for row in await self._ask("fetch", sql, values)]

    async def _ask(self, how: str, sql: str, values: Sequence[object]) -> Any:
        for attempt in (1, 2):
            connection = self._idle.pop() if self._idle else await self._acquired()
            timer = asyncio.get_running_loop().call_later(self._longest, connection.terminate)
            try:
                return await getattr(connection, how)(sql, *values)
            except asyncpg.QueryCanceledError as error:
                raise Slow("A read took longer than it may.") from error
            except (*LOST, asyncpg.InterfaceError) as error:
                if not (connection.is_closed() or isinstance(error, LOST)):
                    raise  # the statement is wrong, not the connection
                self._distrust(connection)
                if asyncio.get_running_loop().time() >= timer.when():
                    raise Slow("The database has not answered for too long.") from error
                if attempt == 2:
                    raise Unreachable("The database closed the connection.") from error
            finally:
                timer.cancel()
                self._give_back(connection)
        raise AssertionError("unreachable")

    def _distrust(self, connection: Any) -> None:
        """Close the connection, and the idle ones: the server that they knew may be gone."""
        connection.terminate()
        while self._idle:
            self._forget(self._idle.pop())

    async def _acquired(self) -> Any:
        try:
            async with asyncio.timeout(self._patience):
                connection = None
                while connection is None:
                    if len(self._all) + self._opening < self._size:
                        return await self._opened()
                    connection = await self._turn()
                return connection
        except TimeoutError as error:
            raise Unreachable(
                f"None of {self._size} connections came free within {self._patience:g} s."
            ) from error

    async def _opened(self) -> Any:
        self._opening += 1
        try:
            connection = await self._connect()
        except BaseException:
            self._pass_on(None)
            raise
        finally:
            self._opening -= 1
        self._all.add(connection)
        return connection

    async def _turn(self) -> Any:
        """Wait for a connection, or for the right to open one, which is None."""
        if not self._size:
            raise Unreachable("The database is closed.")
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._pass_on(turn.result())
            raise

    def _give_back(self, connection: Any) -> None:
        if connection.is_closed() or not self._size:
            self._forget(connection)
            connection = None
        self._pass_on(connection)

    def _pass_on(self, connection: Any) -> None:
        """Give a connection, or room for one, to who has waited longest."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(connection)
                return
        if connection is not None:
            self._idle.append(connection)

    def _forget(self, connection: Any) -> None:
        self._all.discard(connection)
        connection.terminate()

    async def close(self) -> None:
        """Close what is idle in peace, and what is busy at once."""
        self._size = 0
        while self._waiting:
            self._pass_on(None)
        idle, self._idle = self._idle, []
        for connection in self._all.difference(idle):
            connection.terminate()
        for connection in idle:
            try:
                await connection.close(timeout=5)
            except (*LOST, TimeoutError, asyncpg.InterfaceError):
                connection.terminate()
        self._all.clear()
