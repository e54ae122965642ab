"""How long to wait for what, and how much is left: as the library counts, at any moment."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from services.rates.budgets import Budget, Window, left, wait
from services.rates.counting import OwnCounts

BUDGET = Budget("test", 1_000, 60)
BEGIN = 1_700_000_040.0
"""A moment at which a window of a minute begins."""

SPENDING = st.lists(st.tuples(st.floats(0, 90), st.integers(1, 1_000)), max_size=12)
"""What is spent, and how many seconds after the spending before."""


class Clock:
    """The time of day, as a test says it is."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def clock() -> Iterator[Clock]:
    """Put a clock in the place of the system's, where the library looks."""
    with pytest.MonkeyPatch.context() as patch:
        clock = Clock()
        patch.setattr(time, "time", clock)
        yield clock


class Counter:
    """A budget's one spender."""

    def __init__(self) -> None:
        self.limiter = SlidingWindowCounterRateLimiter(OwnCounts())

    async def spend(self, cost: int) -> bool:
        return await self.limiter.hit(BUDGET.item, "me", cost=cost)

    async def can(self, cost: int) -> bool:
        return await self.limiter.test(BUDGET.item, "me", cost=cost)

    async def window(self) -> Window:
        storage = self.limiter.storage
        assert isinstance(storage, OwnCounts)
        return Window(*await storage.get_sliding_window(BUDGET.item.key_for("me"), BUDGET.seconds))


async def after(clock: Clock, spending: list[tuple[float, int]]) -> Counter:
    counter = Counter()
    for seconds, cost in spending:
        clock.now += seconds
        await counter.spend(cost)
    return counter


@given(SPENDING, st.floats(0, 60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_what_is_left_can_be_spent_and_no_more(
    clock: Clock, spending: list[tuple[float, int]], later: float
) -> None:
    counter = await after(clock, spending)
    clock.now += later

    rest = left(await counter.window(), BUDGET)

    assert not await counter.spend(rest + 1)
    assert rest == 0 or await counter.spend(rest)


@given(SPENDING, st.integers(1, 1_000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_who_waits_as_long_as_told_can_spend(
    clock: Clock, spending: list[tuple[float, int]], cost: int
) -> None:
    counter = await after(clock, spending)

    seconds = wait(await counter.window(), BUDGET, cost)

    assert (seconds == 0) is await counter.can(cost)
    assert 0 <= seconds <= 2 * BUDGET.seconds
    clock.now += seconds + 0.001
    assert await counter.spend(cost)


@pytest.mark.parametrize(
    ("spending", "cost", "seconds"),
    [
        ([(0, 1_000)], 500, 90),  # a minute stands still, the next gives back by and by
        ([(0, 1_000), (90, 100)], 500, 6),
        ([(0, 600), (90, 600)], 100, 0),
        ([(0, 600), (90, 700)], 100, 10),
        ([(0, 600), (90, 700)], 500, 47.1),
    ],
)
async def test_who_comes_too_soon_cannot(
    clock: Clock, spending: list[tuple[float, int]], cost: int, seconds: float
) -> None:
    clock.now = BEGIN + 600
    counter = await after(clock, spending)

    assert wait(await counter.window(), BUDGET, cost) == pytest.approx(seconds, abs=0.1)
    clock.now += max(0, seconds - 0.3)
    assert await counter.can(cost) is (seconds == 0)


async def test_what_is_more_than_the_whole_is_never_waited_for() -> None:
    assert wait(Window(0, 0, 0, 0), BUDGET, 1_001) == float("inf")


async def test_never_is_more_than_the_budget_spent_within_one_window(clock: Clock) -> None:
    counter, spent = Counter(), 0

    for second in range(600):
        clock.now = BEGIN + 6_000 + second
        while await counter.spend(70):
            spent += 70

    assert 9_000 <= spent <= 11_000  # ten minutes at 1,000 and the full budget of the beginning
