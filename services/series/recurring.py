"""Which days a rule gives: RFC 5545, section 3.3.10, for rules of days and slower.

The rule: every day from the first is looked at once, for ten years at most. So no rule can be
such that it takes long to find its days, or to find that there are none.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from models.meeting_series import Frequency
from services.clocks.days import WEEKDAYS

MOST_OCCURRENCES = 1_000
"""How many times a rule may give a day."""

YEARS = 10
"""How many years after its first day a rule may reach."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule from its first day on, with all that it takes from that day.

    ``by_day`` has weekdays from 0, each with its place in the month or year, or None for any.
    """

    first: date
    frequency: Frequency
    interval: int
    by_day: frozenset[tuple[int, int | None]]
    by_month_day: frozenset[int]
    by_month: frozenset[int]
    count: int | None
    until: date | None
    exclude: frozenset[date]

    @property
    def last(self) -> date:
        """The last day that is looked at."""
        return min(self.until or date.max, horizon(self.first))


def horizon(first: date) -> date:
    """Give the last day that a rule may reach."""
    then = date(first.year + YEARS, first.month, 1)
    return then.replace(day=min(first.day, monthrange(then.year, then.month)[1]))


def rule_of(said: Mapping[str, Any]) -> Rule:
    """Read the rule of what a series says; what is wrong with it must have been found before."""
    rule = Rule(
        first=datetime.fromisoformat(said["local_start"]).date(),
        frequency=Frequency(said["rule_frequency"]),
        interval=said["rule_interval"],
        by_day=frozenset(
            (WEEKDAYS.index(it["weekday"]), it.get("nth")) for it in said["rule_by_day"]
        ),
        by_month_day=frozenset(said["rule_by_month_day"]),
        by_month=frozenset(said["rule_by_month"]),
        count=said["rule_count"],
        until=date.fromisoformat(said["rule_until"]) if said["rule_until"] else None,
        exclude=frozenset(map(date.fromisoformat, said["rule_exclude"])),
    )
    return _filled(rule)


def _filled(rule: Rule) -> Rule:
    """Take from the first day what the rule does not say, as the RFC has it."""
    if rule.by_day or rule.by_month_day:
        return rule
    match rule.frequency:
        case Frequency.DAILY:
            return rule
        case Frequency.WEEKLY:
            return replace(rule, by_day=frozenset({(rule.first.weekday(), None)}))
        case Frequency.MONTHLY:
            return replace(rule, by_month_day=frozenset({rule.first.day}))
        case Frequency.YEARLY:
            months = rule.by_month or frozenset({rule.first.month})
            return replace(rule, by_month_day=frozenset({rule.first.day}), by_month=months)


def given(rule: Rule) -> list[date]:
    """Give the days of a rule, those that it excludes with them: they count (section 3.8.5.1).

    There are at most ``MOST_OCCURRENCES`` and one more, so that it is known of too many.
    """
    most = MOST_OCCURRENCES + 1 if rule.count is None else min(rule.count, MOST_OCCURRENCES + 1)
    return list(islice(_given(rule), most))


def occurrences(rule: Rule) -> list[date]:
    """Give the days on which something takes place by a rule."""
    return [it for it in given(rule) if it not in rule.exclude]


def _given(rule: Rule) -> Iterator[date]:
    for day in range(rule.first.toordinal(), rule.last.toordinal() + 1):
        if gives(rule, it := date.fromordinal(day)):
            yield it


def gives(rule: Rule, day: date) -> bool:
    """Tell whether a rule gives a day, how many there may be aside."""
    return (
        _in_step(rule, day)
        and (not rule.by_month or day.month in rule.by_month)
        and (not rule.by_month_day or bool(rule.by_month_day & _in_month(day)))
        and (not rule.by_day or bool(rule.by_day & _weekdays(rule, day)))
    )


def _in_step(rule: Rule, day: date) -> bool:
    """Tell whether a day lies in one of every so many days, weeks from Monday, months or years."""
    first = rule.first
    match rule.frequency:
        case Frequency.DAILY:
            passed = (day - first).days
        case Frequency.WEEKLY:
            passed = (_monday(day) - _monday(first)).days // 7
        case Frequency.MONTHLY:
            passed = 12 * (day.year - first.year) + day.month - first.month
        case Frequency.YEARLY:
            passed = day.year - first.year
    return passed % rule.interval == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _in_month(day: date) -> set[int]:
    """Give the numbers of a day in its month, from the front and from the back."""
    return {day.day, day.day - monthrange(day.year, day.month)[1] - 1}


def _weekdays(rule: Rule, day: date) -> set[tuple[int, int | None]]:
    """Give what a day is: a Thursday, the first in its month or year, and the last but so many."""
    if rule.frequency is Frequency.YEARLY and not rule.by_month:
        at, days = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    else:
        at, days = day.day, monthrange(day.year, day.month)[1]
    places = (None, (at - 1) // 7 + 1, -((days - at) // 7 + 1))
    return {(day.weekday(), it) for it in places}
