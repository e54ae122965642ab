"""Copies: a version once more, for a second time in public after a pause.

A version has one window, and what has been public at a past moment stays so. A copy says the
same, under the next number, and has a window of its own.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.fields import OPEN
from models.nouns import BY_KIND
from services.content.standing import links_of
from services.content.turns import Turn
from services.content.windows import Window, Windows, newest_of

OURS = {"id", "version", "live_from", "live_until", "meant_until", "live", "newest"}
"""The columns that a copy has of its own."""


def with_copy(windows: Windows, place: int) -> Windows:
    """Give an entry a copy of its newest version, not written yet: its id is ``-place``."""
    newest = newest_of(windows)
    assert newest is not None
    number = max(it.version for it in windows) + 1
    copy = replace(
        newest, id=-place, version=number, since=None, until=OPEN, meant=OPEN, live=False
    )
    return (*(replace(it, newest=False) for it in windows), copy)


async def write_copies(turn: Turn, kind: str, copies: Mapping[int, Window]) -> dict[int, int]:
    """Write copies, given by the id of what they are of; give their new ids by that of before.

    The statements depend on the relations of the kind, not on how many copies there are.
    """
    model = BY_KIND[kind]
    names = [*model._meta.fields_db_projection]
    rows = await model.filter(id__in=list(copies))
    await model.filter(id__in=list(copies)).update(newest=False)
    who: dict[str, Any] = {
        "saved_at": turn.moment,
        "saved_by": turn.actor.viewer.account,
        "changes": [],
    }
    await model.bulk_create(
        model(
            **{name: getattr(row, name) for name in names if name not in OURS | who.keys()},
            **who,
            version=copies[row.id].version,
        )
        for row in rows
    )
    entries = [it.entry for it in copies.values()]
    made = await model.filter(entry_id__in=entries, newest=True).values_list("entry_id", "id")
    written = dict(made)
    new = {old: written[it.entry] for old, it in copies.items()}
    await _copy_links(kind, new)
    return {copies[old].id: id_ for old, id_ in new.items()}


async def _copy_links(kind: str, new: Mapping[int, int]) -> None:
    for link in links_of(kind):
        names = [it for it in link._meta.fields_db_projection if it != "id"]
        rows = await link.filter(source_id__in=list(new)).values(*names)
        copies = [
            link(**{**row, "source_id": new[row["source_id"]], "live": False}) for row in rows
        ]
        if copies:
            await link.bulk_create(copies)
