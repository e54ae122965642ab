"""Changing a series: for one of its meetings, for that and those that follow, or for all.

The way of a change is that of all content (``services/content/saving.py``), for the series and for
its meetings: new versions, which are drafts. What becomes of each is foreseen as a value
(``services/series/foreseeing.py``), and only then written, by a number of statements that
does not depend on how many there are.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from models.meeting_series import MeetingSeries
from services.content.comparing import differing
from services.content.finding import Newest, conflict, newest
from services.content.saving import checked, written_over
from services.content.saying import merged
from services.content.turns import Turn, turn
from services.database.storage import Store
from services.policy import Right, permit
from services.series.creating import Arranged
from services.series.foreseeing import Member, change_of, foreseen
from services.series.meetings import members_of, write
from services.series.updating_one import update_one
from services.series.wishes import Scope, Wish, begun_anew, ending, member_of
from services.view import Actor


async def update_series(
    store: Store, actor: Actor, entry: UUID, expected_version: int, wish: Wish
) -> Arranged:
    """Change a series and its meetings, as drafts; nothing of what would say the same.

    Raises ``Refused``: NOT_FOUND, CONFLICT if ``expected_version`` is not the newest any more,
    NOT_OF_SERIES, or all that is wrong with the input.
    """
    permit(actor, Right.WRITE)
    async with turn(store, actor) as taken:
        now = await newest(taken, MeetingSeries, entry)
        if now.row.version != expected_version:
            raise await conflict(taken, now, expected_version)
        members = await members_of(taken, entry)
        if wish.scope is Scope.THIS:
            return await update_one(taken, entry, member_of(taken, members, wish), wish)
        return await _update_more(taken, now, members, wish)


async def _update_more(turn: Turn, now: Newest, members: Sequence[Member], wish: Wish) -> Arranged:
    """Change the series, and with it all of its meetings, or those from one on."""
    entry, before = now.row.entry_id, now.says
    said, since = ending(wish.said), date.min
    if wish.scope is Scope.THIS_AND_FOLLOWING:
        since = member_of(turn, members, wish).day
        said = begun_anew(turn, before, since, said)
    after = merged(MeetingSeries, before, said)
    after = await checked(turn, MeetingSeries, now, after, wish.note)
    change = change_of(
        before, after, turn.moment, since=since, named=wish.said, overwrite=wish.overwrite
    )
    meetings = foreseen(change, members)
    if wish.dry_run:
        return Arranged(entry, turn.moment, meetings, {it.day: it.entry for it in members})
    if differing(MeetingSeries, before, after):
        await written_over(turn, now, after, note=wish.note)
    return Arranged(entry, turn.moment, meetings, await write(turn, entry, meetings, wish.note))
