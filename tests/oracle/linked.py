"""A meeting as linked data, as the oracle knows it: what schema.org's Event asks for, once more."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracle.kinds import instant
from tests.oracle.rows import Row
from tests.oracle.seen import Seen

STATES = {
    "SAVE_THE_DATE": "EventScheduled",
    "CONFIRMED": "EventScheduled",
    "POSTPONED": "EventPostponed",
    "CANCELLED": "EventCancelled",
}
MODES = {"ONSITE": "Offline", "ONLINE": "Online", "MIXED": "Mixed"}


def linked(seen: Seen, row: Row) -> str:
    """Write a meeting as JSON-LD that may stand in a page's script."""
    said = {name: it for name, it in _event(seen, row).items() if it is not None and it != []}
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c")


def _event(seen: Seen, row: Row) -> dict[str, Any]:
    first, begins, ends = seen.eyes.first, *_times(row)
    ending = ".ics" if seen.eyes.locale == "sv" else f".ics?language={seen.eyes.locale}"
    agenda = first(row["agenda"]) or {}
    paragraphs = [first(row["reason"]), first(row["summary"]), agenda.get("text")]
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"urn:uuid:{row['entry_id']}",
        "url": f"/meetings/{row['slug']}{ending}",
        "name": spoken(seen, first(row["title"]), row["title"]),
        "description": spoken(
            seen,
            "\n\n".join(it for it in paragraphs if it) or None,
            *(row[name] for name in ("reason", "summary", "agenda")),
        ),
        "startDate": begins,
        "endDate": ends,
        "previousStartDate": _previous(row),
        "eventStatus": f"https://schema.org/{_status(row)}",
        "eventAttendanceMode": f"https://schema.org/{MODES[row['attendance']]}EventAttendanceMode",
        "location": _places(row),
        "organizer": [
            {
                "@type": "Organization",
                "@id": f"urn:uuid:{it['entry_id']}",
                "name": spoken(seen, first(it["title"]), it["title"]),
            }
            for it in seen.named("meeting_network", row, "network")
        ],
    }


def _previous(row: Row) -> str | None:
    """Tell a day where it was to be one: that of the nearest midnight in the place."""
    moment = row["previous_starts_at"]
    if moment is None or not row["all_day"]:
        return instant(moment)
    local: datetime = moment.astimezone(ZoneInfo(row["time_zone"])) + timedelta(hours=12)
    return local.date().isoformat()


def spoken(seen: Seen, text: str | None, *said: dict[str, Any] | None) -> Any:
    """Tell a text with its language, if none of what it is made of is there in the first one."""
    languages = {(seen.eyes.language(it) or "").lower() for it in said if it}
    if text is None or seen.eyes.locale in languages:
        return text
    [language] = languages
    return {"@value": text, "@language": language}


def _status(row: Row) -> str:
    moved = row["previous_starts_at"] is not None and row["state"] in ("CONFIRMED", "SAVE_THE_DATE")
    return "EventRescheduled" if moved else STATES[row["state"]]


def _times(row: Row) -> tuple[str, str]:
    walls = [datetime.fromisoformat(row[it]) for it in ("local_start", "local_end")]
    if row["all_day"]:
        first, after = (it.date() for it in walls)
        last: date = max(first, after - timedelta(days=1))
        return first.isoformat(), last.isoformat()
    zone = ZoneInfo(row["time_zone"])
    instants = [row[it].astimezone(zone) for it in ("starts_at", "ends_at")]
    assert [it.astimezone(UTC) for it in instants] == [row["starts_at"], row["ends_at"]]
    return instants[0].isoformat(), instants[1].isoformat()


def _places(row: Row) -> list[dict[str, str]]:
    places = []
    if row["venue_name"] is not None or row["venue_address"] is not None:
        place = {"@type": "Place", "name": row["venue_name"], "address": row["venue_address"]}
        places.append({name: it for name, it in place.items() if it is not None})
    if row["online_url"] is not None and row["online_audience"] == 0:
        places.append({"@type": "VirtualLocation", "url": row["online_url"]})
    return places
