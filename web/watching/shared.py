"""Numbers of several workers, in memory that they share: each writes its own, and any reads all.

The memory is their parent's, so what a worker had counted outlives it, however it ended, and its
successor counts on from there. Nothing is waited for, and nothing is read half written.
"""

from collections.abc import Mapping
from mmap import mmap
from typing import NamedTuple

import orjson

LENGTH = 4
"""Bytes that tell how long a text is."""

TEXT = 64 * 1024 - LENGTH - 1
"""Bytes that a worker's numbers may take; a tenth of it is what they do take."""

PAGE = 1 + 2 * (LENGTH + TEXT)
ATTEMPTS = 1_000


class Slot(NamedTuple):
    """The place of one worker, whose number it is, from 1 on."""

    memory: mmap
    number: int

    def write(self, numbers: Mapping[str, float]) -> None:
        """Put ``numbers`` into the place of what was said before."""
        text = orjson.dumps(numbers)
        if len(text) > TEXT:
            return  # what was said before is better than a part
        page = PAGE * (self.number - 1)
        turn = (self.memory[page] + 1) % 256
        place = _place(page, turn)
        self.memory[place : place + LENGTH] = len(text).to_bytes(LENGTH)
        self.memory[place + LENGTH : place + LENGTH + len(text)] = text
        self.memory[page] = turn  # from here on it is this text that is read

    def read(self) -> dict[str, float]:
        """Give what this worker, or the one before it, said last."""
        return _read(self.memory, self.number)

    def everybody(self) -> dict[int, dict[str, float]]:
        """Give what each worker said last, by its number."""
        numbers = range(1, len(self.memory) // PAGE + 1)
        return {number: _read(self.memory, number) for number in numbers}


def slots(workers: int) -> list[Slot]:
    """Make the places of ``workers``; to be called before they are forked."""
    memory = mmap(-1, workers * PAGE)
    return [Slot(memory, number) for number in range(1, workers + 1)]


def _place(page: int, turn: int) -> int:
    """Tell where the text of a turn is: there are two places, one to be read, one to be written."""
    return page + 1 + turn % 2 * (LENGTH + TEXT)


def _read(memory: mmap, number: int) -> dict[str, float]:
    page = PAGE * (number - 1)
    for _ in range(ATTEMPTS):
        turn = memory[page]
        place = _place(page, turn)
        length = int.from_bytes(memory[place : place + LENGTH])
        text = memory[place + LENGTH : place + LENGTH + min(length, TEXT)]
        if memory[page] == turn:  # else it may have been written meanwhile
            return dict(orjson.loads(text)) if text else {}
    raise RuntimeError(f"worker {number} writes its numbers all the time")
