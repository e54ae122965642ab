"""Whether processes share their counters: what speaks to a Valkey is loaded when one is named.

Most installations have none, and what speaks to it takes 3 MB and a while to load.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from typing import Any, Protocol

from limits.aio.strategies import SlidingWindowCounterRateLimiter


class Away(Exception):
    """Valkey does not answer, or is left alone for the moment."""


class BadAddress(ValueError):
    """This is no address of a Valkey; the message says what one looks like."""


class Shared(Protocol):
    """Counters that several processes share."""

    def asked(self) -> AbstractAsyncContextManager[SlidingWindowCounterRateLimiter]:
        """Count within this context, which leaves with ``Away`` when that is not possible."""

    async def close(self) -> None:
        """Close all connections."""


def sharing(url: str, missed: Callable[[], None]) -> Shared:
    """Give the counters in the Valkey at ``url``; ``missed`` is called when it does not answer."""
    made: Shared = _counts().SharedCounts(url, missed)
    return made


def expect_address(url: str) -> None:
    """Raise ``BadAddress`` unless ``url`` is an address of a Valkey."""
    _counts().connections(url)


def _counts() -> Any:
    return import_module("services.rates.shared_counts")
