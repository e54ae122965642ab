"""Limits hold in one process and in several; nobody suffers from them while Valkey is away."""

import asyncio
import logging
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from math import inf
from time import monotonic

import pytest
from valkey.asyncio import Valkey as Client

from services.rates import limiting, shared_counts
from services.rates.budgets import Budget, Overspent
from services.rates.limiting import Limiter
from services.rates.shared_counts import SharedCounts
from services.rates.sharing import BadAddress
from tests.valkey import Valkey, place

TEN = Budget("ten", 10, 3_600)
"""Small, and for so long that nothing comes back while a test runs."""


@pytest.fixture
def valkey() -> Iterator[Valkey]:
    """The place of a Valkey that is not started."""
    with place() as valkey:
        yield valkey


@pytest.fixture
def serving(valkey: Valkey) -> Iterator[subprocess.Popen[bytes]]:
    """A Valkey that serves at that place."""
    with valkey.serving() as process:
        yield process


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a Valkey that was away be tried again at once."""
    monkeypatch.setattr(shared_counts, "PAUSE", 0.0)


class Counts(SharedCounts):
    """Counts how often Valkey did not answer."""

    def __init__(self, url: str) -> None:
        self.failures = 0
        super().__init__(url, self._fail)

    def _fail(self) -> None:
        self.failures += 1


@asynccontextmanager
async def counts(valkey: Valkey) -> AsyncIterator[Counts]:
    shared = Counts(valkey.url)
    try:
        yield shared
    finally:
        await shared.close()


async def spent(limiter: Limiter, key: str, cost: int = 1) -> bool:
    try:
        await limiter.spend(key, cost)
    except Overspent:
        return False
    return True


async def test_each_key_has_a_budget_of_its_own() -> None:
    limiter = Limiter(TEN)

    found = [await spent(limiter, key, 6) for key in ("one", "one", "two")]

    assert found == [True, False, True]


async def test_who_overspends_is_told_what_is_left_and_when_there_is_more() -> None:
    limiter = Limiter(TEN)
    await limiter.spend("me", 6)

    with pytest.raises(Overspent) as refusal:
        await limiter.spend("me", 5)

    assert (refusal.value.budget, refusal.value.left) == (TEN, 4)
    assert 0 < refusal.value.seconds <= 2 * TEN.seconds


async def test_what_is_more_than_the_whole_budget_is_never_to_be_had() -> None:
    limiter = Limiter(TEN)

    with pytest.raises(Overspent) as refusal:
        await limiter.spend("me", 11, least=1)

    assert refusal.value.seconds == inf
    assert await spent(limiter, "me", 10)


async def test_what_costs_less_can_be_had_after_a_refusal() -> None:
    limiter = Limiter(TEN)
    await limiter.spend("me", 6)

    found = [await spent(limiter, "me", cost) for cost in (5, 5, 4, 1)]

    assert found == [False, False, True, False]


async def test_being_refused_costs_the_least_until_nothing_is_left() -> None:
    limiter = Limiter(TEN)
    await limiter.spend("me", 5)

    for _ in range(2):
        with pytest.raises(Overspent):
            await limiter.spend("me", 6, least=2)

    assert [await spent(limiter, "me", cost) for cost in (4, 3)] == [False, True]


async def test_who_was_told_to_wait_is_not_counted_again(
    valkey: Valkey, serving: subprocess.Popen[bytes]
) -> None:
    async with counts(valkey) as shared, Client.from_url(valkey.url) as client:
        limiter = Limiter(TEN, shared)
        await limiter.spend("me", 10)
        await spent(limiter, "me")
        before = (await client.info("stats"))["total_commands_processed"]

        found = [await spent(limiter, "me") for _ in range(100)]

        after = (await client.info("stats"))["total_commands_processed"]
    assert found == [False] * 100
    assert after - before <= 2  # the questions themselves


async def test_refusals_are_forgotten_beyond_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "REMEMBERED", 3)
    limiter = Limiter(TEN)

    for number in range(20):
        await limiter.spend(str(number), 10)
        await spent(limiter, str(number))

    assert list(limiter._refused) == ["17", "18", "19"]
    assert not await spent(limiter, "0")


async def test_processes_share_what_is_counted_in_valkey(
    valkey: Valkey, serving: subprocess.Popen[bytes]
) -> None:
    async with counts(valkey) as one, counts(valkey) as other:
        limiters = [Limiter(TEN, one), Limiter(TEN, other)]

        found = [await spent(limiters[turn % 2], "me", 3) for turn in range(5)]

    assert found == [True, True, True, False, False]


async def test_many_at_once_never_spend_more_than_there_is(
    valkey: Valkey, serving: subprocess.Popen[bytes]
) -> None:
    async with counts(valkey) as shared:
        limiter = Limiter(Budget("many", 100, 3_600), shared)

        found = await asyncio.gather(*(spent(limiter, "me") for _ in range(300)))

    assert (found.count(True), shared.failures) == (100, 0)


async def test_counting_takes_one_round_trip(
    valkey: Valkey, serving: subprocess.Popen[bytes]
) -> None:
    async with counts(valkey) as shared, Client.from_url(valkey.url) as client:
        limiter = Limiter(TEN, shared)
        await limiter.spend("me")  # the script is told, too
        await client.config_resetstat()

        for _ in range(5):
            await limiter.spend("me")

        calls = await client.info("commandstats")
    assert calls["cmdstat_evalsha"]["calls"] == 5
    assert "cmdstat_script|load" not in calls


async def test_nothing_in_valkey_outlives_its_time(
    valkey: Valkey, serving: subprocess.Popen[bytes]
) -> None:
    async with counts(valkey) as shared, Client.from_url(valkey.url) as client:
        await Limiter(TEN, shared).spend("me")

        keys = await client.keys("*")
        [key] = keys
        assert key.startswith(b"knutpunkt:")
        assert 0 < await client.ttl(key) <= 2 * TEN.seconds


@pytest.mark.usefixtures("soon")
async def test_a_valkey_that_is_away_is_told_once_and_found_again(
    valkey: Valkey, caplog: pytest.LogCaptureFixture
) -> None:
    async with counts(valkey) as shared:
        limiter = Limiter(TEN, shared)
        alone = [await spent(limiter, "me", 6) for _ in range(2)]
        with valkey.serving():
            together = [await spent(limiter, "you", 6) for _ in range(2)]
        again = [await spent(limiter, "they", 6) for _ in range(2)]
        with valkey.serving():
            finally_ = [await spent(limiter, "us", 6) for _ in range(2)]

    assert alone == together == again == finally_ == [True, False]
    told = [it.message.partition(":")[0] for it in caplog.records]
    away, back = (
        "Valkey is away, so this process counts for itself",
        "Valkey is back, and counts for all processes again",
    )
    assert told == [away, back, away, back]
    assert {it.levelno for it in caplog.records} == {logging.WARNING}


async def test_a_valkey_that_hangs_is_waited_for_once(
    valkey: Valkey, serving: subprocess.Popen[bytes]
) -> None:
    async with counts(valkey) as shared:
        limiter = Limiter(Budget("much", 1_000, 3_600), shared)
        await limiter.spend("me")
        serving.send_signal(signal.SIGSTOP)
        began = monotonic()

        found = [await spent(limiter, "me") for _ in range(100)]

        took = monotonic() - began
        serving.send_signal(signal.SIGCONT)
    assert (found, shared.failures) == ([True] * 100, 1)
    assert took < 100 * shared_counts.PATIENCE


async def test_who_is_cancelled_leaves_nothing_behind(
    valkey: Valkey, serving: subprocess.Popen[bytes]
) -> None:
    async with counts(valkey) as shared:
        limiter = Limiter(Budget("much", 1_000_000, 3_600), shared)
        await limiter.spend("me")
        cancelled = 0
        for turn in range(500):
            task = asyncio.create_task(limiter.spend("me", 1))
            for _ in range(turn % 5):
                await asyncio.sleep(0)
            task.cancel()
            cancelled += isinstance(
                (await asyncio.gather(task, return_exceptions=True))[0], asyncio.CancelledError
            )

        found = await asyncio.gather(*(spent(limiter, "me") for _ in range(100)))

        busy = len(shared._pool._in_use_connections)
    assert cancelled >= 300  # a round trip that ends in time cannot be cancelled
    assert (found, busy, shared.failures) == ([True] * 100, 0, 0)


async def test_all_connections_are_closed_at_the_end(
    valkey: Valkey, serving: subprocess.Popen[bytes]
) -> None:
    async with counts(valkey) as shared:
        limiter = Limiter(Budget("much", 1_000, 3_600), shared)
        await asyncio.gather(*(limiter.spend("me") for _ in range(50)))
        async with Client.from_url(valkey.url) as client:
            during = len(await client.client_list())

    async with Client.from_url(valkey.url) as client:
        after = len(await client.client_list())

    assert 2 <= during <= shared_counts.CONNECTIONS + 1
    assert after == 1


@pytest.mark.parametrize(
    "url",
    ["", "localhost", "http://valkey.example.org", "valkey://host:port", "valkey://h?db=one",
     "valkey://h?nonsense=1"],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_a_line(url: str) -> None:
    with pytest.raises(BadAddress, match="write it like valkey://host:6379/0, "):
        SharedCounts(url)
