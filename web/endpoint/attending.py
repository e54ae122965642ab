"""How long a request is worked for: until its time is over, or until nobody waits for it any more.

Either way the work is cancelled, and with it the statement that the database has of it. Once it
changes something it is cut short by the time alone, which is longer then: what was sent to be
saved is saved, though the sender lost the line. A change that is cut short is undone.
"""

import asyncio
from dataclasses import dataclass
from types import TracebackType

from starlette.types import Receive

from services.database.storage import Unsure
from web.refusing import Gone

LOOK_AFTER = 0.05
"""Seconds after which a request is watched at all: most are answered sooner."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an operation may take, and how long from its first change on, in seconds."""

    reading: float
    changing: float


class Attendance:
    """A context for the work on one request, for which there is so much ``patience`` in all.

    Whoever works in it says ``received()`` when the body has come: from then on it is noticed
    when the client hangs up; and ``changing()`` when it is to be finished all the same. Leaves
    with ``TimeoutError`` or ``Gone`` when the work was cut short.
    """

    def __init__(self, receive: Receive, patience: Patience) -> None:
        self._receive = receive
        self._patience = patience
        self._body: asyncio.Event | None = None
        self._end: Exception | None = None
        self._watch: asyncio.Task[None] | None = None
        self.is_received = False

    def __enter__(self) -> "Attendance":
        task = asyncio.current_task()
        assert task is not None
        self._task, self._before = task, task.cancelling()
        self._timer = asyncio.get_running_loop().call_later(LOOK_AFTER, self._look)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, traceback: TracebackType | None
    ) -> None:
        self._stop()
        if (
            self._end is not None
            and self._task.uncancel() <= self._before
            and kind is asyncio.CancelledError
        ):
            raise self._end from None

    def received(self) -> None:
        """Say that the body has come, so that what comes next can only be the client's leaving."""
        self.is_received = True
        if self._body:
            self._body.set()

    def changing(self) -> None:
        """Say that a change begins: it is given its time from now on, whether anybody waits."""
        self._stop()
        seconds = self._patience.changing
        self._timer = asyncio.get_running_loop().call_later(seconds, self._over)

    def _stop(self) -> None:
        """Look no more, and have nobody look."""
        self._timer.cancel()
        if self._watch:
            self._watch.cancel()

    def _over(self) -> None:
        self._end = Unsure("The change took longer than it may.")
        self._task.cancel()

    def _look(self) -> None:
        self._watch = asyncio.get_running_loop().create_task(self._wait())

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._patience.reading - LOOK_AFTER):
                if not self.is_received:
                    self._body = asyncio.Event()
                    await self._body.wait()
                while (await self._receive())["type"] != "http.disconnect":
                    pass
            self._end = Gone()
        except TimeoutError as over:
            self._end = over
        self._task.cancel()
