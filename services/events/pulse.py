"""The pulse: looks where the log ends, for all in this process who follow it.

The rule: one statement now and then, however many follow, and none while nobody does. A change
that this process makes is noticed at once, and one of another process within ``BEAT``.
Nothing is handed out: who follows is woken, and reads on from where they are.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from services.database.storage import Store, Unreachable
from services.events.log import Ends, ends

BEAT = 0.5
"""Seconds between two looks."""


class Pulse:
    """The end of a store's log, kept up to date while there are ``followers``.

    All is to end when ``closing`` is set.
    """

    def __init__(self, store: Store, closing: asyncio.Event) -> None:
        self._store = store
        self._closing = closing
        self._rung = asyncio.Event()
        self._grown = asyncio.Event()
        self._ends = Ends(0, 0)
        self._fault: Exception | None = None
        self.followers = 0
        self._tasks: list[asyncio.Task[None]] = []
        store.committed = self._rung.set

    @contextmanager
    def following(self) -> Iterator[None]:
        """Look where the log ends while the context lasts."""
        self.followers += 1
        if not self._tasks:
            self._fault = None
            self._tasks = [asyncio.create_task(it) for it in (self._look(), self._end())]
        try:
            yield
        finally:
            self.followers -= 1
            if not self.followers:
                for task in self._tasks:
                    task.cancel()
                self._tasks = []

    async def beyond(self, place: int, *, whole: bool) -> int | None:
        """Wait until the log goes beyond a place, and tell how far; None when all is to end.

        Raises what looking has raised, unless the database was only away.
        """
        while (end := self._ends.of(whole)) <= place:
            if self._fault is not None:
                raise self._fault
            if self._closing.is_set():
                return None
            await self._grown.wait()
        return None if self._closing.is_set() else end

    async def _look(self) -> None:
        while True:
            self._rung.clear()
            try:
                found = await ends(self._store)
            except Unreachable:
                found = self._ends  # it is looked again
            except Exception as error:
                self._fault = error
                self._wake()
                return
            if found != self._ends:
                self._ends = found
                self._wake()
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT):
                    await self._rung.wait()

    async def _end(self) -> None:
        await self._closing.wait()
        self._wake()

    def _wake(self) -> None:
        self._grown.set()
        self._grown = asyncio.Event()
