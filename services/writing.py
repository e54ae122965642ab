"""The one place that writes content: versions with their links, never changed afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from models.content import Content, Link
from models.entry import Entry
from services.derived import derived


@dataclass(frozen=True, slots=True)
class Draft:
    """What a version says, and which entries it names, link by link, in the editors' order."""

    model: type[Content]
    said: Mapping[str, Any]
    links: Mapping[type[Link], Sequence[UUID]] = field(default_factory=dict)


async def publish_new(draft: Draft, moment: datetime) -> UUID:
    """Write a new entry whose first version is public from ``moment``; give the entry's id.

    To be called inside ``Store.writing``. Raises ``Refused`` for what breaks a rule.
    """
    kind = str(draft.model._meta.db_table)
    entry = await Entry.create(kind=kind, created_at=moment)
    version = await draft.model.create(
        **derived(draft.model, draft.said),
        entry_id=entry.id,
        version=1,
        live_from=moment,
        live=True,
        newest=True,
        saved_at=moment,
    )
    for link, targets in draft.links.items():
        for position, target in enumerate(targets, 1):
            await link.create(**link_row(link, version, target, position))
    return entry.id


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
