"""One act on the life of entries: what it is about, what it would bring, and doing it.

Windows are moved as values (``services/content/windows.py``), looked at
(``services/content/foreseeing.py``), and only then written, with one event for each entry that has
changed.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from models.content import Audience
from models.event import EventName
from models.meeting import Meeting
from models.nouns import BY_KIND
from services.content.checking import check_note
from services.content.copying import with_copy, write_copies
from services.content.finding import conflict, newest
from services.content.foreseeing import Act, Outlook, foresee
from services.content.standing import Standing, among, move, reschedule, standing, windows_where
from services.content.turns import Turn
from services.content.windows import (
    Windows,
    changed_for,
    due,
    marked,
    needs_copy,
    newest_of,
    public_at,
)
from services.errors import Fault, Refused
from services.wording import fault, refused

MEETING = str(Meeting._meta.db_table)

MOST = 100
"""How many entries one act may be about."""

Each = Callable[[Windows], Windows | Fault]
"""What an act makes of one entry, or why it cannot."""

Changed = tuple[str, UUID, Windows, Windows]
"""An entry's kind and id, and its windows before an act and after it."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An act on entries: its event, and what it makes of each.

    ``unmoved`` is the fault of an entry that it does not change; ``copies_at`` is the moment for
    which a version that was public before is copied; ``deleted`` if it is about deleted ones. Of
    the meetings of a series it ``takes`` some along, where that is wanted.
    """

    name: EventName
    each: Each
    detail: Mapping[str, Any] = field(default_factory=dict)
    unmoved: str | None = None
    copies_at: datetime | None = None
    deleted: bool = False
    takes: Callable[[Windows], bool] = lambda windows: True

    def changes(self, windows: Windows) -> bool:
        """Tell whether it can be done to an entry, and makes any difference."""
        if (newest_of(windows) is None) is not self.deleted:
            return False
        after = self.each(windows)
        return not isinstance(after, Fault) and after != windows


class How(TypedDict, total=False):
    """What may be said of any act, by keywords.

    With ``expected_versions``, those that were seen, in the order of the ids, another newest
    version is a CONFLICT: nobody decides about what they have not read. ``with_meetings`` it is
    done to the meetings of each series as well, those that it changes. With ``dry_run`` nothing is
    done, and all is told.
    """

    expected_versions: Sequence[int] | None
    note: str
    with_meetings: bool
    dry_run: bool


async def live(turn: Turn, ids: Sequence[UUID], deed: Deed, **how: Unpack[How]) -> Outlook:
    """Do it, or tell what it would bring. Raises ``Refused`` with all that blocks it."""
    if wrong := check_note(note := how.get("note", ""), turn.locale):
        raise Refused(*wrong)
    if len(ids) > MOST:
        raise refused(turn.locale, "TOO_MANY", ("ids",), length=len(ids), most=MOST)
    along = await _along(turn, ids, deed) if how.get("with_meetings") else frozenset()
    all_ = [*ids, *sorted(along - {*ids})]
    before = await _entries(turn, all_, deed)
    await _expected(turn, ids, before, how.get("expected_versions"))
    act = _moved(turn, all_, before, deed)
    outlook = await foresee(turn, act)
    if how.get("dry_run"):
        return outlook
    if outlook.blocking:
        raise Refused(*outlook.blocking)
    await _do(turn, await _with_copies(turn, act), deed, along, note)
    return outlook


async def _do(turn: Turn, act: Act, deed: Deed, along: Collection[UUID], note: str) -> None:
    """Write what an act moves, and what happened to each entry by it; some went with a series."""
    for kind, entries in act.after.items():
        await move(kind, act.before[kind].values(), entries.values())
    changed = [*_changed(act)]
    await _reschedule(changed, turn.moment)
    for kind, id_, old, new in changed:
        with_series = {"with_series": True} if id_ in along else {}
        record(turn, deed.name, kind, id_, old, new, **deed.detail, **with_series, note=note)


async def meetings_of(turn: Turn, ids: Sequence[UUID]) -> dict[UUID, Windows]:
    """Read the windows of the meetings of those series that are among ``ids``."""
    where = among(turn.written, "series_id")
    found = await windows_where(turn.written, [MEETING], where, list(ids))
    return found.get(MEETING, {})


async def _along(turn: Turn, ids: Sequence[UUID], deed: Deed) -> frozenset[UUID]:
    """Tell to which meetings something is done along with their series, named or not."""
    found = await meetings_of(turn, ids)
    return frozenset(
        it
        for it, windows in found.items()
        if it in ids or (deed.takes(windows) and deed.changes(windows))
    )


async def _entries(turn: Turn, ids: Sequence[UUID], deed: Deed) -> Standing:
    """Read the entries that an act is about: some, each of them once."""
    if not ids:
        raise refused(turn.locale, "REQUIRED", ("ids",))
    told = await standing(turn.written, ids)
    windows = {id_: it for entries in told.values() for id_, it in entries.items()}
    faults = []
    for place, id_ in enumerate(ids):
        hidden = not newest_of(windows.get(id_, ()))
        if id_ in ids[:place]:
            faults.append(fault(turn.locale, "TWICE", ("ids", str(place))))
        elif id_ not in windows or (hidden and not deed.deleted):
            faults.append(fault(turn.locale, "NOT_FOUND", ("ids", str(place))))
        elif deed.deleted and not hidden:
            faults.append(fault(turn.locale, "NOT_DELETED", ("ids", str(place))))
    if faults:
        raise Refused(*faults)
    return told


async def _expected(
    turn: Turn, ids: Sequence[UUID], before: Standing, expected: Sequence[int] | None
) -> None:
    if expected is None:
        return
    if len(expected) != len(ids):
        more = {"ids": len(ids), "versions": len(expected)}
        raise refused(turn.locale, "VERSIONS_UNLIKE_IDS", ("expected_versions",), **more)
    kinds = {id_: kind for kind, entries in before.items() for id_ in entries}
    faults: list[Fault] = []
    for place, (id_, version) in enumerate(zip(ids, expected, strict=True)):
        seen = newest_of(before[kinds[id_]][id_])
        if seen is None or seen.version == version:
            continue
        now = await newest(turn, BY_KIND[kinds[id_]], id_)
        path = ("expected_versions", str(place))
        faults += (await conflict(turn, now, version, path)).faults
    if faults:
        raise Refused(*faults)


def _moved(turn: Turn, ids: Sequence[UUID], before: Standing, deed: Deed) -> Act:
    """Make of each entry what the act makes of it; refuse with all that cannot be."""
    act = Act({kind: {} for kind in before}, {kind: {} for kind in before}, {})
    places = {id_: place for place, id_ in enumerate(ids)}
    faults = []
    for kind, entries in before.items():
        for id_, read in entries.items():
            place = places[id_]
            windows = _copied(act, read, deed, turn.moment, place + 1)
            after = deed.each(windows)
            if after == windows and deed.unmoved:
                after = fault(turn.locale, deed.unmoved)
            if isinstance(after, Fault):
                faults.append(replace(after, path=("ids", str(place))))
                continue
            act.before[kind][id_] = windows
            act.after[kind][id_] = _settled(windows, after, turn.moment)
    if faults:
        raise Refused(*faults)
    return act


def _copied(act: Act, windows: Windows, deed: Deed, now: datetime, place: int) -> Windows:
    newest = newest_of(windows)
    if not (deed.copies_at and newest and needs_copy(newest, deed.copies_at, now)):
        return windows
    act.origins[-place] = newest.id
    return with_copy(windows, place)


def _settled(before: Windows, after: Windows, now: datetime) -> Windows:
    return before if before == after else tuple(marked(it, now) for it in after)


async def _with_copies(turn: Turn, act: Act) -> Act:
    """Write the copies that the act needs, and give it with their ids."""
    ids: dict[int, int] = {}
    for kind, entries in act.before.items():
        copies = {
            act.origins[it.id]: it for windows in entries.values() for it in windows if it.id < 0
        }
        if copies:
            ids |= await write_copies(turn, kind, copies)
    return numbered(act, ids)


def numbered(act: Act, ids: Mapping[int, int]) -> Act:
    """Give an act whose new versions are written, with their ids by those that they had before."""
    return Act(_with_ids(act.before, ids), _with_ids(act.after, ids), {})


def _with_ids(standing: Standing, ids: Mapping[int, int]) -> Standing:
    return {
        kind: {
            entry: tuple(replace(it, id=ids.get(it.id, it.id)) for it in windows)
            for entry, windows in entries.items()
        }
        for kind, entries in standing.items()
    }


async def _reschedule(changed: Iterable[Changed], now: datetime) -> None:
    """Note anew what there is to do about the entries of which it is something else than before."""
    otherwise = [
        (kind, id_, new) for kind, id_, old, new in changed if due(old, now) != due(new, now)
    ]
    if otherwise:
        await reschedule(otherwise, now)


def _changed(act: Act) -> Iterator[Changed]:
    for kind, entries in act.after.items():
        for id_, after in entries.items():
            if after != act.before[kind][id_]:
                yield kind, id_, act.before[kind][id_], after


def record(
    turn: Turn,
    name: EventName,
    kind: str,
    entry: UUID,
    old: Windows,
    new: Windows,
    **detail: Any,
) -> None:
    """Write the event of one entry, with what it means for visitors at once."""
    was, is_ = (public_at(it, turn.moment, Audience.PUBLIC) for it in (old, new))
    about = newest_of(new) or newest_of(old)
    public = changed_for(was, is_)
    turn.record(name, kind, entry, about.version if about else None, public=public, **detail)
