"""Sweden's holidays, beside dates from the almanac and an independent Easter."""

from datetime import date, timedelta

import dateutil.easter  # type: ignore[import-untyped]
import pytest

from services.clocks.holidays import easter, holidays_on, is_red


def test_easter_is_that_of_dateutil() -> None:
    assert [easter(it) for it in range(1954, 2200)] == [
        dateutil.easter.easter(it) for it in range(1954, 2200)
    ]


@pytest.mark.parametrize(
    ("day", "names", "red"),
    [
        ("2026-01-01", ["Nyårsdagen"], True),
        ("2026-01-06", ["Trettondedag jul"], True),
        ("2026-04-03", ["Långfredagen"], True),
        ("2026-04-04", ["Påskafton"], False),
        ("2026-04-05", ["Påskdagen"], True),
        ("2026-04-06", ["Annandag påsk"], True),
        ("2026-05-14", ["Kristi himmelsfärdsdag"], True),
        ("2026-05-24", ["Pingstdagen"], True),
        ("2026-06-06", ["Sveriges nationaldag"], True),
        ("2004-06-06", [], True),
        ("2003-06-06", [], False),
        ("2004-05-31", ["Annandag pingst"], True),
        ("2005-05-16", [], False),
        ("2026-06-19", ["Midsommarafton"], False),
        ("2026-06-20", ["Midsommardagen"], True),
        ("2026-10-31", ["Alla helgons dag"], True),
        ("2025-11-01", ["Alla helgons dag"], True),
        ("2026-10-30", ["Allhelgonaafton"], False),
        ("2026-12-24", ["Julafton"], False),
        ("2008-05-01", ["Första maj", "Kristi himmelsfärdsdag"], True),
        ("2026-02-10", [], False),
    ],
)
def test_days_of_the_almanac(day: str, names: list[str], red: bool) -> None:
    asked = date.fromisoformat(day)

    assert [it.sv for it in holidays_on(asked)] == names
    assert is_red(asked) is red


def test_saturdays_and_sundays_of_movable_days() -> None:
    for year in range(1954, 2101):
        days = [date(year, 1, 1) + timedelta(days=it) for it in range(365)]
        told = {holiday.sv: day for day in days for holiday in holidays_on(day)}

        assert told["Midsommardagen"].weekday() == told["Alla helgons dag"].weekday() == 5
        assert date(year, 6, 20) <= told["Midsommardagen"] <= date(year, 6, 26)
        assert date(year, 10, 31) <= told["Alla helgons dag"] <= date(year, 11, 6)
        assert told["Pingstdagen"] - told["Påskdagen"] == timedelta(days=49)
