"""What becomes of the meetings of a series when it is made or changed: values, no database.

A meeting is told from the others of its series by the day of its original start, for a rule gives
no day twice. The rules: what has begun is not moved, taken away or added any more; what was changed
by hand stays unless it is to be written over; what the public knows of is cancelled, not deleted;
and the rule gives back what it took, not what an editor did.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from models.content import Content
from models.meeting import MeetingState
from services.clocks.closing import with_distance, with_moment
from services.clocks.meeting_times import instants
from services.content.saying import Said
from services.content.windows import Windows
from services.series.occurring import STATE, TIMES, edited, said_on, taken_over
from services.series.recurring import occurrences, rule_of


class Effect(StrEnum):
    """What becomes of a meeting of a series."""

    ADDED = "ADDED"
    """There was none on that day."""

    CHANGED = "CHANGED"
    """It says something else."""

    UNCHANGED = "UNCHANGED"
    """It stays as it is."""

    BROUGHT_BACK = "BROUGHT_BACK"
    """The rule took it away, and gives its day again."""

    CANCELLED = "CANCELLED"
    """The rule does not give its day any more, and it is or will be public."""

    DELETED = "DELETED"
    """The rule does not give its day any more, and nobody can see it."""

    KEPT = "KEPT"
    """The rule does not give its day any more, but it was changed by hand."""


@dataclass(frozen=True, slots=True)
class Member:
    """A meeting of a series: its newest version, or the last of a deleted one, and its windows.

    It is ``taken`` if a change of the rule has cancelled or deleted it, and no editor did.
    """

    row: Content
    said: Said
    windows: Windows
    taken: bool = False

    @property
    def entry(self) -> UUID:
        """The id of the meeting."""
        return self.row.entry_id

    @property
    def day(self) -> date:
        """The day of its original start."""
        return datetime.fromisoformat(self.said["original_start"]).date()

    def public_from(self, moment: datetime) -> bool:
        """Tell whether some version of it is public at a moment or later."""
        return any(it.since is not None and it.until > moment for it in self.windows)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A meeting of a series, what becomes of it, and what it will say.

    ``kept`` names what the series says otherwise now, and what stays because it was changed by
    hand.
    """

    day: date
    effect: Effect
    said: Said
    member: Member | None = None
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a series said and says, and from which day on that is for its meetings.

    The rule before gave the ``old`` days from ``first`` on, the rule now gives the ``new`` ones.
    What is ``named`` is written over what was changed by hand.
    """

    before: Said
    after: Said
    since: date
    moment: datetime
    named: Collection[str]
    overwrite: bool
    first: date
    old: frozenset[date]
    new: frozenset[date]

    def begun(self, said: Said) -> bool:
        """Tell whether a meeting has begun."""
        starts, _ = instants(said)
        return starts <= self.moment


def change_of(
    before: Said,
    after: Said,
    moment: datetime,
    *,
    since: date = date.min,
    named: Collection[str] = (),
    overwrite: bool = False,
) -> Change:
    """Describe a change of a series from a day on; ``named`` is what was said for it."""
    was, is_ = rule_of(before), rule_of(after)
    return Change(
        before,
        after,
        since,
        moment,
        named if overwrite else (),
        overwrite,
        was.first,
        frozenset(occurrences(was)),
        frozenset(occurrences(is_)),
    )


def added(series: Said, days: Iterable[date]) -> list[Foreseen]:
    """Tell of the meetings that a series has on days on which it had none."""
    return [Foreseen(it, Effect.ADDED, _first(series, it)) for it in sorted(days)]


def _first(series: Said, day: date) -> Said:
    said = with_moment(said_on(series, day))
    return {**said, "original_start": said["local_start"]}


def foreseen(change: Change, members: Collection[Member]) -> list[Foreseen]:
    """Tell what becomes of each meeting that a change of its series is about, by their days."""
    known = {it.day for it in members}
    new = {
        it
        for it in change.new - known
        if it >= change.since and not change.begun(said_on(change.after, it))
    }
    told = [
        outcome for it in members if it.day >= change.since and (outcome := _outcome(change, it))
    ]
    return sorted([*told, *added(change.after, new)], key=lambda it: it.day)


def _outcome(change: Change, member: Member) -> Foreseen | None:
    """Tell what becomes of a meeting; None of one that is deleted and stays so."""
    deleted = not member.row.newest
    if change.begun(member.said):
        return None if deleted else _changed(change, member, moved=False)
    again = member.day in change.new - change.old and member.day >= change.first
    back = again and (member.taken or change.overwrite)
    if deleted:
        return _changed(change, member, back=True) if back else None
    if member.day >= change.first and member.day not in change.new:
        return _no_longer(change, member)
    if again and _is_cancelled(member) and not back:
        told = _changed(change, member)
        return replace(told, kept=tuple(dict.fromkeys((*told.kept, "state"))))
    return _changed(change, member, back=back and _is_cancelled(member))


def _is_cancelled(member: Member) -> bool:
    return bool(member.said["state"] == MeetingState.CANCELLED)


def _changed(change: Change, member: Member, *, moved: bool = True, back: bool = False) -> Foreseen:
    """Tell what a meeting says after a change; one that is not ``moved`` keeps its times."""
    before, after = (said_on(it, member.day) for it in (change.before, change.after))
    own = with_distance(member.said)
    if not moved:
        before, after = ({**it, **{name: own[name] for name in TIMES}} for it in (before, after))
    if back:  # what took it away was not done by hand
        before |= {name: own[name] for name in STATE}
    said, kept = taken_over(own, before, after, [*change.named, *(STATE if back else ())])
    effect = Effect.CHANGED if said != own else Effect.UNCHANGED
    said = member.said if said == own else with_moment(said)
    return Foreseen(member.day, Effect.BROUGHT_BACK if back else effect, said, member, kept)


def _no_longer(change: Change, member: Member) -> Foreseen:
    """Tell what becomes of a meeting whose day the rule does not give any more."""
    if _is_cancelled(member):
        return Foreseen(member.day, Effect.UNCHANGED, member.said, member)
    by_hand = edited(with_distance(member.said), said_on(change.before, member.day))
    if by_hand and not change.overwrite:
        return Foreseen(member.day, Effect.KEPT, member.said, member, by_hand)
    if member.public_from(change.moment):
        said = {**member.said, "state": str(MeetingState.CANCELLED)}
        return Foreseen(member.day, Effect.CANCELLED, said, member)
    return Foreseen(member.day, Effect.DELETED, member.said, member)
