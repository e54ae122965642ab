"""Sweden's public holidays and their eves, as the law (1989:253) has them, for any year from 1954.

The rule: a holiday is computed from its year. A holiday is a red day, and so is every Sunday; an
eve is none, however empty the offices are.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

SATURDAY, SUNDAY = 5, 6

MONDAY_AFTER_PENTECOST_UNTIL = 2004
"""The last year in which it was a holiday; from the next, the sixth of June is one."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day with a name: a public holiday, or the eve of one."""

    sv: str
    en: str
    public: bool = True


def easter(year: int) -> date:
    """Give Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - f + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holidays_on(day: date) -> tuple[Holiday, ...]:
    """Tell which holidays and eves a day is; it may be two of them."""
    return _of_year(day.year).get(day, ())


def is_red(day: date) -> bool:
    """Tell whether a day is red in the almanac: a Sunday or a public holiday."""
    return day.weekday() == SUNDAY or any(it.public for it in holidays_on(day))


@lru_cache(maxsize=500)
def _of_year(year: int) -> dict[date, tuple[Holiday, ...]]:
    found: dict[date, tuple[Holiday, ...]] = {}
    for day, holiday in (*_fixed(year), *_of_easter(year), *_of_weekdays(year)):
        found[day] = (*found.get(day, ()), holiday)
    return found


def _fixed(year: int) -> list[tuple[date, Holiday]]:
    said = [
        (1, 1, Holiday("Nyårsdagen", "New Year's Day")),
        (1, 5, Holiday("Trettondagsafton", "Epiphany Eve", public=False)),
        (1, 6, Holiday("Trettondedag jul", "Epiphany")),
        (4, 30, Holiday("Valborgsmässoafton", "Walpurgis Night", public=False)),
        (5, 1, Holiday("Första maj", "May Day")),
        (12, 24, Holiday("Julafton", "Christmas Eve", public=False)),
        (12, 25, Holiday("Juldagen", "Christmas Day")),
        (12, 26, Holiday("Annandag jul", "Boxing Day")),
        (12, 31, Holiday("Nyårsafton", "New Year's Eve", public=False)),
    ]
    if year > MONDAY_AFTER_PENTECOST_UNTIL:
        said.append((6, 6, Holiday("Sveriges nationaldag", "National Day of Sweden")))
    return [(date(year, month, day), holiday) for month, day, holiday in said]


def _of_easter(year: int) -> list[tuple[date, Holiday]]:
    said = [
        (-3, Holiday("Skärtorsdagen", "Maundy Thursday", public=False)),
        (-2, Holiday("Långfredagen", "Good Friday")),
        (-1, Holiday("Påskafton", "Easter Eve", public=False)),
        (0, Holiday("Påskdagen", "Easter Sunday")),
        (1, Holiday("Annandag påsk", "Easter Monday")),
        (39, Holiday("Kristi himmelsfärdsdag", "Ascension Day")),
        (48, Holiday("Pingstafton", "Whitsun Eve", public=False)),
        (49, Holiday("Pingstdagen", "Whit Sunday")),
    ]
    if year <= MONDAY_AFTER_PENTECOST_UNTIL:
        said.append((50, Holiday("Annandag pingst", "Whit Monday")))
    sunday = easter(year)
    return [(sunday + timedelta(days=after), holiday) for after, holiday in said]


def _of_weekdays(year: int) -> list[tuple[date, Holiday]]:
    midsummer = _saturday_from(date(year, 6, 20))
    saints = _saturday_from(date(year, 10, 31))
    before = timedelta(days=1)
    return [
        (midsummer - before, Holiday("Midsommarafton", "Midsummer Eve", public=False)),
        (midsummer, Holiday("Midsommardagen", "Midsummer Day")),
        (saints - before, Holiday("Allhelgonaafton", "All Saints' Eve", public=False)),
        (saints, Holiday("Alla helgons dag", "All Saints' Day")),
    ]


def _saturday_from(first: date) -> date:
    return first + timedelta(days=(SATURDAY - first.weekday()) % 7)
