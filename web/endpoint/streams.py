"""What is held open, sockets and streams of events: how many by whom, and how long in silence."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.types import Scope

from web.rates import subscriber
from web.refusing import Refusal

RETRY_AFTER = [(b"retry-after", b"30")]
"""Seconds after which one may be free again."""


class Seats:
    """The connections that are held open, by address; each may have ``most``."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: Counter[bytes] = Counter()

    @contextmanager
    def taken(self, scope: Scope) -> Iterator[None]:
        """Hold one while the context lasts; raises ``Refusal`` with 429."""
        address = subscriber(scope)
        if self._taken[address] >= self._most:
            said = f"From one address, {self._most} sockets and streams may be open at once."
            raise Refusal(429, f"{said} Close some first.", "RATE_LIMITED", RETRY_AFTER)
        self._taken[address] += 1
        try:
            yield
        finally:
            self._taken[address] -= 1
            self._taken += Counter()  # forgets those who hold none

    def __len__(self) -> int:
        return self._taken.total()


@dataclass(frozen=True, slots=True)
class Streams:
    """Where connections are counted, and what they may take.

    ``greeting`` is how long a socket may wait to say who it is, and ``heartbeat`` how long a
    stream may be silent, in seconds; ``operations`` is how many a socket may have at a time.
    """

    seats: Seats
    greeting: float
    heartbeat: float
    operations: int
