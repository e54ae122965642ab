"""A file that is no world is refused: by the numbers of its lines, and changing nothing."""

from typing import Any

import pytest

from tests.services.moves import Values, changed, faults_of, line_of, rows_of, sealed

UNKNOWN = "0190a000-0000-7000-8000-00000000abcd"

ONE_LINE: dict[str, tuple[str, Values, str]] = {
    "an unknown kind": ("entry", {"kind": "rumour"}, "entry.kind: rumour is no kind of content."),
    "a name of no column": (
        "contact",
        {"password": "x"},
        "contact.password: Extra inputs are not permitted.",
    ),
    "a number for a text": (
        "contact",
        {"name": 7},
        "contact.name: Input should be a valid string.",
    ),
    "a text for a number": (
        "network",
        {"position": "1"},
        "network.position: Input should be a valid integer.",
    ),
    "a number too large": (
        "network",
        {"position": 2**40},
        "network.position: Input should be less than or equal to 2147483647.",
    ),
    "a text too long": (
        "contact",
        {"name": "x" * 201},
        "contact.name: String should have at most 200 characters.",
    ),
    "a language of ours that is not": (
        "network",
        {"title": {"sv": "Ett", "de": "Eins"}},
        "network.title.de.[key]: Input should be 'sv' or 'en'.",
    ),
    "no language at all": (
        "network",
        {"title": {}},
        "network.title: Dictionary should have at least 1 item after validation, not 0.",
    ),
    "a character of no text": (
        "contact",
        {"note": "a\0b"},
        "contact.note: Value error, holds a character that cannot be kept.",
    ),
    "an escape of a terminal": (
        "contact",
        {"internal_note": "\x1b[2J"},
        "contact.internal_note: The text holds a character that cannot be kept. "
        "Type it again by hand.",
    ),
    "a moment of another zone": (
        "contact",
        {"saved_at": "2026-09-01T10:00:00+02:00"},
        "contact.saved_at: Value error, must be in UTC, with +00:00 at the end.",
    ),
    "a moment before all": (
        "contact",
        {"saved_at": "0001-09-01T10:00:00+00:00"},
        "contact.saved_at: Value error, must lie between the years 1900 and 9999.",
    ),
    "a script for an address": (
        "network",
        {"links": [{"kind": "EXTERNAL", "url": "javascript:alert(1)", "label": {"sv": "Hej"}}]},
        "network.links.0.url: javascript:alert(1) is no address that can be linked to. Begin with "
        "https://, mailto: or, for a page of the same website, /.",
    ),
    "a script in a text": (
        "network",
        {"body": {"sv": "[Läs stadgarna](javascript:alert(1))"}},
        "network.body.sv: javascript:alert(1 is no address that can be linked to. Begin with "
        "https://, mailto: or, for a page of the same website, /.",
    ),
    "a path for a slug": (
        "network",
        {"slug": "../../etc"},
        "network.slug: ../../etc cannot be an address. Use small letters a–z, digits and hyphens, "
        "such as etc.",
    ),
    "a folder for a time zone": (
        "meeting",
        {"time_zone": "Europe"},
        "meeting.time_zone: Europe is no time zone. Use a name such as Europe/Stockholm.",
    ),
    "the year one": (
        "meeting",
        {"local_start": "0001-01-01T00:00"},
        "meeting.local_start: 0001-01-01T00:00 is beyond the calendar.",
    ),
    "a state that is none": (
        "meeting",
        {"state": "MAYBE"},
        "meeting.state: Input should be 'SAVE_THE_DATE', 'CONFIRMED', 'POSTPONED' or 'CANCELLED'.",
    ),
    "an audience that is none": (
        "network",
        {"audience": 2},
        "network.audience: 2 cannot be chosen. Choose one of: PUBLIC, STAFF.",
    ),
    "nothing by that id": (
        "network",
        {"contacts": [UNKNOWN]},
        f"network.contacts: {UNKNOWN} is not in the file; it must be of kind contact.",
    ),
    "a venue that is not there": (
        "meeting",
        {"venue_organisation_id": UNKNOWN},
        f"meeting.venue_organisation_id: {UNKNOWN} is not in the file; it must be of kind "
        "organisation.",
    ),
    "an end before the beginning": (
        "network",
        {"live_until": "2026-08-01T00:00:00+00:00"},
        "its window ends before it begins.",
    ),
    "an end later than meant": (
        "network",
        {"meant_until": "2027-08-01T00:00:00+00:00"},
        "its window ends later than it is meant to.",
    ),
    "version nought": ("network", {"version": 0}, "network.version: versions are counted from 1."),
    "a gap in the log": ("event", {"sequence": -5}, "event.sequence: 1 comes next."),
    "half a public change": (
        "event",
        {"public_change": "APPEARED"},
        "event.public_change: it is told with its number, or not.",
    ),
    "a number with a point": (
        "event",
        {"detail": {"since": 1.5}},
        "event.detail.since.",
    ),
    "a change of no shape": (
        "network",
        {"changes": [{"field": "title"}]},
        "network.changes.0.locale: Field required.",
    ),
}


@pytest.mark.parametrize("case", ONE_LINE)
def test_a_line_that_does_not_fit_is_told_by_its_number(world: bytes, case: str) -> None:
    table, values, message = ONE_LINE[case]
    wrong = changed(world, table, **values)

    told = faults_of(wrong)

    assert told[0].startswith(f"Line {line_of(wrong, table)}: {message}")


def window(world: bytes, table: str, since: str, until: str, **values: Any) -> bytes:
    """Give the first entry of a table a second version."""
    rows = rows_of(world)
    at = next(at for at, (name, _) in enumerate(rows) if name == table)
    more = {"version": 2, "live_from": since, "live_until": until, "meant_until": until, **values}
    return sealed([*rows[: at + 1], (table, rows[at][1] | more), *rows[at + 1 :]])


@pytest.mark.parametrize("table", ["network", "meeting"])
def test_versions_of_an_entry_that_are_public_at_once_are_refused(world: bytes, table: str) -> None:
    at = line_of(world, table) + 1
    since, until = "2026-09-03T08:00:00+00:00", "2026-09-05T08:00:00+00:00"

    told = faults_of(window(world, table, since, until, newest=False))
    twice = faults_of(
        window(world, table, "2026-08-01T08:00:00+00:00", "2026-09-01T08:00:00+00:00")
    )

    assert told == [f"Line {at}: it is public while version 1 is."]
    assert twice[0] == f"Line {at}: an earlier version is the newest already."


def test_entries_that_share_an_address_at_once_are_refused(world: bytes) -> None:
    rows = rows_of(world)
    entry, network = rows[1][1], dict(rows)["network"]
    other = {"id": "ffffffff-0000-7000-8000-000000000000"}
    twin = {**network, "entry_id": other["id"], "contacts": []}
    at = line_of(world, "network") + 2

    told = faults_of(
        sealed([*rows[:3], ("entry", entry | other), *rows[3:5], ("network", twin), *rows[5:]]),
    )

    assert told == [
        f"Line {at}: slug: {network['entry_id']} has the address ett then.",
        f"Line {at}: slug: {network['entry_id']} has the address ett as well.",
    ]
