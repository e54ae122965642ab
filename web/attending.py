"""How long a request is worked for: until its time is over, or until nobody waits for it any more.

Either way the work is cancelled, and with it the statement that the database has of it.
"""

import asyncio
from types import TracebackType

from starlette.types import Receive

from web.refusing import Gone

LOOK_AFTER = 0.05
"""Seconds after which a request is watched at all: most are answered sooner."""


class Attendance:
    """A context for the work on one request, which may take ``seconds`` in all.

    Whoever works in it says ``received()`` when the body has come: from then on it is noticed
    when the client hangs up. Leaves with ``TimeoutError`` or ``Gone`` when the work was cut short.
    """

    __slots__ = ("_before", "_body", "_end", "_receive", "_seconds", "_task", "_timer", "_watch")

    def __init__(self, receive: Receive, seconds: float) -> None:
        self._receive = receive
        self._seconds = seconds
        self._body = asyncio.Event()
        self._end: Exception | None = None
        self._watch: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Attendance":
        task = asyncio.current_task()
        assert task is not None
        self._task, self._before = task, task.cancelling()
        self._timer = asyncio.get_running_loop().call_later(LOOK_AFTER, self._look)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: object, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._watch:
            self._watch.cancel()
        if (
            self._end is not None
            and self._task.uncancel() <= self._before
            and kind is asyncio.CancelledError
        ):
            raise self._end from None

    def received(self) -> None:
        """Say that the body has come, so that what comes next can only be the client's leaving."""
        self._body.set()

    @property
    def is_received(self) -> bool:
        """Whether the body has come."""
        return self._body.is_set()

    def _look(self) -> None:
        self._watch = asyncio.get_running_loop().create_task(self._wait())

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._seconds - LOOK_AFTER):
                await self._body.wait()
                while (await self._receive())["type"] != "http.disconnect":
                    pass
            self._end = Gone()
        except TimeoutError as over:
            self._end = over
        self._task.cancel()
