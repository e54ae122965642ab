"""iCalendar: what RFC 5545 asks for holds for any meeting, and it says back what was told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar import Calendar

from services.feeds.addresses import Cancelled
from services.feeds.feeding import Told
from services.feeds.icalendars import icalendar
from services.feeds.words import plain
from tests.web.feeding import TEXTS

ZONES = (
    "Europe/Stockholm", "America/New_York", "Asia/Kolkata", "UTC", "Pacific/Auckland",
    "Australia/Lord_Howe", "America/Havana", "Pacific/Apia",
)  # fmt: skip
PUBLISHED = datetime(2026, 9, 1, 8, 0, 0, 123456, tzinfo=UTC)
local = datetime.fromisoformat
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)

LONG = Told(
    id="0199f3a0-0000-7000-8000-000000000001",
    slug="traff",
    modified=PUBLISHED,
    title="Träff om högläsning på Öland, Åland och i Ängelholm; åäöåäöåäöåäöåäöåäöåäö 🦉🦉🦉🦉🦉🦉",
    starts_at=datetime(2026, 10, 1, 7, tzinfo=UTC),
    ends_at=datetime(2026, 10, 1, 9, 30, tzinfo=UTC),
    local_start=local("2026-10-01T09:00"),
    local_end=local("2026-10-01T11:30"),
    time_zone="Europe/Stockholm",
    all_day=False,
    state="CONFIRMED",
    attendance="ONSITE",
    networks=("Språklust", "Barn, och unga"),
    text=("Om ramsor.", "Agenda;\nmed två rader"),
    venue="Rådhuset, Jönköping",
)


def told(*meetings: Told, cancelled: Cancelled = "both", locale: str = "sv") -> bytes:
    addresses = [f"https://natverk.example.org/meetings/{it.slug}.ics" for it in meetings]
    name, address = "Nätverksträffar", "https://natverk.example.org/feeds/meetings.ics"
    return icalendar(meetings, name, address, addresses, locale, cancelled)


def parsed(written: bytes, component: str) -> list[Any]:
    found: list[Any] = Calendar.from_ical(written).walk(component)
    return found


@st.composite
def meetings(draw: st.DrawFn) -> Told:
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    naive = st.datetimes(local("2001-01-01T00:00"), local("2049-01-01T00:00"))
    starts = draw(naive).replace(tzinfo=UTC, microsecond=0)
    ends = starts + timedelta(minutes=draw(st.integers(0, 14 * 24 * 60)))
    walls = [it.astimezone(zone).replace(tzinfo=None) for it in (starts, ends)]
    said: dict[str, Any] = {name: draw(WORDS) for name in ("title", "venue", "reason")}
    state = draw(st.sampled_from(["SAVE_THE_DATE", "CONFIRMED", "POSTPONED", "CANCELLED"]))
    return replace(
        LONG,
        **said,
        starts_at=starts,
        ends_at=ends,
        local_start=walls[0],
        local_end=walls[1],
        time_zone=zone.key,
        state=state,
        text=(draw(WORDS),),
        networks=tuple(draw(st.lists(WORDS, max_size=3))),
        modified=draw(naive).replace(tzinfo=UTC),
    )


@given(meeting=meetings(), cancelled=st.sampled_from(["status", "prefix", "both"]))
def test_any_meeting_is_parsed_for_what_it_is(meeting: Told, cancelled: Cancelled) -> None:
    written = told(meeting, cancelled=cancelled)

    [event] = parsed(written, "VEVENT")
    assert event.errors == []
    assert event["dtstart"].dt.astimezone(UTC) == meeting.starts_at
    if meeting.ends_at > meeting.starts_at:
        assert event["dtend"].dt.astimezone(UTC) == meeting.ends_at
    else:
        assert "dtend" not in event
    assert str(event["summary"]).endswith(plain(meeting.title))
    assert (
        event["last-modified"].dt == event["dtstamp"].dt == meeting.modified.replace(microsecond=0)
    )
    assert str(event["uid"]) == f"{meeting.id}@knutpunkt"
    zones = {str(it["tzid"]) for it in parsed(written, "VTIMEZONE")}
    assert {it.params["TZID"] for it in (event["dtstart"],) if "TZID" in it.params} <= zones


@given(meeting=meetings())
def test_lines_end_and_fold_as_they_must(meeting: Told) -> None:
    written = told(meeting)

    assert written.endswith(b"END:VCALENDAR\r\n")
    lines = written.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # folded between characters, never inside of one


@given(texts=st.tuples(TEXTS, TEXTS, TEXTS), networks=st.lists(TEXTS, max_size=3))
def test_the_library_reads_any_text_as_it_was_said(
    texts: tuple[str, str, str], networks: list[str]
) -> None:
    title, text, venue = texts
    meeting = replace(LONG, title=title, text=(text,), venue=venue, networks=tuple(networks))

    [event] = parsed(told(meeting), "VEVENT")

    assert event.errors == []
    read = [str(event.get(it, "")) for it in ("summary", "description", "location")]
    assert read == [plain(title), plain(text), plain(venue)]
    assert [str(it) for it in event.get("categories", ())] == [plain(it) for it in networks]


@given(meeting=meetings(), cancelled=st.sampled_from(["status", "prefix", "both"]))
def test_the_library_reads_it_and_writes_the_same_bytes(
    meeting: Told, cancelled: Cancelled
) -> None:
    written = told(meeting, LONG, cancelled=cancelled)

    assume(rb"\\N" not in written)  # which the library writes as a line's end
    assert Calendar.from_ical(written).to_ical() == written


def test_the_same_meetings_give_the_same_bytes() -> None:
    assert told(LONG) == told(replace(LONG))


def test_every_zone_that_is_named_is_told() -> None:
    there = replace(LONG, time_zone="America/New_York", local_start=local("2026-10-01T03:00"))

    zones = parsed(told(LONG, there), "VTIMEZONE")

    assert [str(it["tzid"]) for it in zones] == [
        "America/New_York",
        "Europe/Stockholm",
    ]


@pytest.mark.parametrize(
    ("day", "hour"), [("2026-03-26", 8), ("2026-04-02", 7), ("2026-10-22", 7), ("2026-10-29", 8)]
)
def test_thursdays_at_nine_are_nine_whatever_the_season(day: str, hour: int) -> None:
    wall = local(f"{day}T09:00:00")
    starts = datetime.fromisoformat(f"{day}T{hour:02}:00:00Z")
    meeting = replace(LONG, local_start=wall, starts_at=starts, ends_at=starts, local_end=wall)

    written = told(meeting)

    assert f"DTSTART;TZID=Europe/Stockholm:{wall:%Y%m%dT%H%M%S}\r\n".encode() in written


def test_an_hour_that_is_there_twice_is_told_apart() -> None:
    wall = local("2026-10-25T02:30")
    first, second = (datetime(2026, 10, 25, it, 30, tzinfo=UTC) for it in (0, 1))
    meeting = replace(LONG, local_start=wall, ends_at=second + timedelta(hours=1))

    earlier, later = (told(replace(meeting, starts_at=it)) for it in (first, second))

    assert b"DTSTART:20261025T003000Z\r\n" in earlier
    assert b"DTSTART:20261025T013000Z\r\n" in later


@pytest.mark.parametrize("year", [1999, 2051])
def test_beyond_the_rules_that_are_written_out_times_are_in_utc(year: int) -> None:
    starts = datetime(year, 7, 1, 7, tzinfo=UTC)
    meeting = replace(LONG, starts_at=starts, ends_at=starts, local_start=local(f"{year}-07-01T09"))

    assert f"DTSTART:{year}0701T070000Z\r\n".encode() in told(meeting)


def test_whole_days_are_dates_and_the_last_is_not_in_it() -> None:
    days = replace(
        LONG,
        all_day=True,
        local_start=local("2026-10-01T00:00"),
        local_end=local("2026-10-03T00:00"),
    )

    [event] = parsed(told(days), "VEVENT")

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 10, 1), date(2026, 10, 3))
    assert b"DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261003\r\n" in told(days)
    assert b"VTIMEZONE" not in told(days)


@pytest.mark.parametrize(
    ("cancelled", "status", "summary"),
    [
        ("status", "CANCELLED", "Träff"),
        ("prefix", "CONFIRMED", "INSTÄLLD: Träff"),
        ("both", "CANCELLED", "INSTÄLLD: Träff"),
    ],
)
def test_what_is_cancelled_stays_and_says_so(
    cancelled: Cancelled, status: str, summary: str
) -> None:
    meeting = replace(LONG, state="CANCELLED", title="Träff", reason="För få anmälda.")

    [event] = parsed(told(meeting, cancelled=cancelled), "VEVENT")

    assert (str(event["status"]), str(event["summary"])) == (status, summary)
    assert str(event["description"]).startswith("För få anmälda.")
    assert str(event["transp"]) == "TRANSPARENT"


def test_an_event_to_the_letter() -> None:
    """A change of this is a change of what people have in their calendars."""
    meeting = replace(LONG, online_url="https://example.org/mote", registration_url=None)
    written = told(replace(meeting, title="Högläsning"))
    zone, event = written.index(b"BEGIN:VTIMEZONE"), written.index(b"BEGIN:VEVENT")

    assert written[:zone].decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Knutpunkt//Knutpunkt//SV",
        "CALSCALE:GREGORIAN",
        "NAME:Nätverksträffar",
        "X-WR-CALNAME:Nätverksträffar",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "SOURCE;VALUE=URI:https://natverk.example.org/feeds/meetings.ics",
        "URL:https://natverk.example.org/feeds/meetings.ics",
        "X-PUBLISHED-TTL:PT1H",
        "",
    ]
    assert written[event:].decode().split("\r\n") == [
        "BEGIN:VEVENT",
        "SUMMARY;LANGUAGE=sv:Högläsning",
        "DTSTART;TZID=Europe/Stockholm:20261001T090000",
        "DTEND;TZID=Europe/Stockholm:20261001T113000",
        "DTSTAMP:20260901T080000Z",
        "UID:0199f3a0-0000-7000-8000-000000000001@knutpunkt",
        "SEQUENCE:841564800",
        "CATEGORIES:Språklust,Barn\\, och unga",
        "CONFERENCE;VALUE=URI:https://example.org/mote",
        "DESCRIPTION;LANGUAGE=sv:Om ramsor.\\n\\nAgenda\\;\\nmed två rader\\n\\nDelta on",
        " line: https://example.org/mote",
        "LAST-MODIFIED:20260901T080000Z",
        "LOCATION:Rådhuset\\, Jönköping",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "URL:https://natverk.example.org/meetings/traff.ics",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
