"""Vacancies: taking an entry out of all that names it, with another in its place, or with none.

The rule: it goes from every version, and from what history tells of their changes, in the same
way. So what history says still fits what the versions say, and the editors' order stays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.content import Content, Link, Relation
from models.nouns import NOUNS
from services.compiler.compiling import DIALECTS
from services.database.storage import Reading


@dataclass(frozen=True, slots=True)
class Place:
    """That a version of an entry names another by a relation, and whether nobody else is named."""

    kind: str
    entry: UUID
    version: int
    relation: str
    only: bool


async def places(reading: Reading, kind: str, target: UUID) -> list[Place]:
    """Tell which versions, of all there have ever been, name an entry of a kind."""
    told = []
    for noun, name, relation in _ways(kind):
        table, link = noun._meta.db_table, relation.link._meta.db_table
        mark = DIALECTS[reading.dialect].parameter(1)
        rows = await reading.rows(
            f"SELECT v.entry_id, v.version, NOT EXISTS (SELECT 1 FROM {link} o "
            f"WHERE o.source_id = l.source_id AND o.target_id <> l.target_id) "
            f"FROM {link} l JOIN {table} v ON v.id = l.source_id "
            f"WHERE l.target_id = {mark} ORDER BY v.entry_id, v.version",
            [target],
        )
        told += [
            Place(str(table), UUID(str(entry)), version, name, bool(only))
            for entry, version, only in rows
        ]
    return told


def _ways(kind: str) -> list[tuple[type[Content], str, Relation]]:
    return [
        (noun, name, relation)
        for noun in NOUNS
        for name, relation in noun.relations.items()
        if relation.target == kind
    ]


async def replace(reading: Reading, kind: str, gone: UUID, by: UUID | None) -> None:
    """Name ``by`` wherever ``gone`` is named, or nobody, in every version and its changes."""
    for _, _, relation in _ways(kind):
        await _replace_links(relation.link, gone, by)
    for noun in dict.fromkeys(noun for noun, *_ in _ways(kind)):
        names = {name for it, name, _ in _ways(kind) if it is noun}
        for id_, before in await _changes_naming(reading, noun, gone):
            after = replaced_changes(before, names, str(gone), str(by) if by else None)
            await noun.filter(id=id_).update(changes=after)


async def _changes_naming(
    reading: Reading, noun: type[Content], gone: UUID
) -> list[tuple[int, list[dict[str, Any]]]]:
    mark = DIALECTS[reading.dialect].parameter(1)
    rows = await reading.rows(
        f"SELECT id FROM {noun._meta.db_table} WHERE CAST(changes AS TEXT) LIKE {mark}",
        [f"%{gone}%"],
    )
    found = noun.filter(id__in=[id_ for (id_,) in rows]).values_list("id", "changes")
    return [(int(str(id_)), changes) for id_, changes in await found]


async def _replace_links(link: type[Link], gone: UUID, by: UUID | None) -> None:
    """Write what ``replaced`` says of each version's list; who is named twice stands first."""
    rows = await link.filter(target_id=gone).values_list("id", "source_id", "position")
    if by is None:
        await link.filter(target_id=gone).delete()
        return
    sources = [source for _, source, _ in rows]
    others = await link.filter(target_id=by, source_id__in=sources).values_list(
        "id", "source_id", "position"
    )
    theirs = {source: (id_, position) for id_, source, position in others}
    first = [id_ for id_, source, at in rows if source not in theirs or at < theirs[source][1]]
    second = [theirs[source][0] for id_, source, _ in rows if id_ in first and source in theirs]
    await link.filter(id__in=[id_ for id_, *_ in rows if id_ not in first] + second).delete()
    await link.filter(id__in=first).update(target_id=by)


def replaced(targets: Sequence[Any], gone: Any, by: Any | None) -> list[Any]:
    """Give a list with ``by`` in the place of ``gone``, nobody twice, and else in its order."""
    named = (by if it == gone else it for it in targets)
    return [*dict.fromkeys(it for it in named if it is not None)]


def replaced_changes(
    changes: Iterable[dict[str, Any]], names: set[str], gone: str, by: str | None
) -> list[dict[str, Any]]:
    """Give changes as they are when the lists before and after have been replaced."""
    told = []
    for it in changes:
        if it["field"] in names:
            old, new = (replaced(it[at] or [], gone, by) for at in ("before", "after"))
            if old == new:
                continue
            it = {**it, "before": old, "after": new}
        told.append(it)
    return told
