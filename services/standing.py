"""Where entries stand: their windows as the database has them, read and written for many at once.

The number of statements depends on how many kinds of content there are, not on how many entries.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.content import Content, Link
from models.due import Due
from models.fields import OPEN
from models.nouns import BY_KIND
from services.compiling import DIALECTS
from services.storage import Reading, moment_of
from services.windows import Window, Windows, due

Standing = dict[str, dict[UUID, Windows]]
"""The windows of entries, by kind and id."""

Moved = tuple[tuple[str, Any], ...]

_MOVING = {
    "since": "live_from",
    "until": "live_until",
    "meant": "meant_until",
    "newest": "newest",
    "live": "live",
}
_COLUMNS = "id, entry_id, version, live_from, live_until, meant_until, newest, live, audience"


async def kinds_of(reading: Reading, ids: Collection[UUID]) -> dict[UUID, str]:
    """Tell the kinds of those entries among ``ids`` that there are."""
    found = await reading.rows(
        f"SELECT id, kind FROM entry WHERE {among(reading, 'id')}", [list(ids)]
    )
    return {UUID(str(id_)): kind for id_, kind in found}


async def standing(reading: Reading, kinds: Mapping[UUID, str]) -> Standing:
    """Read all windows of entries, a statement for each kind among them."""
    told: Standing = {}
    for kind in sorted(set(kinds.values())):
        ids = [it for it, own in kinds.items() if own == kind]
        found = await windows_where(reading, BY_KIND[kind], among(reading, "entry_id"), ids)
        told[kind] = dict.fromkeys(ids, ()) | found
    return told


def among(reading: Reading, column: str, number: int = 1) -> str:
    """Say that a column is in the list that is bound in place ``number``."""
    dialect = DIALECTS[reading.dialect]
    return dialect.among(column, dialect.parameter(number))


async def windows_where(
    reading: Reading, model: type[Content], where: str, *values: object
) -> dict[UUID, Windows]:
    """Read the windows for which ``where`` holds, a condition in SQL without values in it."""
    names = ", ".join((_COLUMNS, *model.addresses))
    found = await reading.rows(
        f"SELECT {names} FROM {model._meta.db_table} WHERE {where} ORDER BY entry_id, version",
        list(values),
    )
    told: dict[UUID, Windows] = {}
    for window in map(_window, found):
        told[window.entry] = (*told.get(window.entry, ()), window)
    return told


def _window(row: Sequence[Any]) -> Window:
    id_, entry, version, since, until, meant, newest, live, audience, *addresses = row
    return Window(
        id=id_,
        entry=UUID(str(entry)),
        version=version,
        addresses=tuple(addresses),
        since=None if since is None else moment_of(since),
        until=moment_of(until),
        meant=moment_of(meant),
        newest=bool(newest),
        live=bool(live),
        audience=audience,
    )


async def move(kind: str, before: Iterable[Windows], after: Iterable[Windows]) -> None:
    """Write what an act has moved; what ends or goes comes first, so that no rule is broken.

    What moves alike is written by one statement.
    """
    old = {it.id: it for windows in before for it in windows}
    groups: dict[Moved, list[int]] = {}
    for it in (it for windows in after for it in windows):
        if it != old[it.id]:
            groups.setdefault(_moved(old[it.id], it), []).append(it.id)
    for moved, ids in sorted(groups.items(), key=lambda it: _late(it[0])):
        await BY_KIND[kind].filter(id__in=ids).update(**dict(moved))
    await _move_links(kind, old, after)


def _moved(old: Window, new: Window) -> Moved:
    """Name the columns that have moved, with their values."""
    return tuple(
        (column, getattr(new, name))
        for name, column in _MOVING.items()
        if getattr(old, name) != getattr(new, name)
    )


def _late(moved: Moved) -> bool:
    """Tell whether a move opens what another must have closed before."""
    now = dict(moved)
    opens = now["live_from"] is not None if "live_from" in now else now.get("live_until") == OPEN
    return opens or now.get("newest") is True


async def _move_links(kind: str, old: Mapping[int, Window], after: Iterable[Windows]) -> None:
    """Say in every link whether its source may be public, as the source does."""
    for live in (False, True):
        ids = [
            it.id
            for windows in after
            for it in windows
            if it.live is live and old[it.id].live is not live
        ]
        for link in links_of(kind) if ids else ():
            await link.filter(source_id__in=ids).update(live=live)


def links_of(kind: str) -> list[type[Link]]:
    """Give the tables of a kind's relations."""
    return [it.link for it in BY_KIND[kind].relations.values()]


async def reschedule(told: Iterable[tuple[str, UUID, Windows]], now: datetime) -> None:
    """Note anew when there is something to do about entries, after their windows have moved."""
    entries = list(told)
    await Due.filter(entry_id__in=[entry for _, entry, _ in entries]).delete()
    rows = [
        Due(moment=moment, kind=kind, entry_id=entry)
        for kind, entry, windows in entries
        for moment in due(windows, now)
    ]
    if rows:
        await Due.bulk_create(rows)
