"""The read connections of SQLite: each on a thread of its own, so that no read waits for a writer.

The rule: a read that is cancelled, or takes too long, ends its statement, and the connection
serves the next. Which thread has which question is known on the loop's thread alone, so there
is nothing to lock. A statement that is known to be shorter than the way to a thread and back is
run at once (docs/decisions/0029).
"""

import asyncio
import contextlib
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from models.engines.errors import Slow, TooDeep, Unreachable
from models.engines.sqlite import adapted
from models.engines.usage import Usage

Row = tuple[Any, ...]
Fetch = Callable[[sqlite3.Cursor], Any]

PRAGMAS = (
    "query_only=1",
    "busy_timeout=5000",
    "cache_size=-8192",
    "temp_store=MEMORY",
)

TOO_DEEP = ("parser stack overflow", "Expression tree is too large (maximum depth 1000)")
"""What SQLite says of a statement that its parser cannot hold."""

SHORT = 500
"""Up to how many of SQLite's instructions a statement is surely run on the loop's own thread.

It takes about 40 µs for them. SQLite counts on from run to run, so twice as many may pass.
"""

KNOWN = 1_000
"""Of how many statements it is known whether they are short."""

AGAIN_SECONDS = 0.01
"""How soon to interrupt again: a statement that had not begun did not hear."""


def run(connection: sqlite3.Connection, sql: str, values: Sequence[Any], fetch: Fetch) -> Any:
    """Run a statement and let go of it; it must not hold on to what it read from."""
    cursor = connection.execute(sql, values)
    try:
        return fetch(cursor)
    finally:
        cursor.close()


def run_if_short(
    connection: sqlite3.Connection, sql: str, values: Sequence[Any], fetch: Fetch
) -> Any:
    """Run a statement unless it is long; then it raises ``sqlite3.OperationalError``."""
    is_long = iter((False, True))  # asked after so many instructions, and so many again
    connection.set_progress_handler(is_long.__next__, SHORT)
    try:
        return run(connection, sql, values, fetch)
    finally:
        connection.set_progress_handler(None, 0)


class Question:
    """One statement on its way to a thread and back."""

    __slots__ = ("answer", "fetch", "loop", "reader", "sql", "timer", "values")

    def __init__(self, sql: str, values: Sequence[Any], fetch: Fetch):
        self.sql, self.values, self.fetch = sql, values, fetch
        self.loop = asyncio.get_running_loop()
        self.answer: asyncio.Future[Any] = self.loop.create_future()
        self.reader: Reader | None = None
        self.timer: asyncio.TimerHandle | None = None

    def interrupt(self) -> None:
        """End the statement, now or, if the thread has not begun to run it, soon."""
        if self.reader:
            self.reader.connection.interrupt()
            self.loop.call_later(AGAIN_SECONDS, self.interrupt)

    def allow(self, seconds: float, refusal: type[Unreachable], why: str) -> None:
        """From now on wait so long, and no longer as before."""
        if self.timer:
            self.timer.cancel()
        self.timer = self.loop.call_later(seconds, self._refuse, refusal, why)

    def _refuse(self, refusal: type[Unreachable], why: str) -> None:
        if not self.answer.done():
            self.answer.set_exception(refusal(why))
        self.interrupt()


class Reader:
    """A read connection, and its thread that takes questions from ``queue`` until one is None."""

    def __init__(self, connection: sqlite3.Connection, done: Callable[["Reader"], None]):
        self.connection = connection
        self.queue: SimpleQueue[Question | None] = SimpleQueue()
        self.done = done
        self.thread = threading.Thread(target=self._serve, name="sqlite reader", daemon=True)
        self.thread.start()

    def ask(self, question: Question) -> None:
        """Take the question; the reader has none now."""
        question.reader = self
        self.queue.put(question)

    def _serve(self) -> None:
        while question := self.queue.get():
            self._answer(question)
            del question  # with its answer, which may be large
        self.connection.close()

    def _answer(self, question: Question) -> None:
        value, error = None, None
        try:
            value = run(self.connection, question.sql, question.values, question.fetch)
        except BaseException as failure:
            error = TooDeep() if str(failure) in TOO_DEEP else failure
        with contextlib.suppress(RuntimeError):  # the loop has closed: nobody listens
            question.loop.call_soon_threadsafe(self._settle, question, value, error)

    def _settle(self, question: Question, value: Any, error: BaseException | None) -> None:
        """Hand over the answer, on the loop's thread, and be free for the next question."""
        question.reader = None
        self.done(self)
        if question.answer.done():
            return
        if error is None:
            question.answer.set_result(value)
        else:
            question.answer.set_exception(error)


class SqliteReaders:
    """The readers of one file; the next to work is the last that did, whose caches are warm."""

    def __init__(self, path: str, size: int, patience: float, longest: float):
        self._patience = patience
        self._longest = longest
        self._busy = f"None of {size} connections came free within {patience:g} s."
        self._slow = f"A read took longer than {longest:g} s."
        self._waiting: deque[Question] = deque()
        self._short: dict[str, bool] = {}
        connections = [connect(path) for _ in range(size)]
        self._all = [Reader(connection, self._next) for connection in connections]
        self._idle = [*self._all]

    @property
    def usage(self) -> Usage:
        """What is in use now."""
        waiting = sum(not question.answer.done() for question in self._waiting)
        return Usage(len(self._all) - len(self._idle), len(self._idle), waiting)

    def read(self, sql: str, values: Sequence[object]) -> Coroutine[Any, Any, Row | None]:
        """Return the first row that the statement finds."""
        return self._answer(sql, [*map(adapted, values)], sqlite3.Cursor.fetchone)

    def rows(self, sql: str, values: Sequence[object]) -> Coroutine[Any, Any, list[Row]]:
        """Return all rows that the statement finds."""
        return self._answer(sql, [*map(adapted, values)], sqlite3.Cursor.fetchall)

    async def _answer(self, sql: str, values: Sequence[Any], fetch: Fetch) -> Any:
        if self._idle and self._short.get(sql):
            try:
                return run_if_short(self._idle[-1].connection, sql, values, fetch)
            except sqlite3.OperationalError:
                self._short[sql] = False
        answer = await self._answered(Question(sql, values, fetch))
        self._hope(sql)
        return answer

    def _hope(self, sql: str) -> None:
        """Take a statement that has been run once for a short one, until it is not."""
        if sql not in self._short:
            if len(self._short) >= KNOWN:
                self._short.clear()
            self._short[sql] = True

    async def _answered(self, question: Question) -> Any:
        if self._idle:
            self._ask(self._idle.pop(), question)
        else:
            question.allow(self._patience, Unreachable, self._busy)
            self._waiting.append(question)
        try:
            return await question.answer
        except asyncio.CancelledError:
            question.interrupt()
            raise
        finally:
            if question.timer:
                question.timer.cancel()

    def _ask(self, reader: Reader, question: Question) -> None:
        question.allow(self._longest, Slow, self._slow)
        reader.ask(question)

    def _next(self, reader: Reader) -> None:
        """Give a reader that is free the question that has waited longest."""
        while self._waiting:
            question = self._waiting.popleft()
            if not question.answer.done():
                self._ask(reader, question)
                return
        self._idle.append(reader)

    async def close(self) -> None:
        """End the threads when they have answered what is asked."""
        for reader in self._all:
            reader.queue.put(None)
        for reader in self._all:
            await asyncio.to_thread(reader.thread.join)


def connect(path: str) -> sqlite3.Connection:
    """Open a connection that cannot write, or raise `Unreachable`."""
    try:
        connection = sqlite3.connect(
            f"{Path(path).absolute().as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=500,
        )
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()
    except sqlite3.Error as error:
        raise Unreachable(f"The database sqlite://{path} cannot be opened: {error}.") from error
    return connection
