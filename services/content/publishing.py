"""The life of content: public from a moment to a moment, withdrawn, deleted, and back again.

Each act is one transaction about any number of entries: all of it is done, or nothing. What may be
said of all of them is ``How`` (``services/content/living.py``). Nothing has to run for a moment to
come.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Unpack
from uuid import UUID

from models.event import Event, EventName
from models.fields import OPEN
from services.content import windows
from services.content.foreseeing import Outlook
from services.content.living import Deed, How, live, meetings_of
from services.content.turns import Turn, turn
from services.content.windows import Status, Windows, newest_of
from services.database.storage import Store
from services.errors import Fault, Refused
from services.policy import Right, permit
from services.view import Actor
from services.wording import fault

_DECISIONS = (
    EventName.PUBLISHED,
    EventName.SCHEDULED,
    EventName.UNPUBLISHED,
    EventName.DELETED,
    EventName.UNDELETED,
)
"""What decides whether something that is not public was withdrawn on purpose."""


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
    name = EventName.PUBLISHED if since <= turn.moment else EventName.SCHEDULED
    ends = end.isoformat() if until else None
    detail = {"since": since.isoformat(), "until": ends}

    def each(before: Windows) -> Windows:
        newest = newest_of(before)
        assert newest is not None
        return windows.published(before, newest.version, since, end, turn.moment)

    takes = partial(_is_draft, await _withdrawn(turn, ids) if how.get("with_meetings") else ())
    deed = Deed(name, each, detail, copies_at=since, takes=takes)
    return await live(turn, ids, deed, **how)


def _is_draft(but: Collection[UUID], windows: Windows) -> bool:
    """Tell whether the newest version has no window, of an entry that is none of those."""
    newest = newest_of(windows)
    return newest is not None and newest.since is None and newest.entry not in but


async def _withdrawn(turn: Turn, series: Sequence[UUID]) -> frozenset[UUID]:
    """Tell which meetings of series were withdrawn on purpose, and are so whatever they say now."""
    meetings = await meetings_of(turn, series)
    hidden = [
        it for it, told in meetings.items() if windows.status(told, turn.moment) is Status.WITHDRAWN
    ]
    decisions = Event.filter(entry_id__in=hidden, name__in=_DECISIONS).order_by("sequence")
    last = dict(await decisions.values_list("entry_id", "name"))
    return frozenset(it for it in hidden if last.get(it) == EventName.UNPUBLISHED)


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
        last = await _deletions([*ids, *along])
        moments = {last[it][1] for it in ids if it in last}

        def each(before: Windows) -> Windows:
            version, _ = last.get(before[-1].entry, (None, None))
            return windows.undeleted(before, version or before[-1].version)

        def together(before: Windows) -> bool:
            return newest_of(before) is None and last[before[-1].entry][1] in moments

        deed = Deed(EventName.UNDELETED, each, deleted=True, takes=together)
        return await live(taken, ids, deed, **how)


async def _deletions(ids: Sequence[UUID]) -> dict[UUID, tuple[int | None, datetime]]:
    """Tell which version of each entry was the newest when it was deleted last, and when."""
    deletions = Event.filter(entry_id__in=ids, name=EventName.DELETED).order_by("sequence")
    told = await deletions.values_list("entry_id", "version", "moment")
    return {entry: (version, moment) for entry, version, moment in told}
