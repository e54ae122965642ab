"""The one place that writes content: versions with their links, never changed afterwards."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from models.content import Content, Link


async def write_version(
    model: type[Content], columns: Mapping[str, Any], relations: Mapping[str, Sequence[UUID]]
) -> Content:
    """Write a version and what it leads to, a statement for each relation.

    To be called in a turn. ``columns`` are all of a version's, with those that are computed.
    """
    version = await model.create(**columns)
    for name, relation in model.relations.items():
        targets = enumerate(relations.get(name, ()), 1)
        rows = [link_row(relation.link, version, target, place) for place, target in targets]
        if rows:
            await relation.link.bulk_create([relation.link(**row) for row in rows])
    return version


async def write_versions(
    model: type[Content],
    versions: Sequence[tuple[Mapping[str, Any], Mapping[str, Sequence[UUID]]]],
) -> dict[tuple[UUID, int], int]:
    """Write many versions of a kind, each with what it leads to, by as few statements.

    Gives their ids by entry and number. To be called in a transaction. What each has is as for
    ``write_version``.
    """
    rows = [model(**columns) for columns, _ in versions]
    await model.bulk_create(rows)
    entries = list({row.entry_id for row in rows})
    known = model.filter(entry_id__in=entries).values_list("entry_id", "version", "id")
    ids = {(entry, version): id_ for entry, version, id_ in await known}
    for row in rows:
        row.id = ids[row.entry_id, row.version]
    for name, relation in model.relations.items():
        links = [
            relation.link(**link_row(relation.link, row, target, place))
            for row, (_, relations) in zip(rows, versions, strict=True)
            for place, target in enumerate(relations.get(name, ()), 1)
        ]
        if links:
            await relation.link.bulk_create(links)
    return ids


def link_row(link: type[Link], version: Content, target: UUID, position: int) -> dict[str, Any]:
    """Give the columns of a link: both ends, its place, and what it repeats of its source."""
    repeated = {carried: getattr(version, own) for own, carried in link.carries.items()}
    return {
        "source_id": version.id,
        "source_entry_id": version.entry_id,
        "target_id": target,
        "position": position,
        "live": version.live,
        **repeated,
    }
