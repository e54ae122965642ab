"""Where spending is counted: in this process, or in Valkey, which several processes share.

Both are storages of the ``limits`` library. Its own for memory looks through all that it holds at
each count, and holds whatever comes; this one looks at little, and holds a fixed number.
"""

import time
from itertools import islice
from math import floor

from limits.aio.storage import MemoryStorage

MOST = 100_000
"""Counters that a process keeps for one budget."""


class OwnCounts(MemoryStorage):
    """Counters in this process: the newest, ``most`` of them, each until its time is over."""

    def __init__(self, most: int = MOST) -> None:
        super().__init__()
        self.most = most

    async def acquire_sliding_window_entry(
        self, key: str, limit: int, expiry: int, amount: int = 1
    ) -> bool:
        """Count ``amount`` unless that is too much: what the library does, in one step."""
        now = time.time()
        earlier, present = self.sliding_window_keys(key, expiry, now)
        before, spent = self._kept(earlier, now), self._kept(present, now)
        left = (1 - (((now - expiry) / expiry) % 1)) * expiry if before else 0
        if floor(before * left / expiry + spent) + amount > limit:
            return False
        self._add(present, 2 * expiry, amount, now)
        return True

    async def get(self, key: str) -> int:
        """Tell what is counted, unless its time is over."""
        return self._kept(key, time.time())

    async def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count ``amount``; nothing is waited for meanwhile, so that nothing need be locked."""
        return self._add(key, expiry, amount, time.time())

    def _kept(self, key: str, now: float) -> int:
        return self.storage[key] if self.expirations.get(key, 0) > now else 0

    def _add(self, key: str, expiry: float, amount: int, now: float) -> int:
        if self.expirations.get(key, 0) > now:
            self.storage[key] += amount
        else:
            self._make_room(now)
            self.storage[key], self.expirations[key] = amount, now + expiry
        return self.storage[key]

    def _make_room(self, now: float) -> None:
        """Forget those of the oldest two that are over, and one in any case when all is taken."""
        full = len(self.expirations) >= self.most
        for key in list(islice(self.expirations, 2)):
            if full or self.expirations[key] <= now:
                del self.storage[key], self.expirations[key]
                full = False
