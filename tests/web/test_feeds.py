"""Feeds: what is in them, who is sent them again, and what changes them."""

from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from models.network import Network
from tests.factories import (
    DAY,
    HIDDEN,
    LIVE,
    NOW,
    Standing,
    contact,
    meeting,
    meeting_series,
    network,
    organisation,
)
from tests.web.feeding import ALL, HOME, Feeds, feeds

__all__ = ["feeds"]

HOUR = timedelta(hours=1)


def when(day: str, hours: str = "09:00 11:30") -> dict[str, Any]:
    start, end = hours.split()
    return {"local_start": f"{day}T{start}:00", "local_end": f"{day}T{end}:00"}


async def test_a_question_gives_the_addresses_of_its_feeds(feeds: Feeds) -> None:
    async with feeds.store.writing():
        read, tell = await network("Språklust"), await network("Tillgänglighet")
        await meeting("Ramsor", networks=[read])
        await meeting("Punktskrift", networks=[tell])

    asked = '{ meetings(where: {networks: {some: {slug: {eq: "spraklust"}}}}) { feeds { %s } } }'
    told = await feeds.ask(asked % "ics webcal atom json")

    addresses = told["meetings"]["feeds"]
    start = f"{HOME}/feeds/meetings/I0JfcUFRYnZOaXEJWAMA"
    assert addresses == {
        "ics": f"{start}.ics",
        "webcal": f"{start}.ics".replace("https", "webcal"),
        "atom": f"{start}.atom",
        "json": f"{start}.json",
    }
    assert await feeds.titles(addresses["ics"]) == ["Ramsor"]


async def test_lists_inside_of_something_have_feeds_of_their_own(feeds: Feeds) -> None:
    async with feeds.store.writing():
        lena, house = await contact(), await organisation()
        read, tell = await network("Språklust"), await network("Tillgänglighet")
        place: dict[str, Any] = {"venue_name": "Biblioteket", "venue_organisation_id": house}
        of: dict[str, Any] = {"series_id": await meeting_series(networks=[read])}
        of["original_start"] = "2026-10-01T09:00:00"
        await meeting("Ramsor", networks=[read], contacts=[lena], **of)
        await meeting("Punktskrift", networks=[tell], **place)
        await meeting("Tillsammans", networks=[read, tell], contacts=[lena], **place)

    found = await feeds.ask(
        "query @view(locale: EN) { networks { nodes { meetings { feeds { ics } } } }"
        " contacts { nodes { meetings(where: {allDay: {eq: false}}) { feeds { ics } } } }"
        " organisations { nodes { hostedMeetings { feeds { ics } } } }"
        " allMeetingSeries { nodes { meetings { feeds { ics } } } } }"
    )
    lists = [next(it for it in node.values()) for one in found.values() for node in one["nodes"]]

    titles = [sorted(await feeds.titles(it["feeds"]["ics"])) for it in lists]
    assert titles == [
        ["Ramsor", "Tillsammans"],
        ["Punktskrift", "Tillsammans"],
        ["Ramsor", "Tillsammans"],
        ["Punktskrift", "Tillsammans"],
        ["Ramsor"],
    ]


async def test_a_variable_and_a_literal_give_one_address(feeds: Feeds) -> None:
    where = '{state: {in: [CONFIRMED, CANCELLED]}, startsAt: {gt: "2026-01-01T01:00+01:00"}}'
    variables = {
        "state": {"in": ["CONFIRMED", "CANCELLED"]},
        "startsAt": {"gt": "2026-01-01T00:00:00Z"},
    }
    query = "query ($w: MeetingFilter) { meetings(where: $w) { feeds { ics } } }"

    literal = await feeds.ask(f"{{ meetings(where: {where}) {{ feeds {{ ics }} }} }}")
    body = {"query": query, "variables": {"w": variables}}
    varied = (await feeds.client.post("/graphql", json=body)).json()["data"]

    assert literal == varied
    assert (await feeds.get(literal["meetings"]["feeds"]["ics"])).status_code == 200


async def test_a_feed_holds_what_is_to_come_and_the_last_twelve_months(feeds: Feeds) -> None:
    days = ("2025-08-31", "2025-09-01", "2026-08-31", "2026-09-01", "2029-01-01")
    async with feeds.store.writing():
        for day in days:
            await meeting(day, **when(day))
        await meeting("pågår", **when("2026-09-01", "09:59 10:01"))

    assert await feeds.titles() == [*days[1:4], "pågår", days[4]]

    feeds.at(NOW + 30 * DAY)  # in the next month
    assert await feeds.titles() == [*days[2:4], "pågår", days[4]]


@pytest.mark.parametrize("hidden", HIDDEN)
async def test_feeds_hold_nothing_that_a_visitor_may_not_see(feeds: Feeds, hidden: str) -> None:
    async with feeds.store.writing():
        await meeting("Ramsor")
    paths = (ALL, "/feeds/meetings.atom", "/feeds/meetings.json", "/meetings/ramsor.ics")
    before = [await feeds.get(it) for it in paths]

    async with feeds.store.writing():
        secret = await network("CANARY", HIDDEN[hidden])
        await meeting("CANARY hemlig", HIDDEN[hidden], networks=[secret])
    after = [await feeds.get(it) for it in paths]

    assert [it.content for it in after] == [it.content for it in before]
    assert [it.headers["etag"] for it in after] == [it.headers["etag"] for it in before]
    assert (await feeds.get("/meetings/canary-hemlig.ics")).status_code == (404)


@pytest.mark.parametrize(("audience", "told"), [(0, True), (1, False)])
async def test_the_online_address_is_told_when_it_is_public(
    feeds: Feeds, audience: int, told: bool
) -> None:
    url = "https://example.org/hemligt-rum"
    async with feeds.store.writing():
        await meeting("Ramsor", online_url=url, online_audience=audience, attendance="ONLINE")

    for path in (ALL, "/feeds/meetings.atom", "/feeds/meetings.json", "/meetings/ramsor.ics"):
        text = (await feeds.get(path)).content.replace(b"\r\n ", b"")
        assert (url.encode() in text) is told


async def test_who_has_it_is_not_sent_it_again(feeds: Feeds) -> None:
    async with feeds.store.writing():
        await meeting("Ramsor")
    first = await feeds.get()
    tag, modified = first.headers["etag"], first.headers["last-modified"]

    known = [
        await feeds.get(if_none_match=tag),
        await feeds.get(if_none_match=f"W/{tag}"),
        await feeds.get(if_modified_since=modified),
    ]
    unknown = [
        await feeds.get(if_none_match='"other"', if_modified_since=modified),
        await feeds.get(if_modified_since="Mon, 01 Jan 2024 00:00:00 GMT"),
        await feeds.get(if_modified_since="yesterday"),
    ]

    assert [(it.status_code, it.content) for it in known] == [(304, b"")] * 3
    assert [(it.status_code, it.content) for it in unknown] == [(200, first.content)] * 3
    assert {it.headers["etag"] for it in known} == {tag}


async def test_nothing_is_built_for_who_has_it(feeds: Feeds) -> None:
    """Two statements look whether it has changed, and no more are needed for what was kept."""
    async with feeds.store.writing():
        for number in range(3):
            await meeting(f"Ramsor {number}", networks=[await network(f"Nätverk {number}")])

    counted = []
    tag = (await feeds.get()).headers["etag"]
    for headers in ({}, {"if_none_match": tag}):
        before = feeds.store.statements
        await feeds.get(**headers)
        counted.append(feeds.store.statements - before)

    assert counted == [2, 2]


async def test_a_window_that_opens_or_ends_by_the_clock_changes_the_tag(feeds: Feeds) -> None:
    async with feeds.store.writing():
        await meeting("Öppnas", Standing(NOW + HOUR, NOW + 2 * HOUR))
    seen = []
    for hours in (0, 1, 2):
        feeds.at(NOW + hours * HOUR)
        answer = await feeds.get()
        seen.append((answer.headers["etag"], await feeds.titles()))

    assert [titles for _, titles in seen] == [[], ["Öppnas"], []]
    assert seen[0][0] == seen[2][0] != seen[1][0]


async def test_unchanged_content_gives_unchanged_bytes_in_every_process(feeds: Feeds) -> None:
    async with feeds.store.writing():
        await meeting("Ramsor", networks=[await network()])

    first = await feeds.get()
    feeds.at(NOW + 5 * DAY)
    later = await feeds.get(f"{ALL}?language=sv")
    other = await feeds.get(f"{ALL}?cancelled=status")

    assert later.content == first.content
    assert later.headers["etag"] == first.headers["etag"] != other.headers["etag"]


async def test_sequence_moves_with_what_can_be_seen_and_with_nothing_else(feeds: Feeds) -> None:
    began = LIVE.since or NOW
    async with feeds.store.writing():
        read = await network("Språklust")
        ramsor = await meeting("Ramsor", networks=[read])

    async def told() -> tuple[int, Any]:
        event = (await feeds.events())[str(ramsor)]
        return int(event["sequence"]), event["last-modified"].dt

    first = await told()
    async with feeds.store.writing():  # a draft, and another text of the network's
        await meeting("Rim", Standing(None), entry=ramsor, networks=[read])
        await end(read, NOW - DAY)
        await network("Språklust", Standing(NOW - DAY), entry=read, lead={"sv": "Ny ingress."})
    unmoved = await told()
    async with feeds.store.writing():  # another name of the network's
        await end(read, NOW - HOUR)
        await network("Språkglädje", Standing(NOW - HOUR), entry=read)
    renamed = await told()

    assert first == unmoved
    assert first[1] == began
    assert renamed[1] == NOW - HOUR
    assert renamed[0] - first[0] == int((NOW - HOUR - began).total_seconds())


async def end(entry: Any, moment: Any) -> None:
    """Close the window of a network that is open."""
    from_models = Network.filter(entry_id=entry, live=True)
    await from_models.update(live_until=moment, live=False)


async def test_an_old_address_of_a_meeting_leads_on(feeds: Feeds) -> None:
    async with feeds.store.writing():
        ramsor = await meeting("Ramsor", Standing(NOW - 9 * DAY, NOW - DAY, closed=True))
        await meeting("Rim", Standing(NOW - DAY), entry=ramsor)

    old = await feeds.get("/meetings/ramsor.ics?language=en")
    new = await feeds.get("/meetings/rim.ics")

    assert (old.status_code, old.headers["location"]) == (302, "/meetings/rim.ics?language=en")
    assert new.headers["content-disposition"] == 'inline; filename="rim.ics"'
    assert await feeds.titles("/meetings/rim.ics") == ["Rim"]


async def test_the_head_of_a_feed_is_that_of_the_feed(feeds: Feeds) -> None:
    whole = await feeds.get()
    head = await feeds.client.head(ALL)

    names = ("etag", "content-type", "content-length", "content-disposition", "cache-control")
    assert [head.headers[it] for it in names] == [whole.headers[it] for it in names]
    assert head.content == b""
    assert [whole.headers[it] for it in ("content-type", "content-disposition")] == [
        "text/calendar; charset=utf-8",
        'inline; filename="natverkstraffar.ics"',
    ]
    assert whole.headers["content-language"] == "sv"
    assert whole.headers["last-modified"] == format_datetime(
        NOW.replace(day=1, hour=0), usegmt=True
    )
