"""Rezoning: the moments of meetings are reckoned anew when the rules of time zones are others.

What editors said, the time on the clocks of the place, stays; the moment that follows from it
moves. Each version that stands gets an heir with the right moments
(``services/content/amending.py``), so feeds, tags and followers hear of it as of any change. What
is over stays as it was told: that is history, and what people saw then is not to be another
afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from models.content import Audience
from models.event import EventName
from models.meeting import Meeting
from services.clocks.meeting_times import WHEN
from services.clocks.shifts import Shift, shifted
from services.clocks.zones import rules
from services.content.amending import Amendment, amend
from services.content.finding import called
from services.content.stand import versions_of
from services.content.standing import standing
from services.content.turns import Turn, turn
from services.database.storage import Store
from services.view import Actor, Viewer

OPERATOR = Viewer(Audience.STAFF, name="rezone")

PAGE = 200
"""How many meetings are written at once."""

_READ = ("id", "entry_id", "slug", "title", "all_day", *WHEN, "starts_at", "ends_at")


@dataclass(frozen=True, slots=True)
class Shifted:
    """A version of a meeting whose moments move, or that somebody should look at."""

    id: int
    entry: UUID
    title: str
    slug: str
    said: Mapping[str, Any]
    shift: Shift

    @property
    def moves(self) -> bool:
        """Whether it is written anew."""
        changed = any(self.said[name] != it for name, it in self.shift.folds.items())
        return changed or self.shift.kept != self.shift.reckoned


async def rezone(store: Store, now: datetime, *, dry_run: bool = False) -> list[Shifted]:
    """Reckon all moments anew, in one transaction; give what moves, and what should be looked at.

    Nothing is written with ``dry_run``, or when nothing moves.
    """
    async with turn(store, Actor(OPERATOR, now, "en")) as taken:
        found = [it for it in await reckoned_anew(taken.moment) if it.moves or it.shift.remarks]
        moving = [] if dry_run else [it for it in found if it.moves]
        entries = [*dict.fromkeys(it.entry for it in moving)]
        for first in range(0, len(entries), PAGE):
            some = {*entries[first : first + PAGE]}
            await _move(taken, [it for it in moving if it.entry in some])
    return found


async def reckoned_anew(moment: datetime) -> list[Shifted]:
    """Look at every version that stands at a moment, in the order of time."""
    shown = Q(live_from__isnull=False, live_until__gt=moment)
    rows = Meeting.filter(Q(newest=True) | shown).order_by("starts_at", "id")
    return [_of(row) for row in await rows.values(*_READ)]


def _of(row: dict[str, Any]) -> Shifted:
    shift = shifted(row, (row["starts_at"], row["ends_at"]))
    return Shifted(row["id"], row["entry_id"], called(row), row["slug"], row, shift)


async def _move(turn: Turn, moving: Sequence[Shifted]) -> None:
    """Write heirs that say the same, at the right moments."""
    kind = str(Meeting._meta.db_table)
    windows = (await standing(turn.written, [*{it.entry for it in moving}], [kind]))[kind]
    versions = await versions_of(turn, Meeting, [it.id for it in moving])
    before = {id_: it.said for id_, it in versions.items()}
    after = {it.id: before[it.id] | dict(it.shift.folds) for it in moving}
    await amend(turn, windows, Amendment(Meeting, before, after, EventName.REZONED, rules()))
