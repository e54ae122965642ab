"""What series are to be, in plain Python: days that lie apart, and what is said on each.

A meeting of the model has an hour, a text and a state. It knows nothing of rules, versions or
windows: it is there, and says something, or is deleted; the public knows of it, or does not.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count, islice

STEPS = {"DAILY": 1, "WEEKLY": 7}
"""How many days lie between those that such a rule gives."""


@dataclass(frozen=True)
class Says:
    """What a series says of its meetings, and on which days they are."""

    first: date
    every: str
    apart: int
    times: int
    hour: int = 9
    text: str = ""

    @property
    def days(self) -> list[date]:
        return [*islice(self._days(), self.times)]

    def _days(self) -> Iterator[date]:
        """Give days without end; months that lack the day are passed over."""
        for number in count(step=self.apart):
            if self.every in STEPS:
                yield self.first + timedelta(days=STEPS[self.every] * number)
                continue
            year, month = divmod(12 * self.first.year + self.first.month - 1 + number, 12)
            if self.first.day <= monthrange(year, month + 1)[1]:
                yield date(year, month + 1, self.first.day)


@dataclass(frozen=True)
class Met:
    """A meeting of the model."""

    hour: int
    text: str
    cancelled: bool = False
    deleted: bool = False
    public: bool = False
    moved: int = 0
    """By how many days it was moved by hand."""

    taken: bool = False
    """Whether it was the rule that cancelled or deleted it."""


@dataclass
class Model:
    """A series as it is to be; ``today`` has passed, and so has all before it."""

    says: Says
    today: date
    met: dict[date, Met] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.met = {it: Met(self.says.hour, self.says.text) for it in self.says.days}

    def begun(self, day: date) -> bool:
        return day + timedelta(days=self.met[day].moved if day in self.met else 0) <= self.today

    def update(self, after: Says, since: date, named: set[str], overwrite: bool) -> None:
        """Change all from a day on; what is ``named`` was said for it."""
        before, self.says = self.says, after
        for day in sorted(self.met):
            if day >= since:
                self.met[day] = self._changed(day, before, after, named, overwrite)
        for day in after.days:
            if day >= since and day not in self.met and day > self.today:
                self.met[day] = Met(after.hour, after.text)

    def _changed(
        self, day: date, before: Says, after: Says, named: set[str], overwrite: bool
    ) -> Met:
        over = named if overwrite else set()
        met, within = self.met[day], day >= before.first
        back = within and day in after.days and day not in before.days and not self.begun(day)
        back = back and (met.taken or overwrite)
        if met.deleted:
            if not back:
                return met
            met = replace(met, deleted=False, taken=False)
        elif within and day not in after.days and not self.begun(day):
            return self._gone(met, before, overwrite)
        if back:
            met = replace(met, cancelled=False, taken=False)
        if met.text == before.text or "text" in over:
            met = replace(met, text=after.text)
        if not self.begun(day) and ((met.hour, met.moved) == (before.hour, 0) or "hour" in over):
            met = replace(met, hour=after.hour, moved=0)
        return met

    def _gone(self, met: Met, before: Says, overwrite: bool) -> Met:
        by_hand = (met.hour, met.text, met.moved) != (before.hour, before.text, 0)
        if met.cancelled or (by_hand and not overwrite):
            return met
        met = replace(met, taken=True)
        return replace(met, cancelled=True) if met.public else replace(met, deleted=True)
