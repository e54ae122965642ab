"""What each type tells, as the oracle knows it: the schema's promises, written down once more."""

from typing import Any

from tests.oracle import looking_back
from tests.oracle.kinds import Field, Has, Local, Pages, Tells, column, local, locale_of, until
from tests.oracle.linked import linked
from tests.oracle.rows import Row
from tests.oracle.seen import Seen


def rich(name: str) -> Has:
    def read(seen: Seen, row: Row) -> Row | None:
        text = seen.eyes.first(row[name])
        return None if text is None else text | {"locale": seen.eyes.language(row[name])}

    return Has("RichText", read)


def links() -> Has:
    return Has("Link", lambda seen, row: row["links"])


def named(link: str, noun: str) -> Has:
    return Has(noun, lambda seen, row: seen.named(link, row, TABLES[noun]))


def placed(_: Any, row: Row) -> Row | None:
    """Tell of a place by whatever is known of it."""
    known = ("venue_name", "venue_address", "venue_organisation_id")
    return row if any(row[it] is not None for it in known) else None


def naming(link: str, noun: str) -> Pages:
    return Pages(noun, lambda seen, row: seen.naming(link, row, TABLES[noun]))


TABLES = {
    "Contact": "contact",
    "Edition": "edition",
    "FocusArea": "focus_area",
    "Meeting": "meeting",
    "MeetingSeries": "meeting_series",
    "Network": "network",
    "Organisation": "organisation",
    "Page": "page",
}

ORDERS = {
    "Contact": ("name", False),
    "Edition": ("year", True),
    "FocusArea": ("position", False),
    "Meeting": ("startsAt", False),
    "MeetingSeries": ("title", False),
    "Network": ("position", False),
    "Organisation": ("name", False),
    "Page": ("path", False),
}
"""What each type is listed by unless told otherwise, and whether backwards."""


def many(noun: str) -> str:
    """Name the list of all content of a type."""
    return f"all{noun}" if noun.endswith("s") else f"{noun[0].lower()}{noun[1:]}s"


def for_staff(name: str) -> Tells:
    return Tells(lambda seen, row: row[name] if seen.eyes.audience >= 1 else None)


CONTENT: dict[str, Field] = {
    "id": column("entry_id"),
    "slug": column("slug"),
    "version": column("version"),
    "audience": Tells(lambda seen, row: ("PUBLIC", "STAFF")[row["audience"]]),
    "publishedAt": column("live_from"),
    "publishedUntil": Tells(until),
    "savedAt": column("saved_at"),
    "status": Tells(lambda seen, row: seen.status(row)),
    **looking_back.CONTENT,
}

ELSEWHERE = {"feeds", "viewer"}
ELSEWHERE |= {"calendar", "calendarMonth", "calendarWeek"}
"""What the oracle is not asked about, for other tests compare it: who asks, addresses of feeds,
and days."""

TYPES: dict[str, dict[str, Field]] = looking_back.TYPES | {
    "Contact": CONTENT
    | {
        "name": column("name"),
        "role": local("role"),
        "unit": local("unit"),
        "email": column("email"),
        "phone": column("phone"),
        "mobile": for_staff("mobile"),
        "internalNote": for_staff("internal_note"),
        "networks": naming("network_contact", "Network"),
        "meetings": naming("meeting_contact", "Meeting"),
        "meetingSeries": naming("meeting_series_contact", "MeetingSeries"),
    },
    "Edition": CONTENT
    | {
        "year": column("year"),
        "title": local("title"),
        "intro": local("intro"),
        "networks": naming("network_edition", "Network"),
    },
    "FocusArea": CONTENT
    | {
        "title": local("title"),
        "summary": local("summary"),
        "body": rich("body"),
        "position": column("position"),
        "networks": naming("network_focus_area", "Network"),
    },
    "Meeting": CONTENT
    | {
        "title": local("title"),
        "summary": local("summary"),
        "preparation": rich("preparation"),
        "agenda": rich("agenda"),
        "followUp": rich("follow_up"),
        "startsAt": column("starts_at"),
        "endsAt": column("ends_at"),
        "localStart": column("local_start"),
        "localEnd": column("local_end"),
        "startFold": column("start_fold"),
        "endFold": column("end_fold"),
        "timeZone": column("time_zone"),
        "allDay": column("all_day"),
        "state": column("state"),
        "reason": local("reason"),
        "previousStartsAt": column("previous_starts_at"),
        "previousEndsAt": column("previous_ends_at"),
        "attendance": column("attendance"),
        "venue": Has("Venue", placed),
        "onlineUrl": Tells(
            lambda seen, row: (
                row["online_url"] if row["online_audience"] <= seen.eyes.audience else None
            )
        ),
        "registration": Has("Registration", lambda seen, row: row),
        "links": links(),
        "networks": named("meeting_network", "Network"),
        "contacts": named("meeting_contact", "Contact"),
        "jsonLd": Tells(linked),
        "series": Has(
            "MeetingSeries", lambda seen, row: seen.entry("meeting_series", row["series_id"])
        ),
        "originalStart": Tells(
            lambda seen, row: row["original_start"] if seen.eyes.history else None
        ),
    },
    "MeetingSeries": CONTENT
    | {
        "title": local("title"),
        "summary": local("summary"),
        "preparation": rich("preparation"),
        "agenda": rich("agenda"),
        "rule": Has("RecurrenceRule", lambda seen, row: row),
        "localStart": column("local_start"),
        "localEnd": column("local_end"),
        "timeZone": column("time_zone"),
        "allDay": column("all_day"),
        "state": column("state"),
        "reason": local("reason"),
        "attendance": column("attendance"),
        "venue": Has("Venue", placed),
        "onlineUrl": Tells(
            lambda seen, row: (
                row["online_url"] if row["online_audience"] <= seen.eyes.audience else None
            )
        ),
        "registration": Has("Registration", lambda seen, row: row),
        "links": links(),
        "networks": named("meeting_series_network", "Network"),
        "contacts": named("meeting_series_contact", "Contact"),
        "meetings": Pages(
            "Meeting",
            lambda seen, row: [
                it for it in seen.all("meeting") if it["series_id"] == row["entry_id"]
            ],
        ),
    },
    "Network": CONTENT
    | {
        "title": local("title"),
        "lead": local("lead"),
        "body": rich("body"),
        "purpose": local("purpose"),
        "participants": local("participants"),
        "prerequisites": local("prerequisites"),
        "links": links(),
        "position": column("position"),
        "contacts": named("network_contact", "Contact"),
        "focusAreas": named("network_focus_area", "FocusArea"),
        "members": named("network_member", "Organisation"),
        "editions": named("network_edition", "Edition"),
        "meetings": naming("meeting_network", "Meeting"),
        "meetingSeries": naming("meeting_series_network", "MeetingSeries"),
    },
    "Organisation": CONTENT
    | {
        "name": column("name"),
        "kind": column("kind"),
        "code": column("code"),
        "networks": naming("network_member", "Network"),
        "hostedMeetings": Pages(
            "Meeting",
            lambda seen, row: [
                it for it in seen.all("meeting") if it["venue_organisation_id"] == row["entry_id"]
            ],
        ),
    },
    "Page": CONTENT
    | {
        "path": column("path"),
        "title": local("title"),
        "lead": local("lead"),
        "body": rich("body"),
        "links": links(),
    },
    "RecurrenceRule": {
        "frequency": column("rule_frequency"),
        "interval": column("rule_interval"),
        "byDay": Has("RecurrenceDay", lambda seen, row: row["rule_by_day"]),
        "byMonthDay": column("rule_by_month_day"),
        "byMonth": column("rule_by_month"),
        "count": column("rule_count"),
        "until": column("rule_until"),
        "exclude": column("rule_exclude"),
    },
    "RecurrenceDay": {
        "weekday": column("weekday"),
        "nth": Tells(lambda seen, row: row.get("nth")),
    },
    "RichText": {name: column(name) for name in ("markdown", "html", "text", "locale")},
    "Link": {
        "kind": column("kind"),
        "url": column("url"),
        "label": local("label"),
        "accessibleLabel": local("accessible_label"),
        "locale": locale_of("label"),
    },
    "Venue": {
        "name": column("venue_name"),
        "address": column("venue_address"),
        "organisation": Has(
            "Organisation",
            lambda seen, row: seen.entry("organisation", row["venue_organisation_id"]),
        ),
    },
    "Registration": {
        "mode": column("registration_mode"),
        "url": column("registration_url"),
        "closesAt": column("registration_closes_at"),
    },
}


for noun in TABLES:
    texts = {name: it for name, it in TYPES[noun].items() if isinstance(it, Local)}
    if texts:
        TYPES[f"{noun}Locales"] = {name: locale_of(it.name) for name, it in texts.items()}
        TYPES[noun]["locales"] = Has(f"{noun}Locales", lambda seen, row: row)
