"""A turn: one change, while nobody else changes anything, with its events in the log.

Whoever takes a turn writes first what the clock has done meanwhile (``BECAME_LIVE``,
``CEASED_LIVE``). So the log is in the order of what happened, whoever comes first: a follower
that waits for it, or the next to write.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.content import Audience
from models.due import Due
from models.event import Event, EventName, PublicChange
from services.content.standing import Standing, move, standing
from services.content.windows import Windows, boundaries, changed_for, marked, public_at
from services.database.storage import Store, Written, moment_of
from services.view import Actor

SKEW = timedelta(minutes=1)
"""How far the clocks of several machines may lie apart, so that the log stays in order."""

_END = """
SELECT (SELECT max(sequence) FROM event), (SELECT max(public_sequence) FROM event),
       (SELECT moment FROM event ORDER BY sequence DESC LIMIT 1), (SELECT min(moment) FROM due)
"""


@dataclass(slots=True)
class Turn:
    """Who acts, at which moment, in which transaction; and the events to be kept with it."""

    actor: Actor
    moment: datetime
    written: Written
    sequence: int
    public_sequence: int
    events: list[Event] = field(default_factory=list)

    @property
    def locale(self) -> str:
        """The language in which to tell of faults."""
        return self.actor.locale

    def record(
        self,
        name: EventName,
        kind: str,
        entry: UUID,
        version: int | None,
        *,
        public: PublicChange | None = None,
        by_clock: datetime | None = None,
        **detail: Any,
    ) -> None:
        """Note an event, and what it meant for visitors; ``by_clock`` if nobody did it then."""
        self.events.append(
            Event(
                **self._counted(public),
                name=name,
                kind=kind,
                entry_id=entry,
                version=version,
                actor=None if by_clock else self.actor.viewer.account,
                moment=by_clock or self.moment,
                detail=detail,
            )
        )

    def _counted(self, public: PublicChange | None) -> dict[str, Any]:
        """Give the next event its numbers: for all, and for visitors if it is for them."""
        self.sequence += 1
        self.public_sequence += public is not None
        number = self.public_sequence if public else None
        return {
            "sequence": self.sequence,
            "public_sequence": number,
            "public_change": public,
        }


@asynccontextmanager
async def turn(store: Store, actor: Actor) -> AsyncIterator[Turn]:
    """Take a turn: a transaction that waits for other writers, and is undone if it fails.

    Its moment is the actor's, or the last event's where that is a little later. Raises what
    ``Store.writing`` does.
    """
    async with store.writing() as written:
        last, last_public, latest, due = await written.read(_END, []) or (None,) * 4
        moment = _after(actor.moment, latest)
        taken = Turn(actor, moment, written, last or 0, last_public or 0)
        if due is not None and moment_of(due) <= moment:
            await _fall_due(taken)
        yield taken
        if taken.events:
            await Event.bulk_create(taken.events)


def _after(moment: datetime, latest: datetime | str | None) -> datetime:
    if latest is None:
        return moment
    last = moment_of(latest)
    return last if moment < last <= moment + SKEW else moment


async def _fall_due(turn: Turn) -> None:
    """Write what the clock has done since the last turn, in its order."""
    rows = await Due.filter(moment__lte=turn.moment).order_by("moment", "id")
    ids = {it.entry_id: it.kind for it in rows}
    before = await standing(turn.written, ids, {*ids.values()})
    for it in rows:
        windows = before.get(it.kind, {}).get(it.entry_id, ())
        if it.moment in boundaries(windows, it.moment - timedelta(microseconds=1)):
            _tell(turn, it, windows)
    await _sweep(before, turn.moment)
    await Due.filter(moment__lte=turn.moment).delete()


def _tell(turn: Turn, due: Due, windows: Windows) -> None:
    """Tell what a moment has brought: a version that began, or one that ended with none after."""
    just_before = due.moment - timedelta(microseconds=1)
    gone, come = (public_at(windows, it) for it in (just_before, due.moment))
    seen = [public_at(windows, it, Audience.PUBLIC) for it in (just_before, due.moment)]
    version = come or gone
    turn.record(
        EventName.BECAME_LIVE if come else EventName.CEASED_LIVE,
        due.kind,
        due.entry_id,
        version.version if version else None,
        public=changed_for(*seen),
        by_clock=due.moment,
    )


async def _sweep(before: Standing, now: datetime) -> None:
    """Take ``live`` from what has been over for a while."""
    for kind, entries in before.items():
        swept: Mapping[UUID, Windows] = {
            entry: tuple(marked(it, now) for it in windows) for entry, windows in entries.items()
        }
        await move(kind, entries.values(), swept.values())


async def catch_up(store: Store, actor: Actor) -> int:
    """Write what the clock has done up to now, if it has done anything; give how many events."""
    async with turn(store, actor) as taken:
        return len(taken.events)
