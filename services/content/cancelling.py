"""Meetings that are not held as they were announced: cancelled, postponed, or moved.

Whoever cancels a meeting means it now, and wherever it stands: what is public says so at once, and
so do what is to be public later and the draft (``services/content/amending.py``). What is public
nowhere is a draft still. Saving another state, or restoring an earlier version, is the way back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from models.event import EventName
from models.meeting import Meeting, MeetingState
from services.clocks.meeting_times import FOLDS, WHEN, instants
from services.content.amending import Amendment, amended
from services.content.checking import check, check_note
from services.content.foreseeing import Outlook
from services.content.remarking import remarks_on
from services.content.saying import Said, merged
from services.content.stand import Stand, is_shown, stand_of
from services.content.turns import Turn, turn
from services.database.storage import Store
from services.errors import Refused
from services.policy import Right, permit
from services.view import LOCALES, Actor
from services.wording import fault, refused

Texts = Mapping[str, str | None]
"""A text by language."""

CALLED_OFF = (MeetingState.CANCELLED.value, MeetingState.POSTPONED.value)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is to be said of a meeting: its event, and what is to be another in a version."""

    name: EventName
    change: Callable[[Said], Mapping[str, Any]]
    note: str


async def cancel(
    store: Store,
    actor: Actor,
    entry: UUID,
    expected_version: int,
    *,
    reason: Texts,
    note: str = "",
    dry_run: bool = False,
) -> Outlook:
    """Say that a meeting will not be held, and why; nothing changes where that is said already.

    The reason takes the place of what stood there, in all languages. Raises ``Refused``: NOT_FOUND,
    CONFLICT, what is wrong with the reason, or FORBIDDEN for who may not publish if it is public.
    """

    def change(said: Said) -> Mapping[str, Any]:
        return {"state": MeetingState.CANCELLED.value, "reason": _in_all_languages(reason)}

    said = Announcement(EventName.CANCELLED, change, note)
    return await _announce(store, actor, entry, expected_version, said, dry_run=dry_run)


async def postpone(
    store: Store,
    actor: Actor,
    entry: UUID,
    expected_version: int,
    *,
    reason: Texts,
    to: Mapping[str, Any] | None = None,
    note: str = "",
    dry_run: bool = False,
) -> Outlook:
    """Say that a meeting is held later, or ``to`` when, and why; it keeps when it was to be.

    ``to`` has local times, folds, and a zone if it is another one. Without it the meeting stays in
    its place, POSTPONED; with it what was called off is CONFIRMED again. Raises ``Refused`` as
    ``cancel`` does, or with what is wrong with the times.
    """

    def change(said: Said) -> Mapping[str, Any]:
        again = {"state": MeetingState.CONFIRMED.value} if said["state"] in CALLED_OFF else {}
        told = {"state": MeetingState.POSTPONED.value} if to is None else again | _moved(to)
        return told | {"reason": _in_all_languages(reason)}

    said = Announcement(EventName.POSTPONED, change, note)
    return await _announce(store, actor, entry, expected_version, said, dry_run=dry_run)


def _in_all_languages(texts: Texts) -> Texts:
    return {locale: texts.get(locale) for locale in LOCALES}


def _moved(to: Mapping[str, Any]) -> dict[str, Any]:
    """Say a time as a whole: the folds of the old one are none of the new one's."""
    said = {name: value for name, value in to.items() if value is not None}
    return dict.fromkeys(FOLDS.values()) | said


async def _announce(
    store: Store,
    actor: Actor,
    entry: UUID,
    expected_version: int,
    announcement: Announcement,
    *,
    dry_run: bool,
) -> Outlook:
    permit(actor, Right.WRITE)
    async with turn(store, actor) as taken:
        stand = await stand_of(taken, Meeting, entry, expected_version)
        if is_shown(taken, stand):
            permit(actor, Right.PUBLISH)
        before = {id_: it.said for id_, it in stand.versions.items()}
        after = _after(taken, stand, announcement)
        amendment = Amendment(Meeting, before, after, announcement.name, announcement.note)
        outlook = await amended(taken, {entry: stand.windows}, amendment, dry_run=dry_run)
        remarks = remarks_on(taken, stand, after[stand.known.row.id])
        return replace(outlook, problems=(*outlook.problems, *remarks))


def _after(turn: Turn, stand: Stand[Meeting], announcement: Announcement) -> dict[int, Said]:
    """Say what the versions of a meeting say afterwards. Raises ``Refused``."""
    faults = check_note(announcement.note, turn.locale)
    after = {}
    for id_, it in stand.versions.items():
        change = announcement.change(it.said)
        after[id_] = merged(Meeting, it.said, change)
        wrong = check(Meeting, after[id_], turn.locale)
        faults += [one for one in wrong if one.path[0] in change]
        if not after[id_]["reason"]:
            faults.append(fault(turn.locale, "REQUIRED", ("reason", LOCALES[0])))
    if faults:
        raise Refused(*dict.fromkeys(faults))
    previous = _previous(turn, stand, after[stand.known.row.id])
    return {id_: it | previous for id_, it in after.items()}


def _previous(turn: Turn, stand: Stand[Meeting], said: Said) -> dict[str, Any]:
    """Say when a meeting was to be before, as people know it, if that changes."""
    row = stand.known.row
    if said["state"] != MeetingState.POSTPONED.value:
        unsaid = all(said[it] == stand.known.said[it] for it in WHEN)
        starts, ends = instants(said)
        if unsaid or (starts, ends) == (row.starts_at, row.ends_at):
            return {}
        if ends <= turn.moment:
            raise refused(turn.locale, "MOVED_INTO_THE_PAST", ("local_start",))
    return {"previous_starts_at": row.starts_at, "previous_ends_at": row.ends_at}
