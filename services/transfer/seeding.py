"""The first content: what a fresh installation says, from the files in ``seed/``.

Seeding writes only into an empty database, in one transaction; another time it changes nothing.
"""

import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from models.account import Role
from models.content import Content
from models.entry import Entry
from models.meeting import Meeting, MeetingState
from models.nouns import NOUNS
from services.clocks.meeting_times import instants
from services.clocks.zones import zone_of
from services.content.derived import whole_days
from services.content.living import MOST
from services.content.publishing import published
from services.content.saving import created
from services.content.turns import Turn, turn
from services.database.storage import Store
from services.policy import viewer_of
from services.view import Actor

SEED = Path(__file__).resolve().parent.parent.parent / "seed"
ZONE = zone_of("Europe/Stockholm")

Entries = dict[str, dict[str, UUID]]
"""The ids of what has been written, by table and slug."""


async def seed(store: Store, report: Callable[[str], None], now: datetime | None = None) -> int:
    """Write the first content into an empty database; give the number of entries written.

    Example meetings are dated around ``now``, so that a calendar is never empty.
    """
    moment = (now or datetime.now(UTC)).replace(microsecond=0)
    entries: Entries = {}
    async with turn(store, Actor(viewer_of(Role.ADMIN), moment, "en")) as taken:
        if await Entry.exists():
            return 0
        for model in NOUNS:
            entries[str(model._meta.db_table)] = await _seed_kind(taken, model, entries, moment)
            report(str(model._meta.db_table))
        ids = [it for kind in entries.values() for it in kind.values()]
        for first in range(0, len(ids), MOST):
            await published(taken, ids[first : first + MOST])
    return len(ids)


async def _seed_kind(
    turn: Turn, model: type[Content], entries: Entries, moment: datetime
) -> dict[str, UUID]:
    """Write all of a kind, and give their ids by slug."""
    ids: dict[str, UUID] = {}
    for said in _meetings(moment, entries) if model is Meeting else _noun(model):
        for name, relation in model.relations.items():
            said[name] = [entries[relation.target][slug] for slug in said.get(name, [])]
        ids[said["slug"]] = (await created(turn, model, said)).entry
    return ids


def _noun(model: type[Content]) -> list[dict[str, Any]]:
    return _read("content.toml").get(str(model._meta.db_table), [])


def _meetings(moment: datetime, entries: Entries) -> list[dict[str, Any]]:
    today = moment.astimezone(ZONE).date()
    monday = today - timedelta(days=today.weekday())
    return [_meeting(given, monday, entries) for given in _read("meetings.toml")["meeting"]]


def _read(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((SEED / name).read_text(encoding="utf-8"))


def _meeting(given: dict[str, Any], monday: date, entries: Entries) -> dict[str, Any]:
    """Turn a meeting of the seed, dated by days from a Monday, into what its version says."""
    venue, registration = given.pop("venue", {}), given.pop("registration")
    organisation = venue.get("organisation")
    return _postponed(_times(given, monday)) | {
        "venue_name": venue.get("name"),
        "venue_address": venue.get("address"),
        "venue_organisation_id": entries["organisation"][organisation] if organisation else None,
        "registration_mode": registration["mode"],
        "registration_url": registration.get("url"),
        "registration_closes_at": _closing(registration, monday),
    }


def _times(given: dict[str, Any], monday: date) -> dict[str, Any]:
    first = datetime.combine(monday + timedelta(days=given.pop("day")), time())
    last = first + timedelta(days=given.pop("end_day", 0))
    if given.get("all_day"):
        start, end = whole_days(first, (last - first).days + 1)
    else:
        start = datetime.combine(first, time.fromisoformat(given.pop("start"))).isoformat()
        end = datetime.combine(last, time.fromisoformat(given.pop("end"))).isoformat()
    return {**given, "local_start": start, "local_end": end}


def _postponed(said: dict[str, Any]) -> dict[str, Any]:
    """Say of what was postponed when it was to be, as ``services/content/cancelling.py`` does."""
    if said["state"] != MeetingState.POSTPONED.value:
        return said
    starts, ends = instants(said)
    return {**said, "previous_starts_at": starts, "previous_ends_at": ends}


def _closing(registration: Mapping[str, Any], monday: date) -> datetime | None:
    """Registration closes at the end of a day, on the clocks of the place."""
    if "closes_day" not in registration:
        return None
    day = monday + timedelta(days=registration["closes_day"] + 1)
    return datetime.combine(day, time(), ZONE).astimezone(UTC)
