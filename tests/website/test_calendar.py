"""The calendar: by month and by week, of all networks or of one, and the way to the next."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.website.conftest import Clock, Website, website_on
from tests.website.filling import NOW
from tests.website.reading import Found

BACK, ON = "Föregående månad", "Nästa månad"


@pytest.fixture
def clock() -> Clock:
    """A clock on which it is late on 30 November 2026; in Stockholm it is December."""
    return Clock(datetime(2026, 11, 30, 23, 30, tzinfo=UTC))


@pytest.fixture
async def november(api: str, clock: Clock) -> AsyncIterator[Website]:
    """A website that goes by it."""
    async with website_on(api, clock=clock) as website:
        yield website


async def test_one_can_turn_leaves_across_the_year(november: Website) -> None:
    now = await november.page("/kalendarium")
    january = await november.page(now.links[ON])
    again = await november.page(january.links[BACK])
    before = await november.page(again.links[BACK])

    pages = (now, january, again, before)
    assert [it.names(1) for it in pages] == [
        ["December 2026"],
        ["Januari 2027"],
        ["December 2026"],
        ["November 2026"],
    ]
    assert before.links["I dag"] == "/kalendarium"


async def test_one_can_turn_weeks_across_the_year(november: Website) -> None:
    week = await november.page("/kalendarium/2026-v53")
    after = await november.page(week.links["Nästa vecka"])

    assert week.names(1) == ["Vecka 53, 2026"]
    assert week.links["Föregående vecka"] == "/kalendarium/2026-v52"
    assert week.links["Månad"] == "/kalendarium/2026-12"
    assert after.names(1) == ["Vecka 1, 2027"]
    assert after.links["Föregående vecka"] == "/kalendarium/2026-v53"


async def test_the_month_that_it_is_leads_to_the_week_that_it_is(
    november: Website, clock: Clock
) -> None:
    clock.moment += timedelta(days=15)
    now = await november.page("/kalendarium")
    other = await november.page("/kalendarium/2027-05")

    assert now.links["Vecka"] == "/kalendarium/2026-v51"
    assert other.links["Vecka"] == "/kalendarium/2027-v17"


async def test_today_is_this_week_for_who_looks_at_weeks(november: Website) -> None:
    week = await november.page("/kalendarium/2027-v10")

    assert week.links["I dag"] == "/kalendarium/2026-v49"


async def test_days_have_names_numbers_and_holidays(november: Website) -> None:
    html = (await november.get("/kalendarium/2026-12")).text
    page = Found.of(html)

    assert page.names(2)[:5] == [f"Vecka {number}" for number in (49, 50, 51, 52, 53)]
    assert page.names(3)[:2] == ["måndag 30 november", "tisdag 1 december"]
    assert len(page.names(3)) == 35
    assert html.count('<li class="day red') == 8  # 6, 13, 20, 25, 26, 27 December, 1 and 3 January
    assert '<p class="holiday red">Juldagen</p>' in html
    assert '<p class="holiday">Julafton</p>' in html


async def test_holidays_have_english_names(november: Website) -> None:
    page = await november.page("/en/kalendarium/2026-12")

    assert page.names(1) == ["December 2026"]
    assert page.names(3)[25] == "Friday 25 December"
    assert "Christmas Day" in page.text


@pytest.mark.parametrize("address", ["/kalendarium/2021-01", "/kalendarium/2031-12"])
async def test_there_are_five_years_on_both_sides(november: Website, address: str) -> None:
    await november.get(address)


@pytest.mark.parametrize(
    "address", ["/kalendarium/2020-12", "/kalendarium/2032-01", "/kalendarium/2020-v53"]
)
async def test_and_no_more(november: Website, address: str) -> None:
    await november.get(address, 404)


async def test_a_month_of_one_network_has_its_meetings_only(website: Website) -> None:
    day = NOW + timedelta(days=45 - NOW.weekday())  # the joint meeting of the first content
    month = f"/kalendarium/{day.year}-{day.month:02}"
    joint = "Exempel: Digitalt och tillgängligt"

    everything = await website.page(month)
    ours = await website.page(f"{month}?natverk=tillganglighet")
    others = await website.page(f"{month}?natverk=bibliotekschefer")

    assert [chips(it, joint) for it in (everything, ours, others)] == [1, 1, 0]
    assert "Kalendarium · Tillgänglighet" in ours.text
    assert ours.links[ON].endswith("?natverk=tillganglighet")
    assert ours.links["Kalenderfil (ics)"] != everything.links["Kalenderfil (ics)"]
    assert "?natverk=tillganglighet" in ours.links["Vecka"]


async def test_a_meeting_of_two_days_says_on_each_which_part_it_is(website: Website) -> None:
    day = NOW + timedelta(days=16 - NOW.weekday())
    year, week, _ = day.isocalendar()

    page = await website.page(f"/kalendarium/{year}-v{week:02}")

    titles = "Exempel: Två dagar om biblioteksutveckling i länet"
    assert f"från 12.00 {titles}" in " ".join(page.text.split())
    assert f"till 13.00 {titles}" in " ".join(page.text.split())


async def test_a_meeting_elsewhere_is_on_the_clocks_of_the_calendar(website: Website) -> None:
    day = NOW + timedelta(days=33)
    year, week, _ = day.isocalendar()

    page = await website.page(f"/kalendarium/{year}-v{week:02}")

    assert "08.00–\N{WORD JOINER}10.30 Nordisk träff" in " ".join(page.text.split())


def chips(page: Found, title: str) -> int:
    """Count how often a meeting is in the calendar."""
    return sum(title in name for name in page.links)
