"""The life of content: public from a moment to a moment, withdrawn, deleted, and back again.

Each act is one transaction about any number of entries: all of it is done, or nothing. What may be
said of all of them is ``How`` (``services/content/living.py``). Nothing has to run for a moment to
come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Unpack
from uuid import UUID

from models.event import EventName
from models.fields import OPEN
from models.meeting import Meeting
from services.content import windows
from services.content.foreseeing import Outlook, Problem
from services.content.going_along import Bond, bonds_of, deletions_of, is_published_along
from services.content.living import MEETING, Deed, How, live, meetings_of
from services.content.naming import Doubt, told_of
from services.content.turns import Turn, turn
from services.content.windows import Windows, newest_of
from services.database.storage import Store
from services.errors import Fault, Refused
from services.policy import Right, permit
from services.view import Actor
from services.wording import fault


async def publish(
    store: Store,
    actor: Actor,
    ids: Sequence[UUID],
    *,
    at: datetime | None = None,
    until: datetime | None = None,
    **how: Unpack[How],
) -> Outlook:
    """Make the newest versions public in ``[at, until)``: from now on, and without end, if None.

    What is public then makes way exactly when they begin. Raises ``Refused``: NOT_FOUND, CONFLICT
    where another version than expected is the newest, PAST, ENDS_BEFORE_IT_BEGINS, or what blocks
    it in the outlook, such as REQUIRED_NOT_PUBLIC.
    """
    permit(actor, Right.PUBLISH)
    async with turn(store, actor) as taken:
        return await published(taken, ids, at=at, until=until, **how)


async def published(
    turn: Turn,
    ids: Sequence[UUID],
    *,
    at: datetime | None = None,
    until: datetime | None = None,
    **how: Unpack[How],
) -> Outlook:
    """Publish in a turn that is taken already."""
    since, end = _asked(turn, at, until)
    meetings = await meetings_of(turn, ids) if how.get("with_meetings") else {}
    bonds = await bonds_of(meetings) if meetings else {}
    deed = _publication(turn, since, end, bonds)
    outlook = await live(turn, ids, deed, **how)
    apart = [it for it in meetings if it not in ids and bonds.get(it) is Bond.APART]
    left = [it for it in apart if deed.changes(meetings[it])]
    return replace(outlook, problems=(*outlook.problems, *await _left(turn, left)))


def _publication(turn: Turn, since: datetime, end: datetime, bonds: Mapping[UUID, Bond]) -> Deed:
    """Describe a publication; of the meetings of a series some go along."""

    def each(before: Windows) -> Windows:
        newest = newest_of(before)
        assert newest is not None
        return windows.published(before, newest.version, since, end, turn.moment)

    name = EventName.PUBLISHED if since <= turn.moment else EventName.SCHEDULED
    detail = {"since": since.isoformat(), "until": end.isoformat() if end < OPEN else None}
    takes = partial(is_published_along, bonds)
    return Deed(name, each, detail, copies_at=since, takes=takes)


async def _left(turn: Turn, meetings: Sequence[UUID]) -> list[Problem]:
    """Remark which meetings do not go along with their series, by their days."""
    if not meetings:
        return []
    rows = Meeting.filter(entry_id__in=meetings, newest=True).order_by("starts_at")
    told = await rows.values_list("entry_id", "local_start")
    doubts = [Doubt("STAYS_WITHDRAWN", MEETING, it, value=start[:10]) for it, start in told]
    return [Problem(it, doubt.entry, False) for doubt, it in await told_of(turn, doubts)]


def _asked(turn: Turn, at: datetime | None, until: datetime | None) -> tuple[datetime, datetime]:
    since, end = (at or turn.moment).astimezone(UTC), (until or OPEN).astimezone(UTC)
    faults = []
    if since < turn.moment:
        faults.append(fault(turn.locale, "PAST", ("at",)))
    if end <= since:
        faults.append(fault(turn.locale, "ENDS_BEFORE_IT_BEGINS", ("until",)))
    if faults:
        raise Refused(*faults)
    return since, end


async def unpublish(
    store: Store,
    actor: Actor,
    ids: Sequence[UUID],
    *,
    at: datetime | None = None,
    **how: Unpack[How],
) -> Outlook:
    """Make nothing of the entries public from ``at`` on, or from now on; what is to come neither.

    Raises ``Refused``: NOT_FOUND, NOT_PUBLISHED, PAST, or STILL_REQUIRED.
    """
    permit(actor, Right.PUBLISH)
    async with turn(store, actor) as taken:
        since, _ = _asked(taken, at, None)

        def each(before: Windows) -> Windows:
            return windows.withdrawn(before, since, taken.moment)

        deed = Deed(EventName.UNPUBLISHED, each, {"since": since.isoformat()}, "NOT_PUBLISHED")
        return await live(taken, ids, deed, **how)


async def unschedule(
    store: Store,
    actor: Actor,
    ids: Sequence[UUID],
    **how: Unpack[How],
) -> Outlook:
    """Call off what is to be public and is not yet: it is a draft again, and what is public stays.

    Raises ``Refused``: NOT_FOUND, CONFLICT, NOT_SCHEDULED, or STILL_REQUIRED.
    """
    permit(actor, Right.PUBLISH)
    async with turn(store, actor) as taken:

        def each(before: Windows) -> Windows:
            return windows.unscheduled(before, taken.moment)

        deed = Deed(EventName.UNSCHEDULED, each, unmoved="NOT_SCHEDULED")
        return await live(taken, ids, deed, **how)


async def discard_draft(
    store: Store,
    actor: Actor,
    ids: Sequence[UUID],
    **how: Unpack[How],
) -> Outlook:
    """Go back to the version that is, was or will be public last; history keeps the drafts.

    What is scheduled and not public yet counts as a draft, and takes the right to publish.
    Raises ``Refused``: NOT_FOUND, NO_DRAFT, NEVER_PUBLISHED.
    """
    permit(actor, Right.WRITE)
    async with turn(store, actor) as taken:
        each = partial(_discarded, taken)
        deed = Deed(EventName.DRAFT_DISCARDED, each, unmoved="NO_DRAFT")
        return await live(taken, ids, deed, **how)


def _discarded(turn: Turn, before: Windows) -> Windows | Fault:
    newest = newest_of(before)
    if newest and newest.ahead(turn.moment):
        permit(turn.actor, Right.PUBLISH)
    elif newest and newest.since is not None:
        return before
    if not any(it.since is not None and it is not newest for it in before):
        return fault(turn.locale, "NEVER_PUBLISHED")
    return windows.discarded(before, turn.moment)


async def delete(
    store: Store,
    actor: Actor,
    ids: Sequence[UUID],
    **how: Unpack[How],
) -> Outlook:
    """Withdraw the entries and hide them from editors, too; history keeps every version.

    Raises ``Refused``: NOT_FOUND, STILL_REQUIRED.
    """
    permit(actor, Right.PUBLISH)
    async with turn(store, actor) as taken:

        def each(before: Windows) -> Windows:
            return windows.deleted(before, taken.moment, taken.moment)

        return await live(taken, ids, Deed(EventName.DELETED, each), **how)


async def undelete(
    store: Store,
    actor: Actor,
    ids: Sequence[UUID],
    **how: Unpack[How],
) -> Outlook:
    """Show deleted entries to editors again, as they were but withdrawn.

    ``with_meetings`` a series brings those back that were deleted along with it. Raises
    ``Refused``: NOT_FOUND, NOT_DELETED, ADDRESS_TAKEN_THEN.
    """
    permit(actor, Right.PUBLISH)
    async with turn(store, actor) as taken:
        along = await meetings_of(taken, ids) if how.get("with_meetings") else ()
        last = await deletions_of([*ids, *along])

        def each(before: Windows) -> Windows:
            deletion = last.get(before[-1].entry)
            version = deletion.version if deletion else None
            return windows.undeleted(before, version or before[-1].version)

        def together(before: Windows) -> bool:
            return before[-1].entry in last and last[before[-1].entry].with_series

        deed = Deed(EventName.UNDELETED, each, deleted=True, takes=together)
        return await live(taken, ids, deed, **how)
