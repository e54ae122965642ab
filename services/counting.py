"""Where spending is counted: in this process, or in Valkey, which several processes share.

Both are storages of the ``limits`` library. Its own for memory looks through all that it holds at
each count, and holds whatever comes; this one looks at little, and holds a fixed number.
"""

import time
from itertools import islice

from limits.aio.storage import MemoryStorage

MOST = 100_000
"""Counters that a process keeps for one budget."""


class OwnCounts(MemoryStorage):
    """Counters in this process: the newest, ``most`` of them, each until its time is over."""

    def __init__(self, most: int = MOST) -> None:
        super().__init__()
        self.most = most

    async def get(self, key: str) -> int:
        """Tell what is counted, unless its time is over."""
        return self.storage[key] if self.expirations.get(key, 0) > time.time() else 0

    async def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count ``amount``; nothing is waited for meanwhile, so that nothing need be locked."""
        now = time.time()
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
