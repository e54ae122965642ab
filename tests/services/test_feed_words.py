"""What feeds say in words of a meeting."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from services.feeds.words import description, plain, time_and_place
from tests.services.test_icalendars import LONG

ROOM, FORM = "https://example.org/rum", "https://example.org/anmalan"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_a_line_ends_in_one_way(end: str) -> None:
    assert plain(f"En rad{end}{end}en till") == "En rad\n\nen till"


def test_what_no_feed_may_hold_is_left_out() -> None:
    assert plain("tal\x00\x08a\x7f\ufffe\tom") == "tala\tom"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-12-14T00:00", "2026-12-15T00:00", "2026-12-14, all day"),
        ("2026-12-14T00:00", "2026-12-14T00:00", "2026-12-14, all day"),
        ("2026-12-31T00:00", "2027-01-02T00:00", "2026-12-31–2027-01-01, all day"),
    ],
)
def test_whole_days_are_told_from_the_first_to_the_last(first: str, last: str, told: str) -> None:
    times: dict[str, Any] = {
        "local_start": datetime.fromisoformat(first),
        "local_end": datetime.fromisoformat(last),
    }

    assert time_and_place(replace(LONG, all_day=True, venue=None, **times), "en") == told


def test_the_last_day_to_register_is_told_on_the_clocks_of_the_place() -> None:
    closes = datetime(2026, 9, 24, 22, tzinfo=UTC)
    meeting = replace(LONG, text=(), registration_url=FORM)

    told = [
        description(replace(meeting, registration_closes_at=it), locale)
        for it in (None, closes)
        for locale in ("sv", "en")
    ]

    assert told == [
        f"Anmälan: {FORM}",
        f"Register: {FORM}",
        f"Anmälan, senast 2026-09-25 00:00: {FORM}",
        f"Register, by 2026-09-25 00:00: {FORM}",
    ]


@pytest.mark.parametrize(
    ("state", "asked"),
    [("CONFIRMED", True), ("SAVE_THE_DATE", True), ("POSTPONED", False), ("CANCELLED", False)],
)
def test_nobody_is_asked_to_register_for_what_is_not_held(state: str, asked: bool) -> None:
    meeting = replace(LONG, state=state, online_url=ROOM, registration_url=FORM)

    told = description(meeting, "sv")

    assert (FORM in told, ROOM in told) == (asked, True)
