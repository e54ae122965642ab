"""Where entries stand: their windows as the database has them, read and written for many at once.

The number of statements depends on how many kinds of content there are, not on how many entries.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.content import Link
from models.due import Due
from models.fields import OPEN
from models.nouns import BY_KIND, NOUNS
from services.compiler.compiling import DIALECTS
from services.content.windows import Window, Windows, due
from services.database.storage import Reading, moment_of

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
_ADDRESSES = max(len(noun.addresses) for noun in NOUNS)


async def kinds_of(reading: Reading, ids: Collection[UUID]) -> dict[UUID, str]:
    """Tell the kinds of those entries among ``ids`` that there are."""
    found = await reading.rows(
        f"SELECT id, kind FROM entry WHERE {among(reading, 'id')}", [list(ids)]
    )
    return {UUID(str(id_)): kind for id_, kind in found}


async def standing(
    reading: Reading, ids: Collection[UUID], kinds: Collection[str] = tuple(BY_KIND)
) -> Standing:
    """Read all windows of entries in one statement, whichever of ``kinds`` they are of.

    What has no versions, such as what was erased, is not told.
    """
    found = await windows_where(reading, kinds, among(reading, "entry_id"), list(ids))
    return {
        kind: {it: found[kind][it] for it in ids if it in found[kind]} for kind in sorted(found)
    }


def among(reading: Reading, column: str, number: int = 1) -> str:
    """Say that a column is in the list that is bound in place ``number``."""
    dialect = DIALECTS[reading.dialect]
    return dialect.among(column, dialect.parameter(number))


async def windows_where(
    reading: Reading, kinds: Collection[str], where: str, *values: object
) -> Standing:
    """Read the windows of kinds for which ``where`` holds, a condition without values in it."""
    each = [f"SELECT {_columns(kind)} FROM {kind} WHERE {where}" for kind in kinds]
    found = await reading.rows(f"{' UNION ALL '.join(each)} ORDER BY 1, 3, 4", list(values))
    told: Standing = {}
    for kind, *row in found:
        window = _window(row, len(BY_KIND[kind].addresses))
        windows = told.setdefault(kind, {})
        windows[window.entry] = (*windows.get(window.entry, ()), window)
    return told


def _columns(kind: str) -> str:
    """Name the columns of a window; kinds with fewer addresses than others have nulls for them."""
    addresses = BY_KIND[kind].addresses
    missing = ["NULL"] * (_ADDRESSES - len(addresses))
    return ", ".join((f"'{kind}'", _COLUMNS, *addresses, *missing))


def _window(row: Sequence[Any], addresses: int) -> Window:
    id_, entry, version, since, until, meant, newest, live, audience, *addressed = row
    return Window(
        id=id_,
        entry=UUID(str(entry)),
        version=version,
        addresses=tuple(addressed[:addresses]),
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
