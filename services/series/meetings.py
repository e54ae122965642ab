"""The meetings of a series in the database: read all at once, and written all at once.

To be called in a turn. The number of statements is the same for three of them and for a thousand.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from models.entry import Entry
from models.event import EventName
from models.meeting import Meeting
from services.compiler.compiling import DIALECTS
from services.content.comparing import changes, differing
from services.content.finding import called
from services.content.saving import version_of
from services.content.saying import Said, relations_of, said_by, unsaid
from services.content.slugs import LONGEST_SLUG, free_slug, slug_of
from services.content.standing import windows_where
from services.content.turns import Turn
from services.content.windows import newest_of
from services.content.writing import write_versions
from services.series.foreseeing import Effect, Foreseen, Member
from services.series.taking import taken_of

KIND = str(Meeting._meta.db_table)

_EVENTS = {
    Effect.ADDED: EventName.CREATED,
    Effect.CHANGED: EventName.SAVED,
    Effect.CANCELLED: EventName.SAVED,
    Effect.BROUGHT_BACK: EventName.SAVED,
    Effect.DELETED: EventName.DELETED,
}


async def members_of(turn: Turn, series: UUID) -> list[Member]:
    """Read the meetings of a series, deleted ones too."""
    mark = DIALECTS[turn.written.dialect].parameter(1)
    found = await windows_where(turn.written, [KIND], f"series_id = {mark}", series)
    last = {(newest_of(it) or it[-1]).id: it for it in found.get(KIND, {}).values()}
    rows = await Meeting.filter(id__in=[*last])
    relations = await relations_of(turn.written, Meeting, last)
    taken = await taken_of(rows)
    return [
        Member(row, said_by(row, relations[row.id]), last[row.id], row.entry_id in taken)
        for row in rows
    ]


async def write(
    turn: Turn, series: UUID, meetings: Sequence[Foreseen], note: str
) -> dict[date, UUID]:
    """Write what becomes of a series' meetings; give their ids by their days."""
    entries = await _entries(turn, meetings)
    written = [it for it in meetings if it.effect not in (Effect.UNCHANGED, Effect.KEPT)]
    saying = [it for it in written if it.effect is not Effect.DELETED]
    slugs = await _slugs(saying)
    before = [it.member.row.id for it in written if it.member]
    if before:
        await Meeting.filter(id__in=before).update(newest=False)
    rows = [
        _version(turn, entries[it.day], it, _complete(it, series, slugs[it.day]), note)
        for it in saying
    ]
    if rows:
        await write_versions(Meeting, rows)
    for it in written:
        _record(turn, entries[it.day], it, note)
    return entries


def _complete(meeting: Foreseen, series: UUID, slug: str) -> Said:
    return {**unsaid(Meeting), **meeting.said, "slug": slug, "series_id": series}


async def _entries(turn: Turn, meetings: Sequence[Foreseen]) -> dict[date, UUID]:
    """Give the meetings' ids, those of new ones with them."""
    new = {
        it.day: Entry(kind=KIND, created_at=turn.moment, created_by=turn.actor.viewer.account)
        for it in meetings
        if it.member is None
    }
    if new:
        await Entry.bulk_create(new.values())
    known = {it.day: it.member.entry for it in meetings if it.member}
    return known | {day: entry.id for day, entry in new.items()}


async def _slugs(meetings: Sequence[Foreseen]) -> dict[date, str]:
    """Give each meeting its address: the one that it has if it can, or its title with its day."""
    own = {it.day: str(it.member.said["slug"]) for it in meetings if it.member}
    shown = {it.day for it in meetings if it.member and it.member.row.newest}
    bases = {it.day: _beginning(it.said) for it in meetings if it.day not in shown}
    taken: set[str] = set()
    for base in {*bases.values()}:
        taken |= await _addresses(slug__startswith=base)
    hidden = [slug for day, slug in own.items() if day not in shown]
    if hidden:
        taken |= await _addresses(slug__in=hidden)
    slugs = {day: own[day] for day in shown}
    for day, base in bases.items():
        kept = own.get(day, "")
        slugs[day] = kept if kept and kept not in taken else free_slug(f"{base}-{day}", taken)
        taken.add(slugs[day])
    return slugs


async def _addresses(**asked: Any) -> set[str]:
    found = Meeting.filter(newest=True, **asked).values_list("slug", flat=True)
    return {str(it) for it in await found}


def _beginning(said: Said) -> str:
    """Begin an address with the title; there must be room for the day."""
    return slug_of(called(said))[: LONGEST_SLUG - 20].rstrip("-") or "meeting"


def _version(turn: Turn, entry: UUID, meeting: Foreseen, said: Said, note: str) -> Any:
    """Give the next version of a meeting, as it is to be written."""
    before, number = None, 1
    if meeting.member:
        before, number = meeting.member.said, meeting.member.windows[-1].version + 1
    changed = changes(Meeting, before, said) if before else []
    return version_of(turn, Meeting, entry, number, said, note, changed)


def _record(turn: Turn, entry: UUID, meeting: Foreseen, note: str) -> None:
    """Write the event of one meeting."""
    member = meeting.member
    name = _EVENTS[meeting.effect]
    if member and not member.row.newest:
        name = EventName.UNDELETED
    number = member.windows[-1].version + 1 if member else 1
    if member and meeting.effect is Effect.DELETED:
        number = member.row.version
    detail: dict[str, Any] = {"note": note, "effect": str(meeting.effect)}
    if name is EventName.SAVED and member:
        detail["fields"] = [*differing(Meeting, member.said, meeting.said)]
    turn.record(name, KIND, entry, number, **detail)
