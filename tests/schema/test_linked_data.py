"""A meeting as linked data: an Event of schema.org that says what is known, and nothing else."""

import json
from datetime import datetime
from typing import Any

import pytest

from services.database.storage import Store
from tests.asking import EDITOR, STAFF, Asking
from tests.factories import DAY, FOR_STAFF, NOW, meeting, network

QUESTION = "query($slug: String!) { meeting(slug: $slug) { jsonLd } }"
SECRET: dict[str, Any] = {"online_url": "https://example.org/rum", "online_audience": 1}


async def event(ask: Asking, slug: str, **who: Any) -> Any:
    """Ask for the Event of a meeting."""
    return json.loads((await ask.data(QUESTION, {"slug": slug}, **who))["meeting"]["jsonLd"])


async def test_all_that_is_known_of_a_meeting_is_said(store: Store, ask: Asking) -> None:
    async with store.writing():
        read = await network({"sv": "Språklust", "en": "Language joy"})
        tell = await network("Tillgänglighet")
        entry = await meeting(
            {"sv": "Ramsor", "en": "Rhymes"},
            summary={"sv": "Om ramsor."},
            agenda={"sv": "- Kaffe\n- **Samtal**"},
            reason={"sv": "Ny tid.", "en": "A new time."},
            state="SAVE_THE_DATE",
            attendance="MIXED",
            venue_name="Rådhuset",
            venue_address="Storgatan 1, Nässjö",
            online_url="https://example.org/rum",
            networks=[tell, read],
        )

    told = await event(ask, "ramsor", locale="en")

    swedish = {"@value": "Tillgänglighet", "@language": "sv"}
    assert list(told.items()) == [
        ("@context", "https://schema.org"),
        ("@type", "Event"),
        ("@id", f"urn:uuid:{entry}"),
        ("url", "/meetings/ramsor.ics?language=en"),
        ("name", "Rhymes"),
        ("description", "A new time.\n\nOm ramsor.\n\nKaffe\nSamtal"),
        ("startDate", "2026-10-01T09:00:00+02:00"),
        ("endDate", "2026-10-01T11:30:00+02:00"),
        ("eventStatus", "https://schema.org/EventScheduled"),
        ("eventAttendanceMode", "https://schema.org/MixedEventAttendanceMode"),
        (
            "location",
            [
                {"@type": "Place", "name": "Rådhuset", "address": "Storgatan 1, Nässjö"},
                {"@type": "VirtualLocation", "url": "https://example.org/rum"},
            ],
        ),
        (
            "organizer",
            [
                {"@type": "Organization", "@id": f"urn:uuid:{tell}", "name": swedish},
                {"@type": "Organization", "@id": f"urn:uuid:{read}", "name": "Language joy"},
            ],
        ),
    ]


async def test_an_address_alone_is_a_place(store: Store, ask: Asking) -> None:
    async with store.writing():
        await meeting("Ramsor", venue_address="Storgatan 1, Nässjö")

    place = {"@type": "Place", "address": "Storgatan 1, Nässjö"}
    assert (await event(ask, "ramsor"))["location"] == [place]


@pytest.mark.parametrize(
    ("texts", "name", "description"),
    [
        ({}, {"@value": "Ramsor", "@language": "sv"}, None),
        (
            {"summary": {"sv": "Om ramsor."}, "agenda": {"sv": "Kaffe"}},
            {"@value": "Ramsor", "@language": "sv"},
            {"@value": "Om ramsor.\n\nKaffe", "@language": "sv"},
        ),
        (
            {"title": {"sv": "Ramsor", "en": "Rhymes"}, "agenda": {"sv": "Kaffe"}},
            "Rhymes",
            {"@value": "Kaffe", "@language": "sv"},
        ),
        (
            {"summary": {"sv": "Om ramsor.", "en": "On rhymes."}, "agenda": {"sv": "Kaffe"}},
            {"@value": "Ramsor", "@language": "sv"},
            "On rhymes.\n\nKaffe",
        ),
    ],
)
async def test_a_text_in_another_language_says_which(
    store: Store, ask: Asking, texts: dict[str, Any], name: object, description: object
) -> None:
    async with store.writing():
        await meeting(**{"title": "Ramsor", **texts})

    told = await event(ask, "ramsor", locale="en")

    assert (told["name"], told.get("description")) == (name, description)


async def test_nothing_is_said_of_what_is_not_known(store: Store, ask: Asking) -> None:
    async with store.writing():
        await meeting("Ramsor", networks=[await network(standing=FOR_STAFF)])

    assert list(await event(ask, "ramsor")) == [
        "@context", "@type", "@id", "url", "name", "startDate", "endDate", "eventStatus",
        "eventAttendanceMode",
    ]  # fmt: skip
    [organizer] = (await event(ask, "ramsor", viewer=STAFF))["organizer"]
    assert organizer["name"] == "Språklust"


@pytest.mark.parametrize("viewer", [None, STAFF, EDITOR])
async def test_where_to_join_is_said_only_where_it_is_public(
    store: Store, ask: Asking, viewer: Any
) -> None:
    async with store.writing():
        await meeting("Hemlig", attendance="ONLINE", **SECRET)
        await meeting("Öppen", attendance="ONLINE", **(SECRET | {"online_audience": 0}))

    who = {} if viewer is None else {"viewer": viewer}
    secret, public = [await event(ask, it, **who) for it in ("hemlig", "oppen")]

    assert "location" not in secret
    assert public["location"] == [{"@type": "VirtualLocation", "url": "https://example.org/rum"}]


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ("2026-01-01T09:00 2026-01-01T10:00 Europe/Stockholm", "09:00+01:00 10:00+01:00"),
        ("2026-03-29T01:30 2026-03-29T03:30 Europe/Stockholm", "01:30+01:00 03:30+02:00"),
        ("2026-10-25T01:30 2026-10-25T03:30 Europe/Stockholm", "01:30+02:00 03:30+01:00"),
        ("2026-01-01T19:00 2026-01-01T23:59 America/St_Johns", "19:00-03:30 23:59-03:30"),
        ("2026-01-01T00:15 2026-01-01T00:15 Asia/Kathmandu", "00:15+05:45 00:15+05:45"),
        ("2026-01-01T09:00 2026-01-01T10:00 UTC", "09:00+00:00 10:00+00:00"),
        ("2026-01-01T09:00 2026-01-01T10:00 Pacific/Kiritimati", "09:00+14:00 10:00+14:00"),
    ],
)
async def test_times_are_those_of_the_place_with_their_offset(
    store: Store, ask: Asking, times: str, said: str
) -> None:
    start, end, zone = times.split()
    walls: dict[str, Any] = {
        "local_start": f"{start}:00",
        "local_end": f"{end}:00",
        "time_zone": zone,
    }
    async with store.writing():
        await meeting("Ramsor", **walls)

    told = await event(ask, "ramsor")

    days = [it.partition("T")[0] for it in (start, end)]
    expected = [f"{day}T{it[:5]}:00{it[5:]}" for day, it in zip(days, said.split(), strict=True)]
    assert [told["startDate"], told["endDate"]] == expected


@pytest.mark.parametrize(
    ("first", "after", "last"),
    [
        ("2026-11-01", "2026-11-02", "2026-11-01"),
        ("2026-12-30", "2027-01-02", "2027-01-01"),
        ("2026-11-01", "2026-11-01", "2026-11-01"),
    ],
)
async def test_whole_days_are_said_as_days_the_last_one_with_them(
    store: Store, ask: Asking, first: str, after: str, last: str
) -> None:
    days: dict[str, Any] = {"local_start": f"{first}T00:00:00", "local_end": f"{after}T00:00:00"}
    async with store.writing():
        await meeting("Ramsor", all_day=True, **days)

    told = await event(ask, "ramsor")

    assert (told["startDate"], told["endDate"]) == (first, last)


@pytest.mark.parametrize(
    ("state", "moved", "status"),
    [
        ("SAVE_THE_DATE", False, "EventScheduled"),
        ("CONFIRMED", False, "EventScheduled"),
        ("POSTPONED", False, "EventPostponed"),
        ("CANCELLED", False, "EventCancelled"),
        ("SAVE_THE_DATE", True, "EventRescheduled"),
        ("CONFIRMED", True, "EventRescheduled"),
        ("POSTPONED", True, "EventPostponed"),
        ("CANCELLED", True, "EventCancelled"),
    ],
)
async def test_what_became_of_a_meeting_is_said_and_when_it_was_to_be(
    store: Store, ask: Asking, state: str, moved: bool, status: str
) -> None:
    before: dict[str, Any] = {"previous_starts_at": NOW, "previous_ends_at": NOW}
    async with store.writing():
        await meeting("Ramsor", state=state, **(before if moved else {}))

    told = await event(ask, "ramsor")

    assert told["eventStatus"] == f"https://schema.org/{status}"
    assert told.get("previousStartDate") == ("2026-09-01T08:00:00+00:00" if moved else None)


@pytest.mark.parametrize(
    ("zone", "before", "now", "day"),
    [
        ("Europe/Stockholm", "2027-06-09T22:00+00:00", "2027-12-10", "2027-06-10"),
        ("Europe/Stockholm", "2027-12-09T23:00+00:00", "2027-06-10", "2027-12-10"),
        ("America/St_Johns", "2027-06-10T02:30+00:00", "2027-12-10", "2027-06-10"),
        ("Pacific/Kiritimati", "2027-12-31T10:00+00:00", "2027-06-10", "2028-01-01"),
    ],
)
async def test_a_whole_day_that_was_moved_was_to_be_on_a_day(
    store: Store, ask: Asking, zone: str, before: str, now: str, day: str
) -> None:
    moment, start = datetime.fromisoformat(before), datetime.fromisoformat(now)
    times: dict[str, Any] = {
        "previous_starts_at": moment,
        "previous_ends_at": moment + DAY,
        "local_start": start.isoformat(),
        "local_end": (start + DAY).isoformat(),
    }
    async with store.writing():
        await meeting("Ramsor", all_day=True, time_zone=zone, **times)

    told = await event(ask, "ramsor")

    assert (told["previousStartDate"], told["startDate"]) == (day, now)


async def test_the_text_ends_no_script_and_begins_no_comment(store: Store, ask: Asking) -> None:
    title = '</script><!-- <b>"\\u003c" \\ å'
    async with store.writing():
        await meeting(title, slug="ramsor", networks=[await network("<i>Nätet</i>")])

    found = (await ask.data(QUESTION, {"slug": "ramsor"}))["meeting"]["jsonLd"]

    assert "<" not in found
    told = json.loads(found)
    assert (told["name"], told["organizer"][0]["name"]) == (title, "<i>Nätet</i>")


async def test_lists_of_meetings_tell_theirs_in_the_one_statement(
    store: Store, ask: Asking
) -> None:
    async with store.writing():
        read = await network()
        for title in ("Ramsor", "Rim", "Sånger"):
            await meeting(title, networks=[read])

    before = store.statements
    found = await ask.data(
        "{ networks { nodes { meetings { nodes { title jsonLd } } } }"
        " calendarMonth(year: 2026, month: 10) { days { slices { meeting { title jsonLd } } } } }"
    )

    [listed] = [it["meetings"]["nodes"] for it in found["networks"]["nodes"]]
    days = found["calendarMonth"]["days"]
    dated = [it["meeting"] for day in days for it in day["slices"]]
    assert store.statements - before == 1
    assert [json.loads(it["jsonLd"])["name"] for it in listed] == ["Ramsor", "Rim", "Sånger"]
    assert dated == listed


async def test_it_goes_as_deep_as_two_lists_may(ask: Asking) -> None:
    asked = "{ organisations { nodes { networks { nodes { meetings { nodes { %s } } } } } } }"

    assert list(await ask(asked % "jsonLd")) == ["data"]
    assert list(await ask(asked % "title networks { contacts { name } }")) == ["data"]
    assert await ask.code(asked % "networks { meetings { nodes { jsonLd } } }") == "BAD_USER_INPUT"
