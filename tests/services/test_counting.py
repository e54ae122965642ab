"""Counters in a process: right, and never more of them than there may be."""

import time

import pytest

from services.rates.counting import OwnCounts

NOW = 1_700_000_040.0


def at(moment: float, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(time, "time", lambda: moment)


async def test_a_counter_counts_until_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = OwnCounts()
    at(NOW, monkeypatch)
    told = [await counts.incr("a", 60, 5), await counts.incr("a", 60, 2), await counts.get("a")]
    at(NOW + 59.9, monkeypatch)
    told += [await counts.get("a"), await counts.get("b")]
    at(NOW + 60, monkeypatch)
    told += [await counts.get("a"), await counts.incr("a", 60, 1)]

    assert told == [5, 7, 7, 7, 0, 0, 1]


async def test_a_million_addresses_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = OwnCounts(most=1_000)
    at(NOW, monkeypatch)

    for number in range(1_000_000 // 50):
        await counts.incr(f"address {number}", 120)

    assert (len(counts.storage), len(counts.expirations), len(counts.locks)) == (1_000, 1_000, 0)
    assert await counts.get("address 19999") == 1
    assert await counts.get("address 0") == 0


async def test_what_is_over_is_forgotten_as_others_come(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = OwnCounts(most=1_000)
    at(NOW, monkeypatch)
    for number in range(600):
        await counts.incr(f"early {number}", 120)
    at(NOW + 121, monkeypatch)

    for number in range(300):
        await counts.incr(f"late {number}", 120)

    assert sorted(counts.storage) == sorted(f"late {number}" for number in range(300))
    assert counts.storage.keys() == counts.expirations.keys()
