"""Series: meetings that are made together, by a rule. Each is a meeting of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from models.meeting_series import MeetingSeries
from services.content import saving
from services.content.receipts import keep, kept
from services.content.saving import checked
from services.content.saying import Said, merged
from services.content.turns import turn
from services.database.storage import Store
from services.policy import Right, permit
from services.series.foreseeing import Foreseen, added
from services.series.meetings import members_of, write
from services.series.recurring import occurrences, rule_of
from services.view import Actor


@dataclass(frozen=True, slots=True)
class Arranged:
    """A series as it stands, and what became of its meetings, or would; no entry in a dry run."""

    entry: UUID | None
    moment: datetime
    meetings: Sequence[Foreseen]
    entries: Mapping[date, UUID] = field(default_factory=dict)
    """The ids of the meetings, by the days of their original starts."""


async def create_series(
    store: Store,
    actor: Actor,
    said: Mapping[str, Any],
    *,
    key: str | None = None,
    note: str = "",
    dry_run: bool = False,
) -> Arranged:
    """Write a series with all of its meetings, drafts; with a ``key`` no more than once.

    Raises ``Refused`` with all that is wrong, or KEY_USED if the key came with something else.
    """
    permit(actor, Right.WRITE)
    after = merged(MeetingSeries, {}, said)
    async with turn(store, actor) as taken:
        if dry_run:
            await checked(taken, MeetingSeries, None, after, note)
            return Arranged(None, taken.moment, _meetings(after))
        if key is not None and (before := await kept(taken, key, MeetingSeries, said)):
            members = await members_of(taken, before.entry_id)
            entries = {it.day: it.entry for it in members}
            return Arranged(before.entry_id, taken.moment, _meetings(after), entries)
        saved = await saving.created(taken, MeetingSeries, said, note)
        if key is not None:
            await keep(taken, key, MeetingSeries, said, saved.entry, saved.version)
        meetings = _meetings(after)
        entries = await write(taken, saved.entry, meetings, note)
        return Arranged(saved.entry, taken.moment, meetings, entries)


def _meetings(series: Said) -> list[Foreseen]:
    return added(series, occurrences(rule_of(series)))
