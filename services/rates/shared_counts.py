"""Counting in Valkey, which several processes share; and what is done while it is away.

The rule: counting is never what keeps a request from its answer. A Valkey that does not answer
soon is left alone for a moment, in which each process counts for itself; then it is tried again.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import StorageError
from valkey.asyncio import ConnectionPool
from valkey.exceptions import ValkeyError

from services.rates.sharing import Away, BadAddress

PREFIX = "knutpunkt"
"""What the names of all keys begin with."""

PATIENCE = 0.5
"""Seconds in which Valkey must have answered, connecting included."""

PAUSE = 1.0
"""Seconds until a Valkey that was away is tried again, by one request."""

CONNECTIONS = 16
"""What a process opens to Valkey at most: it answers in a fraction of a millisecond."""

AWAY = (StorageError, ValkeyError, OSError, TimeoutError)

log = logging.getLogger(__name__)


class SharedCounts:
    """Counters in the Valkey at ``url``, or in a Redis; raises ``BadAddress``.

    Nothing is opened before the first count. ``missed`` is called whenever it does not answer.
    """

    def __init__(self, url: str, missed: Callable[[], None] = lambda: None) -> None:
        self._pool = connections(url)
        options: dict[str, Any] = {"connection_pool": self._pool}
        storage = RedisStorage("async+valkey://", key_prefix=PREFIX, **options)
        self.limiter = SlidingWindowCounterRateLimiter(storage)
        self._missed = missed
        self._turns = asyncio.Semaphore(CONNECTIONS)
        self._is_away = False
        self._again = 0.0

    @asynccontextmanager
    async def asked(self) -> AsyncIterator[SlidingWindowCounterRateLimiter]:
        """Count within this context, which leaves with ``Away`` when that is not possible."""
        async with self._turns:
            now = monotonic()
            if now < self._again:
                raise Away
            if self._is_away:
                self._again = now + PAUSE  # the others go on without it until it is known
            try:
                async with asyncio.timeout(PATIENCE), heeded():
                    yield self.limiter
            except AWAY as error:
                self._lost(error)
                raise Away from None
            self._found()

    async def close(self) -> None:
        """Close all connections."""
        await self._pool.aclose()

    def _lost(self, error: Exception) -> None:
        self._missed()
        self._again = monotonic() + PAUSE
        if not self._is_away:
            self._is_away = True
            why = str(error) or f"no answer in {PATIENCE} s"
            log.warning("Valkey is away, so this process counts for itself: %s", why)

    def _found(self) -> None:
        if self._is_away:
            self._is_away = False
            self._again = 0.0
            log.warning("Valkey is back, and counts for all processes again")


@asynccontextmanager
async def heeded() -> AsyncIterator[None]:
    """Be cancelled if a cancellation came meanwhile: the client drops one that comes while it looks
    whether its connection is still good.
    """
    task = asyncio.current_task()
    before = task.cancelling() if task else 0
    yield
    if task and task.cancelling() > before:
        raise asyncio.CancelledError


def connections(url: str) -> ConnectionPool:
    """Give the connections to ``url``, none of them open yet; raises ``BadAddress``."""
    try:
        found = ConnectionPool.from_url(url, socket_timeout=PATIENCE)
        found.connection_class(**found.connection_kwargs)
    except (ValueError, TypeError):
        said = "write it like valkey://host:6379/0, rediss://user:password@host or unix:///path"
        raise BadAddress(said) from None
    return found
