"""What was used last is kept, and no more than fits: by number and by weight."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")
Kept = TypeVar("Kept")


@dataclass(slots=True)
class Tally:
    """How often something was asked for, and how often it had to be made for that."""

    asked: int = 0
    made: int = 0

    @property
    def hits(self) -> int:
        """How often it was found among the kept."""
        return self.asked - self.made


class Recent(Generic[Key, Kept]):
    """The ``most`` values that were used last, which together weigh at most ``heaviest``."""

    def __init__(self, most: int, heaviest: int | None = None) -> None:
        self.most = most
        self.heaviest = heaviest
        self.weight = 0
        self._kept: OrderedDict[Key, tuple[Kept, int]] = OrderedDict()

    def get(self, key: Key) -> Kept | None:
        """Give the value of ``key``, which is now the last that was used."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def drop(self, key: Key) -> None:
        """Let go of the value of ``key``, if there is one."""
        if key in self._kept:
            self.weight -= self._kept.pop(key)[1]

    def put(self, key: Key, value: Kept, weight: int = 1) -> Kept:
        """Keep a value, and let go of those that were used longest ago as far as needed."""
        self.drop(key)
        self._kept[key] = (value, weight)
        self.weight += weight
        while len(self._kept) > self.most or self._too_heavy():
            self.weight -= self._kept.popitem(last=False)[1][1]
        return value

    def _too_heavy(self) -> bool:
        return self.heaviest is not None and self.weight > self.heaviest and bool(self._kept)

    def __iter__(self) -> Iterator[Kept]:
        return iter([value for value, _ in self._kept.values()])

    def __len__(self) -> int:
        return len(self._kept)
