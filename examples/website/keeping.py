"""The last good answers, kept in memory to be asked after, and to be shown when all else fails.

The rule: what is kept is bounded by its size, and what nobody has asked for longest goes first. It
is bounded by its age as well: what was withdrawn must not be shown days later, because the API is
away.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Copy:
    """An answer as it came: its bytes, its ETag, and when the API last said so."""

    body: bytes
    etag: str
    seen: datetime


@dataclass(slots=True)
class Kept:
    """Copies by address: ``limit`` bytes at most, and none shown that is older than ``longest``."""

    limit: int
    longest: timedelta
    size: int = 0
    copies: OrderedDict[str, Copy] = field(default_factory=OrderedDict)

    def get(self, address: str, now: datetime) -> Copy | None:
        """Give the copy of an address, which counts as being asked for."""
        copy = self.copies.get(address)
        if copy is None or now - copy.seen > self.longest:
            return None
        self.copies.move_to_end(address)
        return copy

    def put(self, address: str, copy: Copy) -> None:
        """Keep a copy in place of the one before, and let go of what there is no room for."""
        self.drop(address)
        self.copies[address] = copy
        self.size += _size(address, copy)
        while self.size > self.limit:
            self.drop(next(iter(self.copies)))

    def drop(self, address: str) -> None:
        """Keep nothing of an address."""
        copy = self.copies.pop(address, None)
        self.size -= _size(address, copy) if copy else 0


def _size(address: str, copy: Copy) -> int:
    return len(address) + len(copy.body)
