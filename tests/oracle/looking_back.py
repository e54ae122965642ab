"""What the oracle knows of versions and of the log: who sees which of them, and what they tell."""

from tests.nouns import camel, type_of
from tests.oracle.kinds import (
    Field,
    Has,
    Numbered,
    Picked,
    Tells,
    Whichever,
    column,
    until,
)
from tests.oracle.rows import Row
from tests.oracle.seen import Seen

OTHERWISE = {
    "venue_name": "venue.name",
    "venue_address": "venue.address",
    "venue_organisation_id": "venue.organisation",
    "registration_mode": "registration.mode",
    "registration_url": "registration.url",
    "registration_closes_at": "registration.closesAt",
    "series_id": "series",
}
"""Columns that inputs name otherwise than in another way of writing."""


def versions(seen: Seen, row: Row) -> list[Row]:
    """The versions of a row's entry, as far as somebody may look back."""
    if not seen.eyes.log:
        return []
    table = seen.table_of(row)
    return [
        it
        for it in seen.rows[table]
        if it["entry_id"] == row["entry_id"] and it["audience"] <= seen.eyes.audience
    ]


def version(seen: Seen, row: Row, number: int) -> Row | None:
    """One of them."""
    return next((it for it in versions(seen, row) if it["version"] == number), None)


def changed(seen: Seen, row: Row) -> list[Row]:
    """What a version says otherwise than the one before it, as far as it is for somebody's eyes."""
    return [it for it in row["changes"] if it["audience"] <= seen.eyes.audience]


def field_name(seen: Seen, row: Row) -> str:
    """The name of what has changed, as inputs have it."""
    name = str(row["field"])
    return OTHERWISE.get(name, camel(name))


def log(seen: Seen) -> list[Row]:
    """What happened, as far as somebody may hear of it."""
    return [it for it in seen.rows["event"] if seen.eyes.log or it["public_sequence"] is not None]


def place(seen: Seen, row: Row) -> int:
    """The number of what happened, among what somebody may hear of."""
    return int(row["sequence" if seen.eyes.log else "public_sequence"])


def cursor(seen: Seen, row: Row) -> str:
    """The cursor of what happened."""
    return f"{'a' if seen.eyes.log else 'p'}{place(seen, row)}"


def _whose(seen: Seen, row: Row, column: str) -> Row | None:
    """The account whose id is in a column, if it is known and may be told."""
    if not seen.eyes.log:
        return None
    return next((it for it in seen.rows["account"] if it["id"] == row[column]), None)


def who(name: str) -> Has:
    return Has("Editor", lambda seen, row: _whose(seen, row, name))


def logged(name: str) -> Tells:
    """What only those hear who hear of everything."""
    return Tells(lambda seen, row: row[name] if seen.eyes.log else None)


def itself(seen: Seen, row: Row) -> tuple[str, Row]:
    return type_of(seen.table_of(row)), row


def concerned(seen: Seen, row: Row) -> tuple[str, Row] | None:
    """The content that something happened to, if it can be seen."""
    found = seen.entry(row["kind"], row["entry_id"])
    return None if found is None else (type_of(row["kind"]), found)


LOG = Numbered("Change", lambda seen, row: log(seen), place, cursor)
HISTORY = Numbered(
    "Version",
    versions,
    lambda seen, row: row["version"],
    lambda seen, row: str(row["version"]),
    descending=True,
)

CONTENT: dict[str, Field] = {
    "savedBy": who("saved_by"),
    "history": HISTORY,
    "atVersion": Picked("Version", version),
}
"""What all content tells of its versions."""

TYPES: dict[str, dict[str, Field]] = {
    "Version": {
        "number": column("version"),
        "savedAt": column("saved_at"),
        "savedBy": who("saved_by"),
        "note": column("note"),
        "publishedAt": column("live_from"),
        "publishedUntil": Tells(until),
        "changes": Has("FieldChange", changed),
        "content": Whichever(itself),
    },
    "FieldChange": {
        "field": Tells(field_name),
        **{name: column(name) for name in ("locale", "before", "after")},
    },
    "Change": {
        "cursor": Tells(cursor),
        "sequence": Tells(place),
        "effect": column("public_change"),
        "event": logged("name"),
        "version": logged("version"),
        "actor": who("actor"),
        "note": Tells(lambda seen, row: row["detail"].get("note") if seen.eyes.log else None),
        "moment": column("moment"),
        "type": Tells(lambda seen, row: row["kind"].upper()),
        "contentId": column("entry_id"),
        "content": Whichever(concerned),
    },
    "Editor": {"name": column("name")},
}
