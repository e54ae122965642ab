"""The calendar by month and by week, of all networks or of one.

The rule: what a day is, and what is on it, is told by the API; here it is only found out which
month or week comes before and after, and which is now.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from examples.website.outcomes import Missing, Moved
from examples.website.visits import NETWORK, Visit

Variables = Mapping[str, Any]
Data = Mapping[str, Any]

REACH: Final = 5
"""How many years before and after this one there are, so that no robot turns leaves for ever."""


def this_month_asked(visit: Visit) -> Variables:
    """Ask for the month that it is now."""
    return {"year": visit.now.year, "month": visit.now.month, **_network_asked(visit)}


def this_month_shown(visit: Visit, data: Data) -> Variables:
    """Show the month that it is now."""
    return _month(visit, data, visit.now.year, visit.now.month)


def month_asked(visit: Visit) -> Variables:
    """Ask for a month by its number."""
    year, month = visit.given["year"], visit.given["month"]
    if not 1 <= month <= 12 or not _within_reach(visit, year):
        raise Missing
    return {"year": year, "month": month, **_network_asked(visit)}


def month_shown(visit: Visit, data: Data) -> Variables:
    """Show a month."""
    return _month(visit, data, visit.given["year"], visit.given["month"])


def week_asked(visit: Visit) -> Variables:
    """Ask for a week by its number."""
    year, week = visit.given["year"], visit.given["week"]
    if not _within_reach(visit, year):
        raise Missing
    return {"year": year, "week": week, **_network_asked(visit)}


def week_shown(visit: Visit, data: Data) -> Variables:
    """Show a week."""
    monday = date.fromisocalendar(visit.given["year"], visit.given["week"], 1)
    thursday = monday + timedelta(days=3)
    return {
        "by": "week",
        "year": visit.given["year"],
        "number": visit.given["week"],
        "previous": _at(visit, _week_of(monday - timedelta(days=7))),
        "next": _at(visit, _week_of(monday + timedelta(days=7))),
        "by_month": _at(visit, _month_of(thursday)),
        "by_week": visit.here(),
        "today": _at(visit, _week_of(visit.now.date())),
        **_shown(visit, data),
    }


def _month(visit: Visit, data: Data, year: int, month: int) -> Variables:
    days = [date.fromisoformat(it["date"]) for it in data["calendar"]["days"] if it["inMonth"]]
    today = visit.now.date()
    return {
        "by": "month",
        "year": year,
        "number": month,
        "previous": _at(visit, _month_of(days[0] - timedelta(days=1))),
        "next": _at(visit, _month_of(days[-1] + timedelta(days=1))),
        "by_month": visit.here(),
        "by_week": _at(visit, _week_of(today if today in days else days[0])),
        "today": _at(visit, "/kalendarium"),
        **_shown(visit, data),
    }


def _shown(visit: Visit, data: Data) -> Variables:
    network, slug = data["network"], visit.parameters[NETWORK]
    if slug and network is None:
        raise Missing
    if slug and network["slug"] != slug:
        raise Moved(visit.path, **{NETWORK: network["slug"]})
    days = data["calendar"]["days"]
    return {
        "weeks": [days[at : at + 7] for at in range(0, len(days), 7)],
        "is_empty": not any(day["slices"] for day in days),
        "network": network,
        "networks": data["networks"]["nodes"],
        "feeds": data["calendar"]["feeds"],
    }


def _network_asked(visit: Visit) -> Variables:
    slug = visit.parameters[NETWORK]
    where = {"networks": {"some": {"slug": {"eq": slug}}}} if slug else None
    return {"where": where, "network": slug}


def _within_reach(visit: Visit, year: int) -> bool:
    return abs(year - visit.now.year) <= REACH


def _at(visit: Visit, path: str) -> str:
    """Give the address of another part of the calendar, of the same network."""
    return visit.to(path, **{NETWORK: visit.parameters[NETWORK]})


def _month_of(day: date) -> str:
    return f"/kalendarium/{day.year}-{day.month:02}"


def _week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"/kalendarium/{year}-v{week:02}"
