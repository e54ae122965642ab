"""Feeds are called by what they are of, so that several can be told apart in a calendar's list."""

from typing import Any

import pytest
from icalendar import Calendar

from tests.factories import (
    DAY,
    FOR_STAFF,
    NOW,
    Standing,
    contact,
    focus_area,
    meeting,
    meeting_series,
    network,
    organisation,
)
from tests.web.feeding import ALL, Feeds, feeds

__all__ = ["feeds"]

ASKED = "query { meetings(where: %s) { feeds { ics } } }"


async def called(feeds: Feeds, where: str) -> str:
    """Tell what the calendar of a filter is called."""
    told = await feeds.ask(ASKED % where)
    return await name_of(feeds, told["meetings"]["feeds"]["ics"])


async def name_of(feeds: Feeds, address: str) -> str:
    """Tell what a calendar is called; both names of it are the same."""
    answer = await feeds.get(address)
    assert answer.status_code == 200, answer.text
    calendar: Any = Calendar.from_ical(answer.content)
    assert calendar["name"] == calendar["x-wr-calname"]
    return str(calendar["name"]).replace("\\,", ",")  # the library leaves them as they came


@pytest.fixture
async def filled(feeds: Feeds) -> Feeds:
    async with feeds.store.writing():
        area = await focus_area({"sv": "Läsfrämjande, och mer", "en": "Reading"})
        lena, house = await contact("Lena Jonsson"), await organisation("Nässjö kommun")
        read = await network({"sv": "Språklust", "en": "Language joy"}, focus_areas=[area])
        tell = await network("Tillgänglighet")
        place: dict[str, Any] = {"venue_name": "Huset", "venue_organisation_id": house}
        often = await meeting_series("Läsmorgnar", networks=[read])
        place |= {"series_id": often, "original_start": "2026-10-01T09:00:00"}
        await meeting("Ramsor", networks=[read, tell], contacts=[lena], **place)
        for number in range(4):
            await network(f"Nätverk {number}")
    return feeds


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("{}", "Nätverksträffar"),
        ("{state: {ne: CANCELLED}}", "Nätverksträffar"),
        ('{networks: {some: {slug: {eq: "spraklust"}}}}', "Språklust: nätverksträffar"),
        (
            '{networks: {some: {slug: {in: ["tillganglighet", "spraklust"]}}}, allDay: {eq: true}}',
            "Språklust, Tillgänglighet: nätverksträffar",
        ),
        (
            '{and: [{contacts: {some: {slug: {eq: "lena-jonsson"}}}}'
            ', {networks: {some: {slug: {eq: "spraklust"}}}}]}',
            "Lena Jonsson, Språklust: nätverksträffar",
        ),
        (
            '{networks: {some: {focusAreas: {some: {slug: {eq: "lasframjande-och-mer"}}}}}}',
            "Läsfrämjande, och mer: nätverksträffar",
        ),
        ('{networks: {none: {slug: {eq: "spraklust"}}}}', "Nätverksträffar"),
        ('{not: {networks: {some: {slug: {eq: "spraklust"}}}}}', "Nätverksträffar"),
        ('{or: [{networks: {some: {slug: {eq: "spraklust"}}}}]}', "Nätverksträffar"),
        ('{networks: {some: {slug: {ne: "spraklust"}}}}', "Nätverksträffar"),
        ('{networks: {some: {slug: {eq: "finns-inte"}}}}', "Nätverksträffar"),
        (
            '{networks: {some: {slug: {in: ["natverk-0", "natverk-1", "natverk-2"'
            ', "natverk-3"]}}}}',
            "Nätverksträffar",
        ),
    ],
)
async def test_a_feed_is_called_by_what_its_filter_names(
    filled: Feeds, where: str, name: str
) -> None:
    assert await called(filled, where) == name


async def test_a_feed_of_something_is_called_by_that_in_its_language(filled: Feeds) -> None:
    found = await filled.ask(
        'query @view(locale: EN) { network(slug: "spraklust") { meetings { feeds { ics } } }'
        " contacts { nodes { meetings { feeds { ics } } } }"
        " organisations { nodes { hostedMeetings { feeds { ics } } } }"
        " allMeetingSeries { nodes { meetings { feeds { ics } } } } }"
    )
    lists = [
        found["network"]["meetings"],
        found["contacts"]["nodes"][0]["meetings"],
        found["organisations"]["nodes"][0]["hostedMeetings"],
        found["allMeetingSeries"]["nodes"][0]["meetings"],
    ]

    assert [await name_of(filled, it["feeds"]["ics"]) for it in lists] == [
        "Language joy: network meetings",
        "Lena Jonsson: network meetings",
        "Nässjö kommun: network meetings",
        "Läsmorgnar: network meetings",
    ]
    answer = await filled.get(lists[0]["feeds"]["ics"])
    assert answer.headers["content-disposition"] == (
        'inline; filename="language-joy-network-meetings.ics"'
    )


async def test_all_forms_of_a_feed_have_its_name_and_a_meeting_has_its_own(filled: Feeds) -> None:
    told = await filled.ask(ASKED % '{networks: {some: {slug: {eq: "spraklust"}}}}')
    address = told["meetings"]["feeds"]["ics"].removesuffix("ics")

    items = (await filled.get(f"{address}json")).json()
    atom = (await filled.get(f"{address}atom")).text

    assert items["title"] == "Språklust: nätverksträffar"
    assert "<title>Språklust: nätverksträffar</title>" in atom
    assert await name_of(filled, "/meetings/ramsor.ics") == "Ramsor"


async def test_a_new_name_is_a_new_feed_even_where_there_is_no_meeting(feeds: Feeds) -> None:
    async with feeds.store.writing():
        read = await network("Språklust", Standing(NOW - DAY, NOW + DAY))
        await network("Språkglädje", Standing(NOW + DAY), entry=read)
    address = (await feeds.ask("{ networks { nodes { meetings { feeds { ics } } } } }"))[
        "networks"
    ]["nodes"][0]["meetings"]["feeds"]["ics"]

    before = await feeds.get(address)
    feeds.at(NOW + 2 * DAY)
    after = await feeds.get(address, if_none_match=before.headers["etag"])

    assert after.status_code == 200
    assert await name_of(feeds, address) == "Språkglädje: nätverksträffar"


async def test_what_a_visitor_may_not_see_gives_no_name(feeds: Feeds) -> None:
    async with feeds.store.writing():
        await network("CANARY", FOR_STAFF, slug="hemligt")

    assert await called(feeds, '{networks: {some: {slug: {eq: "hemligt"}}}}') == "Nätverksträffar"
    assert await name_of(feeds, ALL) == "Nätverksträffar"
