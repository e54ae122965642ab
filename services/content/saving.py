"""Saving: a new entry, or a new version of one, as a draft that only editors see.

The way of a change: permit → take a turn → is it the version that the editor saw? → apply what
was said → check all of it → insert the next version with its links → event → commit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.content import Content
from models.entry import Entry
from models.event import EventName
from services.content.checking import check, check_note
from services.content.comparing import changes, differing
from services.content.derived import derived
from services.content.finding import Newest, addressed, conflict, missing_targets, newest
from services.content.receipts import keep, kept
from services.content.saying import Said, merged
from services.content.turns import Turn, turn
from services.content.writing import write_version
from services.database.storage import Store
from services.errors import Refused
from services.policy import Right, permit
from services.view import Actor


@dataclass(frozen=True, slots=True)
class Saved:
    """The version that stands after saving, and whether saving made it."""

    entry: UUID
    version: int
    moment: datetime
    changed: bool = True


async def create(
    store: Store,
    actor: Actor,
    model: type[Content],
    said: Mapping[str, Any],
    *,
    key: str | None = None,
    note: str = "",
) -> Saved:
    """Write a new entry with its first version, a draft; with a ``key`` no more than once.

    ``said`` is by names of columns and relations, as ``services/content/saying.py`` has them.
    Raises ``Refused`` with all that is wrong, or KEY_USED if the key came with something else.
    """
    permit(actor, Right.WRITE)
    async with turn(store, actor) as taken:
        if key is not None and (before := await kept(taken, key, model, said)):
            return Saved(before.entry_id, before.version, before.moment, changed=False)
        saved = await created(taken, model, said, note)
        if key is not None:
            await keep(taken, key, model, said, saved.entry, saved.version)
        return saved


async def created(
    turn: Turn, model: type[Content], said: Mapping[str, Any], note: str = ""
) -> Saved:
    """Create in a turn that is taken already."""
    after = await checked(turn, model, None, merged(model, {}, said), note)
    kind = str(model._meta.db_table)
    entry = await Entry.create(
        kind=kind, created_at=turn.moment, created_by=turn.actor.viewer.account
    )
    version = await _insert(turn, model, entry.id, 1, after, note)
    turn.record(EventName.CREATED, kind, entry.id, 1, note=note)
    return Saved(entry.id, version.version, turn.moment)


async def update(
    store: Store,
    actor: Actor,
    model: type[Content],
    entry: UUID,
    expected_version: int,
    said: Mapping[str, Any],
    *,
    note: str = "",
) -> Saved:
    """Write the next version of an entry, a draft; nothing if it would say the same.

    Raises ``Refused``: NOT_FOUND, CONFLICT if ``expected_version`` is not the newest any more, or
    all that is wrong with the input.
    """
    permit(actor, Right.WRITE)
    async with turn(store, actor) as taken:
        now = await newest(taken, model, entry)
        if now.row.version != expected_version:
            raise await conflict(taken, now, expected_version)
        after = merged(model, now.says, said)
        return await saved_over(taken, now, after, EventName.SAVED, note)


async def saved_over(
    turn: Turn, now: Newest, after: Said, name: EventName, note: str = ""
) -> Saved:
    """Write what is said after the newest version, in a turn that is taken already."""
    row, before = now.row, now.says
    model, entry = type(row), row.entry_id
    if not differing(model, before, after):
        return Saved(entry, row.version, turn.moment, changed=False)
    after = await checked(turn, model, now, after, note)
    return await written_over(turn, now, after, name, note)


async def written_over(
    turn: Turn, now: Newest, after: Said, name: EventName = EventName.SAVED, note: str = ""
) -> Saved:
    """Do that with what has been checked already."""
    row, before, number = now.row, now.says, now.last + 1
    model, entry = type(row), row.entry_id
    await model.filter(id=row.id).update(newest=False)
    await _insert(turn, model, entry, number, after, note, changes(model, before, after))
    kind = str(model._meta.db_table)
    turn.record(name, kind, entry, number, note=note, fields=[*differing(model, before, after)])
    return Saved(entry, number, turn.moment)


async def checked(
    turn: Turn, model: type[Content], now: Newest | None, after: Said, note: str
) -> Said:
    """Give what is said with its address and place; raise ``Refused`` with all that is wrong."""
    faults = [*check(model, after, turn.locale), *check_note(note, turn.locale)]
    wrong = {it.path[0] for it in faults}
    after, taken = await addressed(turn, model, now, after, wrong)
    faults += [*taken, *await missing_targets(turn, model, now.says if now else {}, after)]
    if faults:
        raise Refused(*faults)
    return after


async def _insert(
    turn: Turn,
    model: type[Content],
    entry: UUID,
    number: int,
    said: Said,
    note: str,
    changed: list[dict[str, Any]] | None = None,
) -> Content:
    columns, relations = version_of(turn, model, entry, number, said, note, changed)
    return await write_version(model, columns, relations)


def version_of(
    turn: Turn,
    model: type[Content],
    entry: UUID,
    number: int,
    said: Said,
    note: str = "",
    changed: list[dict[str, Any]] | None = None,
) -> tuple[dict[str, Any], dict[str, list[UUID]]]:
    """Give the columns of a version that is saved in a turn, the newest, and what it leads to."""
    columns = {name: value for name, value in said.items() if name not in model.relations}
    ours = {
        "entry_id": entry,
        "version": number,
        "newest": True,
        "saved_at": turn.moment,
        "saved_by": turn.actor.viewer.account,
        "note": note,
        "changes": changed or [],
    }
    return {**derived(model, columns), **ours}, {name: said[name] for name in model.relations}
