"""Numbers that workers share: whole however their writers end, and read while they are written."""

import os
import signal
from multiprocessing.context import ForkProcess

from web.watching.shared import TEXT, Slot, slots

MANY = 3_000


def test_each_has_a_place_of_its_own() -> None:
    first, second = slots(2)

    first.write({"a": 1})
    second.write({"a": 2, "b": 0.5})
    first.write({"a": 3})

    assert first.everybody() == second.everybody() == {1: {"a": 3}, 2: {"a": 2, "b": 0.5}}
    assert first.read() == {"a": 3}


def test_nobody_has_said_anything_at_first() -> None:
    assert slots(2)[0].everybody() == {1: {}, 2: {}}


def test_what_does_not_fit_is_not_said() -> None:
    [slot] = slots(1)

    slot.write({"a": 1})
    slot.write({"a" * TEXT: 1})

    assert slot.read() == {"a": 1}


def test_what_is_read_meanwhile_is_whole() -> None:
    [slot] = slots(1)
    writer = ForkProcess(target=write_many, args=(slot,))
    writer.start()
    seen = set[float]()

    while writer.is_alive():
        found = slot.read()
        assert len(set(found.values())) <= 1  # all of one writing
        seen.update(found.values())
    writer.join()

    assert writer.exitcode == 0
    assert set(slot.read().values()) == {MANY}
    assert len(seen) > 1


def test_what_was_said_outlives_who_said_it() -> None:
    [slot] = slots(1)
    writer = ForkProcess(target=write_and_die, args=(slot,))
    writer.start()
    writer.join()

    assert writer.exitcode == -signal.SIGKILL
    assert slot.read() == {"a": 1}


def write_many(slot: Slot) -> None:
    for number in range(MANY + 1):
        slot.write({f"name{it}": number for it in range(50)})


def write_and_die(slot: Slot) -> None:
    slot.write({"a": 1})
    os.kill(os.getpid(), signal.SIGKILL)
