"""How much somebody may spend in a while, and how long who has spent it must wait.

A budget is full at first and comes back by and by: what was spent before counts less the longer
ago it was. That is the sliding window counter of the ``limits`` library, by which everything is
counted here, in this process as in Valkey (docs/decisions/0009).
"""

from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from limits import RateLimitItem, RateLimitItemPerSecond


@dataclass(frozen=True, slots=True)
class Budget:
    """An amount that may be spent in so many seconds; the name keeps its counters apart."""

    name: str
    amount: int
    seconds: int

    @property
    def item(self) -> RateLimitItem:
        """The same in the library's terms."""
        return RateLimitItemPerSecond(self.amount, self.seconds, self.name)


class Overspent(Exception):
    """There is not enough: ``left`` can be spent now, and what was asked for in ``seconds``.

    ``seconds`` is infinite for what is more than the whole budget: waiting does not help.
    """

    def __init__(self, budget: Budget, left: int, seconds: float) -> None:
        super().__init__(f"{left} of {budget.amount} left, enough in {seconds:.1f} s")
        self.budget = budget
        self.left = left
        self.seconds = seconds


class Window(NamedTuple):
    """What was spent before the present window began, and in it; and in how many seconds each ends.

    What was spent before is forgotten bit by bit until ``before_ends``. Then the present one takes
    its place, and is forgotten in the same way until ``spent_ends``.
    """

    before: int
    before_ends: float
    spent: int
    spent_ends: float


def left(window: Window, budget: Budget) -> int:
    """Tell how much can be spent now."""
    counted = window.before * window.before_ends / budget.seconds + window.spent
    return max(0, budget.amount - int(counted))


def wait(window: Window, budget: Budget, cost: int) -> float:
    """Tell in how many seconds ``cost`` can be spent, if nobody spends anything until then.

    It may be sooner by what it takes to forget one: the library rounds down what it remembers.
    """
    spare = budget.amount - cost
    if spare < 0:
        return inf
    if left(window, budget) >= cost:
        return 0
    if window.spent <= spare:
        return window.before_ends - budget.seconds * (spare - window.spent) / window.before
    return window.spent_ends - budget.seconds * spare / window.spent
