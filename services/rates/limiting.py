"""Whether somebody may spend: each budget has a limiter, and each spender a key in it.

The rule: who was told to wait is refused until then without any counting, so that a flood costs
next to nothing, and waiting is the only thing that helps.
"""

from math import inf
from time import monotonic
from typing import NamedTuple, cast

from limits.aio.storage.base import SlidingWindowCounterSupport
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from services.rates.budgets import Budget, Overspent, Window, left, wait
from services.rates.counting import OwnCounts
from services.rates.sharing import Away, Shared

REMEMBERED = 10_000
"""Refusals that are remembered at most; who is forgotten is counted again."""


class Refused(NamedTuple):
    """Whoever wants as much as ``cost`` is refused until a moment of the process's own clock."""

    cost: int
    until: float
    left: int


class Limiter:
    """Counts what is spent of a budget, by key.

    It does so in ``shared`` counters if there are any and they can be reached, else in its own.
    Keys of persons are to be digests: they are kept, in Valkey too, for twice the budget's time.
    """

    def __init__(self, budget: Budget, shared: Shared | None = None) -> None:
        self.budget = budget
        self._item = budget.item
        self._shared = shared
        self._own = SlidingWindowCounterRateLimiter(OwnCounts())
        self._refused: dict[str, Refused] = {}

    async def spend(self, key: str, cost: int = 1, *, least: int = 0) -> None:
        """Spend ``cost``; or raise ``Overspent``, and spend ``least`` for the trouble if it can be.

        ``Overspent.seconds`` then tells when ``cost`` can be spent, if nothing is until then.
        """
        self.expect(key, cost)
        window = await self._count(key, cost, least)
        if window is None:
            return
        rest, now = left(window, self.budget), monotonic()
        known = cost if rest >= least else least
        self._remember(key, Refused(known, now + wait(window, self.budget, known), rest))
        raise Overspent(self.budget, rest, wait(window, self.budget, cost))

    def expect(self, key: str, cost: int = 1) -> None:
        """Raise ``Overspent`` if ``cost`` is more than there can be; spend nothing."""
        if cost > self.budget.amount:
            raise Overspent(self.budget, self.budget.amount, inf)
        refused = self._refused.get(key)
        if refused is None:
            return
        seconds = refused.until - monotonic()
        if seconds <= 0:
            del self._refused[key]
        elif cost >= refused.cost:
            raise Overspent(self.budget, refused.left, seconds)

    async def _count(self, key: str, cost: int, least: int) -> Window | None:
        if self._shared is not None:
            try:
                async with self._shared.asked() as limiter:
                    return await self._count_with(limiter, key, cost, least)
            except Away:
                pass
        return await self._count_with(self._own, key, cost, least)

    async def _count_with(
        self, limiter: SlidingWindowCounterRateLimiter, key: str, cost: int, least: int
    ) -> Window | None:
        """Spend and give nothing; or give what was spent before, if that is too much already."""
        if await limiter.hit(self._item, key, cost=cost):
            return None
        if least:
            await limiter.hit(self._item, key, cost=least)
        storage = cast(SlidingWindowCounterSupport, limiter.storage)
        seconds = self.budget.seconds
        return Window(*await storage.get_sliding_window(self._item.key_for(key), seconds))

    def _remember(self, key: str, refused: Refused) -> None:
        if len(self._refused) >= REMEMBERED:
            del self._refused[next(iter(self._refused))]
        self._refused[key] = refused
