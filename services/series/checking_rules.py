"""Whether the rule of a series is one, and gives days on which its meetings can take place.

Each part is looked at by itself before any day is looked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from models.meeting import Fold
from models.meeting_series import Frequency
from services.clocks.days import WEEKDAYS
from services.clocks.meeting_times import FOLDS
from services.content.checking_times import bad_times
from services.content.saying import Said
from services.errors import Fault
from services.series.occurring import times_on
from services.series.recurring import (
    MOST_OCCURRENCES,
    YEARS,
    Rule,
    given,
    horizon,
    rule_of,
)
from services.wording import fault

MOST_INTERVAL = 1_000
MOST_PARTS = 400
"""How many days, or places of days, one part of a rule may name."""

_NAMED = 10
"""How many days are named that have no such time."""


def bad_rule(said: Said, locale: str) -> list[Fault]:
    """Give all that is wrong with a rule, and with the times of the meetings that it gives.

    The times of its first day must be said.
    """
    faults = _bad_hours_of(said, locale)
    if said["rule_frequency"] not in list(Frequency):
        return faults  # the column's own check tells of the frequency
    faults += [*_bad_parts(said, locale), *_bad_end(said, locale)]
    if faults:
        return faults
    rule = rule_of(said)
    found = given(rule)
    if wrong := [*_bad_days(rule, found, locale), *_bad_start(rule, found, locale)]:
        return wrong
    return _bad_hours(said, [it for it in found if it not in rule.exclude], locale)


def _bad_parts(said: Said, locale: str) -> Iterator[Fault]:
    if not 1 <= said["rule_interval"] <= MOST_INTERVAL:
        yield _range(locale, ("rule_interval",), 1, MOST_INTERVAL)
    for place, day in enumerate(said["rule_by_day"]):
        yield from _bad_weekday(said, day, ("rule_by_day", str(place)), locale)
    if said["rule_by_month_day"] and said["rule_frequency"] == Frequency.WEEKLY:
        yield fault(locale, "NOT_IN_THIS_RULE", ("rule_by_month_day",))
    for name, least, most in (("rule_by_month_day", -31, 31), ("rule_by_month", 1, 12)):
        for place, number in enumerate(said[name]):
            if number == 0 or not least <= number <= most:
                yield _range(locale, (name, str(place)), least, most)
    for name, most in (("rule_by_day", MOST_PARTS), ("rule_exclude", MOST_OCCURRENCES)):
        if len(said[name]) > most:
            yield fault(locale, "TOO_MANY", (name,), length=len(said[name]), most=most)


def _bad_weekday(
    said: Said, day: Mapping[str, Any], path: tuple[str, ...], locale: str
) -> Iterator[Fault]:
    if day["weekday"] not in WEEKDAYS:
        known = {"value": day["weekday"], "known": ", ".join(WEEKDAYS)}
        yield fault(locale, "UNKNOWN_VALUE", (*path, "weekday"), **known)
    if (nth := day.get("nth")) is None:
        return
    in_year = said["rule_frequency"] == Frequency.YEARLY and not said["rule_by_month"]
    most = 53 if in_year else 5
    if said["rule_frequency"] not in (Frequency.MONTHLY, Frequency.YEARLY):
        yield fault(locale, "NOT_IN_THIS_RULE", (*path, "nth"))
    elif not 1 <= abs(nth) <= most:
        yield _range(locale, (*path, "nth"), -most, most)


def _range(locale: str, path: tuple[str, ...], least: int, most: int) -> Fault:
    return fault(locale, "OUT_OF_RANGE", path, least=least, most=most)


def _bad_end(said: Said, locale: str) -> Iterator[Fault]:
    count, until = said["rule_count"], said["rule_until"]
    if (count is None) == (until is None):
        yield fault(locale, "RULE_HAS_NO_END", ("rule_count",))
    if count is not None and not 1 <= count <= MOST_OCCURRENCES:
        yield _range(locale, ("rule_count",), 1, MOST_OCCURRENCES)
    if until is not None and not _is_day(until):
        yield fault(locale, "BAD_DAY", ("rule_until",), value=until)
    for place, day in enumerate(said["rule_exclude"]):
        if not _is_day(day):
            yield fault(locale, "BAD_DAY", ("rule_exclude", str(place)), value=day)


def _is_day(text: Any) -> bool:
    try:
        return bool(date.fromisoformat(text).isoformat() == text)
    except (TypeError, ValueError):
        return False


def _bad_days(rule: Rule, found: Sequence[date], locale: str) -> Iterator[Fault]:
    """Tell of a rule that gives no days, or too many, or goes on for too long."""
    last = horizon(rule.first)
    if rule.until and rule.until > last:
        yield fault(locale, "REACHES_TOO_FAR", ("rule_until",), years=YEARS, last=last)
    elif len(found) > MOST_OCCURRENCES:
        yield fault(locale, "TOO_MANY_OCCURRENCES", ("rule_until",), most=MOST_OCCURRENCES)
    elif not {*found} - rule.exclude:
        yield fault(locale, "NO_OCCURRENCE", ("rule_frequency",), last=rule.last)
    elif rule.count and len(found) < rule.count:
        yield fault(locale, "REACHES_TOO_FAR", ("rule_count",), years=YEARS, last=last)


def _bad_start(rule: Rule, found: Sequence[date], locale: str) -> Iterator[Fault]:
    """Tell of a first day that the rule does not give: the RFC leaves open what that means."""
    if found and found[0] != rule.first:
        yield fault(locale, "START_NOT_IN_RULE", ("local_start",), value=rule.first, next=found[0])


def _bad_hours(said: Said, days: Sequence[date], locale: str) -> list[Fault]:
    """Tell on which days a meeting would start or end at a time that the clocks skip."""
    bad: dict[str, list[str]] = {}
    for day in days:
        for it in _bad_hours_of({**said, **times_on(said, day)}, locale):
            bad.setdefault(it.path[0], []).append(day.isoformat())
    return [_bad_hour(said, name, found, locale) for name, found in bad.items()]


def _bad_hours_of(said: Said, locale: str) -> list[Fault]:
    """Tell what is wrong with the times of one meeting; of two times alike the first is meant."""
    return bad_times({**said, **dict.fromkeys(FOLDS.values(), Fold.EARLIER)}, locale)


def _bad_hour(said: Said, name: str, days: Sequence[str], locale: str) -> Fault:
    listed = ", ".join(days[:_NAMED]) + (" …" if len(days) > _NAMED else "")
    told = {"time": said[name][11:16], "zone": said["time_zone"], "days": listed}
    return fault(locale, "TIMES_THAT_ARE_NOT", (name,), **told)
