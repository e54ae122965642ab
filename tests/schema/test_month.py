"""The calendar: days, and the meetings on them, beside a naive reckoning in plain Python."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from resolvers.answering import Request, answer
from services.database.storage import Store
from services.view import VISITOR
from tests import factories
from tests.asking import STAFF, Asking, read
from tests.factories import FOR_STAFF, HIDDEN, NOW

DAYS = """date weekday isoYear isoWeek inMonth isToday isRedDay startsAt endsAt totalCount
  holidays { name publicHoliday } slices { startsHere endsHere continues meeting { slug } }"""
RANGE = f"""query($from: Date!, $to: Date!, $zone: TimeZone!, $where: MeetingFilter) {{
  calendar(from: $from, to: $to, timeZone: $zone, where: $where) {{ days {{ {DAYS} }} }} }}"""

ZONES = ("Europe/Stockholm", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "UTC")

SAID = {
    "morgon": ("2026-10-24T09:00:00", "2026-10-24T10:30:00", "Europe/Stockholm", False),
    "till-midnatt": ("2026-10-24T22:00:00", "2026-10-25T00:00:00", "Europe/Stockholm", False),
    "over-natten": ("2026-10-24T22:00:00", "2026-10-25T04:00:00", "Europe/Stockholm", False),
    "ingen-tid": ("2026-10-25T00:00:00", "2026-10-25T00:00:00", "Europe/Stockholm", False),
    "heldag": ("2026-10-25T00:00:00", "2026-10-26T00:00:00", "Europe/Stockholm", True),
    "tre-dagar": ("2026-10-23T00:00:00", "2026-10-26T00:00:00", "Asia/Tokyo", True),
    "new-york": ("2026-10-24T20:00:00", "2026-10-24T23:00:00", "America/New_York", False),
    "lang": ("2026-10-12T08:00:00", "2026-10-26T07:00:00", "Europe/Stockholm", False),
}


async def write(store: Store, said: dict[str, Any] = SAID) -> None:
    async with store.writing():
        network = await factories.network()
        for slug, (start, end, zone, whole) in said.items():
            await factories.meeting(
                slug=slug,
                local_start=start,
                local_end=end,
                time_zone=zone,
                all_day=whole,
                networks=[network],
            )


def expected(day: date, zone: str) -> list[tuple[str, bool, bool]]:
    """Tell which meetings overlap a day, and whether each starts and ends on it."""
    found = []
    for slug, (start, end, place, whole) in SAID.items():
        at = ZoneInfo(place)
        begins, ends = (datetime.fromisoformat(it).replace(tzinfo=at) for it in (start, end))
        if whole:
            first, last = begins.date(), ends.date() - timedelta(days=1)
        else:
            first = begins.astimezone(ZoneInfo(zone)).date()
            local = ends.astimezone(ZoneInfo(zone))
            last = local.date()
            if local.time() == datetime.min.time() and ends > begins:
                last -= timedelta(days=1)
        if first <= day <= last:
            found.append((begins, slug, first == day, last == day))
    return [(slug, starts, ends) for _, slug, starts, ends in sorted(found)]


@pytest.mark.parametrize("zone", ZONES)
async def test_a_meeting_is_on_every_day_that_it_overlaps(
    store: Store, ask: Asking, zone: str
) -> None:
    await write(store)

    variables = {"from": "2026-10-10", "to": "2026-11-01", "zone": zone}
    before = store.statements
    found = (await ask.data(RANGE, variables))["calendar"]["days"]

    assert store.statements - before == 1
    for day in found:
        told = [(it["meeting"]["slug"], it["startsHere"], it["endsHere"]) for it in day["slices"]]
        assert sorted(told) == sorted(expected(date.fromisoformat(day["date"]), zone)), day["date"]
        assert all(it["continues"] is not it["endsHere"] for it in day["slices"])
        assert day["totalCount"] == len(told)
    assert sum(it["totalCount"] for it in found) > len(SAID)


async def test_days_are_as_long_as_the_clocks_make_them(store: Store, ask: Asking) -> None:
    await write(store)
    lengths = {}
    for first, after in (("2026-03-28", "2026-03-31"), ("2026-10-24", "2026-10-27")):
        variables = {"from": first, "to": after, "zone": "Europe/Stockholm"}
        for day in (await ask.data(RANGE, variables))["calendar"]["days"]:
            starts, ends = (datetime.fromisoformat(day[it]) for it in ("startsAt", "endsAt"))
            lengths[day["date"]] = (ends - starts).total_seconds() / 3600

    assert list(lengths.values()) == [24, 23, 24, 24, 25, 24]


MONTH = (
    f"query($y: Int!, $m: Int!) {{ calendarMonth(year: $y, month: $m) {{ days {{ {DAYS} }} }} }}"
)
WEEK = (
    "query($y: Int!, $w: Int!) { calendarWeek(isoYear: $y, isoWeek: $w) { days { date isoWeek } } }"
)


async def test_a_month_is_whole_weeks(ask: Asking) -> None:
    for months in range(2020 * 12, 2036 * 12, 5):
        year, month = divmod(months, 12)
        found = (await ask.data(MONTH, {"y": year, "m": month + 1}))["calendarMonth"]["days"]

        days = [date.fromisoformat(it["date"]) for it in found]
        assert [it["weekday"][:3] for it in found] == [it.strftime("%a").upper() for it in days]
        assert found[0]["weekday"] == "MONDAY"
        assert found[-1]["weekday"] == "SUNDAY"
        assert len(found) in (28, 35, 42)
        assert [(it["isoYear"], it["isoWeek"]) for it in found] == [
            it.isocalendar()[:2] for it in days
        ]
        inside = [it for it, day in zip(days, found, strict=True) if day["inMonth"]]
        assert [(it.year, it.month) for it in inside] == [(year, month + 1)] * len(inside)
        assert inside[0].day == 1
        assert (inside[-1] + timedelta(days=1)).day == 1
        assert (days[-1] - inside[-1]).days < 7 > (inside[0] - days[0]).days


@pytest.mark.parametrize(
    ("day", "year", "week"),
    [
        ("2023-01-01", 2022, 52),
        ("2024-12-30", 2025, 1),
        ("2027-01-01", 2026, 53),
        ("2027-01-04", 2027, 1),
    ],
)
async def test_weeks_are_those_of_iso_8601(ask: Asking, day: str, year: int, week: int) -> None:
    found = (await ask.data(WEEK, {"y": year, "w": week}))["calendarWeek"]["days"]

    assert len(found) == 7
    assert {"date": day, "isoWeek": week} in found


async def test_today_is_where_the_moment_lies_on_the_clocks_asked_for(ask: Asking) -> None:
    late = datetime(2026, 9, 1, 22, 30, tzinfo=ZoneInfo("UTC"))
    for zone, today in (("Europe/Stockholm", "2026-09-02"), ("UTC", "2026-09-01")):
        variables = {"from": "2026-08-30", "to": "2026-09-05", "zone": zone}
        found = (await ask.data(RANGE, variables, now=late))["calendar"]["days"]

        assert [it["date"] for it in found if it["isToday"]] == [today]


async def test_a_filter_holds_on_every_day(store: Store, ask: Asking) -> None:
    await write(store)
    variables = {"from": "2026-10-20", "to": "2026-10-28", "zone": "Europe/Stockholm"}
    where = {"slug": {"eq": "lang"}}

    found = (await ask.data(RANGE, {**variables, "where": where}))["calendar"]["days"]

    assert [it["totalCount"] for it in found] == [1, 1, 1, 1, 1, 1, 1, 0]
    assert {it["meeting"]["slug"] for day in found for it in day["slices"]} == {"lang"}


async def test_what_cannot_be_seen_changes_no_byte(store: Store, ask: Asking) -> None:
    await write(store)
    variables = {"from": "2026-10-20", "to": "2026-10-28", "zone": "Europe/Stockholm"}
    before = await ask.bytes(RANGE, variables)

    async with store.writing():
        network = await factories.network("Hemligt", standing=FOR_STAFF)
        for name, standing in HIDDEN.items():
            await factories.meeting(
                slug=f"dold-{name}",
                local_start="2026-10-24T09:00:00",
                local_end="2026-10-25T10:00:00",
                networks=[network],
                standing=standing,
            )

    assert await ask.bytes(RANGE, variables) == before
    assert await ask.bytes(RANGE, variables, viewer=STAFF) != before


async def test_more_than_a_day_tells_are_counted(store: Store, ask: Asking) -> None:
    day = ("2026-10-24T09:00:00", "2026-10-24T10:00:00", "Europe/Stockholm", False)
    await write(store, {f"traff-{it}": day for it in range(23)})

    variables = {"from": "2026-10-24", "to": "2026-10-25", "zone": "Europe/Stockholm"}
    [found] = (await ask.data(RANGE, variables))["calendar"]["days"]

    assert (found["totalCount"], len(found["slices"])) == (23, 20)


async def test_a_plan_is_priced_by_its_days(ask: Asking) -> None:
    query = """query($to: Date!) { calendar(from: "2026-01-01", to: $to) { days {
      date slices { meeting { title networks { title contacts { name } } } } } } }"""

    costs = {}
    for to in ("2026-02-05", "2027-02-05", "2026-02-05"):
        request = Request(query, None, {"to": to}, telling=True)
        said = await answer(ask.gate, request, VISITOR, NOW, "sv")
        found = read(said.body)
        asked, days = found["extensions"]["cost"]["requested"], found["data"]["calendar"]["days"]
        costs[to] = (asked - 1) / len(days)  # the calendar itself costs 1

    assert costs == {"2026-02-05": 17, "2027-02-05": 17}


async def test_stretches_of_one_length_share_a_plan(ask: Asking) -> None:
    for first, after in (("2026-01-01", "2026-01-08"), ("2026-02-01", "2026-02-08")):
        days = {"from": first, "to": after, "zone": "UTC"}
        assert len((await ask.data(RANGE, days))["calendar"]["days"]) == 7
    assert ask.gate.plans.made == 1

    longer = {"from": "2026-01-01", "to": "2026-01-09", "zone": "UTC"}
    assert len((await ask.data(RANGE, longer))["calendar"]["days"]) == 8
    assert ask.gate.plans.made == 2
    late = {"from": "2101-01-01", "to": "2101-01-08", "zone": "UTC"}
    assert await ask.code(RANGE, late) == "BAD_USER_INPUT"


FEEDS = """query($where: MeetingFilter) {
  calendarMonth(year: 2026, month: 10, where: $where) { __typename feeds { ics } }
  next: calendarMonth(year: 2026, month: 11, where: $where) { feeds { ics } days { date } }
  meetings(where: $where) { feeds { ics } }
}"""


async def test_a_calendar_has_the_feeds_of_its_filter_whichever_days_it_shows(ask: Asking) -> None:
    for where in ({"state": {"ne": "CANCELLED"}}, None):
        found = await ask.data(FEEDS, {"where": where})

        assert found["calendarMonth"] == {"__typename": "Calendar", **found["meetings"]}
        assert found["next"]["feeds"] == found["meetings"]["feeds"]


async def test_holidays_are_told_in_the_languages_of_the_view(ask: Asking) -> None:
    variables = {"from": "2026-06-19", "to": "2026-06-22", "zone": "Europe/Stockholm"}
    sv, en = [
        [
            (it["isRedDay"], *[(at["name"], at["publicHoliday"]) for at in it["holidays"]])
            for it in (await ask.data(RANGE, variables, locale=locale))["calendar"]["days"]
        ]
        for locale in ("sv", "en")
    ]

    assert sv == [
        (False, ("Midsommarafton", False)),
        (True, ("Midsommardagen", True)),
        (True,),
    ]
    assert en[1] == (True, ("Midsummer Day", True))
